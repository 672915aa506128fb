import React, { useEffect, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, search, x } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { filtered } from "./listing.js";

const TYPING_MS = 250;

function Search({ value, onChange }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <span className="in q">
      <Icon d={search} />
      <input type="search" value={text} maxLength={140} placeholder="Words on the picture" aria-label="Search your library"
        onChange={(event) => setText(event.target.value)} />
      {text ? <button type="button" aria-label="Clear the search" onClick={() => { setText(""); onChange(""); }}><Icon d={x} size="s" /></button> : null}
    </span>
  );
}

function Pick({ label, value, options, plain = false, width, onChange }) {
  return (
    <select className={value && !plain ? "in pick-one on" : "in pick-one"} aria-label={label} value={value} style={{ width }} onChange={(event) => onChange(event.target.value)}>
      {options.map(([id, text]) => <option key={id} value={id}>{text}</option>)}
    </select>
  );
}

/** The five that everyone makes as chips, all others in one list. */
function Formats({ formats, value, onChange }) {
  const common = formats.filter((format) => format.common);
  const others = formats.filter((format) => !format.common);
  return (
    <>
      <div className="chips" role="group" aria-label="Format">
        {common.map(({ id, label }) => (
          <button key={id} type="button" className="chip" aria-pressed={value === id} onClick={() => onChange(value === id ? "" : id)}>
            {value === id ? <Icon d={check} size="s" /> : null}{label}
          </button>
        ))}
      </div>
      <Pick label="Other formats" width="8.75rem" value={others.some(({ id }) => id === value) ? value : ""} onChange={onChange}
        options={[["", "Other formats"], ...others.map(({ id, label }) => [id, label])]} />
    </>
  );
}

export function Filters({ filter, formats, kits, total, onChange, onClear }) {
  return (
    <div className="fb">
      <Search value={filter.q} onChange={(q) => onChange({ q })} />
      <Formats formats={formats} value={filter.type} onChange={(type) => onChange({ type })} />
      {kits.length ? <Pick label="Brand kit" value={filter.kit} onChange={(kit) => onChange({ kit })}
        options={[["", "Any kit"], ...kits.map(({ id, name }) => [id, name])]} /> : null}
      <Pick label="Visibility" value={filter.visibility} onChange={(visibility) => onChange({ visibility })}
        options={[["", "Public or private"], ["public", "Public"], ["private", "Private"]]} />
      {filtered(filter) ? <button type="button" className="btn ghost sm" onClick={onClear}>Clear</button> : null}
      <span className="grow sp" />
      <span className="cap num match" role="status">{total === null ? "" : total === 1 ? "1 asset" : `${total.toLocaleString()} assets`}</span>
      <Pick label="Order" plain value={filter.sort} onChange={(sort) => onChange({ sort })} options={[["newest", "Newest first"], ["oldest", "Oldest first"]]} />
    </div>
  );
}
