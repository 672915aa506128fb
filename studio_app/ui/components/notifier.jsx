import React, { useEffect, useRef, useState } from "react";
import { Icon } from "./icon.jsx";
import { check, circle_alert, info, triangle_alert, x } from "./icons.json";

const SHAPES = { ok: check, info, warn: triangle_alert, bad: circle_alert };
const MOST = 3;

function Toast({ note, onAct, onClose }) {
  const level = SHAPES[note.level] ? note.level : "info";
  return (
    <div className={`toast ${level}`} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <Icon d={SHAPES[level]} />
      <span className="grow">{note.text}</span>
      {note.action ? (
        <button type="button" className="btn ghost sm act" onClick={onAct}>{note.action}</button>
      ) : null}
      <button type="button" className="btn ghost sm sq" aria-label="Dismiss" onClick={onClose}><Icon d={x} /></button>
      {level === "bad" ? null : <span className="tl" onAnimationEnd={onClose} />}
    </div>
  );
}

/** The line that runs out is the clock: CSS pauses it under pointer and focus, its end closes the toast. */
export function Notifier({ note, onAction }) {
  const [shown, setShown] = useState([]);
  const last = useRef(null);
  useEffect(() => {
    if (!note?.id || !note.text || note.id === last.current) return;
    last.current = note.id;
    setShown((list) => [...list.filter((other) => other.id !== note.id), note].slice(-MOST));
  }, [note]);
  const close = (id) => setShown((list) => list.filter((other) => other.id !== id));
  const act = (item) => {
    close(item.id);
    onAction?.(item.id, item.ref ?? "");
  };
  const draw = (list) =>
    list.map((item) => <Toast key={item.id} note={item} onAct={() => act(item)} onClose={() => close(item.id)} />);
  return (
    <div className="toasts">
      <div role="status" className="contents">{draw(shown.filter((item) => item.level !== "bad"))}</div>
      <div role="alert" className="contents">{draw(shown.filter((item) => item.level === "bad"))}</div>
    </div>
  );
}
