import React, { useEffect, useRef, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { search, x } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { useRoving } from "./roving.js";
import { Shelf } from "./shelf.jsx";

const LONGEST = 60;
const plain = (text) => text.toLowerCase().replace(/×/g, "x").replace(/[_-]/g, " ").trim();

/** The formats in which every word of `query` occurs. */
function matching(formats, query) {
  const words = plain(query).split(/\s+/);
  return formats.filter(({ find }) => words.every((word) => find.includes(word)));
}

/** Names without the platform's where the shelf says it already, unless two of them would then be the same. */
function shortNames(formats, platform) {
  const shorts = formats.map(({ short }) => short);
  const once = (short) => shorts.indexOf(short) === shorts.lastIndexOf(short);
  return ({ short, label, platforms }) => (platforms.includes(platform) && once(short) ? short : label);
}

function Platforms({ shelves, value, onChange }) {
  const { group, choice } = useRoving(shelves.map(({ id }) => id), value, onChange, { role: "tab" });
  useEffect(() => {
    const tab = group.ref.current?.querySelector("[aria-selected=true]");
    const list = group.ref.current;
    if (tab && (tab.offsetLeft < list.scrollLeft || tab.offsetLeft + tab.offsetWidth > list.scrollLeft + list.clientWidth)) {
      list.scrollTo({ left: tab.offsetLeft - 40 });
    }
  }, [value]);
  return (
    <div className="mk-tabs" aria-label="Platform" {...group}>
      {shelves.map(({ id, label, sign, line }) => (
        <button key={id} className="mk-tab" aria-controls="formats" {...choice(id)}>
          <svg viewBox="0 0 24 24" className={line ? "i s" : "g"} aria-hidden="true"><path d={sign} /></svg>{label}
        </button>
      ))}
    </div>
  );
}

function Find({ query, field, open, onOpen, onChange, onDown, onEnter }) {
  const onKeyDown = (event) => {
    if (event.key === "Escape" && (query || open)) {
      event.preventDefault();
      event.stopPropagation();
      onChange("");
      onOpen(false);
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      onDown();
    } else if (event.key === "Enter") {
      event.preventDefault(); // of the form around it
      onEnter();
    }
  };
  return (
    <>
      <button type="button" className="btn ghost sq mk-opener" aria-label="Find a format" aria-expanded={open} onClick={() => onOpen(true)}><Icon d={search} /></button>
      <span className={`in mk-find${open ? " open" : ""}`}>
        <Icon d={search} />
        <input ref={field} type="search" value={query} maxLength={LONGEST} placeholder="Find a format" aria-label="Find a format" autoComplete="off"
          enterKeyHint="search" onChange={(event) => onChange(event.target.value)} onKeyDown={onKeyDown} />
        {query || open ? <button type="button" aria-label="Clear the search" onClick={() => { onChange(""); onOpen(false); }}><Icon d={x} size="s" /></button> : null}
      </span>
    </>
  );
}

/** Platforms, a search through all of them, and the shelf that either leads to. */
export function Picker({ shelves, formats, groups, platform, value, onPlatform, onChange }) {
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const field = useRef(null);
  const place = useRef(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  const shelf = shelves.find(({ id }) => id === platform) ?? shelves[0];
  const byId = new Map(formats.map((format) => [format.id, format]));
  const looking = plain(query) !== "";
  const shown = looking ? matching(formats, query).sort((a, b) => Object.keys(groups).indexOf(a.group) - Object.keys(groups).indexOf(b.group)) : shelf.types.map((id) => byId.get(id));
  const nameOf = shortNames(shown, looking ? "" : shelf.id);
  const close = () => {
    setQuery("");
    setOpen(false);
  };
  const pick = (id, byKey) => {
    onChange(id);
    if (looking && !byKey) close();
  };
  const first = () => {
    if (!looking || !shown.length) return;
    pick(shown[0].id, false);
    requestAnimationFrame(() => place.current?.querySelector("[aria-checked=true]")?.focus());
  };
  return (
    <div className={`mk-pick${open ? " finding" : ""}`} ref={place}>
      <div className="mk-bar">
        <Platforms shelves={shelves} value={looking ? "" : shelf.id} onChange={(id) => { close(); onPlatform(id); }} />
        <Find query={query} field={field} open={open} onOpen={setOpen} onChange={setQuery} onEnter={first}
          onDown={() => place.current?.querySelector("[role=radio][tabindex='0']")?.focus()} />
      </div>
      <div id="formats">
        {shown.length ? (
          <Shelf formats={shown} groups={groups} nameOf={nameOf} value={value} onChange={pick} label={looking ? "Formats that match" : `Formats, ${shelf.label}`} />
        ) : (
          <p className="mk-none small">Nothing is called “{query.trim()}”. Try a platform, a size such as 112x112, or <button type="button" className="link-btn" onClick={close}>look through all of them</button>.</p>
        )}
      </div>
      <span className="vh" role="status">{looking ? (shown.length === 1 ? "1 format" : `${shown.length} formats`) : ""}</span>
    </div>
  );
}
