import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { typedAs } from "./wish.js";

// What is typed and chosen, kept by this browser so that a reload, a fault or a wrong click loses nothing.
const STORE = "studio:create";
const TEXTS = { title: "title", second: "second", idea: "idea", game: "game" }; // field: its limit
const LISTS = ["points", "labels", "events"];
const ROLES = ["subject", "style", "layout", "logo"];
const DAY_PARTS = 3; // day, time, what
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

const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
const texts = (value, count, most) => value.slice(0, count).map((each) => text(each, most));
const known = (list, id) => list.some((item) => item.id === id);

function pictures(value, most) {
  const sound = value.filter((each) => typeof each?.id === "string" && each.id.length <= 40 && ROLES.includes(each.role));
  return sound.slice(0, most).map(({ id, role }) => ({ id, role }));
}

/** Lines of all kinds: each kind is kept, whichever the format of the moment takes. */
function lists(given, { faces, steps, limits }) {
  const next = {};
  for (const name of LISTS) if (Array.isArray(given[name])) next[name] = texts(given[name], limits.lines, limits.line);
  if (Array.isArray(given.days)) {
    next.days = given.days.filter(Array.isArray).slice(0, limits.lines).map((row) => [...texts(row, DAY_PARTS, limits.line), "", "", ""].slice(0, DAY_PARTS));
  }
  if (given.face === "" || faces.some(({ item }) => item === given.face)) next.face = given.face;
  for (const [ladder, choices] of Object.entries(steps)) {
    const value = given.steps?.[ladder];
    if (choices.some(({ item }) => item === value)) next.steps = { ...next.steps, [ladder]: value };
  }
  return next;
}

/** `given` over `form`, as far as it names things that exist. */
function merged(form, given, catalogue) {
  const { formats, looks, hooks, shelves, limits } = catalogue;
  const next = { ...form, ...lists(given, catalogue) };
  if (known(formats, given.type)) next.type = given.type;
  if (known(shelves, given.platform)) next.platform = given.platform;
  if (known(looks, given.style)) next.style = given.style;
  if (given.hook === "" || known(hooks, given.hook)) next.hook = given.hook;
  for (const [name, limit] of Object.entries(TEXTS)) if (typeof given[name] === "string") next[name] = text(given[name], limits[limit]);
  if (typeof given.kit === "string") next.kit = given.kit;
  if (Array.isArray(given.pictures)) next.pictures = pictures(given.pictures, limits.pictures);
  const seed = given.seed === undefined || given.seed === "" ? NaN : Number(given.seed);
  if (Number.isInteger(seed) && seed >= 0 && seed <= SEEDS) next.seed = seed;
  return next;
}

/** A shelf on which the type stands: the one in view where it does, else that of its first platform. */
function inSight(form, { formats, shelves }) {
  const holds = (shelf) => shelf?.types.includes(form.type);
  if (holds(shelves.find(({ id }) => id === form.platform))) return form;
  const { platforms } = formats.find(({ id }) => id === form.type);
  const own = shelves.find((shelf) => platforms.includes(shelf.id) && holds(shelf)) ?? shelves.find(holds);
  return { ...form, platform: own.id };
}

/** Pictures stand in an address as `role.id,role.id`, the lines of a list or a schedule as lines. */
function fromAddress(search, { formats, forms }) {
  const { lines, ...given } = Object.fromEntries(new URLSearchParams(search));
  if (given.pictures !== undefined) {
    const named = given.pictures.split(",").map((each) => each.split("."));
    given.pictures = named.map(([role, id]) => ({ role, id }));
  }
  const format = formats.find(({ id }) => id === given.type);
  if (lines === undefined || !format) return given;
  return { ...given, ...typedAs(lines.split("\n"), { format, asked: forms[format.form] }) };
}

const blank = ({ formats, looks, shelves }) => ({
  platform: shelves[0].id, type: formats[0].id, style: looks[0].id, kit: "", title: "", second: "", idea: "", game: "", hook: "",
  points: [], labels: [], events: [], days: [], face: "", steps: {}, pictures: [], seed: 0, view: "draft",
});

/** What the page begins with: the browser's own copy, and what the address says over it. */
function begun(now, search, first, catalogue) {
  const kept = first ? stored() : now;
  const start = merged({ ...now, view: kept.view === "picture" ? "picture" : "draft" }, kept, catalogue);
  const given = fromAddress(search, catalogue);
  const next = merged(start, given, catalogue);
  if (given.title !== undefined) {
    for (const name of ["second", "idea", "game", "hook"]) if (given[name] === undefined) next[name] = "";
    if (given.pictures === undefined) next.pictures = [];
  }
  const again = (first && (kept.sent || kept.seed === undefined)) || given.title !== undefined;
  if (again && !given.seed) next.seed = freshSeed();
  return inSight(next, catalogue);
}

/** The form, `change(part)` and `markSent()`; `ready` once the browser's own copy is read. */
export function useForm(catalogue) {
  const [form, setForm] = useState(() => blank(catalogue));
  const [ready, setReady] = useState(false);
  const { search } = useLocation();
  const sent = useRef(false);
  const touched = useRef({}); // what she does before the browser's own copy is read stands over it
  useEffect(() => {
    setForm((now) => ({ ...begun(now, search, !ready, catalogue), ...(ready ? {} : touched.current) }));
    // Once read, the address must not overwrite what is typed next.
    if (search) history.replaceState(history.state, "", location.pathname);
    setReady(true);
  }, [search]);
  useEffect(() => {
    if (ready) store({ ...form, sent: sent.current });
  }, [form, ready]);
  const change = (part) => {
    sent.current = false;
    if (!ready) touched.current = { ...touched.current, ...part };
    setForm((now) => {
      const next = { ...now, ...part };
      return part.type && !part.platform ? inSight(next, catalogue) : next;
    });
  };
  const markSent = (value) => {
    sent.current = value;
    store({ ...form, sent: value });
  };
  return { form, ready, change, markSent };
}

/** One Idempotency-Key for one wish, however often it is sent. */
export function useRequestKey() {
  const last = useRef({ content: "", key: "" });
  return (wish) => {
    const content = JSON.stringify(wish);
    if (last.current.content !== content) last.current = { content, key: newKey() };
    return last.current.key;
  };
}

const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join("-");
