import React, { useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";

/** Leaves for a company, to come back with its sign-in linked. */
export function LinkButton({ provider, label }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const leave = async () => {
    if (busy) return;
    setBusy(true);
    setFault("");
    try {
      location.assign((await api("POST", `/api/v1/auth/oauth/${provider}/link`)).authorization_url);
    } catch (error) {
      setFault(error.message);
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" className="btn line sm" aria-busy={busy} onClick={leave}>Link<span className="vh"> {label}</span></button>
      {fault ? <p className="msg bad" role="alert">{fault}</p> : null}
    </>
  );
}
