import { useEffect, useRef } from "react";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const PAUSE_MS = 700; // letters typed further apart begin a new word

const plainLetter = ({ key, ctrlKey, metaKey, altKey }) => key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;

/** The next of `names` after `at` in which a word begins with `text`; -1 when there is none. */
function named(names, text, at) {
  const from = text.length === 1 ? at + 1 : Math.max(at, 0);
  const order = names.map((_, index) => (index + from) % names.length);
  return order.find((index) => ` ${names[index].toLowerCase()}`.includes(` ${text}`)) ?? -1;
}

/** Letters move to the choice they begin. They are taken before the site's own single-letter keys see them. */
function useTypeAhead(group, names, at, go) {
  const typed = useRef({ text: "", when: 0 });
  const latest = useRef(null);
  latest.current = { names, at, go };
  useEffect(() => {
    const onKey = (event) => {
      const { names: known, at: now, go: move } = latest.current;
      if (!known || !group.current?.contains(event.target) || !plainLetter(event)) return;
      event.preventDefault();
      event.stopPropagation();
      const fresh = event.timeStamp - typed.current.when > PAUSE_MS;
      const text = (fresh ? "" : typed.current.text) + event.key.toLowerCase();
      typed.current = { text, when: event.timeStamp };
      const found = named(known, text, now);
      if (found >= 0) move(found);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
}

/** Choices that move with the arrow keys; only one of them is a tab stop. `onChange(id, byKey)`.
    `role` is "radio" or "tab"; with `names`, in the order of `ids`, letters jump to a choice. */
export function useRoving(ids, value, onChange, { role = "radio", names = null } = {}) {
  const group = useRef(null);
  const at = ids.indexOf(value);
  const stop = at < 0 ? ids[0] : value;
  const go = (index) => {
    onChange(ids[index], true);
    group.current?.querySelectorAll(`[role=${role}]`)[index]?.focus();
  };
  const onKeyDown = (event) => {
    const ends = { Home: 0, End: ids.length - 1 };
    if (!(event.key in ends) && !(event.key in STEPS)) return;
    event.preventDefault();
    go(event.key in ends ? ends[event.key] : at < 0 ? 0 : (at + STEPS[event.key] + ids.length) % ids.length);
  };
  useTypeAhead(group, names, at, go);
  const state = role === "tab" ? "aria-selected" : "aria-checked";
  const choice = (id) => ({
    type: "button", role, [state]: id === value, tabIndex: id === stop ? 0 : -1, onClick: () => onChange(id, false),
  });
  return { group: { ref: group, role: role === "tab" ? "tablist" : "radiogroup", onKeyDown }, choice };
}
