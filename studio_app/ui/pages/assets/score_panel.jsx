import React, { useId, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { chevron_down, circle_alert, lightbulb } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { inWords } from "$/public/external/studio_app/ui/components/browser/local_time.jsx";
import { actsOf } from "./edits.js";
import { PART_NAMES, measuresOf, offness, sentenceOf } from "./measures.js";

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Advice with its reason and, where an edit can do it, the button that does it. */
export function Advice({ suggestion, at, kind, edits, busy, onFix }) {
  const name = `${kind}:${at}`;
  const working = busy === name;
  const { fix, gain, message, reason } = suggestion;
  return (
    <div className={fix ? "as-advice can" : "as-advice"}>
      <Icon d={lightbulb} size="s" />
      <p className="small ink">{message} <span className="cap">{reason}</span></p>
      {fix ? (
        <button type="button" className="btn sm" disabled={Boolean(busy) && !working} aria-busy={working} onClick={() => onFix(kind, at, suggestion)}>
          {working ? "Drawing and measuring" : `Fix it: ${actsOf(fix, edits)}`}
        </button>
      ) : null}
      <span className="st run num">+{gain} {kind === "consistency" ? "to brand consistency" : "to the potential"}</span>
    </div>
  );
}

const nameOf = ({ name }) => PART_NAMES[name] ?? capital(name.replaceAll("_", " "));

function Part({ part, advice, children }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const fixable = advice.some(({ suggestion }) => suggestion.fix);
  return (
    <div className="as-part">
      <h3>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <span>{nameOf(part)} <span className="cap num">{Math.round(100 * part.weight)}%<span className="vh"> of the total</span></span></span>
          <Icon d={chevron_down} size="s" className={open ? "up" : ""} />
          <b className="num">{part.score}</b>
        </button>
      </h3>
      <div className={fixable ? "bar" : "bar ink"} aria-hidden="true"><i style={{ width: `${part.score}%` }} /></div>
      {sentenceOf(part) ? <p className="cap">{sentenceOf(part)}</p> : null}
      <dl id={id} hidden={!open} className="as-measures num">
        {measuresOf(part).map(([label, value]) => <React.Fragment key={label}><dt>{label}</dt><dd>{value}</dd></React.Fragment>)}
        <dt>Judged by</dt><dd>{part.judged === "measured" ? "measurement" : part.judged}</dd>
      </dl>
      {children}
    </div>
  );
}

const WIDE = 120, TALL = 28, EDGE = 3;

/** The totals of every measurement so far, oldest left; nothing for a single one. */
function History({ points }) {
  if (points.length < 2) return null;
  const values = points.map(({ viral_score: value }) => value);
  const low = Math.min(...values), high = Math.max(...values);
  const x = (at) => EDGE + (at * (WIDE - 2 * EDGE)) / (values.length - 1);
  const y = (value) => TALL - EDGE - ((value - low) / (high - low || 1)) * (TALL - 2 * EDGE);
  const told = points.map(({ viral_score: value, revision, measured_at: at }) => `${value} for revision ${revision}, ${inWords(at)}`).join("; ");
  return (
    <figure className="as-spark">
      <svg viewBox={`0 0 ${WIDE} ${TALL}`} width={WIDE} height={TALL} role="img" aria-label={`Earlier measurements: ${told}`}>
        <polyline points={values.map((value, at) => `${x(at)},${y(value)}`).join(" ")} />
        {values.map((value, at) => <circle key={at} cx={x(at)} cy={y(value)} r={at === values.length - 1 ? 2.5 : 1.5}><title>{`${value}, revision ${points[at].revision}`}</title></circle>)}
      </svg>
      <figcaption className="cap num">{values.length} measurements, {values[0]} → {values.at(-1)}</figcaption>
    </figure>
  );
}

const withPlace = (suggestions) => suggestions.map((suggestion, at) => ({ suggestion, at }));

function Parts({ parts, suggestions, kind, ...rest }) {
  const all = withPlace(suggestions);
  const names = new Set(parts.map(({ name }) => name));
  const elsewhere = all.filter(({ suggestion }) => !names.has(suggestion.part));
  const told = (advice) => advice.map(({ suggestion, at }) => <Advice key={at} suggestion={suggestion} at={at} kind={kind} {...rest} />);
  return (
    <div>
      {parts.map((part) => {
        const own = all.filter(({ suggestion }) => suggestion.part === part.name);
        return <Part key={part.name} part={part} advice={own}>{told(own)}</Part>;
      })}
      {told(elsewhere)}
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy="true">
      <span className="vh" role="status">Measuring</span>
      <div className="row as-total"><span className="sk" style={{ width: "62px", height: "44px" }} /><span className="cap">Measuring. It takes a few seconds.</span></div>
      {[1, 2, 3, 4].map((at) => <div key={at} className="as-part" aria-hidden="true"><span className="sk" style={{ width: "46%", height: "13px" }} /><span className="sk" style={{ width: "100%", height: "3px" }} /><span className="sk" style={{ width: "80%", height: "11px" }} /></div>)}
    </div>
  );
}

function Unmeasured({ fault, onMeasure }) {
  return (
    <div className={fault ? "note bad" : "note"} role={fault ? "alert" : undefined}>
      {fault ? <Icon d={circle_alert} /> : null}
      <div className="grow">{fault || "This picture was not measured yet."}</div>
      <button type="button" className="btn sm" onClick={onMeasure}>{fault ? "Try again" : "Measure"}</button>
    </div>
  );
}

/** The potential of the picture with its parts, what would raise it, and how it went so far. */
export function ScorePanel({ scoring, edits, busy, fault, onFix }) {
  const { phase, score, points } = scoring;
  return (
    <section className="grp" aria-label="Potential">
      <h2 className="vh">Potential</h2>
      {phase === "waiting" && !score ? <Waiting /> : null}
      {phase === "none" ? <Unmeasured onMeasure={scoring.measure} /> : null}
      {phase === "fault" ? <Unmeasured fault={scoring.fault} onMeasure={scoring.again} /> : null}
      {score && phase !== "fault" && phase !== "none" ? (
        <div className={phase === "waiting" ? "as-stale" : ""} aria-busy={phase === "waiting"}>
          <div className="row as-total">
            <span className="fig num">{score.viral_score}</span>
            <div className="grow"><div className="ink med small">Potential</div><div className="cap">{phase === "waiting" ? "Measuring again." : "Measured by rules, never a promise of clicks."}</div></div>
          </div>
          <div className="rule" style={{ "--v": score.viral_score }} role="meter" aria-label={`Potential ${score.viral_score} of 100`} aria-valuenow={score.viral_score} aria-valuemin={0} aria-valuemax={100}><i /><b /></div>
          <div className="row b cap num" aria-hidden="true"><span>0</span><span>50</span><span>100</span></div>
          <History points={points} />
          {fault ? <p className="msg bad" role="alert"><Icon d={circle_alert} /><span>{fault}</span></p> : null}
          <Parts parts={score.parts} suggestions={score.suggestions} kind="score" edits={edits} busy={busy} onFix={onFix} />
          <div className="row b"><span className="cap num">Rules version {score.version}</span><button type="button" className="btn ghost sm" disabled={phase === "waiting"} onClick={scoring.measure}>Measure again</button></div>
        </div>
      ) : null}
    </section>
  );
}

function Match({ match }) {
  const word = offness(match.delta_e);
  return (
    <li className={match.delta_e < 3 ? "" : "off"}>
      <span className="as-pair" aria-hidden="true"><i style={{ background: match.kit }} /><i style={{ background: match.found }} /></span>
      <span className="mono">{match.kit}</span>
      <span className="cap num">ΔE {match.delta_e.toFixed(1)}, {word}<span className="vh">, found as {match.found}</span></span>
    </li>
  );
}

const GUESSES = [["emotion", "Emotion"], ["clarity", "Clarity"], ["appeal", "Appeal"]];

/** What a model that looked at this revision said of it. */
export function OpinionPanel({ scoring }) {
  const opinion = scoring.phase === "there" ? scoring.score.opinion : null;
  if (!opinion) return null;
  return (
    <section className="grp" aria-label="What a model says">
      <div className="row b"><h2 className="h3">What a model says</h2><span className="cap">Counts for nothing in the potential</span></div>
      <p className="small" dir="auto">{opinion.summary}</p>
      {opinion.advice.length ? <ul className="as-told small">{opinion.advice.map((line) => <li key={line} dir="auto">{line}</li>)}</ul> : null}
      <dl className="as-brand num">{GUESSES.map(([name, label]) => <div key={name}><dt>{label}</dt><dd>{opinion[name]}</dd></div>)}</dl>
      <p className="cap">Guessed by {opinion.model}, from 0 to 100.</p>
    </section>
  );
}

/** How true the picture is to its kit: every kit colour beside what it came out as. */
export function BrandPanel({ scoring, edits, busy, onFix }) {
  const brand = scoring.score?.consistency;
  if (!brand || scoring.phase === "fault" || scoring.phase === "none") return null;
  const told = { kind: "consistency", edits, busy, onFix };
  return (
    <section className={scoring.phase === "waiting" ? "grp as-stale" : "grp"} aria-label="Brand consistency">
      <div className="row b"><h2 className="h3">Brand consistency</h2><b className="num ink">{brand.total} of 100</b></div>
      <ul className="as-matches" aria-label="Kit colours on the picture">
        {brand.colors.map((match) => <Match key={match.kit} match={match} />)}
      </ul>
      <dl className="as-brand num">
        {brand.parts.map((part) => <div key={part.name}><dt>{nameOf(part)}</dt><dd>{part.score}</dd></div>)}
      </dl>
      {brand.suggestions.map((suggestion, at) => <Advice key={at} suggestion={suggestion} at={at} {...told} />)}
      <details className="as-how">
        <summary>How it was measured</summary>
        <dl className="as-measures num">
          {brand.parts.flatMap(measuresOf).map(([label, value]) => <React.Fragment key={label}><dt>{label}</dt><dd>{value}</dd></React.Fragment>)}
        </dl>
      </details>
    </section>
  );
}
