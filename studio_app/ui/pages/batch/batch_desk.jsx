import React, { useEffect, useRef, useState } from "react";
import { knowKits } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { loader_circle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { counted, freshSeed, keyFor, row, rowsOf, useOrder, wasSent } from "./order.js";
import { Packs } from "./packs.jsx";
import { Fault, Rows } from "./rows.jsx";

const PATIENCE = 15_000; // the same key makes a second try harmless

function useSending(answer) {
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState({});
  const seen = useRef(answer?.id);
  useEffect(() => {
    if (answer?.id === undefined || answer.id === seen.current) return;
    seen.current = answer.id;
    setFaults(answer.faults ?? {});
    setBusy(false);
  }, [answer]);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setBusy(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [busy]);
  return { busy, setBusy, faults, clear: () => setFaults({}) };
}

function Masters({ masters, value, onChange }) {
  if (!masters.length) return null;
  const known = masters.some(({ id }) => id === value);
  return (
    <fieldset className="f bt-masters">
      <legend className="lab">Follow one of your pictures</legend>
      <p className="msg">The whole set takes over its art, style and colours.</p>
      <div className="bt-strip">
        <label className="bt-master"><input type="radio" name="master" className="vh" checked={!value} onChange={() => onChange("")} /><span className="bt-own">None</span></label>
        {value && !known ? <label className="bt-master"><input type="radio" name="master" className="vh" checked readOnly /><span className="bt-own">Chosen</span></label> : null}
        {masters.map((each) => (
          <label key={each.id} className="bt-master" title={each.title}>
            <input type="radio" name="master" className="vh" checked={value === each.id} onChange={() => onChange(each.id)} aria-label={each.title || "Without words"} />
            <img src={each.preview_url} alt="" loading="lazy" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Shared({ order, kits, looks, limits, masters, faults, change }) {
  const kit = kits.find(({ id }) => id === order.kit);
  const follows = order.master !== "";
  return (
    <div className="bt-shared">
      <div className="f">
        <div className="lab"><label htmlFor="title">Words for the set</label><span className="cap">Where a row has none</span></div>
        <input id="title" className="in" maxLength={limits.title} value={order.title} dir="auto" autoComplete="off" placeholder="Your channel’s name" onChange={(event) => change({ title: event.target.value })} />
      </div>
      <div className="f">
        <div className="lab"><label htmlFor="idea">Idea</label><span className="cap">Optional</span></div>
        <textarea id="idea" className="in" rows={2} maxLength={limits.idea} value={order.idea} dir="auto" placeholder="What all of it should show" onChange={(event) => change({ idea: event.target.value })} />
      </div>
      <div className="f">
        <div className="lab"><label htmlFor="game">Game or topic</label><span className="cap">Optional</span></div>
        <input id="game" className="in" maxLength={limits.game} value={order.game} dir="auto" autoComplete="off" placeholder="Elden Ring" onChange={(event) => change({ game: event.target.value })} />
      </div>
      {follows ? null : (
        <div className="bt-two">
          <div className="f">
            <label htmlFor="style">Style</label>
            <select id="style" className="in" value={order.style || "impact"} onChange={(event) => change({ style: event.target.value })}>
              {looks.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
            </select>
          </div>
          <div className="f">
            <label htmlFor="kit">Brand kit</label>
            <select id="kit" className="in" value={order.kit} onChange={(event) => change({ kit: event.target.value })}>
              {kits.length ? kits.map(({ id, name }) => <option key={id} value={id}>{name}</option>) : <option value="">Studio default</option>}
            </select>
            {kit ? <span className="strip" aria-hidden="true">{kit.colors.map((hex, at) => <i key={at} style={{ background: hex }} />)}</span> : null}
          </div>
        </div>
      )}
      <Masters masters={masters} value={order.master} onChange={(master) => change({ master })} />
      <Fault text={faults[""]} />
    </div>
  );
}

const plural = (count) => (count === 1 ? "1 asset" : `${count} assets`);

function Bar({ quota, total, most, busy, ready }) {
  const left = quota?.left;
  const short = left !== undefined && left >= 0 && total > left;
  const over = total > most;
  const say = () => {
    if (over) return `${total} are too many: take out ${total - most}`;
    if (short) return left === 0 ? `Nothing left until ${quota.resets}` : `${total} asked for, ${left} left this month`;
    return left === undefined || left < 0 ? `Uses ${total}, no limit on your plan` : `Uses ${total} of ${left} left`;
  };
  return (
    <div className="cta">
      <p id="cost-line" className="cost" role="status">
        <span className={`small med num ${short || over ? "bt-short" : "ink"}`}>{say()}</span>
        <span className="cap">Free for each that fails</span>
      </p>
      <button type="submit" className="btn pri lg" disabled={busy || !ready || !total || short || over} aria-busy={busy} aria-describedby="cost-line">
        {busy ? <><Icon d={loader_circle} size="s" className="spin" />Ordering</> : `Generate ${plural(total)}`}
      </button>
    </div>
  );
}

export function BatchDesk({ catalogue, fonts, kits, activeKit, quota, masters, answer, onGenerate }) {
  const { formats, packs, looks, limits } = catalogue;
  const { order: typed, ready, change } = useOrder(catalogue);
  const { busy, setBusy, faults, clear } = useSending(answer);
  const [replaced, setReplaced] = useState(null);
  knowKits(kits);
  const on = ready && quota?.left !== undefined;
  const fallback = kits.some(({ id }) => id === activeKit) ? activeKit : kits[0]?.id ?? "";
  const order = { ...typed, kit: kits.some(({ id }) => id === typed.kit) ? typed.kit : fallback };
  const total = counted(order.rows);
  const room = Math.max(0, limits.rows - total);
  const formatOf = (id) => formats.find((format) => format.id === id) ?? formats[0];

  const edit = (part) => {
    if (Object.keys(faults).length) clear();
    change(wasSent(order) ? { ...part, seed: freshSeed() } : part);
  };
  const setRows = (rows, pack = order.pack) => edit({ rows, pack });
  const choosePack = (pack) => {
    const lost = order.rows.some(({ words, idea }) => words || idea);
    setReplaced(lost ? { rows: order.rows, pack: order.pack } : null);
    setRows(rowsOf(pack), pack.id);
  };
  const bringBack = () => {
    setRows(replaced.rows, replaced.pack);
    setReplaced(null);
  };
  const submit = (event) => {
    event.preventDefault();
    if (busy || !on || !total || total > limits.rows) return;
    const { seed, ...sent } = order;
    const wish = { ...sent, rows: order.rows.map(({ id, ...rest }) => rest) };
    setBusy(true);
    onGenerate?.({ ...wish, key: keyFor(wish, seed) });
  };
  return (
    <form className="bt" onSubmit={submit} noValidate>
      <div className="bt-main">
        <Packs packs={packs} chosen={order.pack} formatOf={formatOf} order={order} fonts={fonts} on={on} onChoose={choosePack} />
        {replaced ? (
          <div className="note" role="status">
            <div className="grow">The pack took the place of {counted(replaced.rows) === 1 ? "an asset" : `${counted(replaced.rows)} assets`} with your words.</div>
            <button type="button" className="btn sm" onClick={bringBack}>Bring them back</button>
            <button type="button" className="btn ghost sm" onClick={() => setReplaced(null)}>Leave it</button>
          </div>
        ) : null}
        <Rows order={order} catalogue={catalogue} fonts={fonts} on={on} faults={faults} room={room}
          change={(id, part) => setRows(order.rows.map((each) => (each.id === id ? { ...each, ...part } : each)))}
          onAdd={() => setRows([...order.rows, row()])} onRemove={(id) => setRows(order.rows.filter((each) => each.id !== id))}
          onCopy={(each) => setRows([...order.rows, row({ type: each.type, words: each.words, idea: each.idea })])} />
      </div>
      <aside className="bt-side" aria-label="For the whole set">
        <Shared order={order} kits={kits} looks={looks} limits={limits} masters={masters} faults={faults} change={edit} />
        <Bar quota={quota} total={total} most={limits.rows} busy={busy} ready={on} />
      </aside>
    </form>
  );
}
