import { useEffect, useRef } from "react";

export function Tick({ active, everyMs = 2000, onTick }) {
  const latest = useRef(onTick);
  useEffect(() => {
    latest.current = onTick;
  });
  useEffect(() => {
    if (!active) return undefined;
    let timer = null;
    const fire = () => latest.current?.();
    const run = () => {
      clearInterval(timer);
      timer = document.hidden ? null : setInterval(fire, everyMs);
    };
    const onVisibility = () => {
      if (!document.hidden) fire();
      run();
    };
    run();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [active, everyMs]);
  return null;
}
