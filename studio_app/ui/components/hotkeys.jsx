import React, { Suspense, lazy, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";
import { Icon } from "./icon.jsx";
import { search } from "./icons.json";

const OPEN = "studio:palette";
const CHANGED = "studio:shortcuts";
const PREFERENCE = "shortcuts";
const fetchPalette = () => import("./palette.jsx");
// Without a connection the part cannot come: then nothing opens, and the page stays as it was.
const partOf = (name) => lazy(() => fetchPalette().then((module) => ({ default: module[name] }), () => ({ default: Absent })));
const Palette = partOf("Palette");
const KeyHelp = partOf("KeyHelp");

function Absent({ onClose }) {
  useEffect(() => onClose(), []);
  return null;
}

const openPalette = () => window.dispatchEvent(new Event(OPEN));
const lettersOn = () => localStorage.getItem(PREFERENCE) !== "off";
const typing = (target) => target?.closest?.("input, textarea, select, [contenteditable=true], dialog[open]");

/** What is typed between Ctrl K and the palette's first list; it looks with `peek` and ends the holding with `take`. */
function useEarlyKeys(onEscape) {
  const typed = useRef(null);
  const begin = () => {
    typed.current = { text: "", enter: false };
  };
  const peek = () => typed.current;
  const take = () => {
    typed.current = null;
  };
  const hold = (event) => {
    const early = typed.current;
    if (!early || event.ctrlKey || event.metaKey || event.altKey) return false;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") onEscape();
    else if (event.key === "Enter") early.enter = true;
    else if (event.key === "Backspace") early.text = early.text.slice(0, -1);
    else if (event.key.length === 1 && !early.enter) early.text += event.key;
    return true;
  };
  return { begin, peek, take, hold };
}

export function Hotkeys({ items = [], onRun }) {
  const [view, setView] = useState(null); // "palette", "help" or nothing
  const navigate = useNavigate();
  const close = () => {
    early.take();
    setView(null);
  };
  const early = useEarlyKeys(() => close());
  const open = () => {
    if (view !== "palette") early.begin();
    setView("palette");
  };
  const run = (item) => {
    setView(null);
    if (item.href) navigate(item.href);
    else onRun?.(item.id);
  };
  useEffect(() => {
    const onKey = (event) => {
      if (event.key === "Control" || event.key === "Meta") fetchPalette().catch(() => {}); // K may follow
      if (event.isComposing || event.altKey || early.hold(event)) return;
      const combined = event.ctrlKey || event.metaKey;
      if (combined && event.key.toLowerCase() === "k") {
        event.preventDefault();
        if (view === "palette") close();
        else open();
        return;
      }
      if (combined || event.repeat || typing(event.target) || !lettersOn()) return;
      if (event.key === "?") setView("help");
      const item = items.find(({ keys }) => keys && keys.toLowerCase() === event.key.toLowerCase());
      if (!item) return;
      event.preventDefault();
      run(item);
    };
    document.addEventListener("keydown", onKey, true);
    window.addEventListener(OPEN, open);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      window.removeEventListener(OPEN, open);
    };
  });
  if (!view) return null;
  return (
    <Suspense fallback={null}>
      {view === "palette"
        ? <Palette items={items} early={early} onRun={run} onHelp={() => setView("help")} onClose={close} />
        : <KeyHelp items={items} onClose={close} />}
    </Suspense>
  );
}

export function FindButton() {
  const [mac, setMac] = useState(false);
  useEffect(() => setMac(/Mac|iP(hone|ad)/.test(navigator.platform)), []);
  const keys = mac ? "⌘K" : "Ctrl K";
  return (
    <button type="button" className="find" onClick={openPalette} onPointerEnter={() => fetchPalette().catch(() => {})}>
      <Icon d={search} />
      <span className="grow">Search or run a command</span>
      <kbd className="kbd" aria-hidden="true">{keys}</kbd>
    </button>
  );
}

const watch = (changed) => {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
};

export function ShortcutSwitch() {
  const on = useSyncExternalStore(watch, lettersOn, () => true);
  const change = (event) => {
    localStorage.setItem(PREFERENCE, event.target.checked ? "on" : "off");
    window.dispatchEvent(new Event(CHANGED));
  };
  return (
    <label className="row">
      <span className="grow">Single-letter keys (N, L, B, ?)</span>
      <input type="checkbox" role="switch" className="sw" checked={on} onChange={change} />
    </label>
  );
}
