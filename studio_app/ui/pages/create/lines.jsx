import React, { useRef } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { chevron_left, chevron_right, plus, x } from "$/public/external/studio_app/ui/components/browser/icons.json";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const EVENTS = ["Latest follower: dex_77", "Top gift: mira_k", "Goal: 500 followers", "Song: Night Drive"];
const POINTS = ["The first point", "The second", "The third", "The last"];
const LABELS = ["Watch next", "More like this", "Subscribe", "Full playlist"];
const PARTS = [["Day", 12], ["Time", 12], ["What", 50]];

/** Rows that can be added and removed; focus goes where the next word is expected. */
function useRows(rows, most, blank, onChange) {
  const box = useRef(null);
  const shown = rows.length ? rows : [blank(0)];
  const focus = (at) => requestAnimationFrame(() => box.current?.querySelectorAll("[data-row]")[at]?.querySelector("input")?.focus());
  const set = (at, row) => onChange(shown.map((old, index) => (index === at ? row : old)));
  const add = () => {
    if (shown.length >= most) return;
    onChange([...shown, blank(shown.length)]);
    focus(shown.length);
  };
  const remove = (at) => {
    onChange(shown.filter((_, index) => index !== at));
    focus(Math.max(0, at - 1));
  };
  const onKeyDown = (at) => (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (at + 1 < shown.length) focus(at + 1);
    else add();
  };
  return { box, shown, set, add, remove, onKeyDown };
}

function Frame({ label, hint, rows, most, addLabel, children }) {
  const full = rows.shown.length >= most;
  return (
    <fieldset className="f mk-rows" ref={rows.box}>
      <legend className="lab"><span>{label}</span> <span className="cap num">{full ? `All ${most} in use` : "Optional"}</span></legend>
      {children}
      {full ? null : <button type="button" className="btn ghost sm" onClick={rows.add}><Icon d={plus} size="s" />{addLabel}</button>}
      {hint ? <p className="cap">{hint}</p> : null}
    </fieldset>
  );
}

function Remove({ label, onClick }) {
  return <button type="button" className="btn ghost sq sm" aria-label={label} onClick={onClick}><Icon d={x} size="s" /></button>;
}

function Lines({ label, hint, name, examples, value, most, limit, onChange }) {
  const rows = useRows(value, most, () => "", onChange);
  return (
    <Frame label={label} hint={hint} rows={rows} most={most} addLabel="Add a line">
      {rows.shown.map((line, at) => (
        <div key={at} data-row className="mk-row">
          <input className="in" value={line} maxLength={limit} dir="auto" autoComplete="off" aria-label={`${name} ${at + 1}`}
            placeholder={examples[at % examples.length]} onChange={(event) => rows.set(at, event.target.value)} onKeyDown={rows.onKeyDown(at)} />
          {rows.shown.length > 1 ? <Remove label={`Remove ${name.toLowerCase()} ${at + 1}`} onClick={() => rows.remove(at)} /> : null}
        </div>
      ))}
    </Frame>
  );
}

function Days({ value, most, onChange }) {
  const rows = useRows(value, most, (at) => [DAYS[at % DAYS.length], "", ""], onChange);
  const examples = ["", "20:00", "What you play"];
  return (
    <Frame label="Days" rows={rows} most={most} addLabel="Add a day">
      {rows.shown.map((row, at) => (
        <div key={at} data-row className="mk-row mk-day">
          {PARTS.map(([part, limit], column) => (
            <input key={part} className="in" value={row[column]} maxLength={limit} dir="auto" autoComplete="off" aria-label={`${part}, row ${at + 1}`}
              placeholder={examples[column]} onKeyDown={rows.onKeyDown(at)}
              onChange={(event) => rows.set(at, row.map((old, index) => (index === column ? event.target.value : old)))} />
          ))}
          {rows.shown.length > 1 ? <Remove label={`Remove row ${at + 1}`} onClick={() => rows.remove(at)} /> : null}
        </div>
      ))}
    </Frame>
  );
}

function Step({ choices, value, onChange }) {
  const at = Math.max(0, choices.findIndex(({ item }) => item === value));
  const turn = (by) => onChange(choices[at + by].item);
  return (
    <div className="f">
      <div className="lab"><label htmlFor="step">Step of the set</label><span className="cap num">{at + 1} of {choices.length}</span></div>
      <div className="mk-step">
        <button type="button" className="btn line sq" aria-label="The step below" disabled={at === 0} onClick={() => turn(-1)}><Icon d={chevron_left} /></button>
        <select id="step" className="in num" value={choices[at].item} onChange={(event) => onChange(event.target.value)}>
          {choices.map(({ item, label }) => <option key={item} value={item}>{label}</option>)}
        </select>
        <button type="button" className="btn line sq" aria-label="The step above" disabled={at === choices.length - 1} onClick={() => turn(1)}><Icon d={chevron_right} /></button>
      </div>
    </div>
  );
}

function Face({ choices, value, onChange }) {
  return (
    <div className="f">
      <div className="lab"><label htmlFor="face">Expression</label><span className="cap">Of the face, when there is one</span></div>
      <select id="face" className="in" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">As the words say</option>
        {choices.map(({ item, label }) => <option key={item} value={item}>{label}</option>)}
      </select>
    </div>
  );
}

/** The editor of the lines that the format takes; nothing for one that takes none. */
export function Items({ form, format, asked, faces, steps, limit, change }) {
  const shared = { most: asked.most, limit };
  if (asked.items === "points" && form.style === "list") {
    return <Lines {...shared} label="Points" name="Point" examples={POINTS} value={form.points} onChange={(points) => change({ points })} />;
  }
  if (asked.items === "labels") {
    return <Lines {...shared} label="Over the places" name="Label" examples={LABELS} value={form.labels} onChange={(labels) => change({ labels })} />;
  }
  if (asked.items === "events") {
    return <Lines {...shared} label="What it tells" name="Line" hint="What, a colon, and who: the two are set apart." examples={EVENTS} value={form.events}
      onChange={(events) => change({ events })} />;
  }
  if (asked.items === "days") return <Days {...shared} value={form.days} onChange={(days) => change({ days })} />;
  if (asked.items === "steps") {
    return <Step choices={steps[format.ladder]} value={form.steps[format.ladder]} onChange={(item) => change({ steps: { ...form.steps, [format.ladder]: item } })} />;
  }
  if (asked.items === "faces") return <Face choices={faces} value={form.face} onChange={(face) => change({ face })} />;
  return null;
}
