import { useEffect, useRef } from "react";

/** Ctrl or Cmd S saves what is edited here, with what is just being typed; the browser's own dialog stays away. */
export function SaveKey({ onSave }) {
  const save = useRef(onSave);
  useEffect(() => {
    save.current = onSave;
  });
  useEffect(() => {
    const onKeyDown = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      if (event.repeat) return;
      const field = document.activeElement;
      field?.blur?.(); // a field reports what it holds when it is left
      field?.focus?.({ preventScroll: true });
      save.current?.();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return null;
}
