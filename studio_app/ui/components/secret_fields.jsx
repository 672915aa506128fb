import React, { useState } from "react";
import { Icon } from "./icon.jsx";
import { check, circle_alert, eye, eye_off } from "./icons.json";

function Message({ id, verdict, children }) {
  if (!verdict?.text && !children) return null;
  const tone = children ? "warn" : verdict.ok ? "ok" : "bad";
  return (
    <p id={id} className={`msg ${tone}`}>
      <Icon d={tone === "ok" ? check : circle_alert} />
      <span>{children ?? verdict.text}</span>
    </p>
  );
}

/** Label, input and what is wrong or right with it. `message` is a doubt: it is read out, but forbids nothing. */
export function Field({ id, label, aside, verdict, help, after, below, message, ...input }) {
  const state = !verdict || message ? "" : verdict.ok ? "good" : "err";
  return (
    <div className="f">
      <div className="lab-row"><label htmlFor={id}>{label}</label>{aside ? <span className="cap">{aside}</span> : null}</div>
      <div className={`in ${state}`}>
        <input id={id} name={id} aria-invalid={state === "err" || undefined} aria-describedby={verdict?.text || message ? `${id}-msg` : undefined} required
          {...input} />
        {state === "good" && !after ? <Icon d={check} className="text-[var(--ok)]" /> : null}
        {after}
      </div>
      {below}
      <div aria-live="polite"><Message id={`${id}-msg`} verdict={verdict}>{message}</Message></div>
      {!verdict?.text && !message && help ? <p className="msg">{help}</p> : null}
    </div>
  );
}

export function PasswordField({ level, ...field }) {
  const [open, setOpen] = useState(false);
  const eyeButton = (
    <button type="button" aria-label="Show password" aria-pressed={open} onClick={() => setOpen(!open)}>
      <Icon d={open ? eye_off : eye} />
    </button>
  );
  const line = level === undefined ? null : (
    <div className="str" data-level={level} aria-hidden="true">
      {[1, 2, 3, 4].map((step) => <i key={step} className={step <= level ? "on" : ""} />)}
    </div>
  );
  return (
    <Field type={open ? "text" : "password"} after={eyeButton} below={line} spellCheck={false} autoCapitalize="none"
      {...field} />
  );
}
