import React, { useEffect, useRef, useState } from "react";
import { draw, remembered } from "$/public/external/studio_app/ui/components/browser/drawing.js";

// A page of small pictures asks for two at a time, in the order in which they come into view.
const AT_ONCE = 2;
const waiting = [];
let busy = 0;

function next() {
  while (busy < AT_ONCE && waiting.length) {
    const { body, signal, done } = waiting.shift();
    if (signal.aborted) continue;
    busy += 1;
    draw(body, signal).then((made) => done(made), () => done(null)).finally(() => {
      busy -= 1;
      next();
    });
  }
}

/** The drawn picture of `body`, once its place has come near the view. */
export function Sketch({ body, format, width = 96, height = 64, alt = "" }) {
  const box = useRef(null);
  const [seen, setSeen] = useState(false);
  const [shown, setShown] = useState(null);
  const key = body ? JSON.stringify(body) : "";
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && setSeen(true), { rootMargin: "160px" });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    if (!key || !seen) return undefined;
    const wish = new AbortController();
    const known = remembered(JSON.parse(key));
    if (known) {
      setShown(known);
      return undefined;
    }
    const timer = setTimeout(() => {
      waiting.push({ body: JSON.parse(key), signal: wish.signal, done: (made) => made && !wish.signal.aborted && setShown(made) });
      next();
    }, 200);
    return () => {
      clearTimeout(timer);
      wish.abort();
    };
  }, [key, seen]);
  const scale = Math.min(width / format.width, height / format.height);
  const size = { width: Math.max(6, Math.round(format.width * scale)), height: Math.max(6, Math.round(format.height * scale)) };
  return (
    <span ref={box} className={`bt-sketch${format.alpha ? " board" : ""}${format.circle ? " round" : ""}`} style={size}>
      {shown ? <img src={shown.src} alt={alt} {...size} /> : null}
    </span>
  );
}
