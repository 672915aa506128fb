import { useEffect, useRef } from "react";

/** What was saved is shown afresh, in new fields: the one that took the place of `field` has its focus and caret. */
function followed(field) {
  if (!field?.id) return () => {};
  const caret = field.selectionEnd;
  const watcher = new MutationObserver(() => {
    const fresh = document.getElementById(field.id);
    if (!fresh || fresh === field) return;
    watcher.disconnect();
    if (document.activeElement !== document.body) return;
    fresh.focus({ preventScroll: true });
    if (caret != null) fresh.setSelectionRange?.(caret, caret);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  return () => watcher.disconnect();
}

/** Ctrl or Cmd S saves what is edited here, with what is just being typed; the browser's own dialog stays away. */
export function SaveKey({ onSave }) {
  const save = useRef(onSave);
  useEffect(() => {
    save.current = onSave;
  });
  useEffect(() => {
    let unfollow = () => {};
    const onKeyDown = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      if (event.repeat) return;
      const field = document.activeElement;
      field?.blur?.(); // a field reports what it holds when it is left
      field?.focus?.({ preventScroll: true });
      unfollow();
      unfollow = followed(field);
      save.current?.();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      unfollow();
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
  return null;
}
