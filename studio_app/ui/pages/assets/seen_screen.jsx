import React, { useState } from "react";
import { Zones } from "./marks.jsx";
import { Bars, Disc, Shown, Specimens, widthWords } from "./specimens.jsx";

const STREAM_WIDTH = 1920; // of the canvas that an overlay is laid on

/** A phone as wide as people hold one, with what the app lays over the picture. */
export function Phone({ asset, src }) {
  const [covers, setCovers] = useState(true);
  const [wide, ...small] = asset.shown;
  return (
    <div className="as-phones">
      <figure style={{ "--w": `${wide}px` }}>
        <div className="as-phone" style={{ aspectRatio: asset.width / asset.height }}>
          <Shown asset={asset} src={src} width={wide} />
          {covers ? <Zones asset={asset} /> : null}
        </div>
        <figcaption className="cap num">{wide} px wide</figcaption>
      </figure>
      <div className="col as-beside">
        {asset.covered.length ? <button type="button" className="chip" aria-pressed={covers} onClick={() => setCovers(!covers)}>What the app covers</button> : null}
        <Specimens asset={asset} src={src} widths={small} />
      </div>
    </div>
  );
}

// Where a piece stands on the stream, as shares of its width and height.
const SPOTS = {
  webcam: { left: "2%", bottom: "4%" }, alert: { left: "50%", top: "8%", transform: "translateX(-50%)" },
  label: { left: "0", bottom: "0" }, chat: { right: "2%", top: "8%" },
};
const shareOf = ({ form, width, shown }) => (form === "webcam" ? Math.min(...shown) * 1.5 : width) / STREAM_WIDTH;

/** Laid over a grey stream in a window like the studio software's. */
export function Stream({ asset, src }) {
  const spot = SPOTS[asset.form] ?? { inset: 0 };
  const width = SPOTS[asset.form] ? `${Math.min(100, 100 * shareOf(asset))}%` : "100%";
  return (
    <figure>
      <div className="as-stream" role="img" aria-label="Over a stream, drawn in grey">
        <div className="as-scene">
          <span className="as-hills" /><span className="as-sun" />
          <img src={src} alt="" style={{ ...spot, width }} />
        </div>
        <div className="as-docks">{[[60, 40], [80, 54, 70], [90, 90]].map((widths, at) => <Bars key={at} widths={widths} />)}</div>
      </div>
      <figcaption className="cap">The stream is a stand-in. The picture is laid on a canvas {STREAM_WIDTH} px wide, made to fit here.</figcaption>
    </figure>
  );
}

/** Filling a player, and small in a list of channels. */
export function Player({ asset, src }) {
  const [wide, ...small] = asset.shown;
  return (
    <>
      <figure>
        <div className="as-player" style={{ "--w": `${wide}px` }}>
          <Shown asset={asset} src={src} width={wide} />
          <span className="as-controls" aria-hidden="true"><i /><Disc size={8} /></span>
        </div>
        <figcaption className="cap num">{widthWords(wide)}</figcaption>
      </figure>
      {small.length ? <Specimens asset={asset} src={src} widths={small} /> : null}
    </>
  );
}
