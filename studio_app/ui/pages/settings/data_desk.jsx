import React, { useEffect, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, download, loader_circle, trash_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { inWords } from "$/public/external/studio_app/ui/components/browser/local_time.jsx";
import { Confirm } from "./confirm.jsx";

const EVERY_MS = 3000;
const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** One export: being made, ready to download, or failed. */
function Export({ row, onFault }) {
  const take = async () => {
    try {
      location.assign((await api("GET", `/api/v1/auth/me/exports/${row.id}/download`)).url);
    } catch (error) {
      onFault(error.message);
    }
  };
  return (
    <li>
      <Icon d={row.status === "queued" ? loader_circle : download} size="l" className={row.status === "queued" ? "spin" : ""} />
      <div className="min-w-0">
        <div className="ink small med">{{ queued: "Being put together", ready: `Ready, ${size(row.file_size ?? 0)}`, failed: "It could not be made" }[row.status]}</div>
        <div className="cap num">Asked for {inWords(row.created_at)}{row.status === "ready" ? `, kept until ${inWords(row.expires_at)}` : ""}</div>
      </div>
      {row.status === "ready" ? <button type="button" className="btn line sm" onClick={take}>Download</button> : <span />}
    </li>
  );
}

/** Everything in one file. */
export function ExportDesk({ known }) {
  const [rows, setRows] = useState([]);
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState("");
  const read = () => api("GET", "/api/v1/auth/me/exports").then((answer) => setRows(answer.exports), (error) => setFault(error.message));
  const waiting = rows.some((row) => row.status === "queued");
  useEffect(() => void read(), []);
  useEffect(() => {
    if (!waiting) return undefined;
    const clock = setInterval(read, EVERY_MS);
    return () => clearInterval(clock);
  }, [waiting]);
  const ask = async (password) => {
    await api("POST", "/api/v1/auth/me/exports", { password });
    await read();
  };
  return (
    <>
      <div role="alert">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
      {rows.length ? <ul className="devs" aria-live="polite">{rows.map((row) => <Export key={row.id} row={row} onFault={setFault} />)}</ul> : null}
      <button type="button" className="btn line" disabled={waiting} onClick={() => setAsking(true)}><Icon d={download} />Get all my data</button>
      <Confirm open={asking} title="Get all your data" verb="Put it together" known={known} onClose={() => setAsking(false)} act={ask}>
        <p className="small">One ZIP: your account, kits, jobs, assets and uploads as JSON, with all files. A mail tells you when it is ready.</p>
      </Confirm>
    </>
  );
}

/** The end of the account. */
export function CloseDesk({ known }) {
  const [asking, setAsking] = useState(false);
  const close = async (password) => {
    await api("DELETE", "/api/v1/auth/me", { password, confirmation: "DELETE" });
    location.assign("/");
  };
  return (
    <>
      <button type="button" className="btn bad" onClick={() => setAsking(true)}><Icon d={trash_2} />Delete my account</button>
      <Confirm open={asking} title="Delete your account" verb="Delete my account" danger known={known}
        onClose={() => setAsking(false)} act={close}>
        <ul className="small dots">
          <li>Every device is logged out, and nothing of yours is shown to anyone from now on.</li>
          <li>Jobs in work are stopped. Links that you shared lead nowhere.</li>
          <li>For 14 days you can log in and keep everything. Then it is gone for good.</li>
        </ul>
      </Confirm>
    </>
  );
}
