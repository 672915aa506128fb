import React, { useEffect, useState } from "react";
import { Link } from "react-router";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { DownloadMenu } from "$/public/external/studio_app/ui/components/browser/download_menu.jsx";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { copy_plus, layers, share_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { LeaveGuard } from "$/public/external/studio_app/ui/components/studio/leave_guard.jsx";
import { ChangeBar, EditorActions, EditorNotice, Grounds, Hero, StageActions, useGround } from "./asset_stage.jsx";
import { addressOf, useCall, useReading, useScore } from "./calls.js";
import { useEditing, useEditorKeys } from "./editing.js";
import { actsOf } from "./edits.js";
import { EditorCanvas } from "./editor_canvas.jsx";
import { EditorPanel } from "./editor_panel.jsx";
import { Exports } from "./exports.jsx";
import { Feedback } from "./feedback.jsx";
import { Revisions } from "./history.jsx";
import { layersOf, textOf } from "./layers.js";
import { useLivePicture } from "./live.js";
import { MadeFrom } from "./made_from.jsx";
import { BrandPanel, OpinionPanel, ScorePanel } from "./score_panel.jsx";
import { Seen } from "./seen.jsx";
import { Wish } from "./wish.jsx";

const QUICK = 800; // pixels of width up to which the server remembers the art behind the words
const SHARP = 1280;
const LEAST = 720; // what is smaller is drawn larger, to be seen sharply

/** The card of the page, or what a call just answered while the page still reads. */
function useFresh(card, onChange) {
  const [answer, setAnswer] = useState(null);
  const newer = answer && answer.id === card.id && answer.revision > card.revision ? answer : null;
  const asset = newer
    ? { ...card, title: newer.title, alt: newer.alt_text, url: newer.url, preview_url: newer.preview_url, revision: newer.revision, scored: newer.viral_score !== null, files: newer.exports }
    : card;
  const take = (made) => {
    setAnswer(made);
    onChange?.();
  };
  return [asset, take];
}

/** What a fix of that kind is to raise. */
const totalOf = (score, kind) => (kind === "consistency" ? score?.consistency?.total : score?.viral_score) ?? null;

/** What was done last and can be taken back: {said, revision and edits before it, score before it}. */
function useChanges({ asset, scene, scoring, take }) {
  const [change, setChange] = useState(null);
  const { busy, fault, run } = useCall();
  useEffect(() => setChange(null), [asset.id]);
  const done = (made, said, kind = "score") => {
    setChange({ said, revision: asset.revision, edits: scene?.scene.edits ?? {}, kind, score: totalOf(scoring.score, kind) });
    take(made);
  };
  const fix = async (kind, index, suggestion) => {
    const body = { kind, index, revision: asset.revision };
    const acts = actsOf(suggestion.fix, scene?.scene.edits ?? {});
    const made = await run(`${kind}:${index}`, () => api("POST", `${addressOf(asset.id)}/fixes`, body));
    if (made) done(made, `Fixed: ${acts}.`, kind);
  };
  const restore = async (number, said) => {
    const made = await run(`revision:${number}`, () => api("POST", `${addressOf(asset.id)}/revisions/${number}/restore`));
    if (made) done(made, said);
    return made;
  };
  const undo = async () => {
    const made = await run("undo", () => api("POST", `${addressOf(asset.id)}/revisions/${change.revision}/restore`));
    if (!made) return;
    setChange(null);
    take(made);
  };
  return { change, busy, fault, done, fix, undo, keep: () => setChange(null), restore: ({ number }) => restore(number, `Revision ${number} is back.`) };
}

function Actions({ asset }) {
  return (
    <div className="row as-top">
      <DownloadMenu assetId={asset.id} files={asset.files} wide />
      <a className="btn line sq" href="#sharing" aria-label="Share" title="Share"><Icon d={share_2} /></a>
      <Link className="btn line sq" to={asset.another} aria-label="Make another like this" title="Make another like this"><Icon d={copy_plus} /></Link>
      {asset.editable ? <Link className="btn line sq" to={`/create/batch?master=${asset.id}`} aria-label="Make a set that looks like this" title="Make a set that looks like this"><Icon d={layers} /></Link> : null}
    </div>
  );
}

export function AssetDesk({ asset: card, faces, motifs, marks: shapes, reasons, onChange, children }) {
  const [asset, take] = useFresh(card, onChange);
  const reading = useReading(`${addressOf(asset.id)}/scene`, asset.editable, [asset.revision]);
  const scene = reading.data?.asset_id === asset.id ? reading.data : null;
  const scoring = useScore(asset);
  const changes = useChanges({ asset, scene, scoring, take });
  const editing = useEditing({ asset, scene, onSaved: (made) => changes.done(made, "Saved."), onStale: () => onChange?.() });
  const live = useLivePicture({ id: asset.id, edits: editing.edits, active: editing.open, quick: Math.min(QUICK, Math.max(asset.width, LEAST)), sharp: Math.min(SHARP, asset.width) });
  const [grounds, ground, setGround] = useGround(asset);
  const [looking, setLooking] = useState(false);
  const [guides, setGuides] = useState(false);
  useEditorKeys(editing);
  const layout = live.picture?.layout ?? scene?.layout;
  const found = scoring.phase === "there" && scoring.revision === asset.revision ? scoring.score.marks : null;
  const open = editing.open && scene && layout;
  const layers = open ? layersOf(layout, editing.edits, scene.scene.brief, asset.painted) : [];
  const edits = scene?.scene.edits ?? {};
  const { change } = changes;
  return (
    <div className={open ? "wrap as-editing" : "wrap"}>
      <div className="left">
        <div className={`heroground g-${ground.id}`} style={{ "--ground": ground.color || undefined }} data-ground={ground.id}>
          <div className="bgbar">
            <Grounds options={grounds} chosen={ground} onChange={setGround} />
            {open ? <EditorActions editing={editing} live={live} />
              : <StageActions asset={asset} editing={{ ...editing, ready: Boolean(scene) }} looking={looking} onLook={setLooking} canLook={Boolean(found?.length)} />}
          </div>
          {open ? <EditorNotice editing={editing} live={live} /> : null}
          {change && !open ? <ChangeBar change={change} score={scoring.phase === "there" && scoring.revision === asset.revision ? totalOf(scoring.score, change.kind) : null} busy={changes.busy === "undo"} fault={changes.fault?.message} onUndo={changes.undo} onKeep={changes.keep} /> : null}
          {open ? <EditorCanvas asset={asset} editing={editing} layers={layers} brief={scene.scene.brief} live={live} guides={guides} />
            : <Hero asset={asset} edits={scene?.revision === asset.revision ? edits : null} change={change} marks={looking ? found : null} />}
        </div>
      </div>
      {open ? <EditorPanel layers={layers} editing={editing} guides={guides} onGuides={setGuides} asset={asset} brief={scene.scene.brief} faces={faces} motifs={motifs[asset.use] ?? []} colors={layout.colors ?? []} painted={asset.painted} /> : (
        <aside className="insp" aria-label="About this asset">
          <div className="as-first">
            <Actions asset={asset} />
            {asset.editable ? null : <p className="cap">It was made before editing and measuring existed. Make another like it to have both.</p>}
            {asset.editable ? <Wish key={asset.id} asset={asset} onDone={changes.done} /> : null}
            {asset.editable ? <ScorePanel scoring={scoring} edits={edits} busy={changes.busy} fault={change ? "" : changes.fault?.message} onFix={changes.fix} /> : null}
            {asset.editable ? <BrandPanel scoring={scoring} edits={edits} busy={changes.busy} onFix={changes.fix} /> : null}
            {asset.editable ? <OpinionPanel scoring={scoring} /> : null}
          </div>
          <div className="as-second"><Feedback asset={asset} reasons={reasons} />{children}</div>
        </aside>
      )}
      <div className="below">
        <Seen asset={asset} src={live.picture?.src ?? asset.url} title={open ? textOf("title", editing.edits, scene.scene.brief) : asset.title} />
        {open ? null : <Exports asset={asset} shapes={shapes} />}
        {open ? null : <MadeFrom asset={asset} />}
        {open ? null : <Revisions asset={asset} busy={changes.busy} onRestore={changes.restore} />}
      </div>
      <LeaveGuard active={editing.dirty} sentence="What you changed about this picture is not saved." onLeave={editing.close} />
    </div>
  );
}
