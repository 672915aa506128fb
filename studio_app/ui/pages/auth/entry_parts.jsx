import React from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert } from "$/public/external/studio_app/ui/components/browser/icons.json";

const dayOf = (at) => new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "long" });

/** The second step: a code of the app, or a recovery code. */
export function CodeField({ value, onChange }) {
  return (
    <div className="f">
      <label htmlFor="code">Code of your authenticator app</label>
      <input id="code" name="code" className="in num" inputMode="numeric" autoComplete="one-time-code" maxLength={20} autoFocus
        value={value} onChange={(event) => onChange(event.target.value)} />
      <p className="msg">Your phone is away? Type one of your recovery codes.</p>
    </div>
  );
}

/** An account on its way out, and the way back; `until` is the last moment for it. */
export function Leaving({ until, onKeep }) {
  return (
    <div className="note warn" role="alert">
      <Icon d={circle_alert} />
      <div className="grow">
        <p>This account is to be deleted. Until {dayOf(until)} you can keep it, with everything in it.</p>
        <button type="button" className="btn line" onClick={onKeep}>Keep my account</button>
      </div>
    </div>
  );
}
