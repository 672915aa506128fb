import React, { useEffect, useRef, useState } from "react";
import { askFor, useDrawing } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { useRoving } from "./roving.js";

const WIDTH = 200;
const SETTLED_MS = 900;
const SAMPLE = "Your words";
const FITTING = [0.7, 2.6]; // ratios that can be made out in a sample

/** Can the format itself be judged at the size of a sample? What is mostly clear or very long is shown by a thumbnail. */
function shows(format) {
  const ratio = format.width / format.height;
  return format.group === "small" || (!format.alpha && ratio >= FITTING[0] && ratio <= FITTING[1]);
}

/** True once the element has come near the view. */
function useSeen() {
  const box = useRef(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && setSeen(true), { rootMargin: "200px" });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return [box, seen];
}

function Sample({ look, wish, format, wordless, fonts, on }) {
  const own = shows(format);
  const shape = { ...wish, type: own ? wish.type : "thumbnail", title: wish.title.trim() || (own && wordless ? "" : SAMPLE) };
  const { shown } = useDrawing(on ? askFor({ ...shape, style: look.id }, { mode: "final", width: WIDTH, fonts }) : null, SETTLED_MS);
  return (
    <span className={own && format.alpha ? "mk-pic board" : "mk-pic"}>
      <img src={shown?.src ?? look.picture} alt="" width="160" height="90" decoding="async" />
    </span>
  );
}

export function Styles({ form, wish, format, wordless, looks, fonts, change, ready, tip }) {
  const { group, choice } = useRoving(looks.map(({ id }) => id), form.style, (style) => change({ style }), { names: looks.map(({ label }) => label) });
  const [box, seen] = useSeen();
  return (
    <div className="f" ref={box}>
      <span className="lab" id="style-label">Style</span>
      <div className="mk-styles" aria-labelledby="style-label" {...group}>
        {looks.map((look) => (
          <button key={look.id} className="mk-sty" title={look.summary} {...choice(look.id)}>
            <Sample look={look} wish={wish} format={format} wordless={wordless} fonts={fonts} on={ready && seen} />
            <span>{look.label}</span>
          </button>
        ))}
      </div>
      {tip ? <p className="cap">{tip}</p> : null}
    </div>
  );
}
