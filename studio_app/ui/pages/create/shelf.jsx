import React, { useEffect, useRef } from "react";

const SCALE = 30;
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Radios that move with the arrow keys; only the chosen one is a tab stop. */
export function useRadios(ids, value, onChange) {
  const group = useRef(null);
  const onKeyDown = (event) => {
    const at = ids.indexOf(value);
    const ends = { Home: 0, End: ids.length - 1 };
    const next = event.key in ends ? ends[event.key] : event.key in STEPS ? (at + STEPS[event.key] + ids.length) % ids.length : -1;
    if (next < 0) return;
    event.preventDefault();
    onChange(ids[next]);
    group.current?.querySelectorAll("[role=radio]")[next]?.focus();
  };
  const radio = (id) => ({
    type: "button", role: "radio", "aria-checked": id === value, tabIndex: id === value ? 0 : -1, onClick: () => onChange(id),
  });
  return { group: { ref: group, role: "radiogroup", onKeyDown }, radio };
}

/** The formats as outlines at one scale, standing on a common line. */
export function Shelf({ formats, value, onChange }) {
  const { group, radio } = useRadios(formats.map(({ id }) => id), value, onChange);
  useEffect(() => {
    const shelf = group.ref.current;
    const chosen = shelf.querySelector("[aria-checked=true]"); // on phones it may lie beyond the edge
    shelf.scrollTo({ left: chosen.offsetLeft + (chosen.offsetWidth - shelf.clientWidth) / 2 });
  }, [value]);
  return (
    <div className="mk-shelf">
      <div className="fmts" aria-label="Format, drawn at one scale" {...group}>
        {formats.map(({ id, label, width, height }) => (
          <button key={id} className="fmt" {...radio(id)}>
            <span className="shape" style={{ width: `${Math.round(width / SCALE)}px`, height: `${Math.round(height / SCALE)}px` }} />
            <b>{label}</b>
            <span className="px">{width} × {height}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
