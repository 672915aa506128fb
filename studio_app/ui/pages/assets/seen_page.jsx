import React, { useState } from "react";
import { Zones } from "./marks.jsx";
import { Bars, Disc, Shown, Specimens, widthWords } from "./specimens.jsx";

const STRIP = 0.5; // a safe area below this share of the height is all that most screens show

function Header({ asset, src, covers, children }) {
  return (
    <div className="as-profile">
      <div className="as-over">{children ?? <Shown asset={asset} src={src} width={asset.shown[0]} />}{covers ? <Zones asset={asset} /> : null}</div>
      <div className="row as-who"><Disc size={64} /><Bars widths={[46, 30]} className="grow" /></div>
    </div>
  );
}

/** Only a part of the picture: `box` in its pixels. */
function Part({ asset, src, box }) {
  const zoom = asset.width / box.width;
  return (
    <span className="as-part-of" style={{ aspectRatio: box.width / box.height }}>
      <img src={src} alt="" style={{ width: `${100 * zoom}%`, left: `${(-100 * box.x) / box.width}%`, top: `${(-100 * box.y) / box.height}%` }} />
    </span>
  );
}

/** On top of a profile; where screens show only a strip of it, that strip. */
export function Banner({ asset, src }) {
  const [covers, setCovers] = useState(asset.covered.length > 0);
  const strip = asset.safe.height < STRIP * asset.height;
  const wide = { x: 0, y: asset.safe.y, width: asset.width, height: asset.safe.height };
  return (
    <>
      {asset.covered.length ? <button type="button" className="chip as-views" aria-pressed={covers} onClick={() => setCovers(!covers)}>What the page covers</button> : null}
      {strip ? (
        <div className="as-strips">
          <figure><Header asset={asset} src={src}><Part asset={asset} src={src} box={wide} /></Header><figcaption className="cap">On computers only this strip shows</figcaption></figure>
          <figure><Header asset={asset} src={src}><Part asset={asset} src={src} box={asset.safe} /></Header><figcaption className="cap">On phones only the safe area</figcaption></figure>
          <figure><Shown asset={asset} src={src} width={480} /><figcaption className="cap">On television all of it</figcaption></figure>
        </div>
      ) : (
        <>
          <figure><Header asset={asset} src={src} covers={covers} /><figcaption className="cap num">{widthWords(asset.shown[0])}</figcaption></figure>
          <Specimens asset={asset} src={src} widths={asset.shown.slice(1)} />
        </>
      )}
    </>
  );
}

/** In the column below a stream, between grey text. */
export function Panel({ asset, src }) {
  return (
    <div className="as-panels">
      {[0, 1].map((at) => (
        <figure key={at} style={{ "--w": `${asset.shown[0]}px` }}>
          {at === 0 ? <Shown asset={asset} src={src} width={asset.shown[0]} /> : <span className="as-grey" style={{ aspectRatio: asset.width / asset.height }} />}
          <Bars widths={[96, 88, 60]} />
          {at === 0 ? <figcaption className="cap num">{asset.shown[0]} px</figcaption> : null}
        </figure>
      ))}
    </div>
  );
}

/** Below a name in a feed, and smaller. */
export function Post({ asset, src }) {
  const [wide, ...small] = asset.shown;
  return (
    <div className="as-posts">
      <figure style={{ "--w": `${wide}px` }}>
        <div className="row"><Disc size={36} /><Bars widths={[38, 24]} className="grow" /></div>
        <Shown asset={asset} src={src} width={wide} />
        <figcaption className="cap num">{widthWords(wide)}</figcaption>
      </figure>
      <Specimens asset={asset} src={src} widths={small} />
    </div>
  );
}
