import React, { useId, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, minus, plus, undo_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Choice } from "./choice.jsx";
import { COLOR_ROLES, LIMITS, NEUTRAL } from "./edits.js";

export const inPercent = (value) => `${Math.round(value * 100)}%`;

function neutralOf(path) {
  const [group, field] = path.split(".");
  return field ? NEUTRAL[group][field] : NEUTRAL[group];
}

/** A number of the edits as a slider with steps; `shown` writes it, the arrow sets it back. */
export function Slider({ editing, path, label, by = 0.05, shown = inPercent, off = false }) {
  const id = useId();
  const value = editing.at(path);
  const [low, high] = LIMITS[path.split(".").at(-1)];
  const changed = value !== neutralOf(path);
  const stepped = (way) => editing.set(path, Math.round((value + way * by) * 1000) / 1000);
  return (
    <div className="as-slider">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} className="num">{shown(value)}</output>
      {changed ? (
        <button type="button" className="as-back" aria-label={`${label}: set back`} title="Set back" onClick={() => editing.set(path, neutralOf(path))}>
          <Icon d={undo_2} size="s" />
        </button>
      ) : <span className="as-back" />}
      <div className="row">
        <button type="button" className="btn ghost sm sq" aria-label={`${label}: less`} disabled={off || value <= low} onClick={() => stepped(-1)}><Icon d={minus} size="s" /></button>
        <input id={id} type="range" min={low} max={high} step="any" value={value} disabled={off} aria-valuetext={shown(value)}
          onChange={(event) => editing.set(path, Math.round(Number(event.target.value) * 100) / 100)}
          onKeyDown={(event) => {
            const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
            if (!way) return;
            event.preventDefault();
            stepped(way);
          }} />
        <button type="button" className="btn ghost sm sq" aria-label={`${label}: more`} disabled={off || value >= high} onClick={() => stepped(1)}><Icon d={plus} size="s" /></button>
      </div>
    </div>
  );
}

function Pixels({ editing, path, label, whole }) {
  const id = useId();
  const [typed, setTyped] = useState(null); // a minus alone is no number yet, and an empty field is not zero
  const type = (text) => {
    setTyped(text);
    if (text !== "" && Number.isFinite(Number(text))) editing.set(path, Number(text) / whole);
  };
  return (
    <div className="as-px">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="text" inputMode="numeric" className="in num" autoComplete="off" value={typed ?? Math.round(editing.at(path) * whole)}
        onChange={(event) => type(event.target.value.replace("\u2212", "-").replace(/[^\d-]/g, "").replace(/(?!^)-/g, ""))}
        onKeyDown={(event) => {
          const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (!way) return;
          event.preventDefault();
          setTyped(null);
          editing.set(path, (Math.round(editing.at(path) * whole) + way * (event.shiftKey ? 10 : 1)) / whole);
        }}
        onBlur={() => setTyped(null)} />
    </div>
  );
}

/** How far a layer stands from where the layout put it, in pixels of the asset. */
export function Place({ editing, id, asset }) {
  return (
    <div className="as-place" role="group" aria-label="Moved by, in pixels">
      <span className="as-lab">Moved by</span>
      <Pixels editing={editing} path={`${id}.dx`} label="Across" whole={asset.width} />
      <Pixels editing={editing} path={`${id}.dy`} label="Down" whole={asset.height} />
    </div>
  );
}

const ROLE_NAMES = { auto: "As the layout chose", white: "White", ink: "Ink", paper: "Paper", night: "Night", primary: "Primary", secondary: "Secondary", accent: "Accent" };

/** The kit's roles in the colours that they came out as on this picture. */
export function Swatches({ editing, path, colors, label }) {
  const hexes = Object.fromEntries(colors);
  const options = COLOR_ROLES.filter((role) => role === "auto" || hexes[role]).map((id) => ({
    id, label: hexes[id] ? `${ROLE_NAMES[id]}, ${hexes[id]}` : ROLE_NAMES[id], title: ROLE_NAMES[id], style: hexes[id] ? { "--swatch": hexes[id] } : undefined,
  }));
  const value = editing.at(path);
  return (
    <div className="as-field">
      <span className="as-lab">{label}<span className="cap">{ROLE_NAMES[value]}{hexes[value] ? <span className="mono"> {hexes[value]}</span> : null}</span></span>
      <Choice label={label} options={options} value={value} onChange={(role) => editing.set(path, role)} className="as-swatches"
        itemClass={({ id }) => (id === "auto" ? "auto" : "")} render={(option, chosen) => (option.id === "auto" ? "Auto" : chosen ? <Icon d={check} size="s" /> : null)} />
    </div>
  );
}
