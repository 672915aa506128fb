import React, { useEffect, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, circle_alert, copy, key_round, plus } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { inWords } from "$/public/external/studio_app/ui/components/browser/local_time.jsx";
import { Confirm } from "./confirm.jsx";

const LIVES = [["", "Until revoked"], ["30", "30 days"], ["90", "90 days"], ["365", "A year"]];

function Secret({ secret, onSeen }) {
  const [copied, setCopied] = useState(false);
  const take = () => navigator.clipboard.writeText(secret).then(() => setCopied(true), () => {});
  return (
    <div className="note ok" role="status">
      <Icon d={check} />
      <div className="grow">
        <p>Your new key. It is shown this once: keep it where your program reads it.</p>
        <code className="wh-secret num">{secret}</code>
        <div className="row">
          <button type="button" className="btn line sm" onClick={take}><Icon d={copied ? check : copy} />{copied ? "Copied" : "Copy"}</button>
          <button type="button" className="btn ghost sm" onClick={onSeen}>I have it</button>
        </div>
      </div>
    </div>
  );
}

function Form({ scopes, onMake }) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState(["read"]);
  const [days, setDays] = useState("");
  const [fault, setFault] = useState("");
  const flip = (id) => setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  const submit = (event) => {
    event.preventDefault();
    if (!name.trim()) return setFault("Give the key a name, so that you know it again.");
    if (!chosen.length) return setFault("Choose at least one thing that it may do.");
    setFault("");
    return onMake({ name: name.trim(), scopes: chosen, expires_in_days: days ? Number(days) : null });
  };
  return (
    <form className="wh-form" method="dialog" noValidate onSubmit={submit}>
      <div className="f">
        <label htmlFor="key-name">Name</label>
        <input id="key-name" className="in" maxLength={60} autoComplete="off" placeholder="Stream deck" value={name}
          onChange={(event) => setName(event.target.value)} />
      </div>
      <fieldset className="f wh-when">
        <legend className="lab">It may</legend>
        <div className="scopes">
          {scopes.map((scope) => (
            <label key={scope.id} className="wh-event">
              <input type="checkbox" checked={chosen.includes(scope.id)} onChange={() => flip(scope.id)} />
              <span><b>{scope.label}</b> <span className="cap">{scope.help}</span></span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="f">
        <label htmlFor="key-days">It works</label>
        <select id="key-days" className="in" value={days} onChange={(event) => setDays(event.target.value)}>
          {LIVES.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
        </select>
      </div>
      <div role="alert">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
      <button type="submit" className="btn pri"><Icon d={plus} />Make a key</button>
    </form>
  );
}

/** The keys that work, and a new one. */
export function KeysDesk({ scopes, known, verified }) {
  const [keys, setKeys] = useState(null);
  const [wish, setWish] = useState(null);
  const [secret, setSecret] = useState("");
  const [fault, setFault] = useState("");
  const read = () => api("GET", "/api/v1/auth/keys").then((answer) => setKeys(answer.keys), (error) => setFault(error.message));
  useEffect(() => void read(), []);
  const make = async (password) => {
    const made = await api("POST", "/api/v1/auth/keys", { ...wish, password });
    setSecret(made.key);
    await read();
  };
  const revoke = async (id) => {
    setFault("");
    try {
      await api("DELETE", `/api/v1/auth/keys/${id}`);
    } catch (error) {
      setFault(error.message);
    }
    await read();
  };
  const labels = Object.fromEntries(scopes.map((scope) => [scope.id, scope.label]));
  return (
    <>
      {secret ? <Secret secret={secret} onSeen={() => setSecret("")} /> : null}
      <div role="alert">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
      {keys?.length ? (
        <ul className="devs">
          {keys.map((key) => (
            <li key={key.id}>
              <Icon d={key_round} size="l" />
              <div className="min-w-0">
                <div className="ink small med trunc">{key.name} <span className="cap num">…{key.hint}</span></div>
                <div className="cap num">
                  {key.scopes.map((scope) => labels[scope] ?? scope).join(", ")}. {key.last_used_at ? `Used ${inWords(key.last_used_at)}` : "Never used"}
                  {key.expires_at ? `, ends ${inWords(key.expires_at)}` : ""}
                </div>
              </div>
              <button type="button" className="btn ghost sm" onClick={() => revoke(key.id)}>Revoke<span className="vh"> {key.name}</span></button>
            </li>
          ))}
        </ul>
      ) : null}
      {verified ? null : <p className="small">Confirm your e-mail first. Then you can make keys here.</p>}
      {verified ? <Form key={keys?.length ?? 0} scopes={scopes} onMake={setWish} /> : null}
      <Confirm open={wish !== null} title={`Make the key “${wish?.name ?? ""}”`} verb="Make the key" known={known}
        onClose={() => setWish(null)} act={make}>
        <p className="small">Programs that hold it act for you. You get a mail about it.</p>
      </Confirm>
    </>
  );
}
