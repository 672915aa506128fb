// The layers of a picture, as its layout and its edits tell of them.

import { WORDS, valueAt } from "./edits.js";

const NAMES = { title: "Title", tag: "Tag", subtitle: "Subtitle", logo: "Logo", hero: "Figure", picture: "Picture" };
const LOCKED = { day: "Day", item: "Line", label: "Label" };
const SHOWN = 28; // characters of a layer's words in a list
const EMPTY = { x: 0, y: 0, width: 0, height: 0 };

const short = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1).trimEnd()}…` : text);
const stem = (role) => role.split("_")[0];

/** What the words of a role are now: edited, else as the scene asked for. */
export const textOf = (role, edits, brief) => valueAt(edits, `${role}.text`) ?? brief[role] ?? "";

function wordLayers(layout, edits, brief) {
  return WORDS.map((role) => {
    const text = textOf(role, edits, brief);
    const run = layout.runs.find((each) => each.role === role);
    return { id: role, kind: "words", name: NAMES[role], text: short(text || run?.text || ""), box: run?.box ?? null, run: run ?? null };
  });
}

function lockedLayers(layout) {
  return layout.runs.filter(({ role }) => !WORDS.includes(role) && !(stem(role) in LOCKED)).map((run) => ({
    id: `run-${run.role}`, kind: "locked", name: "Words",
    text: short(run.text), box: run.box, run,
  }));
}

/** The lines of a list, a schedule or labels as they are now, one below the other. */
export const linesOf = (edits, brief) => valueAt(edits, "lines") ?? (brief.items ?? []).join("\n");

/** One layer for all lines: they stand where the composition puts them. */
function lineLayer(layout, edits, brief) {
  const runs = layout.runs.filter(({ role }) => stem(role) in LOCKED);
  if (!runs.length && !(brief.items ?? []).length) return [];
  const text = linesOf(edits, brief).split("\n").filter(Boolean).join(", ");
  return [{ id: "lines", kind: "lines", name: "Lines", text: short(text), box: null }];
}

// What the small forms call the figure that the same edits move.
const FIGURE = /^(hero|emblem|flat|ghost|icon|photo|bust|face_.*)$/;

function markLayers(layout, edits, painted) {
  const at = (name) => layout.boxes.find((each) => each.name === name)?.box ?? null;
  const visible = valueAt(edits, "logo.visible");
  const logo = at("logo"), hero = painted ? null : at("hero") ?? layout.boxes.find(({ name }) => FIGURE.test(name))?.box ?? null;
  return [
    ...(logo || !visible ? [{ id: "logo", kind: "logo", name: NAMES.logo, text: visible ? "" : "off", box: visible ? logo : null }] : []),
    ...(hero ? [{ id: "hero", kind: "hero", name: NAMES.hero, text: "", box: hero }] : []),
  ];
}

/** In the order of a list: words, marks, then the picture as a whole. `painted` art has no figure of its own. */
export function layersOf(layout, edits, brief, painted = false) {
  return [
    ...wordLayers(layout, edits, brief), ...lineLayer(layout, edits, brief), ...lockedLayers(layout), ...markLayers(layout, edits, painted),
    { id: "picture", kind: "picture", name: NAMES.picture, text: "colours, crop, composition", box: null },
  ];
}

/** Where a box stands with `edits`, when it was last drawn with `drawn`: the picture follows a moment later. */
export function moved(box, id, edits, drawn, { width, height }) {
  if (!box) return EMPTY;
  const by = (field) => valueAt(edits, `${id}.${field}`) - valueAt(drawn, `${id}.${field}`);
  const factor = valueAt(edits, `${id}.scale`) / valueAt(drawn, `${id}.scale`);
  const wide = box.width * factor, tall = box.height * factor;
  return {
    x: box.x + (box.width - wide) / 2 + by("dx") * width, y: box.y + (box.height - tall) / 2 + by("dy") * height,
    width: wide, height: tall,
  };
}
