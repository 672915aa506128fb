import React from "react";

const LATIN = /^[\u0000-\u024f\u2000-\u206f]*$/; // other scripts are set in a face that has them
// Boxes of a layout that stay empty for what the stream or the platform puts there, by form.
const HOLES = {
  overlay: [[/^webcam/, "camera"], [/^chat/, "chat"]], webcam: [[/^webcam/, "camera"]], chat: [[/^chat/, "chat"]],
  end_screen: [[/^slot_3$/, "channel"], [/^slot/, "video"]],
};

const percent = (part, whole) => `${(100 * part) / whole}%`;
export const place = (box, { width, height }) => ({
  left: percent(box.x, width), top: percent(box.y, height), width: percent(box.width, width), height: percent(box.height, height),
});

/** The openings of a layout with what they are for. */
export function holesOf(layout, form) {
  return layout.boxes.flatMap(({ name, box }) => {
    const kind = HOLES[form]?.find(([pattern]) => pattern.test(name));
    return kind && box.width > 0 && box.height > 0 ? [{ id: name, name: kind[1], box }] : [];
  });
}

function Title({ format, run }) {
  return (
    <span className="blk" style={place(run.box, format)}><b>{LATIN.test(run.text) ? `title, ${run.family}` : "title,"} {Math.round(run.size)} px</b></span>
  );
}

function Zone({ format, zone }) {
  return (
    <span className="zone" style={place(zone, format)}>{format.feed ? <b className="num">12:41</b> : <em>{zone.name}</em>}</span>
  );
}

/** What the studio draws over the picture and never into it. */
export function Marks({ format, marks, title, holes }) {
  return (
    <div className="marks" aria-hidden="true">
      {format.circle && marks.circle ? <span className="circle" /> : null}
      {title ? <Title format={format} run={title} /> : null}
      {marks.safe ? <span className="safe" style={place(format.safe, format)} /> : null}
      {(format.feed ? marks.badge : marks.safe) ? format.covered.map((zone) => <Zone key={zone.name} format={format} zone={zone} />) : null}
      {marks.holes ? holes.map(({ id, name, box }) => <span key={id} className="hole" style={place(box, format)}><em>{name}</em></span>) : null}
      {marks.thirds ? ["l", "r", "t", "b"].map((side) => <span key={side} className={`third ${side}`} />) : null}
    </div>
  );
}
