import React, { useEffect, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, circle_alert, copy, loader_circle, smartphone } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Confirm } from "./confirm.jsx";

const PATH = "/api/v1/auth/me/second-factor";

function Codes({ codes, onSeen }) {
  const [copied, setCopied] = useState(false);
  const take = () => navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true), () => {});
  return (
    <div className="note ok" role="status">
      <Icon d={check} />
      <div className="grow">
        <p>Recovery codes, shown this once. Each logs you in once when your phone is away: keep them where it is not.</p>
        <ul className="codes num">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
        <div className="row">
          <button type="button" className="btn line sm" onClick={take}><Icon d={copied ? check : copy} />{copied ? "Copied" : "Copy all"}</button>
          <button type="button" className="btn ghost sm" onClick={onSeen}>I have them</button>
        </div>
      </div>
    </div>
  );
}

function SetUp({ begun, onDone, onLeave }) {
  const [code, setCode] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFault("");
    try {
      onDone((await api("POST", `${PATH}/confirm`, { code })).recovery_codes);
    } catch (error) {
      setFault(error.message);
      setBusy(false);
    }
  };
  return (
    <form className="setup" method="dialog" noValidate onSubmit={submit}>
      <img src={begun.qr} alt="Code to scan with your authenticator app" width="180" height="180" />
      <div className="col">
        <p className="small">Scan this with your authenticator app, or type the key: <code className="num">{begun.secret.match(/.{1,4}/g).join(" ")}</code></p>
        <div className="f">
          <label htmlFor="factor-code">Code that the app shows</label>
          <input id="factor-code" className="in num" inputMode="numeric" autoComplete="one-time-code" maxLength={8} value={code}
            aria-invalid={fault ? true : undefined} aria-describedby="factor-fault" onChange={(event) => setCode(event.target.value)} />
          <p id="factor-fault" role="alert" className={fault ? "msg bad" : "vh"}>{fault ? <Icon d={circle_alert} /> : null}{fault}</p>
        </div>
        <div className="row">
          <button type="submit" className="btn pri" aria-busy={busy} disabled={code.trim().length < 6}>{busy ? <Icon d={loader_circle} size="s" className="spin" /> : null}Switch it on</button>
          <button type="button" className="btn ghost" onClick={onLeave}>Cancel</button>
        </div>
      </div>
    </form>
  );
}

/** The second step: off, being set up, or on. */
export function SecondStep({ known }) {
  const [state, setState] = useState(null);
  const [asking, setAsking] = useState("");
  const [begun, setBegun] = useState(null);
  const [codes, setCodes] = useState(null);
  const read = () => api("GET", PATH).then(setState, () => {});
  useEffect(() => void read(), []);
  const acts = {
    begin: { title: "Set up an authenticator app", verb: "Go on", act: async (password) => setBegun(await api("POST", PATH, { password })) },
    codes: { title: "New recovery codes", verb: "Make new codes", act: async (password) => setCodes((await api("POST", `${PATH}/recovery-codes`, { password })).recovery_codes) },
    remove: { title: "Switch the second step off", verb: "Switch it off", danger: true, act: async (password) => void (await api("DELETE", PATH, { password })) },
  };
  const now = acts[asking];
  const done = (made) => {
    setBegun(null);
    setCodes(made);
    read();
  };
  if (!state) return null;
  return (
    <>
      {codes ? <Codes codes={codes} onSeen={() => setCodes(null)} /> : null}
      {begun ? <SetUp begun={begun} onDone={done} onLeave={() => setBegun(null)} /> : null}
      {state.enabled ? (
        <ul className="devs">
          <li>
            <Icon d={smartphone} size="l" />
            <div className="min-w-0">
              <div className="ink small med">Authenticator app</div>
              <div className="cap num">{state.recovery_codes_left} of 10 recovery codes left</div>
            </div>
            <span className="st ok"><Icon d={check} size="s" />On</span>
          </li>
        </ul>
      ) : null}
      {begun ? null : state.enabled ? (
        <div className="row">
          <button type="button" className="btn line sm" onClick={() => setAsking("codes")}>New recovery codes</button>
          <button type="button" className="btn ghost sm" onClick={() => setAsking("remove")}>Switch it off</button>
        </div>
      ) : <button type="button" className="btn line" onClick={() => setAsking("begin")}><Icon d={smartphone} />Set up an app</button>}
      <Confirm open={asking !== ""} title={now?.title ?? ""} verb={now?.verb ?? ""} danger={now?.danger} known={known}
        onClose={() => setAsking("")} act={async (password) => { await now.act(password); await read(); }} />
    </>
  );
}
