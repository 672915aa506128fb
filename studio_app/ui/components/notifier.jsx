import React, { useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "react-router";
import { Icon } from "./icon.jsx";
import { check, circle_alert, info, triangle_alert, x } from "./icons.json";

const SHAPES = { ok: check, info, warn: triangle_alert, bad: circle_alert };
const SPOKEN = { error: "bad", warning: "warn", success: "ok" };
const MOST = 3;
const SEEN = "studio:note"; // a reload gets the last note again, and must not show it twice

// The list outlives the page that asked for a toast: whoever deletes something is taken elsewhere at once.
let shown = [];
const watchers = new Set();
const put = (list) => {
  shown = list;
  for (const tell of watchers) tell();
};
const subscribe = (tell) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};
const NONE = [];

function Toast({ note, onAct, onClose }) {
  const [spent] = useState(() => Math.min(0, note.at - Date.now())); // on a new page its clock goes on
  const level = SPOKEN[note.level] ?? (SHAPES[note.level] ? note.level : "info");
  return (
    <div className={`toast ${level}`} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <Icon d={SHAPES[level]} />
      <span className="grow">{note.text}</span>
      {note.href ? (
        <Link className="btn ghost sm act" to={note.href} onClick={onClose}>{note.action}</Link>
      ) : note.action ? (
        <button type="button" className="btn ghost sm act" onClick={onAct}>{note.action}</button>
      ) : null}
      <button type="button" className="btn ghost sm sq" aria-label="Dismiss" onClick={onClose}><Icon d={x} /></button>
      {level === "bad" ? null : <span className="tl" style={{ animationDelay: `${spent}ms` }} onAnimationEnd={onClose} />}
    </div>
  );
}

const keyOf = (note) => `${note.id}|${note.text}|${note.ref ?? ""}`;
const alarms = (note) => note.level === "bad" || note.level === "error";

/** Shows what no state of the server asked for; `href` makes the action a link. */
export function toast(note) {
  const key = keyOf(note);
  put([...shown.filter((other) => other.key !== key), { ...note, key, at: Date.now() }].slice(-MOST));
}

/** The line that runs out is the clock: CSS pauses it under pointer and focus, its end closes the toast. */
export function Notifier({ note, onAction }) {
  const list = useSyncExternalStore(subscribe, () => shown, () => NONE);
  useEffect(() => {
    if (!note?.id || !note.text) return;
    const key = keyOf(note);
    if (key === sessionStorage.getItem(SEEN)) return;
    sessionStorage.setItem(SEEN, key);
    toast(note);
  }, [note]);
  const close = (key) => put(shown.filter((other) => other.key !== key));
  const act = (item) => {
    close(item.key);
    onAction?.(item.id, item.ref ?? "");
  };
  const draw = (items) =>
    items.map((item) => <Toast key={item.key} note={item} onAct={() => act(item)} onClose={() => close(item.key)} />);
  return (
    <div className="toasts">
      <div role="status" className="contents">{draw(list.filter((item) => !alarms(item)))}</div>
      <div role="alert" className="contents">{draw(list.filter(alarms))}</div>
    </div>
  );
}
