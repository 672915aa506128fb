import React from "react";
import { Link } from "react-router";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, loader_circle, scan_text, shuffle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { askFor, useDrawing } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { freshSeed, wordsIn } from "./form.js";
import { useRadios } from "./shelf.jsx";

const MANY_WORDS = 7;
const STYLE_WIDTH = 200;

function Fault({ id, text }) {
  return text ? <p id={id} className="msg bad" role="alert"><Icon d={circle_alert} /><span>{text}</span></p> : null;
}

function Words({ form, format, limit, fault, change }) {
  const words = wordsIn(form.title);
  const long = format.feed && words > MANY_WORDS;
  return (
    <div className="f">
      <div className="lab">
        <label htmlFor="words">Words on the picture</label>
        <span className="cap num">{words === 1 ? "1 word" : `${words} words`}{form.title.length > limit - 40 ? `, ${limit - form.title.length} characters left` : ""}</span>
      </div>
      <textarea id="words" className="in" rows={2} maxLength={limit} value={form.title} placeholder="What should be read first?" dir="auto"
        aria-describedby="words-advice" aria-invalid={fault ? true : undefined} onChange={(event) => change({ title: event.target.value })} />
      <div id="words-advice" aria-live="polite">
        {long ? <p className="msg warn"><Icon d={scan_text} /><span>Five words or fewer read best in a phone feed.</span></p> : null}
        <Fault text={fault} />
      </div>
    </div>
  );
}

function Sample({ look, form, fonts, on }) {
  const ask = askFor({ ...form, type: "thumbnail", style: look.id, title: form.title || "Your words" }, { mode: "final", width: STYLE_WIDTH, fonts });
  const { shown } = useDrawing(on ? ask : null, 900);
  return <img src={shown?.src ?? look.picture} alt="" width="160" height="90" />;
}

function Styles({ form, looks, fonts, change, ready }) {
  const { group, radio } = useRadios(looks.map(({ id }) => id), form.style, (style) => change({ style }));
  return (
    <div className="f">
      <span className="lab" id="style-label">Style</span>
      <div className="mk-styles" aria-labelledby="style-label" {...group}>
        {looks.map((look) => (
          <button key={look.id} className="mk-sty" title={look.summary} {...radio(look.id)}>
            <Sample look={look} form={form} fonts={fonts} on={ready} />
            <span>{look.label}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

function Kit({ form, kits, change, kitsHref }) {
  const kit = kits.find(({ id }) => id === form.kit);
  return (
    <div className="f">
      <label htmlFor="kit">Brand kit</label>
      <div className="mk-kit">
        <select id="kit" className="in" value={form.kit} onChange={(event) => change({ kit: event.target.value })}>
          {kits.length ? kits.map(({ id, name }) => <option key={id} value={id}>{name}</option>) : <option value="">Studio default</option>}
        </select>
        {kit ? <span className="strip" aria-hidden="true">{kit.colors.map((hex, at) => <i key={at} style={{ background: hex }} />)}</span> : null}
      </div>
      {kits.length ? null : <p className="msg"><span>Drawn in the studio’s colours. <Link className="link" to={kitsHref}>Make a kit of your own</Link></span></p>}
    </div>
  );
}

export function Composer({ form, format, looks, kits, fonts, limits, faults, change, ready, kitsHref }) {
  return (
    <div className="body">
      <Words form={form} format={format} limit={limits.title} fault={faults.title} change={change} />
      <div className="f">
        <label htmlFor="idea">Idea</label>
        <textarea id="idea" className="in" rows={2} maxLength={limits.idea} value={form.idea} dir="auto" placeholder="What it is about, and the mood"
          onChange={(event) => change({ idea: event.target.value })} aria-invalid={faults.idea ? true : undefined} />
        <Fault text={faults.idea} />
      </div>
      <div className="f">
        <div className="lab"><label htmlFor="game">Game or topic</label><span className="cap">Optional</span></div>
        <input id="game" className="in" maxLength={limits.game} value={form.game} autoComplete="off" dir="auto" placeholder="Elden Ring"
          onChange={(event) => change({ game: event.target.value })} />
      </div>
      <Styles form={form} looks={looks} fonts={fonts} change={change} ready={ready} />
      <Kit form={form} kits={kits} change={change} kitsHref={kitsHref} />
      <div>
        <button type="button" className="btn line" onClick={() => change({ seed: freshSeed() })}><Icon d={shuffle} />Shuffle</button>
        <span className="cap shuf">Another arrangement of the same words</span>
      </div>
      <Fault text={faults[""] ?? faults.style ?? faults.type} />
    </div>
  );
}

function cost({ left, limit }) {
  if (left < 0) return "Uses 1, no limit on your plan";
  return `Uses 1 of ${left} left`;
}

/** The cost, and the one act of the page; with nothing left, when the month starts again. */
export function ActionBar({ quota, busy, ready, keys }) {
  if (quota.left === 0) {
    return (
      <div className="cta" role="status">
        <p className="small">All {quota.limit} assets of this month are used. Your plan starts again on {quota.resets}.</p>
      </div>
    );
  }
  return (
    <div className="cta">
      <p id="cost-line" className="cost">
        {quota.left === undefined ? <span className="sk" style={{ width: "9rem", height: "14px" }} /> : <span className="small ink med num">{cost(quota)}</span>}
        <span className="cap">Free if it fails</span>
      </p>
      <button type="submit" className="btn pri lg" disabled={busy || !ready} aria-busy={busy} aria-describedby="cost-line">
        {busy ? <><Icon d={loader_circle} size="s" className="spin" />Generating</> : <>Generate <kbd className="kbd hide-m" aria-hidden="true">{keys}</kbd></>}
      </button>
    </div>
  );
}
