import { useEffect } from "react";

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";
const REACH = 12;
const usable = (node) => node.isConnected && !node.disabled && node.getClientRects().length > 0;

/** What stands round an element in the order of the keyboard: its own row first, then what follows, then what was before. */
function neighbours(element, content) {
  const all = Array.from(content.querySelectorAll(FOCUSABLE));
  const at = all.indexOf(element);
  const near = [...all.slice(at + 1, at + 1 + REACH), ...all.slice(Math.max(0, at - REACH), at).reverse()];
  const own = element.parentElement;
  return [...near.filter((node) => own.contains(node)), ...near];
}

/** A control that goes, or switches itself off, while the keyboard is on it hands the focus to its neighbour, not to nobody. */
export function useFocusKeeper() {
  useEffect(() => {
    let kept = null, frame = 0;
    const remember = ({ target }) => {
      const content = document.getElementById("content");
      kept = content?.contains(target) && target !== content && target.matches(":focus-visible") ? { target, near: neighbours(target, content) } : null;
    };
    const look = () => {
      frame = 0;
      if (!kept || document.activeElement !== document.body || usable(kept.target)) return;
      const next = kept.near.find(usable) ?? document.getElementById("content");
      kept = null;
      next?.focus();
    };
    const watcher = new MutationObserver(() => {
      frame ||= requestAnimationFrame(look);
    });
    addEventListener("focusin", remember);
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
    return () => {
      removeEventListener("focusin", remember);
      watcher.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
}
