import React, { useEffect, useState } from "react";
import { Link } from "react-router";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, circle_alert, loader_circle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { takeSecret } from "./secret.js";

/** One button: mail programs open links to look at them, so opening alone confirms nothing. */
export function VerifyCard({ after, settings }) {
  const [token, setToken] = useState(null);
  const [state, setState] = useState("ready");
  const [fault, setFault] = useState("");
  useEffect(() => setToken(takeSecret()), []);
  const confirm = async () => {
    if (state === "busy") return;
    setState("busy");
    setFault("");
    try {
      await api("POST", "/api/v1/auth/email/verify/confirm", { token });
      setState("done");
    } catch (error) {
      setFault(error.message);
      setState("ready");
    }
  };
  if (state === "done") {
    return (
      <>
        <h1>Your e-mail is confirmed.</h1>
        <div className="note ok" role="status"><Icon d={check} /><div className="grow">You can get back in when you lose your password, and webhooks and API keys are open to you.</div></div>
        <p className="acts"><Link className="btn pri lg" to={after}>Go on</Link></p>
      </>
    );
  }
  return (
    <>
      <h1>Confirm your e-mail.</h1>
      {token === "" ? (
        <>
          <p className="lead">Open the link in the mail that we sent you. The mail is lost? Ask for a new one in the settings.</p>
          <p className="acts"><Link className="btn line lg" to={settings}>Open the settings</Link></p>
        </>
      ) : (
        <>
          <p className="lead">One click, and this address is yours.</p>
          <div role="alert" className="contents">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
          <p className="acts">
            <button type="button" className="btn pri lg" onClick={confirm} aria-busy={state === "busy"} disabled={token === null}>
              {state === "busy" ? <Icon d={loader_circle} size="s" className="spin" /> : null}Confirm my e-mail
            </button>
          </p>
        </>
      )}
    </>
  );
}
