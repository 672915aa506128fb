import React, { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, circle_alert, loader_circle, mail } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Field, PasswordField } from "$/public/external/studio_app/ui/components/browser/secret_fields.jsx";
import { checkEmail, checkPassword, strength } from "$/public/external/studio_app/ui/components/browser/account_checks.js";
import { takeSecret } from "./secret.js";

const Fault = ({ text }) => (
  <div role="alert" className="contents">{text ? <p className="msg bad"><Icon d={circle_alert} />{text}</p> : null}</div>
);

const Submit = ({ busy, children }) => (
  <button type="submit" className="btn pri lg" aria-disabled={busy} aria-busy={busy}>
    {busy ? <Icon d={loader_circle} size="s" className="spin" /> : null}{children}
  </button>
);

/** One form with one field: `check` judges it, `send` does it, `done` is told. */
function useOneField(check, send, done) {
  const [value, setValue] = useState("");
  const [verdict, setVerdict] = useState();
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef(null);
  const submit = async (event) => {
    event.preventDefault();
    const typed = event.target.elements[0].value; // a password manager may not pass through React
    const found = check(typed);
    if (busy) return;
    if (!found.ok) {
      setVerdict(found);
      event.target.elements[0].focus();
      return;
    }
    setBusy(true);
    setFault("");
    try {
      await send(typed);
      done(typed);
    } catch (error) {
      const own = Object.values(error.details?.fields ?? {})[0]?.[0]?.message;
      if (own) setVerdict({ ok: false, text: own });
      else setFault(error.message);
    }
    setBusy(false);
  };
  const bind = {
    value, verdict,
    onChange: (event) => (setValue(event.target.value), setVerdict(undefined)),
    onBlur: (event) => setVerdict(event.target.value ? check(event.target.value) : undefined),
  };
  return { bind, value, fault, busy, submit, field };
}

function Ask({ onSent }) {
  const form = useOneField(checkEmail, (email) => api("POST", "/api/v1/auth/password-reset/request", { email: email.trim() }), onSent);
  return (
    <form className="ff" method="dialog" noValidate onSubmit={form.submit}>
      <Field id="email" label="E-mail" type="email" inputMode="email" autoComplete="username" spellCheck={false} {...form.bind}
        help="We send a link to choose a new password." />
      <Fault text={form.fault} />
      <Submit busy={form.busy}>Send the link</Submit>
    </form>
  );
}

function Choose({ token, onDone }) {
  const form = useOneField(
    checkPassword, (new_password) => api("POST", "/api/v1/auth/password-reset/confirm", { token, new_password }), onDone,
  );
  return (
    <form className="ff" method="dialog" noValidate onSubmit={form.submit}>
      <PasswordField id="new-password" label="New password" autoComplete="new-password" {...form.bind}
        level={form.value ? strength(form.value) : 0} help="At least 10 characters. Three random words are good." />
      <Fault text={form.fault} />
      <Submit busy={form.busy}>Set the new password</Submit>
      <p className="cap">Every device is logged out, this one too.</p>
    </form>
  );
}

/** Asks for a link or, opened by that link, for the new password. */
export function ResetForm({ login }) {
  const [token, setToken] = useState(null);
  const [sentTo, setSentTo] = useState("");
  const [done, setDone] = useState(false);
  useEffect(() => setToken(takeSecret()), []);
  if (done) {
    return (
      <>
        <h1>Your new password is set.</h1>
        <div className="note ok" role="status"><Icon d={check} /><div className="grow">Every device was logged out. Log in with the new one.</div></div>
        <p className="acts"><Link className="btn pri lg" to={login}>Log in</Link></p>
      </>
    );
  }
  if (token) return <><h1>Choose a new password.</h1><Choose token={token} onDone={() => setDone(true)} /></>;
  if (sentTo) {
    return (
      <>
        <h1>Look into your mailbox.</h1>
        <div className="note" role="status"><Icon d={mail} /><div className="grow">If there is an account for <b>{sentTo}</b>, a link is on its way to it. It works for an hour. Nothing there? Look into the spam folder.</div></div>
        <p className="acts"><button type="button" className="btn line" onClick={() => setSentTo("")}>Use another address</button></p>
      </>
    );
  }
  return <><h1>Forgot your password?</h1><Ask onSent={(email) => setSentTo(email.trim())} /></>;
}
