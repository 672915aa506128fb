import React, { useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, clock, eye, frame, grid_3x3, info, maximize, triangle_alert } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { checksOf } from "./checks.js";
import { Marks, holesOf } from "./marks.jsx";
import { Seen } from "./seen.jsx";

const SAYS = {
  only: "The picture is painted when you generate", picture: "Exactly what Generate makes", draft: "What goes where, before the ink",
};

function Toggle({ d, label, on, onChange }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange(!on)}><Icon d={d} size="s" />{label}</button>
  );
}

function Toggles({ format, holes, marks, onChange }) {
  const shown = [
    ["safe", "Safe zone", frame, true], ["badge", "Duration badge", clock, format.feed], ["circle", "Circle", eye, format.circle],
    ["holes", "Openings", maximize, holes], ["thirds", "Thirds", grid_3x3, format.group !== "small" && !format.circle],
  ];
  return (
    <div className="row tgl">
      {shown.map(([name, label, d, there]) => (there ? <Toggle key={name} d={d} label={label} on={marks[name]} onChange={(on) => onChange(name, on)} /> : null))}
    </div>
  );
}

function Views({ view, only, onChange }) {
  const options = only ? [["draft", "Draft"]] : [["draft", "Draft"], ["picture", "Picture"]];
  return (
    <div className="seg" role="group" aria-label="View">
      {options.map(([id, label]) => (
        <button key={id} type="button" aria-pressed={view === id} onClick={() => onChange(id)}>{label}</button>
      ))}
    </div>
  );
}

function Checks({ format, layout }) {
  const all = checksOf(format, layout);
  return (
    <ul className="checks" aria-label="What the layout says">
      {all.map(({ ok, text }) => (
        <li key={text} className={ok ? "row" : "row warn"}>
          <Icon d={ok ? check : triangle_alert} size="s" />
          <span className="num"><span className="vh">{ok ? "Good: " : "Look at this: "}</span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Foot({ format, fits, shown, fault, words, needsWords }) {
  return (
    <div className="foot">
      <div className="col">
        {fault ? <p className="msg warn" role="status"><Icon d={triangle_alert} /><span>{fault}</span></p> : null}
        {!fault && !words && needsWords ? <p className="cap">Type your words, and they are set here.</p> : null}
        {format.note ? <p className="msg"><Icon d={info} /><span>{format.note}</span></p> : null}
      </div>
      {fits ? <Checks format={format} layout={shown.layout} /> : null}
    </div>
  );
}

export function Canvas({ format, asked, view, only, onView, drawing, sizes, title, name, colors }) {
  const [marks, setMarks] = useState({ safe: true, badge: true, circle: true, holes: true, thirds: false });
  const { shown, fault, busy } = drawing;
  // The old picture stays until the new one is there, unless it has another shape.
  const fits = shown && Math.abs(shown.layout.width / shown.layout.height - format.width / format.height) < 0.01;
  const words = title.trim();
  const holes = fits ? holesOf(shown.layout, format.form) : [];
  const ground = view === "picture" ? (format.alpha ? " board" : "") : " wash";
  const titled = fits && shown.draft && words ? shown.layout.runs.find((run) => run.role === "title") : null;
  return (
    <section className="stage" aria-label="Layout preview">
      <div className="stagebar">
        <div className="row">
          <Views view={view} only={only} onChange={onView} />
          <span className="cap hide-m">{SAYS[only ? "only" : view]}</span>
        </div>
        <Toggles format={format} holes={holes.length > 0} marks={marks} onChange={(mark, on) => setMarks((now) => ({ ...now, [mark]: on }))} />
      </div>
      <div className={`canvas${format.seen.length ? " beside" : ""}`}>
        <figure className={`lay crop${ground}`} style={{ "--r": format.width / format.height, "--k1": colors[0], "--k2": colors[1] ?? colors[0] }} aria-busy={busy}>
          <span className="dim dimw num">{format.line}</span>
          {fits ? <img className={shown.draft ? "draft" : ""} src={shown.src} alt={words ? `${format.label} reading: ${words}` : `${format.label} without words`} /> : <span className="sk" />}
          <Marks format={format} marks={marks} title={titled} holes={holes} />
        </figure>
        <Seen format={format} src={sizes} name={name} />
      </div>
      <Foot format={format} fits={fits} shown={shown} fault={fault} words={words} needsWords={!asked.title.optional && !format.words} />
    </section>
  );
}
