import React from "react";
import { askFor } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, copy, plus, x } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Sketch } from "./sketch.jsx";

const WIDTH = 240;

export function Fault({ text, id }) {
  return text ? <p className="msg bad" role="alert" id={id}><Icon d={circle_alert} /><span>{text}</span></p> : null;
}

function Formats({ id, value, groups, formats, onChange, fault }) {
  return (
    <select id={id} className="in" aria-label="Format" value={value} aria-invalid={fault ? true : undefined} onChange={(event) => onChange(event.target.value)}>
      {Object.entries(groups).map(([group, label]) => (
        <optgroup key={group} label={label}>
          {formats.filter((format) => format.group === group).map((format) => <option key={format.id} value={format.id}>{format.label}</option>)}
        </optgroup>
      ))}
    </select>
  );
}

function Row({ each, at, format, groups, formats, order, fonts, on, faults, limit, most, change, onRemove, onCopy, full }) {
  const body = on && askFor(
    { type: each.type, style: order.style || "impact", title: each.words || order.title, idea: [each.idea, order.idea].filter(Boolean).join(", "), game: order.game, kit: order.kit, seed: order.seed },
    { mode: "final", width: WIDTH, fonts },
  );
  const number = at + 1;
  return (
    <li className="bt-row">
      <span className="bt-stand"><Sketch body={body} format={format} width={112} height={76} alt="" /></span>
      <div className="bt-fields" role="group" aria-label={`Asset ${number}: ${format.label}`}>
        <Formats id={`${each.id}-type`} value={each.type} groups={groups} formats={formats} fault={faults[`${at}.type`]} onChange={(type) => change({ type })} />
        <input className="in" aria-label={`Words on asset ${number}`} maxLength={limit} value={each.words} dir="auto" autoComplete="off" placeholder={order.title || format.words || "Words, or none"}
          aria-invalid={faults[`${at}.words`] ? true : undefined} onChange={(event) => change({ words: event.target.value })} />
        <select className="in bt-count" aria-label={`Versions of asset ${number}`} value={each.versions} onChange={(event) => change({ versions: Number(event.target.value) })}>
          {[...new Set([1, 2, 3, 4, 5, each.versions])].filter((count) => count <= Math.max(most, each.versions)).map((count) => <option key={count} value={count}>{count === 1 ? "1 version" : `${count} versions`}</option>)}
        </select>
        <Fault text={faults[`${at}.type`] ?? faults[`${at}.words`] ?? faults[`${at}.idea`]} />
      </div>
      <span className="bt-acts">
        <button type="button" className="btn ghost sq" aria-label={`Add another like asset ${number}`} title="Add another like it" disabled={full} onClick={onCopy}><Icon d={copy} /></button>
        <button type="button" className="btn ghost sq" aria-label={`Remove asset ${number}`} title="Remove" onClick={onRemove}><Icon d={x} /></button>
      </span>
    </li>
  );
}

/** What is ordered, line by line. */
export function Rows({ order, catalogue, fonts, on, faults, room, change, onAdd, onRemove, onCopy }) {
  const { formats, groups, limits } = catalogue;
  const formatOf = (id) => formats.find((format) => format.id === id) ?? formats[0];
  return (
    <section className="bt-part" aria-labelledby="rows-head">
      <div className="sh"><h2 id="rows-head">Your order</h2><span className="cap num">{room} of {limits.rows} places left</span></div>
      {order.rows.length ? (
        <ol className="bt-rows">
          {order.rows.map((each, at) => (
            <Row key={each.id} each={each} at={at} format={formatOf(each.type)} groups={groups} formats={formats} order={order} fonts={fonts} on={on}
              faults={faults} limit={limits.title} most={each.versions + room} full={room < 1} change={(part) => change(each.id, part)} onRemove={() => onRemove(each.id)} onCopy={() => onCopy(each)} />
          ))}
        </ol>
      ) : <p className="bt-none">Nothing in it yet. Choose a pack above, or add what you need one by one.</p>}
      <button type="button" className="btn line" disabled={room < 1} onClick={onAdd}><Icon d={plus} />Add an asset</button>
    </section>
  );
}
