import React from "react";

export const tallness = (asset, width) => Math.round((width * asset.height) / asset.width);

/** The picture at a true width in CSS pixels, never wider than its column. */
export function Shown({ asset, src, width, className = "" }) {
  return <img src={src} alt="" width={width} height={tallness(asset, width)} className={`as-shown ${className}`.trim()} style={{ "--w": `${width}px` }} />;
}

const ROOMY = 640; // wider pictures may be made to fit their column

export const widthWords = (width) => `${width} px${width > ROOMY ? ", as wide as fits here" : ""}`;

/** Side by side at every width at which people see it. */
export function Specimens({ asset, src, widths = asset.shown, className = "" }) {
  return (
    <div className="as-specimens">
      {widths.map((width) => (
        <figure key={width} style={{ "--w": `${width}px` }}>
          <Shown asset={asset} src={src} width={width} className={className} />
          <figcaption className="cap num">{widthWords(width)}</figcaption>
        </figure>
      ))}
    </div>
  );
}

/** Grey bars where somebody else's words would be. */
export const Bars = ({ widths = [92, 64], className = "" }) => (
  <span className={`as-bars ${className}`.trim()} aria-hidden="true">{widths.map((width, at) => <i key={at} style={{ width: `${width}%` }} />)}</span>
);

export const Disc = ({ size = 32 }) => <i className="as-disc" style={{ width: `${size}px`, height: `${size}px` }} aria-hidden="true" />;
