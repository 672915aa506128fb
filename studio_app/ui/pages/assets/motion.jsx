import React, { useEffect, useState } from "react";
import { sizeOf } from "$/public/external/studio_app/ui/components/browser/download.js";
import { leaveWhenExpired } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, download } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Choice } from "./choice.jsx";
import { fileOf, take } from "./delivery.js";

const EFFECTS = { bounce: "Bounce", shake: "Shake", spin: "Spin", pulse: "Pulse", wipe: "Wipe" };
const FORMATS = { gif: "GIF", apng: "APNG", webp: "WebP", webm: "WebM" };
const WIDEST = 480; // pixels of the preview
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The moving file of a wish, made as soon as it is chosen: {made, busy, fault}. */
function useLoop(asset, wish) {
  const [state, setState] = useState({});
  useEffect(() => {
    setState({});
    if (!wish.effect) return undefined;
    const call = new AbortController();
    setState({ busy: true });
    fileOf(asset.id, wish, call.signal).then((made) => setState({ made })).catch((error) => {
      if (!call.signal.aborted && !leaveWhenExpired(error)) setState({ fault: error.message });
    });
    return () => call.abort();
  }, [asset.id, asset.revision, wish.effect, wish.format, wish.size, wish.keep]);
  return state;
}

function Loop({ asset, made, format, effect }) {
  const name = `${asset.label} with the effect ${EFFECTS[effect].toLowerCase()}`;
  if (format === "webm") return <video key={made.url} src={made.url} muted loop playsInline autoPlay={!calm()} controls={calm()} aria-label={name} />;
  return <img src={made.url} alt={name} />;
}

/** What is shown is the very file that is downloaded. */
export function Motion({ asset, keep }) {
  const { formats, effects, sizes } = asset.motion;
  const [effect, setEffect] = useState("");
  const [format, setFormat] = useState(formats[0]);
  const [size, setSize] = useState(sizes[0]);
  const wish = { effect, format, size: size === sizes[0] ? "" : size, keep };
  const { made, busy, fault } = useLoop(asset, wish);
  const ratio = asset.width / asset.height;
  return (
    <div className="as-motion">
      <h3>Moving</h3>
      <div className="as-moving" style={{ "--w": `${Math.min(asset.width, WIDEST)}px` }}>
        <div className="col">
          <Choice label="Effect" className="as-chips" itemClass="chip" value={effect} onChange={setEffect} options={effects.map((id) => ({ id, label: EFFECTS[id] ?? id }))} />
          {formats.length > 1 ? <Choice label="File format" className="seg" value={format} onChange={setFormat} options={formats.map((id) => ({ id, label: FORMATS[id] ?? id }))} /> : null}
          {sizes.length > 1 ? <Choice label="Size" className="seg num" value={size} onChange={setSize} options={sizes.map((id) => ({ id, label: id.replace("x", " × ") }))} /> : null}
          <p className="cap" role="status">
            {busy ? "Making the loop. It takes some seconds." : made ? `${FORMATS[format] ?? format}, ${sizeOf(made.file_size)}. What you see is the file.` : "Choose an effect to see it move."}
          </p>
          {fault ? <p className="msg bad" role="alert"><Icon d={circle_alert} /><span>{fault}</span></p> : null}
          {made ? <button type="button" className="btn line sm" onClick={() => take(made)}><Icon d={download} size="s" />Download the loop</button> : null}
        </div>
        <figure className="board" style={{ aspectRatio: ratio }} aria-busy={Boolean(busy)}>
          {made ? <Loop asset={asset} made={made} format={format} effect={effect} /> : busy ? <span className="sk" /> : <img src={asset.preview_url} alt="" className="still" />}
        </figure>
      </div>
    </div>
  );
}
