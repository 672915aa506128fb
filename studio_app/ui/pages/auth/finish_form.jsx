import React, { useRef, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, loader_circle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { isCompany, nameOf } from "./companies.jsx";
import { CodeField, Leaving } from "./entry_parts.jsx";

const LATE = "OAUTH_STATE_INVALID";

/** Whether the address says that another company let her in and something is missing. */
export const halfway = (query) =>
  ["SECOND_FACTOR_REQUIRED", "ACCOUNT_CLOSING"].includes(query.get("oauth")) && isCompany(query.get("with"));

/** What is missing after a company let her in: a code, or the word that the account shall stay. */
export function FinishForm({ query, destination, onOver }) {
  const company = query.get("with");
  const sending = useRef(false);
  const [code, setCode] = useState("");
  const [second, setSecond] = useState(query.get("oauth") === "SECOND_FACTOR_REQUIRED");
  const [until, setUntil] = useState(query.get("until") ?? "");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  const send = async (keepAccount) => {
    if (sending.current) return;
    if (second && !code.trim()) return setFault("Type the code first.");
    sending.current = true;
    setBusy(true);
    setFault("");
    try {
      await api("POST", `/api/v1/auth/oauth/${company}/finish`, { code, keep_account: keepAccount });
      location.assign(destination); // stays busy: the page is about to change
    } catch (error) {
      sending.current = false;
      setBusy(false);
      if (error.code === LATE) onOver(`That took longer than ten minutes. Start again with ${nameOf(company)}.`);
      else if (error.code === "SECOND_FACTOR_REQUIRED") setSecond(true);
      else if (error.code === "ACCOUNT_CLOSING" && error.details?.purge_after) setUntil(error.details.purge_after);
      else setFault(error.message);
    }
  };
  const submit = (event) => {
    event.preventDefault();
    send(Boolean(until));
  };
  return (
    <form className="ff" method="dialog" noValidate onSubmit={submit} aria-busy={busy}>
      <p>{nameOf(company)} let you in. {second ? "Now your second step." : "One question is left."}</p>
      {second ? <CodeField value={code} onChange={setCode} /> : null}
      {until ? <Leaving until={until} onKeep={() => send(true)} /> : null}
      <div role="alert" className="contents">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
      {until ? null : (
        <button type="submit" className="btn pri lg" aria-disabled={busy} aria-busy={busy}>
          {busy ? <><Icon d={loader_circle} size="s" className="spin" />Logging in</> : "Log in"}
        </button>
      )}
      <button type="button" className="link-btn" onClick={() => onOver("")}>Log in another way</button>
    </form>
  );
}
