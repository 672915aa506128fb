import React, { useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, clock, frame, grid_3x3, triangle_alert } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { checksOf } from "./checks.js";

const percent = (part, whole) => `${(100 * part) / whole}%`;
const place = (box, { width, height }) => ({
  left: percent(box.x, width), top: percent(box.y, height), width: percent(box.width, width), height: percent(box.height, height),
});

const LATIN = /^[\u0000-\u024f\u2000-\u206f]*$/; // other scripts are set in a face that has them

function Title({ format, run }) {
  return (
    <span className="blk" style={place(run.box, format)}><b>{LATIN.test(run.text) ? `title, ${run.family}` : "title,"} {Math.round(run.size)} px</b></span>
  );
}

function Marks({ format, marks, title }) {
  return (
    <div className="marks" aria-hidden="true">
      {title ? <Title format={format} run={title} /> : null}
      {marks.safe ? <span className="safe" style={place(format.safe, format)} /> : null}
      {format.covered.filter(() => (format.feed ? marks.badge : marks.safe)).map((zone) => (
        <span key={zone.name} className="zone" style={place(zone, format)}>
          {format.feed ? <b className="num">12:41</b> : <em>{zone.name}</em>}
        </span>
      ))}
      {marks.thirds ? ["l", "r", "t", "b"].map((side) => <span key={side} className={`third ${side}`} />) : null}
    </div>
  );
}

function Toggle({ d, label, on, onChange }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange(!on)}><Icon d={d} size="s" />{label}</button>
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
    <ul className="checks" aria-label="Checks" aria-live="polite">
      {all.map(({ ok, text }) => (
        <li key={text} className={ok ? "row" : "row warn"}>
          <Icon d={ok ? check : triangle_alert} size="s" />
          <span className="num"><span className="vh">{ok ? "Good: " : "Look at this: "}</span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

export function Canvas({ format, view, only, onView, drawing, title, colors }) {
  const [marks, setMarks] = useState({ safe: true, badge: true, thirds: false });
  const toggle = (name) => (value) => setMarks((now) => ({ ...now, [name]: value }));
  const { shown, fault, busy } = drawing;
  // The old picture stays until the new one is there, unless it has another shape.
  const fits = shown && Math.abs(shown.layout.width / shown.layout.height - format.width / format.height) < 0.01;
  const words = title.trim();
  return (
    <section className="stage" aria-label="Layout preview">
      <div className="stagebar">
        <div className="row">
          <Views view={view} only={only} onChange={onView} />
          <span className="cap hide-m">{only ? "The picture is painted when you generate" : view === "picture" ? "Exactly what Generate makes" : "What goes where, before the ink"}</span>
        </div>
        <div className="row tgl">
          <Toggle d={frame} label="Safe zone" on={marks.safe} onChange={toggle("safe")} />
          {format.feed ? <Toggle d={clock} label="Duration badge" on={marks.badge} onChange={toggle("badge")} /> : null}
          <Toggle d={grid_3x3} label="Thirds" on={marks.thirds} onChange={toggle("thirds")} />
        </div>
      </div>
      <div className="canvas">
        <figure className={`lay crop${view === "picture" ? (format.alpha ? " board" : "") : " wash"}`}
          style={{ "--r": format.width / format.height, "--k1": colors[0], "--k2": colors[1] ?? colors[0] }} aria-busy={busy}>
          <span className="dim dimw num">{format.line}</span>
          {fits ? <img className={shown.draft ? "draft" : ""} src={shown.src} alt={words ? `${format.label} reading: ${words}` : `${format.label} without words`} /> : <span className="sk" />}
          <Marks format={format} marks={marks} title={fits && shown.draft && words ? shown.layout.runs.find((run) => run.role === "title") : null} />
        </figure>
      </div>
      <div className="foot">
        {fault ? <p className="msg warn" role="status"><Icon d={triangle_alert} /><span>{fault}</span></p> : <p className="cap">{words ? "" : "Type your words, and they are set here."}</p>}
        {fits ? <Checks format={format} layout={shown.layout} /> : null}
      </div>
    </section>
  );
}
