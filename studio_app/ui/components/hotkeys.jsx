import React, { Suspense, lazy, useEffect, useState, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";
import { Icon } from "./icon.jsx";
import { search } from "./icons.json";

const OPEN = "studio:palette";
const CHANGED = "studio:shortcuts";
const PREFERENCE = "shortcuts";
const Palette = lazy(() => import("./palette.jsx").then((module) => ({ default: module.Palette })));
const KeyHelp = lazy(() => import("./palette.jsx").then((module) => ({ default: module.KeyHelp })));

const openPalette = () => window.dispatchEvent(new Event(OPEN));
const lettersOn = () => localStorage.getItem(PREFERENCE) !== "off";
const typing = (target) => target?.closest?.("input, textarea, select, [contenteditable=true], dialog[open]");

export function Hotkeys({ items = [], onRun }) {
  const [view, setView] = useState(null); // "palette", "help" or nothing
  const navigate = useNavigate();
  const run = (item) => {
    setView(null);
    if (item.href) navigate(item.href);
    else onRun?.(item.id);
  };
  useEffect(() => {
    const onKey = (event) => {
      if (event.isComposing || event.altKey) return;
      const combined = event.ctrlKey || event.metaKey;
      if (combined && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setView((now) => (now === "palette" ? null : "palette"));
        return;
      }
      if (combined || event.repeat || typing(event.target) || !lettersOn()) return;
      if (event.key === "?") setView("help");
      const item = items.find(({ keys }) => keys && keys.toLowerCase() === event.key.toLowerCase());
      if (!item) return;
      event.preventDefault();
      run(item);
    };
    const open = () => setView("palette");
    document.addEventListener("keydown", onKey);
    window.addEventListener(OPEN, open);
    return () => {
      document.removeEventListener("keydown", onKey);
      window.removeEventListener(OPEN, open);
    };
  });
  if (!view) return null;
  return (
    <Suspense fallback={null}>
      {view === "palette"
        ? <Palette items={items} onRun={run} onHelp={() => setView("help")} onClose={() => setView(null)} />
        : <KeyHelp items={items} onClose={() => setView(null)} />}
    </Suspense>
  );
}

export function FindButton() {
  const [mac, setMac] = useState(false);
  useEffect(() => setMac(/Mac|iP(hone|ad)/.test(navigator.platform)), []);
  const keys = mac ? "⌘K" : "Ctrl K";
  return (
    <button type="button" className="find" onClick={openPalette}>
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
