// What was changed about a picture, as the server keeps it: nested plain values, of which only what differs from
// neutral is stored. Shares are of the asset's width (dx) or height (dy), scales are factors.

const words = { text: null, dx: 0, dy: 0, scale: 1, color: "auto", font: "kit" };
export const NEUTRAL = {
  title: words, tag: words, subtitle: words,
  logo: { visible: true, type: "default", dx: 0, dy: 0, scale: 1 },
  hero: { motif: "", dx: 0, dy: 0, scale: 1 },
  crop: { x: 0.5, y: 0.5, zoom: 1 },
  backdrop: 1, outline: 0, vivid: 1, light: 1, layout: null, lines: null,
};
export const LIMITS = {
  dx: [-1, 1], dy: [-1, 1], scale: [0.3, 3], x: [0, 1], y: [0, 1], zoom: [1, 4],
  backdrop: [0, 2], outline: [0, 1], vivid: [0, 2], light: [0.5, 1.5], layout: [0, 11],
};
export const WORDS = ["title", "tag", "subtitle"];
export const TEXT_LIMIT = 140;
export const MOST_LINES = 8;
export const LINE_LIMIT = 80;
export const LOGO_TYPES = ["default", "primary", "secondary", "icon", "monochrome", "watermark"];
export const COLOR_ROLES = ["auto", "white", "ink", "paper", "night", "primary", "secondary", "accent"];

const isGroup = (value) => value !== null && typeof value === "object";
const split = (path) => path.split(".");

/** The value at "title.scale", the neutral one where nothing was changed. */
export function valueAt(edits, path) {
  const [group, field] = split(path);
  const neutral = field ? NEUTRAL[group][field] : NEUTRAL[group];
  const own = field ? edits[group]?.[field] : edits[group];
  return own === undefined ? neutral : own;
}

/** Inside the field's limits and rounded as the server rounds, so that a value survives the way there and back. */
export function within(path, value) {
  const limits = LIMITS[split(path).at(-1)];
  if (!limits || typeof value !== "number") return value;
  return Math.round(Math.min(limits[1], Math.max(limits[0], value)) * 1e4) / 1e4;
}

/** A copy with `value` at `path`; neutral values and empty groups are left out. */
export function put(edits, path, value) {
  const [group, field] = split(path);
  const made = { ...edits };
  if (!field) {
    if (within(path, value) === NEUTRAL[group]) delete made[group];
    else made[group] = within(path, value);
    return made;
  }
  const inner = { ...made[group] };
  if (within(path, value) === NEUTRAL[group][field]) delete inner[field];
  else inner[field] = within(path, value);
  if (Object.keys(inner).length) made[group] = inner;
  else delete made[group];
  return made;
}

/** A copy without anything changed about one layer; `names` are groups or single values. */
export const without = (edits, names) => Object.fromEntries(Object.entries(edits).filter(([name]) => !names.includes(name)));

/** Every field, null where it is neutral: merged over any other edits, it leaves exactly these. */
export function patchOf(edits) {
  return Object.fromEntries(Object.entries(NEUTRAL).map(([name, neutral]) => {
    if (!isGroup(neutral)) return [name, edits[name] ?? null];
    return [name, Object.fromEntries(Object.keys(neutral).map((field) => [field, edits[name]?.[field] ?? null]))];
  }));
}

const paths = Object.entries(NEUTRAL).flatMap(([name, neutral]) => (isGroup(neutral) ? Object.keys(neutral).map((field) => `${name}.${field}`) : [name]));

/** `theirs` with everything that `mine` changed since `base`. */
export function rebased(base, mine, theirs) {
  const changed = paths.filter((path) => valueAt(base, path) !== valueAt(mine, path));
  return changed.reduce((made, path) => put(made, path, valueAt(mine, path)), theirs);
}

export const same = (one, other) => JSON.stringify(patchOf(one)) === JSON.stringify(patchOf(other));

const LAYERS = { title: "title", tag: "tag", subtitle: "subtitle", logo: "logo", hero: "figure" };
const SINGLE = { backdrop: "backdrop", outline: "rim", vivid: "colours", light: "contrast", layout: "composition", lines: "lines" };
const FIELDS = { text: "words", scale: "size", color: "colour", font: "font", type: "kind", motif: "motif", visible: "on or off" };

function aspects(group, before, after) {
  const changed = Object.keys(NEUTRAL[group]).filter((field) => valueAt(before, `${group}.${field}`) !== valueAt(after, `${group}.${field}`));
  return [...new Set(changed.map((field) => FIELDS[field] ?? "place"))];
}

/** In words, what differs: ["title: size, place", "rim"]. Empty when nothing does. */
export function differences(before, after) {
  return Object.keys(NEUTRAL).flatMap((name) => {
    if (name in SINGLE) return valueAt(before, name) === valueAt(after, name) ? [] : [SINGLE[name]];
    const found = aspects(name, before, after);
    if (!found.length) return [];
    return name === "crop" ? ["crop"] : [`${LAYERS[name]}: ${found.join(", ")}`];
  });
}

const percent = (factor) => `${Math.round(Math.abs(factor - 1) * 100)}%`;
const TOLD = {
  scale: (to, from, name) => (to > from ? `larger ${name}` : `smaller ${name}`),
  color: (to, from, name) => `${name} in ${to}`,
  font: (to, from, name) => `${name} in ${to === "kit" ? "the kit’s font" : to}`,
  text: (to, from, name) => `other ${name}`,
  visible: (to, from, name) => (to ? `${name} on` : `${name} off`),
  type: (to, from, name) => `${to} ${name}`,
  motif: (to) => to.replaceAll("-", " "),
};
const TOLD_SINGLE = {
  lines: () => "other lines",
  backdrop: (to, from) => (to > from ? "stronger backdrop" : "weaker backdrop"),
  outline: (to, from) => (to > from ? "thicker rim" : "thinner rim"),
  vivid: (to, from) => `${percent(from ? to / from : to)} ${to > from ? "more" : "less"} colour`,
  light: (to, from) => (to > from ? "more contrast" : "less contrast"),
  layout: () => "another composition",
};

/** What a fix does to the picture as it is now, in a few words for its button. */
export function actsOf(fix, edits) {
  const acts = Object.entries(fix).flatMap(([name, value]) => {
    if (name in TOLD_SINGLE) return [TOLD_SINGLE[name](value, valueAt(edits, name))];
    if (name === "crop") return ["closer crop"];
    return Object.entries(value).map(([field, to]) => TOLD[field]?.(to, valueAt(edits, `${name}.${field}`), LAYERS[name]) ?? `${LAYERS[name]} moved`);
  });
  return [...new Set(acts)].join(", ");
}
