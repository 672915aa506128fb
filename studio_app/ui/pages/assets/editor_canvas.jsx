import React, { useEffect, useRef, useState } from "react";
import { TEXT_LIMIT } from "./edits.js";
import { onLayerKey } from "./editing.js";
import { moved, textOf } from "./layers.js";
import { Zones, boxStyle } from "./marks.jsx";

let drags = 0;

/** Follows a pointer from press to release: `onMove(share of width, share of height)` since the press. */
function useDrag(frame, onStart, onMove) {
  return (event) => {
    if (event.button !== 0) return;
    const { clientX: x, clientY: y, pointerId, currentTarget: target } = event;
    const size = frame.current.getBoundingClientRect();
    const held = `drag-${(drags += 1)}`;
    const from = onStart?.();
    target.setPointerCapture(pointerId);
    const move = (next) => onMove((next.clientX - x) / size.width, (next.clientY - y) / size.height, held, from);
    const end = () => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  };
}

function LayerBox({ layer, box, asset, editing, frame, rank, onWrite }) {
  const chosen = editing.layer === layer.id;
  const words = layer.kind === "words";
  const onPointerDown = useDrag(frame, () => {
    editing.select(layer.id);
    return [editing.at(`${layer.id}.dx`), editing.at(`${layer.id}.dy`)];
  }, (right, down, held, [dx, dy]) => editing.setMany([[`${layer.id}.dx`, dx + right], [`${layer.id}.dy`, dy + down]], held));
  const onKeyDown = (event) => {
    if (onLayerKey(event, layer.id, editing, asset)) return;
    if (event.key === "Delete") {
      editing.select(layer.id);
      if (words) editing.set(`${layer.id}.text`, "");
      if (layer.kind === "logo") editing.set("logo.visible", false);
    }
    if (words && (event.key === "Enter" || event.key === "F2")) {
      event.preventDefault();
      editing.select(layer.id);
      onWrite(layer.id);
    }
  };
  const told = layer.run && chosen ? `${layer.name}, ${layer.run.family} ${Math.round(layer.run.size)} px` : layer.name;
  return (
    <button type="button" className="as-box" aria-pressed={chosen} aria-label={[told, layer.text].filter(Boolean).join(": ")}
      style={{ ...boxStyle(box, asset), zIndex: rank }} onClick={() => editing.select(layer.id)}
      onPointerDown={onPointerDown} onKeyDown={onKeyDown} onDoubleClick={() => words && onWrite(layer.id)}>
      {chosen ? <b className="num">{told}</b> : null}
    </button>
  );
}

/** The words of a layer, typed on the picture; Enter and leaving keep them, Esc brings the old ones back. */
function InPlace({ id, box, asset, brief, editing, onEnd }) {
  const field = useRef(null);
  const before = useRef(editing.at(`${id}.text`));
  useEffect(() => field.current?.select(), []);
  const onKeyDown = (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") editing.set(`${id}.text`, before.current);
    onEnd(true);
  };
  const value = textOf(id, editing.edits, brief);
  return (
    <input ref={field} className="in as-inplace" aria-label="Words of this layer" maxLength={TEXT_LIMIT} value={value} dir="auto"
      style={{ left: `${Math.max(0, (100 * box.x) / asset.width)}%`, top: `${Math.min(86, (100 * (box.y + box.height)) / asset.height)}%` }}
      onChange={(event) => editing.set(`${id}.text`, event.target.value === (brief[id] ?? "") ? null : event.target.value)}
      onKeyDown={onKeyDown} onBlur={() => onEnd(false)} />
  );
}

/** The picture as it is edited: its layers are boxes to click, drag and move by key. */
export function EditorCanvas({ asset, editing, layers, brief, live, guides }) {
  const frame = useRef(null);
  const [writing, setWriting] = useState("");
  const shown = live.picture;
  useEffect(() => {
    const boxes = frame.current.querySelectorAll(".as-box");
    if (editing.came !== "draft") (frame.current.querySelector(".as-box[aria-pressed=true]") ?? boxes[0])?.focus({ preventScroll: true });
  }, []); // the button that opened the editor is gone
  const boxes = layers.filter(({ box, kind }) => box && kind !== "locked").map((layer) => ({
    layer, box: moved(layer.box, layer.id, editing.edits, shown?.edits ?? editing.stored, asset),
  }));
  const ranks = [...boxes].sort((one, other) => other.box.width * other.box.height - one.box.width * one.box.height).map(({ layer }) => layer.id);
  const inPlace = boxes.find(({ layer }) => layer.id === writing);
  const pan = useDrag(frame, () => {
    editing.select("picture");
    return [editing.at("crop.x"), editing.at("crop.y"), editing.at("crop.zoom")];
  }, (right, down, held, [x, y, zoom]) => {
    if (zoom > 1) editing.setMany([["crop.x", x - right / zoom], ["crop.y", y - down / zoom]], held);
  });
  return (
    <div className="as-hero hero">
      <figure ref={frame} className={`crop as-edit${asset.alpha ? " board" : ""}`} style={{ "--r": asset.width / asset.height }} aria-busy={live.busy}>
        <img src={shown?.src ?? asset.url} alt={asset.alt} width={asset.width} height={asset.height} draggable={false} />
        <div className={editing.layer === "picture" && editing.at("crop.zoom") > 1 ? "as-ground pan" : "as-ground"} onPointerDown={pan} />
        {guides ? <Zones asset={asset} /> : null}
        <div className="as-boxes" role="group" aria-label="Layers on the picture">
          {boxes.map(({ layer, box }) => (
            <LayerBox key={layer.id} layer={layer} box={box} asset={asset} editing={editing} frame={frame} rank={ranks.indexOf(layer.id) + 1} onWrite={setWriting} />
          ))}
        </div>
        {inPlace ? (
          <InPlace id={writing} box={inPlace.box} asset={asset} brief={brief} editing={editing} onEnd={(back) => {
            setWriting("");
            if (back) frame.current?.querySelector(".as-box[aria-pressed=true]")?.focus();
          }} />
        ) : null}
      </figure>
      <p className="cap as-keys hide-m">Arrow keys move the chosen layer by 1 px, with Shift by 10. + and − change its size, Enter its words.</p>
    </div>
  );
}
