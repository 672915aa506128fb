import React from "react";

const percent = (part, whole) => `${(100 * part) / whole}%`;

export const boxStyle = (box, { width, height }) => ({
  left: percent(box.x, width), top: percent(box.y, height), width: percent(box.width, width), height: percent(box.height, height),
});

/** Where nothing essential may stand: the safe area, and what the platform lays over the picture. */
export function Zones({ asset }) {
  return (
    <div className="as-marks" aria-hidden="true">
      <span className="safe" style={boxStyle(asset.safe, asset)} />
      {asset.covered.map((zone) => (
        <span key={zone.name} className="zone" style={boxStyle(zone, asset)}><em>{zone.name}</em></span>
      ))}
    </div>
  );
}

const KINDS = { text: "Words", face: "Face", salient: "Attention", covered: "Covered" };

/** What the measurement found, where it found it. */
export function Findings({ marks, asset }) {
  return (
    <ul className="as-marks" aria-label="What the score sees">
      {marks.map(({ kind, label, box }) => (
        <li key={`${kind}${label}${box.x}${box.y}`} className={`find-${kind}`} style={boxStyle(box, asset)}>
          <em><span className="vh">{KINDS[kind]}: </span>{label}</em>
        </li>
      ))}
    </ul>
  );
}
