import React, { useEffect, useId, useRef, useState } from "react";
import { api } from "./api.js";
import { leaveWhenExpired } from "./drawing.js";
import { Icon } from "./icon.jsx";
import { chevron_down, circle_alert, download as arrow, loader_circle } from "./icons.json";
import { NAMES, download, sizeOf } from "./download.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** The files of an asset, asked for once the menu is opened if the page does not know them. */
function useFiles(id, given) {
  const [files, setFiles] = useState(given ?? []);
  useEffect(() => setFiles(given ?? []), [given]);
  const want = async () => {
    if (!files.length) setFiles((await api("GET", `/api/v1/assets/${id}`)).exports);
  };
  return [files, want];
}

export function DownloadMenu({ assetId, files: given, wide = false }) {
  const [files, want] = useFiles(assetId, given);
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const box = useRef(null);
  const id = useId();
  const attempt = async (work) => {
    setFault("");
    try {
      await work();
    } catch (error) {
      if (!leaveWhenExpired(error)) setFault(error.message);
    }
  };
  const items = () => [...(box.current?.querySelectorAll("[role=menuitem]") ?? [])];
  useEffect(() => {
    if (!open) return undefined;
    const away = (event) => box.current?.contains(event.target) || setOpen(false);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  useEffect(() => {
    if (open && files.length) items()[0]?.focus();
  }, [open, files]);
  const close = () => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event) => {
    if (!open) return;
    if (event.key === "Escape") close();
    if (event.key === "Tab") setOpen(false);
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const all = items();
    all[(all.indexOf(document.activeElement) + STEPS[event.key] + all.length) % all.length]?.focus();
  };
  const toggle = () => {
    setOpen(!open);
    if (!open) attempt(want);
  };
  const take = async (format) => {
    close();
    setBusy(true);
    await attempt(() => download(assetId, format));
    setBusy(false);
  };
  return (
    <div className={wide ? "dl-menu grow" : "dl-menu"} ref={box} onKeyDown={onKeyDown}>
      <button type="button" className="btn pri w-full" aria-haspopup="menu" aria-expanded={open} aria-controls={open ? id : undefined} aria-busy={busy} onClick={toggle}>
        <Icon d={busy ? loader_circle : arrow} className={busy ? "spin" : ""} />Download<Icon d={chevron_down} size="s" />
      </button>
      {open ? (
        <div id={id} role="menu" aria-label="Format" className="menu">
          {files.map(({ format, width, height, file_size: bytes }) => (
            <button key={format} type="button" role="menuitem" tabIndex={-1} className="mi" onClick={() => take(format)}>
              <b>{NAMES[format] ?? format}</b>
              <span className="grow num">{width} × {height}</span>
              <span className="num">{sizeOf(bytes)}</span>
            </button>
          ))}
          {files.length ? null : <span className="mi">One moment</span>}
        </div>
      ) : null}
      {fault ? <p className="msg bad" role="alert"><Icon d={circle_alert} /><span>{fault}</span></p> : null}
    </div>
  );
}
