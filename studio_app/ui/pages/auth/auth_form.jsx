import React, { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, loader_circle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Field, PasswordField } from "$/public/external/studio_app/ui/components/browser/secret_fields.jsx";
import { checkEmail, checkName, checkPassword, checkPresent, safeNext, strength, suggestion } from "$/public/external/studio_app/ui/components/browser/account_checks.js";
import { Companies, told } from "./companies.jsx";
import { CodeField, Leaving } from "./entry_parts.jsx";
import { FinishForm, halfway } from "./finish_form.jsx";

const CHECKS = {
  signup: { display_name: checkName, email: checkEmail, password: checkPassword },
  login: { email: checkEmail, password: checkPresent },
};
const bad = (text) => ({ ok: false, text });

/** What the API objects to, by field; "" stands for the form as a whole. */
function faults(error) {
  const fields = Object.entries(error.details?.fields ?? {})
    .map(([name, list]) => [name, bad(list[0]?.message ?? error.message)]);
  if (error.code === "EMAIL_TAKEN") return { email: bad("There is an account with this address already. Log in instead.") };
  if (error.code === "VALIDATION_ERROR" && fields.length) return Object.fromEntries(fields);
  if (error.code === "INVALID_CREDENTIALS") return { "": "E-mail and password do not belong together. Check both." };
  if (error.code === "RATE_LIMITED") {
    const wait = error.retryAfter ? `in ${Math.ceil(error.retryAfter / 60)} min` : "in a few minutes";
    return { "": `Too many tries in a short time. Try again ${wait}.` };
  }
  return { "": error.message };
}

function send(mode, { display_name, email, password, remember_me, keep_account, code }) {
  const who = { email: email.trim(), password };
  return mode === "signup"
    ? api("POST", "/api/v1/auth/signup", { ...who, display_name: display_name.trim(), accept_terms: true })
    : api("POST", "/api/v1/auth/login", { ...who, remember_me, keep_account: Boolean(keep_account), code: code ?? "" });
}

/** Where to go afterwards: `next` of the address when it is ours, and the title typed on the landing page goes along. */
function destination(after) {
  const query = new URLSearchParams(location.search);
  const title = query.get("title");
  return safeNext(query.get("next")) || (title ? `${after}?title=${encodeURIComponent(title)}` : after);
}

/** An expired session is renewed without a question when the browser still may. */
function useSilentRefresh(mode, after, setFault) {
  useEffect(() => {
    if (mode !== "login" || new URLSearchParams(location.search).get("expired") !== "1") return;
    api("POST", "/api/v1/auth/refresh").then(
      () => location.replace(destination(after)),
      () => setFault("Your session has ended. Log in to go on where you were."),
    );
  }, []);
}

export function AuthForm({ mode, after, terms, privacy, reset }) {
  const checks = CHECKS[mode];
  const form = useRef(null);
  const sending = useRef(false);
  const [values, setValues] = useState({ display_name: "", email: "", password: "", remember_me: true });
  const [verdicts, setVerdicts] = useState({});
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const [second, setSecond] = useState(false);
  const [code, setCode] = useState("");
  const [closing, setClosing] = useState("");
  useSilentRefresh(mode, after, setFault);
  const [half, setHalf] = useState(null);
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    if (mode === "login" && halfway(query)) return setHalf(query);
    const sentence = told(query);
    if (sentence) setFault(sentence);
  }, []);
  const over = (sentence) => {
    setHalf(null);
    setFault(sentence);
    history.replaceState(history.state, "", location.pathname); // a reload must not ask again
  };

  const put = (name, value) => {
    setValues((now) => ({ ...now, [name]: value }));
    setVerdicts((now) => ({ ...now, [name]: undefined }));
  };
  const judge = (name, value) => setVerdicts((now) => ({ ...now, [name]: value ? checks[name](value) : undefined }));
  const bind = (name) => ({
    id: name,
    value: values[name],
    verdict: verdicts[name],
    onChange: (event) => put(name, event.target.value),
    onBlur: (event) => judge(name, event.target.value),
  });
  const show = (found) => {
    const { "": whole = "", ...fields } = found;
    setFault(whole);
    setVerdicts((now) => ({ ...now, ...fields }));
    const first = Object.keys(fields).find((name) => !fields[name].ok);
    if (first) form.current.elements[first]?.focus();
  };
  const submit = async (event, keepAccount = false) => {
    event.preventDefault();
    if (sending.current) return;
    // What a password manager filled in may not have passed through React.
    const typed = { ...values };
    for (const name of Object.keys(checks)) typed[name] = form.current.elements[name].value;
    const wrong = Object.entries(checks)
      .map(([name, check]) => [name, check(typed[name])])
      .filter(([, verdict]) => !verdict.ok);
    if (wrong.length) return show(Object.fromEntries(wrong));
    sending.current = true;
    setBusy(true);
    setFault("");
    setClosing("");
    try {
      await send(mode, { ...typed, keep_account: keepAccount, code });
      location.assign(destination(after)); // stays busy: the page is about to change
    } catch (error) {
      sending.current = false;
      setBusy(false);
      if (error.code === "SECOND_FACTOR_REQUIRED") setSecond(true);
      else if (error.code === "ACCOUNT_CLOSING" && error.details?.purge_after) setClosing(error.details.purge_after);
      else show(faults(error));
    }
  };

  if (half) return <FinishForm query={half} destination={destination(after)} onOver={over} />;
  const signup = mode === "signup";
  const better = verdicts.email?.ok ? suggestion(values.email) : "";
  const correct = () => {
    put("email", better);
    judge("email", better);
  };
  const doubt = better
    ? <>Did you mean <button type="button" className="link-btn" onClick={correct}>{better}</button>?</>
    : undefined;
  const working = <><Icon d={loader_circle} size="s" className="spin" />{signup ? "Creating account" : "Logging in"}</>;
  return (
    <>
    <Companies next={() => safeNext(new URLSearchParams(location.search).get("next"))} onFault={setFault} />
    <form ref={form} className="ff" method="dialog" noValidate onSubmit={submit} aria-busy={busy}>
      {signup ? <Field {...bind("display_name")} label="Name on your channel" autoComplete="nickname" maxLength={80} /> : null}
      <Field {...bind("email")} label="E-mail" type="email" inputMode="email" autoComplete="username" spellCheck={false}
        message={doubt} />
      <PasswordField {...bind("password")} label="Password"
        aside={signup ? null : <Link className="link" to={reset}>Forgot it?</Link>} autoComplete={signup ? "new-password" : "current-password"}
        level={signup ? (values.password ? strength(values.password) : 0) : undefined}
        help={signup ? "At least 10 characters. Three random words are good." : undefined} />
      {signup ? null : (
        <label className="keep-in small">
          <input type="checkbox" name="remember_me" className="box" checked={values.remember_me}
            onChange={(event) => put("remember_me", event.target.checked)} />
          Keep me logged in on this device
        </label>
      )}
      {second ? <CodeField value={code} onChange={setCode} /> : null}
      {closing ? <Leaving until={closing} onKeep={(event) => submit(event, true)} /> : null}
      <div role="alert" className="contents">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
      <button type="submit" className="btn pri lg" aria-disabled={busy} aria-busy={busy}>
        {busy ? working : signup ? "Create account" : "Log in"}
      </button>
      {signup ? (
        <p className="cap">
          By creating an account you accept the <Link className="link" to={terms}>terms</Link> and
          the <Link className="link" to={privacy}>privacy notice</Link>.
        </p>
      ) : null}
    </form>
    </>
  );
}
