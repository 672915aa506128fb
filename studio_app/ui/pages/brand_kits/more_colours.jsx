import React, { useRef, useState } from "react";
import { ColorField } from "$/public/external/studio_app/ui/components/browser/color_field.jsx";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { plus, trash_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { useReport } from "$/public/external/studio_app/ui/pages/brand_kits/extras_view/report.js";

const GROUPS = [
  ["secondary", "Secondary", "Panels, frames, second words"],
  ["neutral", "Neutral", "Grounds, lines, small print"],
];
// Edits are functions of the list as it is when they come: a colour is reported a moment after it was picked.
const without = (key) => (list) => list.filter((each) => each.key !== key);
const changed = (key, part) => (list) => list.map((each) => (each.key === key ? { ...each, ...part } : each));
const added = (each) => (list) => [...list, each];
const number = (text) => (text.trim() === "" || Number.isNaN(Number(text)) ? -1 : Number(text));

/** How the browser paints a gradient; stops out of order are painted in order. */
export function cssOf({ type, angle, stops }) {
  const inOrder = [...stops].sort((a, b) => a.position - b.position).map((stop) => `${stop.color} ${stop.position}%`);
  if (inOrder.length < 2) return stops[0]?.color ?? "transparent";
  return type === "radial" ? `radial-gradient(circle, ${inOrder.join(", ")})` : `linear-gradient(${angle}deg, ${inOrder.join(", ")})`;
}

function Remove({ what, onClick }) {
  return (
    <button type="button" className="btn ghost sq" title={`Remove ${what}`} aria-label={`Remove ${what}`} onClick={onClick}>
      <Icon d={trash_2} />
    </button>
  );
}

function Add({ children, onClick, full }) {
  return <button type="button" className="btn ghost sm" disabled={full} onClick={onClick}><Icon d={plus} />{children}</button>;
}

function Fault({ text }) {
  return text ? <p className="msg bad" role="alert">{text}</p> : null;
}

function Group({ label, hint, most, colours, fault, fresh, edit }) {
  const word = label.toLowerCase();
  return (
    <fieldset className="xg">
      <legend>{label}<span className="cap">{hint}</span></legend>
      {colours.length ? (
        <ul>
          {colours.map((colour, at) => {
            const named = colour.name || `${word} colour ${at + 1}`;
            const put = (part) => edit(changed(colour.key, part));
            return (
              <li key={colour.key}>
                <ColorField value={colour.hex} label={named} onChange={(hex) => put({ hex })} />
                <input className="in" value={colour.name} maxLength={50} placeholder="Name" autoComplete="off"
                  aria-label={`Name of ${word} colour ${at + 1}`} onChange={(event) => put({ name: event.target.value })} />
                <input className="in use" value={colour.usage} maxLength={200} placeholder="Where it is used" autoComplete="off"
                  aria-label={`Where ${named} is used`} onChange={(event) => put({ usage: event.target.value })} />
                <Remove what={named} onClick={() => edit(without(colour.key))} />
              </li>
            );
          })}
        </ul>
      ) : null}
      <Add full={colours.length >= most} onClick={() => edit(added({ ...fresh(), name: "", usage: "" }))}>
        Add a {word} colour
      </Add>
      <Fault text={fault} />
    </fieldset>
  );
}

function Stops({ stops, edit, fresh }) {
  return (
    <ul className="stops">
      {stops.map((stop, at) => (
        <li key={stop.key}>
          <ColorField value={stop.color} label={`Stop ${at + 1}`} onChange={(color) => edit(changed(stop.key, { color }))} />
          <label className="in unit">
            <input type="number" min="0" max="100" value={stop.position < 0 ? "" : stop.position} aria-label={`Place of stop ${at + 1} in percent`}
              onChange={(event) => edit(changed(stop.key, { position: number(event.target.value) }))} />%
          </label>
          {stops.length > 2 ? <Remove what={`stop ${at + 1}`} onClick={() => edit(without(stop.key))} /> : null}
        </li>
      ))}
      <li><Add full={stops.length >= 10} onClick={() => edit(added({ ...fresh(), position: 100 }))}>Stop</Add></li>
    </ul>
  );
}

function Gradients({ gradients, fault, edit, fresh }) {
  const begin = () => {
    const [from, to] = [fresh(), fresh()];
    edit(added({
      key: from.key, name: "", type: "linear", angle: 90,
      stops: [{ key: from.key, color: from.hex, position: 0 }, { key: to.key, color: to.hex, position: 100 }],
    }));
  };
  return (
    <fieldset className="xg">
      <legend>Gradients<span className="cap">Up to three</span></legend>
      {gradients.map((gradient, at) => {
        const named = gradient.name || `gradient ${at + 1}`;
        const put = (part) => edit(changed(gradient.key, part));
        const editStops = (change) => edit((list) => list.map((each) => (
          each.key === gradient.key ? { ...each, stops: change(each.stops) } : each)));
        return (
          <div key={gradient.key} className="grad">
            <span className="bar" style={{ background: cssOf(gradient) }} role="img" aria-label={`${named}, ${gradient.type}`} />
            <div className="row flex-wrap">
              <input className="in" value={gradient.name} maxLength={50} placeholder="Name" autoComplete="off"
                aria-label={`Name of gradient ${at + 1}`} onChange={(event) => put({ name: event.target.value })} />
              <div className="seg" role="group" aria-label={`Kind of ${named}`}>
                {["linear", "radial"].map((type) => (
                  <button key={type} type="button" aria-pressed={gradient.type === type} onClick={() => put({ type })}>
                    {type === "linear" ? "Linear" : "Radial"}
                  </button>
                ))}
              </div>
              {gradient.type === "linear" ? (
                <label className="in unit">
                  <input type="number" min="0" max="360" value={gradient.angle < 0 ? "" : gradient.angle} aria-label={`Angle of ${named} in degrees`}
                    onChange={(event) => put({ angle: number(event.target.value) })} />°
                </label>
              ) : null}
              <Remove what={named} onClick={() => edit(without(gradient.key))} />
            </div>
            <Stops stops={gradient.stops} edit={editStops}
              fresh={() => { const { key, hex } = fresh(); return { key, color: hex }; }} />
          </div>
        );
      })}
      <Add full={gradients.length >= 3} onClick={begin}>Add a gradient</Add>
      <Fault text={fault} />
    </fieldset>
  );
}

const keyed = (list, next) => list.map((each) => ({ ...each, key: next() }));

/** Keys keep rows apart while they are edited; what is reported has none of them. */
const keyless = ({ key, ...rest }) => (rest.stops ? { ...rest, stops: rest.stops.map(keyless) } : rest);

/** Secondary and neutral colours, and gradients; `onChange` gets all of them, a moment after the last edit. */
export function MoreColours({ value, errors, palette, onChange }) {
  const [held] = useState(() => ({ next: 0 }));
  const next = () => (held.next += 1);
  const [more, setMore] = useState(() => ({
    secondary: keyed(value.secondary, next), neutral: keyed(value.neutral, next),
    gradients: keyed(value.gradients, next).map((each) => ({ ...each, stops: keyed(each.stops, next) })),
  }));
  const newest = useRef(more);
  const [report, flush] = useReport(onChange);
  const edit = (name) => (change) => {
    const all = { ...newest.current, [name]: change(newest.current[name]) };
    newest.current = all;
    setMore(all);
    report(Object.fromEntries(Object.entries(all).map(([name, list]) => [name, list.map(keyless)])));
  };
  const fresh = () => {
    const key = next();
    return { key, hex: palette[key % Math.max(1, palette.length)] ?? "#7C3AED" };
  };
  return (
    <div className="xc" onBlur={flush}>
      {GROUPS.map(([name, label, hint]) => (
        <Group key={name} label={label} hint={hint} most={5} colours={more[name]} fault={errors[name]} fresh={fresh}
          edit={edit(name)} />
      ))}
      <Gradients gradients={more.gradients} fault={errors.gradients} fresh={fresh} edit={edit("gradients")} />
    </div>
  );
}
