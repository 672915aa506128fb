import { useEffect, useRef } from "react";

const SETTLE_MS = 250;

/** `[report, flush]`: `report(value)` calls `onChange` a moment after the last edit, `flush()` without waiting on. */
export function useReport(onChange) {
  const waiting = useRef({ timer: null, value: null });
  const tell = useRef(onChange);
  tell.current = onChange;
  const flush = () => {
    const { timer, value } = waiting.current;
    if (timer === null) return;
    clearTimeout(timer);
    waiting.current = { timer: null, value: null };
    tell.current?.(value);
  };
  useEffect(() => () => clearTimeout(waiting.current.timer), []);
  const report = (value) => {
    clearTimeout(waiting.current.timer);
    waiting.current = { timer: setTimeout(flush, SETTLE_MS), value };
  };
  return [report, flush];
}
