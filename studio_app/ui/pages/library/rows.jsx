import React, { useEffect, useRef } from "react";
import { Link } from "react-router";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { globe } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { groupsOf } from "./listing.js";

const NEAR = "900px";

function Tile({ asset, format, selected, selecting, onToggle }) {
  const name = asset.title || `${format?.label ?? "Asset"} without words`;
  return (
    <div className={`it${selected ? " sel" : ""}${selecting ? " selecting" : ""}`} style={{ "--r": asset.width / asset.height }}>
      <label className="ck">
        <input type="checkbox" className="box" checked={selected} aria-label={`Select ${name}`} onChange={() => {}} onClick={(event) => onToggle(asset.id, event.shiftKey)} />
      </label>
      <Link to={`/library/${asset.id}`} className="tile">
        <span className={format?.alpha ? "im board" : "im"}>
          <img src={asset.preview_url} alt={asset.alt_text} width={asset.width} height={asset.height} loading="lazy" decoding="async" />
        </span>
        <span className="c">
          <b dir="auto">{name}</b>
          {asset.is_public ? <span className="row pubmark"><Icon d={globe} size="s" /><span className="vh">Public</span></span> : null}
        </span>
      </Link>
    </div>
  );
}

/** Rows of whole pictures: a flex line in which each tile grows by its ratio. Fetches more when its end comes near. */
export function Rows({ assets, formats, selected, onToggle, onEnd, reading }) {
  const end = useRef(null);
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && latest.current(), { rootMargin: NEAR });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [assets.length]);
  const formatOf = Object.fromEntries(formats.map((format) => [format.id, format]));
  return (
    <div className="grid" aria-busy={reading !== ""}>
      {groupsOf(assets).map(([name, members]) => (
        <section key={name} aria-label={name}>
          <div className="day"><h2>{name}</h2></div>
          <div className="jr">
            {members.map((asset) => (
              <Tile key={asset.id} asset={asset} format={formatOf[asset.asset_type]} selected={selected.has(asset.id)}
                selecting={selected.size > 0} onToggle={onToggle} />
            ))}
            <span className="fill" />
          </div>
        </section>
      ))}
      <div ref={end} className="end" role="status">{reading === "more" ? "Loading more" : ""}</div>
    </div>
  );
}

export function WaitingRows() {
  return (
    <div className="grid" aria-busy="true">
      <span className="vh" role="status">Loading your library</span>
      <div className="day"><span className="sk" style={{ width: "64px", height: "14px" }} /></div>
      <div className="jr" aria-hidden="true">
        {[1.78, 0.56, 1.78, 1.78, 1.78, 0.56, 1.78].map((ratio, at) => (
          <div key={at} className="it" style={{ "--r": ratio }}><span className="sk" style={{ aspectRatio: ratio }} /><span className="sk cap-sk" /></div>
        ))}
        <span className="fill" />
      </div>
    </div>
  );
}

