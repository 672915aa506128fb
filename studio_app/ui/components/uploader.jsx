import React, { useId, useState } from "react";
import { csrfHeaders, readEnvelope, unreachable } from "./api.js";
import { Icon } from "./icon.jsx";
import { circle_alert, upload } from "./icons.json";

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Does `file` match an `accept` list of MIME types, wildcards and endings? */
export function accepted(file, accept) {
  if (!accept) return true;
  return accept.split(",").map((part) => part.trim().toLowerCase()).some((part) => {
    if (part.startsWith(".")) return file.name.toLowerCase().endsWith(part);
    if (part.endsWith("/*")) return file.type.startsWith(part.slice(0, -1));
    return file.type === part;
  });
}

function send(url, file, fields, onProgress) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("file", file);
    const request = new XMLHttpRequest(); // fetch cannot report how much was sent
    request.upload.onprogress = (event) => event.lengthComputable && onProgress((100 * event.loaded) / event.total);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      try {
        resolve(readEnvelope(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.open("POST", url);
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value);
    request.send(body);
  });
}

export function Uploader({
  url, accept = "", maxBytes = 10_000_000, label = "Choose a file", hint = "", fields = {}, onDone, onError,
}) {
  const id = useId();
  const [percent, setPercent] = useState(null);
  const [fault, setFault] = useState("");
  const [over, setOver] = useState(false);
  const fail = (sentence) => {
    setFault(sentence);
    onError?.(sentence);
  };
  const take = async (file) => {
    if (!file || percent !== null) return;
    setFault("");
    if (!accepted(file, accept)) return fail(`${file.name} is not one of the kinds we can read.`);
    if (file.size > maxBytes) return fail(`${file.name} has ${size(file.size)}; at most ${size(maxBytes)} fit here.`);
    setPercent(0);
    try {
      onDone?.(await send(url, file, fields, (value) => setPercent(Math.round(value))));
    } catch (error) {
      fail(error.message);
    } finally {
      setPercent(null);
    }
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const choose = (event) => {
    take(event.target.files[0]);
    event.target.value = "";
  };
  return (
    <div className={over ? "drop over" : "drop"} onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)} onDrop={drop}>
      <input id={id} type="file" className="vh peer" accept={accept} disabled={percent !== null} onChange={choose} />
      <label htmlFor={id} className="btn line peer-focus-visible:outline-2 cursor-pointer"><Icon d={upload} />{label}</label>
      {hint ? <span className="cap">{hint}</span> : null}
      {percent === null ? null : (
        <span className="bar" role="progressbar" aria-label="Upload" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
          <i style={{ width: `${percent}%` }} />
        </span>
      )}
      {fault ? <p className="msg bad" role="alert"><Icon d={circle_alert} />{fault}</p> : null}
    </div>
  );
}
