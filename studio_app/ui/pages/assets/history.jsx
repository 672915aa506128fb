import React, { useEffect, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { undo_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { inWords } from "$/public/external/studio_app/ui/components/browser/local_time.jsx";
import { addressOf, drawn, useNear, useReading } from "./calls.js";
import { differences } from "./edits.js";

const CAUSES = { generated: "Made", edit: "Edited", fix: "Fixed", revert: "Brought back", wish: "Changed in words" };
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const FIRST = 6; // revisions shown before one asks for all
const WIDTH = 192;

let queue = Promise.resolve(); // small pictures are drawn one after the other
const pictures = new Map();

function small(id, edits, signal) {
  const key = JSON.stringify([id, edits]);
  if (!pictures.has(key)) {
    const made = queue.then(() => (signal.aborted ? null : drawn(id, edits, WIDTH, signal)));
    queue = made.catch(() => {});
    pictures.set(key, made);
    made.then((answer) => answer ?? pictures.delete(key)).catch(() => pictures.delete(key));
  }
  return pictures.get(key);
}

function Picture({ asset, edits, current }) {
  const [src, setSrc] = useState("");
  const key = JSON.stringify(edits);
  useEffect(() => {
    if (current) return undefined;
    const wish = new AbortController();
    small(asset.id, edits, wish.signal).then((made) => made && !wish.signal.aborted && setSrc(made.image_url)).catch(() => {}); // its words are enough
    return () => wish.abort();
  }, [asset.id, key, current]);
  const shown = current ? asset.preview_url : src;
  return <span className={`as-rev-pic${asset.alpha ? " board" : ""}`} style={{ aspectRatio: asset.width / asset.height }}>{shown ? <img src={shown} alt="" /> : <span className="sk" />}</span>;
}

function Revision({ asset, revision, before, busy, onRestore }) {
  const current = revision.number === asset.revision;
  const changes = before ? differences(before.edits, revision.edits) : [];
  return (
    <li className="as-rev">
      <Picture asset={asset} edits={revision.edits} current={current} />
      <div className="grow">
        <p className="small ink med num">Revision {revision.number}, {(CAUSES[revision.cause] ?? revision.cause).toLowerCase()}</p>
        <p className="cap">{changes.length ? capital(changes.join("; ")) : revision.cause === "generated" ? "As it was first drawn" : "Nothing that shows"}</p>
        <p className="cap num">{inWords(revision.created_at)}</p>
      </div>
      {current ? <span className="bdg">Now</span> : (
        <button type="button" className="btn line sm" disabled={Boolean(busy)} aria-busy={busy === `revision:${revision.number}`} aria-label={`Restore revision ${revision.number}`} onClick={() => onRestore(revision)}>
          <Icon d={undo_2} size="s" />{busy === `revision:${revision.number}` ? "Drawing it" : "Restore"}
        </button>
      )}
    </li>
  );
}

/** Every revision, newest first; an earlier one comes back as a new one, so nothing is ever lost. */
export function Revisions({ asset, busy, onRestore }) {
  const [place, near] = useNear();
  const [all, setAll] = useState(false);
  const { data, fault, again } = useReading(`${addressOf(asset.id)}/revisions`, near && asset.editable, [asset.revision]);
  if (!asset.editable) return null;
  const revisions = data?.revisions ?? [];
  const shown = all ? revisions : revisions.slice(0, FIRST);
  return (
    <section className="cut" ref={place} aria-label="History">
      <div className="row b as-head"><h2 className="h3">History</h2><span className="cap num">{data ? `${revisions.length} ${revisions.length === 1 ? "revision" : "revisions"}` : ""}</span></div>
      {fault ? <p className="msg bad" role="alert">{fault} <button type="button" className="link-btn" onClick={again}>Read it again</button></p> : null}
      {!data && !fault ? <div className="as-rev" aria-busy="true"><span className="sk as-rev-pic" style={{ aspectRatio: asset.width / asset.height }} /><span className="sk" style={{ width: "40%", height: "13px" }} /></div> : null}
      <ol className="as-revs">
        {shown.map((revision, at) => <Revision key={revision.number} asset={asset} revision={revision} before={revisions[at + 1]} busy={busy} onRestore={onRestore} />)}
      </ol>
      {revisions.length > shown.length ? <button type="button" className="btn ghost sm" onClick={() => setAll(true)}>Show all {revisions.length}</button> : null}
    </section>
  );
}
