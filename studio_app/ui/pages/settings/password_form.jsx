import React, { useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, circle_alert, loader_circle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { PasswordField } from "$/public/external/studio_app/ui/components/browser/secret_fields.jsx";
import { checkPassword, checkPresent, strength } from "$/public/external/studio_app/ui/components/browser/account_checks.js";

const bad = (text) => ({ ok: false, text });

/** Changes the password. Who has none, because another company lets her in, is sent a link to set one. */
export function PasswordForm({ email, known }) {
  const [values, setValues] = useState({ current: "", fresh: "" });
  const [verdicts, setVerdicts] = useState({});
  const [said, setSaid] = useState({ text: "", tone: "" });
  const [busy, setBusy] = useState(false);
  const bind = (name, judge) => ({
    id: `password-${name}`,
    value: values[name],
    verdict: verdicts[name],
    onChange: (event) => {
      setValues((now) => ({ ...now, [name]: event.target.value }));
      setVerdicts((now) => ({ ...now, [name]: undefined }));
    },
    onBlur: (event) => event.target.value && setVerdicts((now) => ({ ...now, [name]: judge(event.target.value) })),
  });
  const work = async (deed, done) => {
    if (busy) return;
    setBusy(true);
    setSaid({ text: "", tone: "" });
    try {
      await deed();
      setSaid({ text: done, tone: "ok" });
      setValues({ current: "", fresh: "" });
      setVerdicts({});
    } catch (error) {
      const fresh = error.details?.fields?.new_password?.[0]?.message;
      if (error.code === "WRONG_PASSWORD") setVerdicts((now) => ({ ...now, current: bad(error.message) }));
      else if (fresh) setVerdicts((now) => ({ ...now, fresh: bad(fresh) }));
      else setSaid({ text: error.message, tone: "bad" });
    }
    setBusy(false);
  };
  const line = said.text ? <p className={`msg ${said.tone}`}><Icon d={said.tone === "ok" ? check : circle_alert} />{said.text}</p> : null;
  if (!known) {
    const mailMe = () => work(() => api("POST", "/api/v1/auth/password-reset/request", { email }), "A link is on its way to you.");
    return (
      <div className="pw">
        <p className="small">You have no password: another company lets you in. With one you can log in without it too.</p>
        <div role="status">{line}</div>
        <div><button type="button" className="btn line" aria-busy={busy} onClick={mailMe}>Mail me a link to set one</button></div>
      </div>
    );
  }
  const submit = (event) => {
    event.preventDefault();
    const [current, fresh] = ["password-current", "password-fresh"].map((id) => event.target.elements[id].value);
    const found = { current: checkPresent(current), fresh: checkPassword(fresh) };
    setVerdicts({ current: found.current.ok ? undefined : found.current, fresh: found.fresh });
    const wrong = Object.keys(found).find((name) => !found[name].ok);
    if (wrong) return event.target.elements[`password-${wrong}`].focus();
    return work(
      () => api("POST", "/api/v1/auth/me/password", { current_password: current, new_password: fresh }),
      "Your password is changed. Your other devices are logged out.",
    );
  };
  return (
    <form className="pw" method="dialog" noValidate onSubmit={submit}>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField {...bind("current", checkPresent)} label="Current password" autoComplete="current-password" />
      <PasswordField {...bind("fresh", checkPassword)} label="New password" autoComplete="new-password"
        level={values.fresh ? strength(values.fresh) : 0} help="At least 10 characters. Three random words are good." />
      <div role="status">{line}</div>
      <div className="row">
        <button type="submit" className="btn pri" aria-busy={busy}>{busy ? <Icon d={loader_circle} size="s" className="spin" /> : null}Change password</button>
        <span className="cap">Logs your other devices out.</span>
      </div>
    </form>
  );
}
