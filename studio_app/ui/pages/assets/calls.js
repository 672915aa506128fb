import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { leaveWhenExpired } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { patchOf } from "./edits.js";

export const addressOf = (id) => `/api/v1/assets/${id}`;

// A new picture is measured by a worker a moment after it was made.
const PATIENCE = [700, 1200, 2000, 3000, 4000, 6000];
const pause = (ms, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    reject(new DOMException("", "AbortError"));
  });
});

async function measured(id, signal, known) {
  if (known) return true;
  for (const wait of PATIENCE) {
    await pause(wait, signal);
    const asset = await api("GET", addressOf(id), undefined, { signal });
    if (asset.viral_score !== null) return true;
  }
  return false;
}

async function readScore(id, signal) {
  const [score, { scores }] = await Promise.all(
    ["score", "scores"].map((part) => api("GET", `${addressOf(id)}/${part}`, undefined, { signal })),
  );
  return { score, points: scores };
}

/** The measurement of a revision: phase is "waiting", "there", "none" or "fault". */
export function useScore(asset) {
  const { id, revision, editable, scored } = asset;
  const [state, setState] = useState({ phase: "waiting" });
  const [attempt, setAttempt] = useState(0);
  const began = useRef(false);
  useEffect(() => {
    if (!editable) return undefined;
    const wish = new AbortController();
    const ask = began.current;
    began.current = false;
    setState((now) => ({ ...now, phase: "waiting", fault: "" }));
    const work = async () => {
      if (ask) await api("POST", `${addressOf(id)}/score`, undefined, { signal: wish.signal });
      const there = await measured(id, wish.signal, ask || scored);
      setState(there ? { phase: "there", revision, ...(await readScore(id, wish.signal)) } : { phase: "none" });
    };
    work().catch((error) => {
      if (wish.signal.aborted || leaveWhenExpired(error)) return;
      setState({ phase: "fault", fault: error.message });
    });
    return () => wish.abort();
  }, [id, revision, editable, attempt]);
  const measure = () => {
    began.current = true;
    setAttempt((now) => now + 1);
  };
  return { ...state, measure, again: () => setAttempt((now) => now + 1) };
}

/** What `path` answers, read when `wanted` and again whenever one of `of` changes. */
export function useReading(path, wanted, of) {
  const [state, setState] = useState({ data: null, fault: "" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted) return undefined;
    const wish = new AbortController();
    setState((now) => ({ ...now, fault: "", stale: true }));
    api("GET", path, undefined, { signal: wish.signal })
      .then((data) => setState({ data, fault: "" }))
      .catch((error) => {
        if (!wish.signal.aborted && !leaveWhenExpired(error)) setState({ data: null, fault: error.message });
      });
    return () => wish.abort();
  }, [path, wanted, attempt, ...of]);
  return { ...state, again: () => setAttempt((now) => now + 1) };
}

/** One call at a time: `run(work)` sets busy and keeps the sentence of a fault; resolves to undefined then. */
export function useCall() {
  const [busy, setBusy] = useState("");
  const [fault, setFault] = useState(null);
  const running = useRef(false); // a second click comes before the first has drawn itself
  const run = useCallback(async (name, work) => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(name);
    setFault(null);
    try {
      return await work();
    } catch (error) {
      if (!leaveWhenExpired(error)) setFault(error);
      return undefined;
    } finally {
      running.current = false;
      setBusy("");
    }
  }, []);
  return { busy, fault, run, clear: () => setFault(null) };
}

/** A picture with exactly these edits, as a data address; nothing is stored. */
export const drawn = (id, edits, width, signal) => api("POST", `${addressOf(id)}/scene/preview`, { edits: patchOf(edits), width }, { signal });

/** True once the element has come near the part of the page that is seen. */
export function useNear(margin = "300px") {
  const place = useRef(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !place.current) return undefined;
    const watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && setNear(true), { rootMargin: margin });
    watcher.observe(place.current);
    return () => watcher.disconnect();
  });
  return [place, near];
}
