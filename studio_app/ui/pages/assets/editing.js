import { useEffect, useReducer, useRef, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { addressOf, useCall } from "./calls.js";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { patchOf, put, rebased, same, valueAt, without } from "./edits.js";
import { begin, step } from "./undo.js";

const STEPS_KEPT = 20; // of a draft, for undoing after a reload

/** An editing session over `scene`: what was changed, its steps, saving it. `onSaved(asset, before)`, `onStale()`. */
export function useEditing({ asset, scene, onSaved, onStale }) {
  const [open, setOpen] = useState(false);
  const [steps, dispatch] = useReducer(step, begin({}));
  const [layer, setLayer] = useState("title");
  const [came, setCame] = useState(""); // how the session began: "", "draft", "rebased"
  const { busy, fault, run, clear } = useCall();
  const stored = scene?.scene.edits ?? {};
  const { edits } = steps;
  const dirty = open && !same(edits, stored);
  const opener = useRef(null);
  const base = useRef(null); // what one's own changes were made to, while a newer revision is read

  const start = (first, past = [], how = "") => {
    dispatch({ type: "begin", edits: first, past });
    setCame(how);
    clear();
    setOpen(true);
  };
  useEffect(() => {
    if (!open || !scene || !base.current || base.current.revision === scene.revision) return;
    start(rebased(base.current.edits, edits, stored), [], "rebased");
    base.current = null;
  }, [scene?.revision]);
  useEffect(() => {
    if (open || !scene || scene.revision !== asset.revision) return;
    const draft = draftOf(asset.id, scene.revision);
    if (draft) start(draft.edits, draft.past ?? [], "draft");
  }, [scene, asset.id, asset.revision]);
  useEffect(() => {
    if (!open || !scene) return;
    if (dirty) keepDraft(asset.id, scene.revision, { edits, past: steps.past.slice(-STEPS_KEPT) });
    else dropDraft(asset.id, scene.revision);
  }, [open, dirty, edits, scene?.revision]);

  const change = (next, name, held) => dispatch({ type: "change", edits: next, name, held, now: performance.now() });
  const close = () => {
    if (scene) dropDraft(asset.id, scene.revision);
    clear();
    setOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const save = async () => {
    if (!dirty || busy) return;
    const body = { edits: patchOf(edits), revision: scene.revision };
    const made = await run("save", () => api("PATCH", `${addressOf(asset.id)}/scene`, body));
    if (!made) return;
    close();
    onSaved(made, { revision: scene.revision, edits: stored });
  };
  return {
    open, edits, stored, dirty, layer, came, busy, fault, opener,
    canUndo: steps.past.length > 0, canRedo: steps.future.length > 0,
    begin: () => start(stored),
    close, save,
    select: setLayer,
    at: (path) => valueAt(edits, path),
    set: (path, value, held = "") => change(put(edits, path, value), held || path, Boolean(held)),
    setMany: (pairs, held = "") => change(pairs.reduce((now, [path, value]) => put(now, path, value), edits), held || pairs[0][0], Boolean(held)),
    clearLayer: (names) => change(without(edits, names), ""),
    undo: () => dispatch({ type: "undo" }),
    redo: () => dispatch({ type: "redo" }),
    reset: () => change({}, ""),
    rebase: () => {
      base.current = { revision: scene.revision, edits: stored };
      onStale();
    },
    giveUp: () => {
      close();
      onStale();
    },
  };
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const GROW = { "+": 0.05, "=": 0.05, "-": -0.05, _: -0.05 };

/** Keys on a selected layer: arrows move it by 1 px of the asset (Shift: 10), + and − change its size. */
export function onLayerKey(event, id, editing, { width, height }) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key in MOVES) {
    const [right, down] = MOVES[event.key].map((way) => way * (event.shiftKey ? 10 : 1));
    editing.setMany([
      [`${id}.dx`, editing.at(`${id}.dx`) + right / width], [`${id}.dy`, editing.at(`${id}.dy`) + down / height],
    ]);
  } else if (event.key in GROW) {
    editing.set(`${id}.scale`, editing.at(`${id}.scale`) + GROW[event.key]);
  } else return false;
  editing.select(id);
  event.preventDefault();
  return true;
}

/** Undo, redo and save by key, anywhere on the page while the editor is open. */
export function useEditorKeys(editing) {
  const latest = useRef(editing);
  useEffect(() => {
    latest.current = editing;
  });
  useEffect(() => {
    if (!editing.open) return undefined;
    const onKeyDown = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const act = { z: event.shiftKey ? "redo" : "undo", y: "redo", s: "save" }[key];
      if (!act) return;
      event.preventDefault();
      latest.current[act]();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [editing.open]);
}
