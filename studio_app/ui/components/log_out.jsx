import React, { useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { tellOtherTabs } from "$/public/external/studio_app/ui/components/browser/leaving.js";
import { circle_alert, log_out } from "$/public/external/studio_app/ui/components/browser/icons.json";

/** Ends the session, then loads the first page afresh so that nothing of the account stays in memory. */
export function LogOutButton() {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const leave = async () => {
    if (busy) return;
    setBusy(true);
    setFault("");
    try {
      await api("POST", "/api/v1/auth/logout");
    } catch (error) {
      if (error.status !== 401) {
        setFault(error.message);
        setBusy(false);
        return;
      }
    }
    tellOtherTabs();
    location.assign("/");
  };
  return (
    <>
      <button type="button" className="btn line" onClick={leave} aria-busy={busy}><Icon d={log_out} />{busy ? "Logging out" : "Log out"}</button>
      {fault ? <p className="msg bad" role="alert"><Icon d={circle_alert} />{fault}</p> : null}
    </>
  );
}
