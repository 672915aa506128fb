import { useEffect, useRef } from "react";
import { isLive, watchJobs } from "./live.js";

const LIVE_FACTOR = 10; // while changes are told, looking is only for those that got lost
const LEAST_LIVE_MS = 5000;
const GATHER_MS = 60;

export function Tick({ active, everyMs = 2000, told = true, onTick }) {
  const latest = useRef(onTick);
  useEffect(() => {
    latest.current = onTick;
  });
  useEffect(() => {
    if (!active) return undefined;
    let timer = null;
    let soon = null;
    const fire = () => latest.current?.();
    const run = () => {
      clearInterval(timer);
      const pause = told && isLive() ? Math.max(LEAST_LIVE_MS, everyMs * LIVE_FACTOR) : everyMs;
      timer = document.hidden ? null : setInterval(fire, pause);
    };
    const onVisibility = () => {
      if (!document.hidden) fire();
      run();
    };
    const stop = !told ? () => {} : watchJobs((message) => {
      if (message.type === "open" || message.type === "closed") run();
      if (message.type !== "job" || document.hidden) return;
      soon ??= setTimeout(() => {
        soon = null;
        fire();
      }, GATHER_MS);
    });
    run();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      stop();
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [active, everyMs, told]);
  return null;
}
