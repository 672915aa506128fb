import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

// The order as it is put together, kept by this tab so that a reload or a fault loses nothing.
const STORE = "studio:batch";
const SENT = "studio:batch-sent";
const SEEDS = 2 ** 31 - 1;

export const freshSeed = () => Math.floor(Math.random() * SEEDS);

let last = 0;
const ident = () => `r${(last += 1)}`;
export const row = (part = {}) => ({ id: ident(), type: "thumbnail", words: "", idea: "", versions: 1, ...part });
export const rowsOf = (pack) => pack.items.map((item) => row(item));
export const counted = (rows) => rows.reduce((sum, { versions }) => sum + versions, 0);

const blank = () => ({ rows: [], pack: "", title: "", idea: "", game: "", style: "", kit: "", master: "", seed: 1 });

function kept() {
  try {
    const given = JSON.parse(sessionStorage.getItem(STORE));
    return given && Array.isArray(given.rows) ? { ...blank(), ...given, rows: given.rows.map((each) => row({ ...each, id: ident() })) } : null;
  } catch {
    return null;
  }
}

/** What the address asks for: a pack, a picture to follow, or versions of one format. */
function asked(search, { packs, formats }) {
  const given = new URLSearchParams(search);
  const found = {};
  const pack = packs.find(({ id }) => id === given.get("pack"));
  if (pack) Object.assign(found, { pack: pack.id, rows: rowsOf(pack) });
  if (given.get("master")) found.master = given.get("master");
  const type = given.get("type");
  if (formats.some(({ id }) => id === type)) {
    const versions = Math.min(15, Math.max(1, Number(given.get("versions")) || 1));
    Object.assign(found, { pack: "", rows: [row({ type, versions })] });
    for (const name of ["title", "idea", "game", "kit"]) if (given.get(name)) found[name] = given.get(name);
  }
  return found;
}

/** The order and `change(part)`; `ready` once the tab's own copy is read. */
export function useOrder(catalogue) {
  const [order, setOrder] = useState(blank);
  const [ready, setReady] = useState(false);
  const { search } = useLocation();
  const touched = useRef({}); // what she does before the tab's own copy is read stands over it
  useEffect(() => {
    setOrder({ ...blank(), seed: freshSeed(), ...kept(), ...asked(search, catalogue), ...touched.current });
    touched.current = {};
    if (search) history.replaceState(history.state, "", location.pathname);
    setReady(true);
  }, [search]);
  useEffect(() => {
    if (ready) sessionStorage.setItem(STORE, JSON.stringify(order));
  }, [order, ready]);
  const change = (part) => {
    if (!ready) touched.current = { ...touched.current, ...part };
    setOrder((now) => ({ ...now, ...part }));
  };
  return { order, ready, change };
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join("-");

function sentBefore() {
  try {
    return JSON.parse(sessionStorage.getItem(SENT)) ?? {};
  } catch {
    return {};
  }
}

/** Whether this draft, told by its seed, was sent already: what is changed in it from then on is another order. */
export const wasSent = ({ seed }) => sentBefore().seed === seed;

/** One Idempotency-Key for one draft, however often this tab sends it: coming back and sending it once more finds the job. */
export function keyFor(wish, seed) {
  const content = JSON.stringify(wish);
  const before = sentBefore();
  if (before.seed === seed && before.content === content) return before.key;
  const key = newKey();
  sessionStorage.setItem(SENT, JSON.stringify({ seed, content, key }));
  return key;
}
