import React, { useEffect, useRef, useState } from "react";
import { Command } from "cmdk";
import { Icon } from "./icon.jsx";
import { outside } from "./dialog.jsx";
import { arrow_right, search } from "./icons.json";
import { fit, useAssets } from "./palette_search.js";

/** A native modal dialog: the browser keeps focus inside and gives it back; Esc and a click beside it close. */
function Modal({ label, className, onOpen, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    const element = box.current;
    element.showModal();
    element.querySelector("input, .acts button")?.focus(); // cmdk's frame would take the focus otherwise
    onOpen?.(element);
    return () => element.close();
  }, []);
  const beside = (event) => event.target === box.current && outside(event, box.current) && onClose();
  return (
    <dialog ref={box} className={className} aria-label={label} onMouseDown={beside}
      onCancel={(event) => { event.preventDefault(); onClose(); }}>
      {children}
    </dialog>
  );
}

/** The label with the typed letters in blue. */
function Matched({ text, query }) {
  const at = query ? text.toLowerCase().indexOf(query.toLowerCase()) : -1;
  if (at < 0) return text;
  const end = at + query.length;
  return <>{text.slice(0, at)}<span className="acc">{text.slice(at, end)}</span>{text.slice(end)}</>;
}

const groupsOf = (items) => {
  const groups = new Map();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
};

const SORTED_MS = 60; // cmdk has chosen the first result by then; an Enter before would run another

export function Palette({ items, early, onRun, onHelp, onClose }) {
  const [query, setQuery] = useState("");
  const catchUp = (element, given = null) => {
    const held = early.peek();
    if (!held) return;
    if (held.text !== given) {
      setQuery(held.text);
      setTimeout(catchUp, SORTED_MS, element, held.text);
      return;
    }
    early.take();
    if (held.enter) element.querySelector("input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  };
  const found = useAssets(query);
  const shown = [...items, ...found];
  return (
    <Modal label="Command palette" className="pal" onOpen={catchUp} onClose={onClose}>
      <Command label="Command palette" loop filter={fit}>
        <div className="q">
          <Icon d={search} size="l" />
          <Command.Input value={query} onValueChange={setQuery} placeholder="Search your assets or run a command" />
          <kbd className="kbd" aria-hidden="true">esc</kbd>
        </div>
        <Command.List label="Results">
          <Command.Empty>Nothing of that name. Try the name of a page, or words on one of your pictures.</Command.Empty>
          {groupsOf(shown).map(([group, members]) => (
            <Command.Group key={group} heading={group}>
              {members.map((item) => (
                <Command.Item key={item.id} value={item.id} keywords={[item.label, item.sub ?? ""]}
                  onSelect={() => onRun(item)}>
                  {item.picture ? <img src={item.picture} alt="" /> : <Icon d={item.icon ?? arrow_right} />}
                  <span className="grow trunc">
                    <Matched text={item.label} query={query} />
                    {item.sub ? <span className="sub"> {item.sub}</span> : null}
                  </span>
                  {item.keys ? <kbd className="kbd" aria-hidden="true">{item.keys}</kbd> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
        <div className="ftx">
          <span className="row"><kbd className="kbd">↑</kbd><kbd className="kbd">↓</kbd> move <kbd className="kbd">↵</kbd> open</span>
          <button type="button" className="link-btn" onClick={onHelp}>All keys</button>
        </div>
      </Command>
    </Modal>
  );
}

export function KeyHelp({ items, onClose }) {
  const letters = items.filter((item) => item.keys).map((item) => [item.keys, item.label]);
  const rows = [["Ctrl K", "Search or run a command"], ...letters, ["?", "This list"]];
  return (
    <Modal label="Keys" className="dlg" onClose={onClose}>
      <h2>Keys</h2>
      <div className="keys small">
        {rows.map(([keys, what]) => <div key={keys}><span>{what}</span><kbd className="kbd">{keys}</kbd></div>)}
      </div>
      <p className="cap">Letters do nothing while you type. They can be switched off in the settings.</p>
      <div className="acts"><button type="button" className="btn" onClick={onClose}>Close</button></div>
    </Modal>
  );
}
