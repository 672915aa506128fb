import React from "react";
import { Link } from "react-router";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, loader_circle, scan_text, shuffle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Fault } from "./fold.jsx";
import { freshSeed, wordsIn } from "./form.js";
import { GameField } from "./game_field.jsx";
import { Hooks } from "./hooks.jsx";
import { Items } from "./lines.jsx";
import { Pictures } from "./pictures.jsx";
import { Styles } from "./styles.jsx";

const letters = (text) => [...new Intl.Segmenter().segment(text.replace(/\s/g, ""))].length;

/** Advice on too much of it; nothing is refused. */
function advice(title, { few, letters: most }, format) {
  if (few && wordsIn(title) > few) return format.feed ? "Five words or fewer read best in a phone feed." : `At most ${few} words read at a glance.`;
  if (most && letters(title) > most) return `At most ${most} letters can be read at ${format.seen.at(-1) ?? format.width} px.`;
  return "";
}

const plural = (count, word) => (count === 1 ? `1 ${word}` : `${count} ${word}s`);

const counted = (title, limit, asked, format) => {
  const left = title.length > limit - 40 ? `, ${limit - title.length} characters left` : "";
  if (!title.trim() && (asked.optional || format.words)) return "Optional";
  return (asked.letters ? plural(letters(title), "letter") : plural(wordsIn(title), "word")) + left;
};

function Words({ form, format, asked, limit, fault, change }) {
  const note = advice(form.title, asked, format);
  const shared = {
    id: "words", className: "in", maxLength: limit, value: form.title, placeholder: asked.placeholder || format.words, dir: "auto",
    "aria-describedby": "words-advice", "aria-invalid": fault ? true : undefined, onChange: (event) => change({ title: event.target.value }),
  };
  return (
    <div className="f">
      <div className="lab"><label htmlFor="words">{asked.label}</label><span className="cap num">{counted(form.title, limit, asked, format)}</span></div>
      {asked.rows > 1 ? <textarea rows={asked.rows} {...shared} /> : <input autoComplete="off" {...shared} />}
      <div id="words-advice" aria-live="polite">
        {note ? <p className="msg warn"><Icon d={scan_text} /><span>{note}</span></p> : null}
        <Fault text={fault} icon={circle_alert} />
      </div>
    </div>
  );
}

function Second({ value, asked, limit, fault, change }) {
  return (
    <div className="f">
      <div className="lab"><label htmlFor="second">{asked.label}</label><span className="cap">Optional</span></div>
      <input id="second" className="in" maxLength={limit} value={value} autoComplete="off" dir="auto" placeholder={asked.placeholder}
        aria-invalid={fault ? true : undefined} onChange={(event) => change({ second: event.target.value })} />
      <Fault text={fault} icon={circle_alert} />
    </div>
  );
}

function Idea({ value, placeholder, limit, fault, change }) {
  return (
    <div className="f">
      <label htmlFor="idea">Idea</label>
      <textarea id="idea" className="in" rows={2} maxLength={limit} value={value} dir="auto" placeholder={placeholder}
        onChange={(event) => change({ idea: event.target.value })} aria-invalid={fault ? true : undefined} />
      <Fault text={fault} icon={circle_alert} />
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

/** The ways to more than one: versions of this that differ in idea, or a whole set. */
function Several({ form, format }) {
  const said = Object.fromEntries(["title", "idea", "game", "kit"].filter((name) => form[name]).map((name) => [name, form[name]]));
  const versions = new URLSearchParams({ type: format.id, versions: 3, ...said });
  return (
    <p className="small">
      <Link className="link" to={`/create/batch?${versions}`}>Three versions to test</Link> that differ in idea, or <Link className="link" to="/create/batch">a whole pack</Link>.
    </p>
  );
}

/** Every field that the format takes; what it does not take is kept for the formats that do. */
export function Composer({ form, wish, format, asked, catalogue, kits, kept, fonts, inks, faults, change, ready, kitsHref }) {
  const { looks, hooks, games, faces, steps, tips, limits } = catalogue;
  return (
    <div className="body">
      <Words form={form} format={format} asked={asked.title} limit={limits.title} fault={faults.title} change={change} />
      {asked.second ? <Second value={form.second} asked={asked.second} limit={limits.second} fault={faults.second} change={change} /> : null}
      <Items form={form} format={format} asked={asked} faces={faces} steps={steps} limit={limits.line} change={change} />
      <Fault text={faults.items} icon={circle_alert} />
      <Idea value={form.idea} placeholder={asked.idea} limit={limits.idea} fault={faults.idea} change={change} />
      <GameField value={form.game} games={games} limit={limits.game} onChange={(game) => change({ game })} />
      <Styles form={form} wish={wish} format={format} wordless={asked.title.optional || format.words !== ""} looks={looks} fonts={fonts} change={change} ready={ready} tip={format.form === "thumbnail" ? tips[form.style] : ""} />
      <div className="mk-folds">
        {asked.hooks ? <Hooks form={form} hooks={hooks} games={games} looks={looks} limit={limits.title} change={change} /> : null}
        <Pictures pictures={form.pictures} kept={kept} most={limits.pictures} inks={inks} fault={faults.pictures} change={change} />
      </div>
      <Kit form={form} kits={kits} change={change} kitsHref={kitsHref} />
      <div>
        <button type="button" className="btn line" onClick={() => change({ seed: freshSeed() })}><Icon d={shuffle} />Shuffle</button>
        <span className="cap shuf">Another arrangement of the same words</span>
      </div>
      <Several form={form} format={format} />
      <Fault text={faults[""] ?? faults.style ?? faults.type} icon={circle_alert} />
    </div>
  );
}

function cost({ left }) {
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
