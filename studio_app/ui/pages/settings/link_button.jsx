import React, { useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Confirm } from "./confirm.jsx";

/** Asks for the password, then leaves for a company, to come back with its sign-in linked. */
export function LinkButton({ provider, label, known }) {
  const [asking, setAsking] = useState(false);
  const leave = async (password) => {
    location.assign((await api("POST", `/api/v1/auth/oauth/${provider}/link`, { password })).authorization_url);
  };
  return (
    <>
      <button type="button" className="btn line sm" onClick={() => setAsking(true)}>Link<span className="vh"> {label}</span></button>
      <Confirm open={asking} title={`Link ${label}`} verb={`Go on to ${label}`} known={known} onClose={() => setAsking(false)} act={leave}>
        <p className="small">{label} will be able to log you in here. You get a mail about it.</p>
      </Confirm>
    </>
  );
}
