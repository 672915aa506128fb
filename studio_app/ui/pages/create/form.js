import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

// What is typed and chosen, kept by this browser so that a reload, a fault or a wrong click loses nothing.
const STORE = "studio:create";
const TEXTS = ["title", "idea", "game"];
const SEEDS = 2 ** 31 - 1;

export const freshSeed = () => Math.floor(Math.random() * SEEDS);
export const wordsIn = (text) => text.trim().split(/\s+/).filter(Boolean).length;

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

function store(form) {
  try {
    localStorage.setItem(STORE, JSON.stringify(form));
  } catch {
    // private windows may refuse; the page works without
  }
}

/** `given` over `form`, as far as it names things that exist. */
function merged(form, given, { formats, looks, limits }) {
  const known = (list, id) => list.some((item) => item.id === id);
  const next = { ...form };
  if (known(formats, given.type)) next.type = given.type;
  if (known(looks, given.style)) next.style = given.style;
  for (const name of TEXTS) if (typeof given[name] === "string") next[name] = given[name].slice(0, limits[name]);
  if (typeof given.kit === "string") next.kit = given.kit;
  const seed = given.seed === undefined || given.seed === "" ? NaN : Number(given.seed);
  if (Number.isInteger(seed) && seed >= 0 && seed <= SEEDS) next.seed = seed;
  return next;
}

const fromAddress = (search) => Object.fromEntries(new URLSearchParams(search));

/** The form, `change(part)` and `sent()`; null until the browser's own copy is read. */
export function useForm(catalogue) {
  const { formats, looks } = catalogue;
  const [form, setForm] = useState({
    type: formats[0].id, style: looks[0].id, kit: "", title: "", idea: "", game: "", seed: 0, view: "draft",
  });
  const [ready, setReady] = useState(false);
  const { search } = useLocation();
  const sent = useRef(false);
  useEffect(() => {
    setForm((now) => {
      const kept = ready ? now : stored();
      const start = merged({ ...now, view: kept.view === "picture" ? "picture" : "draft" }, kept, catalogue);
      const given = fromAddress(search);
      const next = merged(start, given, catalogue);
      if (given.title !== undefined && given.idea === undefined) next.idea = "";
      if (given.title !== undefined && given.game === undefined) next.game = "";
      if ((!ready && (kept.sent || kept.seed === undefined)) || given.title !== undefined) {
        next.seed = given.seed ? next.seed : freshSeed();
      }
      return next;
    });
    // Once read, the address must not overwrite what is typed next.
    if (search) history.replaceState(history.state, "", location.pathname);
    setReady(true);
  }, [search]);
  useEffect(() => {
    if (ready) store({ ...form, sent: sent.current });
  }, [form, ready]);
  const change = (part) => {
    sent.current = false;
    setForm((now) => ({ ...now, ...part }));
  };
  const markSent = (value) => {
    sent.current = value;
    store({ ...form, sent: value });
  };
  return { form, ready, change, markSent };
}

const keyOf = (form) => JSON.stringify([form.type, form.style, form.kit, form.title, form.idea, form.game, form.seed]);

/** One Idempotency-Key for one content of the form, however often it is sent. */
export function useRequestKey() {
  const last = useRef({ content: "", key: "" });
  return (form) => {
    const content = keyOf(form);
    if (last.current.content !== content) last.current = { content, key: newKey() };
    return last.current.key;
  };
}

const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join("-");
