import React from "react";
import { Bars, Disc, Shown } from "./specimens.jsx";

const WHERE = { 360: "Home, desktop", 246: "Search", 138: "Up next" };
const NEIGHBOURS = 6;
const OURS = 1; // second in the first row, where a feed is entered

const Badge = () => <span className="d num" aria-hidden="true">12:41</span>;

function Sizes({ asset, src, title }) {
  return (
    <div className="feed">
      {asset.shown.map((width) => (
        <figure key={width}>
          <div className={width < 200 ? "un" : ""}>
            <div className="fx" style={{ "--w": `${width}px` }}><Shown asset={asset} src={src} width={width} /><Badge /></div>
            {title ? <p className="fcap" dir="auto" style={{ "--w": `${width < 200 ? 108 : width}px` }}>{title}</p> : null}
          </div>
          <figcaption className="cap num">{WHERE[width] ?? "Feed"}, {width} px</figcaption>
        </figure>
      ))}
    </div>
  );
}

function Entry({ children, title }) {
  return (
    <div className="as-entry">
      <div className="fx">{children}</div>
      <div className="row"><Disc size={28} />{title ? <p className="fcap grow" dir="auto">{title}</p> : <Bars className="grow" />}</div>
    </div>
  );
}

/** Between grey neighbours: only our own picture and title are real. */
function Among({ asset, src, title }) {
  return (
    <div className="as-among" role="img" aria-label="The picture in a feed, between grey placeholders">
      {Array.from({ length: NEIGHBOURS }, (_, at) => (at === OURS
        ? <Entry key={at} title={title}><Shown asset={asset} src={src} width={360} /><Badge /></Entry>
        : <Entry key={at}><span className="as-grey" /></Entry>))}
    </div>
  );
}

export const Feed = ({ view, ...shown }) => (view ? <Among {...shown} /> : <Sizes {...shown} />);
