import React, { useEffect, useRef, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { chevrons_left_right, eye, loader_circle, maximize, pencil, triangle_alert, undo_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { drawn } from "./calls.js";
import { Choice } from "./choice.jsx";
import { Findings } from "./marks.jsx";
import { redo_2 } from "./shapes.json";

// The page colours of platforms, in their dark and light themes.
const PAGES = {
  youtube: [["youtube-dark", "YouTube dark", "#0f0f0f"]], twitch: [["twitch-dark", "Twitch dark", "#18181b"]],
  kick: [["kick-dark", "Kick dark", "#0b0e0f"]], discord: [["discord-dark", "Discord dark", "#313338"]],
  tiktok: [["tiktok-dark", "TikTok dark", "#121212"]], x: [["x-dark", "X dark", "#000000"]], instagram: [["x-dark", "Instagram dark", "#000000"]],
};
const SHARED = [["white", "White page", "#ffffff"], ["grey", "Neutral grey", "#808080"]];
const MOST = 3; // platforms' pages

function groundsOf({ platforms, alpha }) {
  const pages = platforms.flatMap(({ id }) => PAGES[id] ?? []);
  const own = [...new Map(pages.map((page) => [page[0], page])).values()].slice(0, MOST);
  const all = [["table", "Light table", ""], ...own, ...SHARED, ...(alpha ? [["board", "Transparency", ""]] : [])];
  return all.map(([id, label, color]) => ({ id, label, title: label, color, style: color ? { background: color } : undefined }));
}

/** The ground behind the picture: [options, chosen, choose]. */
export function useGround(asset) {
  const [ground, setGround] = useState(asset.alpha ? "board" : "table");
  const options = groundsOf(asset);
  return [options, options.find(({ id }) => id === ground) ?? options[0], setGround];
}

export function Grounds({ options, chosen, onChange }) {
  return (
    <div className="row">
      <Choice label="Ground behind the picture" className="bgs" options={options} value={chosen.id} onChange={onChange}
        itemClass={({ id }) => `g-${id}`} render={() => null} />
      <span className="cap hide-m" aria-hidden="true">{chosen.label}</span>
    </div>
  );
}

export function StageActions({ asset, editing, looking, onLook, canLook }) {
  const full = () => document.querySelector(".as-hero .crop")?.requestFullscreen?.();
  return (
    <div className="row as-acts">
      {asset.editable ? <button ref={editing.opener} type="button" className="btn line sm" disabled={!editing.ready} onClick={editing.begin}><Icon d={pencil} size="s" />Edit</button> : null}
      {canLook ? <button type="button" className="btn ghost sm" aria-pressed={looking} onClick={() => onLook(!looking)}><Icon d={eye} size="s" />What the score sees</button> : null}
      <button type="button" className="btn ghost sm sq hide-m" aria-label="Full screen" title="Full screen" onClick={full}><Icon d={maximize} size="s" /></button>
    </div>
  );
}

export function EditorActions({ editing, live }) {
  const drawing = live.busy || (editing.dirty && !live.picture);
  return (
    <div className="row as-acts">
      <button type="button" className="btn ghost sm sq" aria-label="Undo" title="Undo (Ctrl Z)" disabled={!editing.canUndo} onClick={editing.undo}><Icon d={undo_2} size="s" /></button>
      <button type="button" className="btn ghost sm sq" aria-label="Redo" title="Redo (Ctrl Shift Z)" disabled={!editing.canRedo} onClick={editing.redo}><Icon d={redo_2} size="s" /></button>
      <span className="as-drawing cap" role="status">{drawing ? <Icon d={loader_circle} size="s" className="spin" /> : null}<span className="vh">{drawing ? "Drawing" : "Drawn"}</span></span>
      <button type="button" className="btn line sm" onClick={editing.close}>{editing.dirty ? "Discard" : "Close"}</button>
      <button type="button" className="btn pri sm" disabled={!editing.dirty} aria-busy={editing.busy === "save"} onClick={editing.save}>{editing.busy === "save" ? "Saving" : "Save"}</button>
    </div>
  );
}

/** What stands between a person and their change: a fault, a conflict, or word that a draft came back. */
export function EditorNotice({ editing, live }) {
  const { fault, came } = editing;
  if (fault?.code === "SCENE_CHANGED") {
    return (
      <div className="note warn as-notice" role="alert">
        <Icon d={triangle_alert} />
        <div className="grow">This asset was edited somewhere else meanwhile{fault.details?.revision ? `: revision ${fault.details.revision} is there now` : ""}. Nothing of yours is lost yet.</div>
        <button type="button" className="btn sm" onClick={editing.rebase}>Put mine on top</button>
        <button type="button" className="btn line sm" onClick={editing.giveUp}>Drop mine, show theirs</button>
      </div>
    );
  }
  if (fault) return <div className="note bad as-notice" role="alert"><Icon d={triangle_alert} /><div className="grow">{fault.message} Your changes are still here.</div></div>;
  if (live.fault) return <div className="note warn as-notice" role="status"><Icon d={triangle_alert} /><div className="grow">{live.fault}</div></div>;
  const words = { draft: "Your unsaved changes are back.", rebased: "The newer revision is here, with your changes on top of it. Save to keep them." }[came];
  return words ? <div className="note as-notice" role="status"><div className="grow">{words}</div></div> : null;
}

const SMALL = 400; // pixels: what is no wider is drawn again, as large as it is shown
const LARGE = 720;

/** A sharp picture of something small: its own file, made larger, would be a blur. */
function useLarge(asset, edits) {
  const [made, setMade] = useState({});
  const wanted = asset.editable && edits && Math.max(asset.width, asset.height) <= SMALL;
  const key = `${asset.id}:${asset.revision}`;
  useEffect(() => {
    if (!wanted) return undefined;
    const wish = new AbortController();
    drawn(asset.id, edits, LARGE, wish.signal).then(({ image_url: src }) => setMade({ key, src })).catch(() => {}); // the file itself stays
    return () => wish.abort();
  }, [key, wanted]);
  return wanted && made.key === key ? made.src : "";
}

/** The small picture first, then the whole one in its place. */
function Sharpening({ asset }) {
  const [ready, setReady] = useState("");
  const sharp = ready === asset.url;
  return (
    <>
      <img src={asset.preview_url} alt={sharp ? "" : asset.alt} width={asset.width} height={asset.height} className={sharp ? "gone" : ""} />
      <img src={asset.url} alt={sharp ? asset.alt : ""} width={asset.width} height={asset.height} className={sharp ? "" : "gone"}
        onLoad={() => setReady(asset.url)} ref={(picture) => picture?.complete && picture.naturalWidth && !sharp && setReady(asset.url)} />
    </>
  );
}

/** The picture before the last change over the one after it, with a handle between. */
function Wipe({ asset, change }) {
  const [before, setBefore] = useState("");
  const [at, setAt] = useState(50);
  useEffect(() => {
    const wish = new AbortController();
    drawn(asset.id, change.edits, Math.min(1280, Math.max(LARGE, asset.width)), wish.signal)
      .then((made) => setBefore(made.image_url)).catch(() => {}); // without it the result alone is shown
    return () => wish.abort();
  }, [asset.id, change.revision]);
  if (!before) return <Sharpening asset={asset} />;
  return (
    <div className="as-wipe" style={{ "--at": `${at}%` }}>
      <img src={asset.url} alt={asset.alt} width={asset.width} height={asset.height} />
      <img src={before} alt="" className="old" />
      <span className="edge"><span className="knob"><Icon d={chevrons_left_right} /></span></span>
      <input type="range" min="0" max="100" value={at} onChange={(event) => setAt(Number(event.target.value))}
        aria-label="Compare before and after" aria-valuetext={`${at}% before, ${100 - at}% after`} />
      <span className="t1 cap">Before</span><span className="t2 cap">After</span>
    </div>
  );
}

export function Hero({ asset: own, edits, change, marks }) {
  const large = useLarge(own, edits);
  const asset = large ? { ...own, url: large, preview_url: large } : own;
  return (
    <div className="as-hero hero">
      <figure className={`crop${asset.alpha ? " clear" : ""}`} style={{ "--r": asset.width / asset.height }}>
        {change ? <Wipe key={change.revision} asset={asset} change={change} /> : <Sharpening asset={asset} />}
        {marks ? <Findings marks={marks} asset={asset} /> : null}
      </figure>
      {large ? <p className="cap as-large num">Drawn large to look at. The file has {own.width} × {own.height} pixels.</p> : null}
    </div>
  );
}

/** What was just done, while it can still be seen beside the picture before it and be taken back in one click. */
export function ChangeBar({ change, score, busy, fault, onUndo, onKeep }) {
  const place = useRef(null);
  useEffect(() => place.current?.focus(), [change.revision]); // a fix may be far below: the picture comes into view
  const name = change.kind === "consistency" ? "Brand consistency" : "Potential";
  const points = score !== null && change.score !== null ? `${name} ${change.score} → ${score}.` : "";
  return (
    <div ref={place} tabIndex={-1} className="note acc as-notice" role="status">
      <div className="grow">{change.said} <span className="num">{points}</span>{fault ? <span className="bad"> {fault}</span> : null}</div>
      <button type="button" className="btn sm" aria-busy={busy} onClick={onUndo}><Icon d={undo_2} size="s" />{busy ? "Bringing it back" : "Undo"}</button>
      <button type="button" className="btn line sm" onClick={onKeep}>Keep it</button>
    </div>
  );
}
