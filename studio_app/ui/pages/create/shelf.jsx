import React, { useEffect, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { chevron_left, chevron_right } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { useRoving } from "./roving.js";

const WIDEST = 76;
const TALLEST = 46;
const EDGE = 96; // a fade and how many more there are may lie over either end
const LEAST = 6; // an outline smaller than that is no longer one

/** Outlines of one group at one scale: what is met the size of a coin by the size at which it is met. */
function outlines(formats) {
  const sizes = formats.map(({ group, width, height, drawn }) => {
    const wide = group === "small" ? drawn : width;
    return { wide, tall: (wide * height) / width };
  });
  const scale = Math.max(...sizes.map(({ wide, tall }) => Math.max(wide / WIDEST, tall / TALLEST)));
  const drawn = (length) => `${Math.max(LEAST, Math.round(length / scale))}px`;
  return { scale, styles: sizes.map(({ wide, tall }) => ({ width: drawn(wide), height: drawn(tall) })) };
}

function grouped(formats) {
  const found = new Map();
  for (const format of formats) found.set(format.group, [...(found.get(format.group) ?? []), format]);
  return [...found];
}

/** How many choices lie beyond either edge. */
function useBeyond(group, count) {
  const [beyond, setBeyond] = useState({ left: 0, right: 0 });
  useEffect(() => {
    const box = group.current;
    const look = () => {
      const { left, right } = box.getBoundingClientRect();
      const cells = [...box.querySelectorAll("[role=radio]")].map((cell) => cell.getBoundingClientRect());
      setBeyond({ left: cells.filter((cell) => cell.left < left - 8).length, right: cells.filter((cell) => cell.right > right + 8).length });
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(box);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      watcher.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, [count]);
  return beyond;
}

function reveal(box) {
  const chosen = box?.querySelector("[aria-checked=true]");
  if (!chosen) {
    box?.scrollTo({ left: 0 });
    return;
  }
  const frame = box.getBoundingClientRect();
  const cell = chosen.getBoundingClientRect();
  if (cell.left >= frame.left + EDGE && cell.right <= frame.right - EDGE) return;
  box.scrollTo({ left: box.scrollLeft + cell.left - frame.left - (frame.width - cell.width) / 2 });
}

/** For the pointer only: keys and screen readers walk through the choices themselves. */
function Edge({ side, count, group }) {
  if (!count) return null;
  const by = side === "left" ? -1 : 1;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const move = () => group.current.scrollBy({ left: by * group.current.clientWidth * 0.8, behavior });
  return (
    <span className={`mk-edge-${side}`} aria-hidden="true">
      <button type="button" tabIndex={-1} className="btn sm" onClick={move}>
        {side === "left" ? <Icon d={chevron_left} size="s" /> : null}<span className="num">{count}</span>{side === "right" ? <Icon d={chevron_right} size="s" /> : null}
      </button>
    </span>
  );
}

function Cell({ format, label, style, choice }) {
  const shape = `shape${format.circle ? " round" : ""}${format.alpha ? " clear" : ""}`;
  return (
    <button className="fmt" {...choice}>
      <span className="stand"><span className={shape} style={style} /></span>
      <b>{label}</b>
      <span className="px">{format.width} × {format.height}</span>
      {format.alpha ? <span className="vh">, transparent</span> : null}
    </button>
  );
}

/** The formats as outlines on a common line, group by group; `nameOf` gives their short or full labels. */
export function Shelf({ formats, groups, nameOf, value, onChange, label }) {
  const names = formats.map(nameOf);
  const { group, choice } = useRoving(formats.map(({ id }) => id), value, onChange, { names });
  const content = formats.map(({ id }) => id).join();
  const beyond = useBeyond(group.ref, content);
  useEffect(() => {
    reveal(group.ref.current);
  }, [value, content]);
  return (
    <div className="mk-shelf">
      <div className="fmts" aria-label={label} {...group}>
        {grouped(formats).map(([id, members]) => {
          const { scale, styles } = outlines(members);
          return (
            <div key={id} className="mk-fgroup">
              <span className="mk-gname">{groups[id]} <span className="num" title="The scale of these outlines">1:{scale < 10 ? scale.toFixed(1) : Math.round(scale)}</span></span>
              <div className="mk-frow">
                {members.map((format, at) => <Cell key={format.id} format={format} label={nameOf(format)} style={styles[at]} choice={choice(format.id)} />)}
              </div>
            </div>
          );
        })}
      </div>
      <Edge side="left" count={beyond.left} group={group.ref} />
      <Edge side="right" count={beyond.right} group={group.ref} />
    </div>
  );
}
