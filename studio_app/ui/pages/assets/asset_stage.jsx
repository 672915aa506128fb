import React, { useState } from "react";

const GROUNDS = [["table", "Light table"], ["black", "Black"], ["white", "White"], ["board", "Transparency"]];
const FEED = [["Home, desktop", 360], ["Search", 246], ["Up next", 138]];
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function Grounds({ alpha, value, onChange }) {
  const shown = GROUNDS.filter(([id]) => alpha || id !== "board");
  const onKeyDown = (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const next = (shown.findIndex(([id]) => id === value) + STEPS[event.key] + shown.length) % shown.length;
    onChange(shown[next][0]);
    event.currentTarget.querySelectorAll("button")[next]?.focus();
  };
  return (
    <div className="bgbar">
      <div className="bgs" role="radiogroup" aria-label="Ground behind the picture" onKeyDown={onKeyDown}>
        {shown.map(([id, label]) => (
          <button key={id} type="button" role="radio" aria-checked={value === id} aria-label={label} title={label}
            tabIndex={value === id ? 0 : -1} className={`g-${id}`} onClick={() => onChange(id)} />
        ))}
      </div>
      <span className="cap" aria-hidden="true">{shown.find(([id]) => id === value)?.[1]}</span>
    </div>
  );
}

/** The picture at the widths of a feed; nothing for formats that no feed shows. */
export function AssetFeed({ asset }) {
  const [dark, setDark] = useState(true);
  if (!asset.feed) return null;
  return (
    <section className="cut feedcut" data-theme={dark ? "dark" : "light"} aria-label="At the sizes people see">
      <div className="row b">
        <h2 className="h3">At the sizes people see</h2>
        <div className="seg" role="group" aria-label="Feed theme">
          <button type="button" aria-pressed={dark} onClick={() => setDark(true)}>Dark</button>
          <button type="button" aria-pressed={!dark} onClick={() => setDark(false)}>Light</button>
        </div>
      </div>
      <div className="feed">
        {FEED.map(([where, width]) => (
          <figure key={width}>
            <div className={width < 200 ? "un" : ""}>
              <div className="fx" style={{ width: `${width}px` }}>
                <img src={asset.url} alt="" width={width} height={Math.round((width * asset.height) / asset.width)} />
                <span className="d num" aria-hidden="true">12:41</span>
              </div>
              {asset.title ? <p className="fcap" dir="auto">{asset.title}</p> : null}
            </div>
            <figcaption className="cap num">{where}, {width} px</figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}

export function AssetStage({ asset }) {
  const [ground, setGround] = useState(asset.alpha ? "board" : "table");
  const [ready, setReady] = useState("");
  const sharp = ready === asset.url;
  return (
    <div className={`heroground g-${ground}`}>
      <Grounds alpha={asset.alpha} value={ground} onChange={setGround} />
      <div className="hero">
        <figure className="crop" style={{ "--r": asset.width / asset.height }}>
          <img src={asset.preview_url} alt={sharp ? "" : asset.alt} width={asset.width} height={asset.height} className={sharp ? "gone" : ""} />
          <img src={asset.url} alt={sharp ? asset.alt : ""} width={asset.width} height={asset.height} className={sharp ? "" : "gone"}
            onLoad={() => setReady(asset.url)} ref={(image) => image?.complete && image.naturalWidth && !sharp && setReady(asset.url)} />
        </figure>
      </div>
    </div>
  );
}
