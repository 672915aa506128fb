import { useEffect, useRef, useState } from "react";
import { leaveWhenExpired, trouble } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { drawn } from "./calls.js";

const DELAY = 120; // after a change, so that a word typed quickly is drawn once
const APART = 230; // between two pictures: what the limit of previews allows a long drag
const SETTLED = 700; // then it is drawn once more, as sharp as it is shown
const MOST = 60;

const kept = new Map();
const remember = (key, made) => {
  kept.set(key, made);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
  return made;
};

async function picture(id, edits, width, signal) {
  const key = JSON.stringify([id, edits, width]);
  if (kept.has(key)) return kept.get(key);
  const answer = await drawn(id, edits, width, signal);
  const image = new Image();
  image.src = answer.image_url;
  await image.decode();
  return remember(key, { src: answer.image_url, layout: answer.layout, edits, width });
}

/** Draws the latest wish and forgets the ones in between; one picture at a time, the last one stays meanwhile. */
class Easel {
  constructor(show) {
    this.show = show;
    this.wish = null;
    this.timer = null;
    this.busy = false;
    this.ended = new AbortController();
  }

  ask(wish, delay = DELAY) {
    this.wish = wish;
    if (this.busy || this.timer) return;
    this.timer = setTimeout(() => this.work(), delay);
  }

  async work() {
    const { id, edits, width } = this.wish;
    const mine = this.wish;
    this.timer = null;
    this.busy = true;
    this.show({ busy: true });
    const began = performance.now();
    let wait = APART;
    try {
      this.show({ picture: await picture(id, edits, width, this.ended.signal), fault: "" });
    } catch (error) {
      if (this.ended.signal.aborted || leaveWhenExpired(error)) return;
      this.show({ fault: trouble(error) });
      wait = error.status === 429 ? 1000 * (error.retryAfter || 10) : wait;
      if (error.status === 429) this.wish = { ...this.wish };
    }
    this.busy = false;
    if (this.wish !== mine) this.ask(this.wish, Math.max(0, wait - (performance.now() - began)));
    else this.show({ busy: false });
  }

  end() {
    clearTimeout(this.timer);
    this.ended.abort();
  }
}

/** The picture of `edits` while `active`: quickly at `quick` pixels of width, then, at rest, at `sharp`. */
export function useLivePicture({ id, edits, active, quick, sharp }) {
  const [state, setState] = useState({ picture: null, busy: false, fault: "" });
  const easel = useRef(null);
  const key = JSON.stringify([id, edits]);
  useEffect(() => {
    if (!active) return undefined;
    easel.current = new Easel((part) => setState((now) => ({ ...now, ...part })));
    return () => {
      easel.current.end();
      easel.current = null;
      setState({ picture: null, busy: false, fault: "" });
    };
  }, [id, active]);
  useEffect(() => {
    if (!active) return undefined;
    easel.current.ask({ id, edits, width: quick });
    if (sharp <= quick) return undefined;
    const timer = setTimeout(() => easel.current?.ask({ id, edits, width: sharp }), SETTLED);
    return () => clearTimeout(timer);
  }, [key, active, quick, sharp]);
  return state;
}
