// What can be measured on a planned layout before anything is made. Sentences with `ok: false` are advice.

const LEAST_CAPITAL = 7; // pixels, at the smallest size at which people meet it
const LEAST_CONTRAST = 4.5;
const MOST_SIZES = 3;

const meets = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const inside = (a, b, slack = 1) =>
  a.x >= b.x - slack && a.y >= b.y - slack && a.x + a.width <= b.x + b.width + slack && a.y + a.height <= b.y + b.height + slack;

export function listed(values) {
  const words = values.map(String);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** How tall the title's capitals are at the widths at which people see the format. */
function capitals(format, title) {
  if (!title) return [];
  const widths = format.shown.slice(-MOST_SIZES);
  const heights = widths.map((width) => Math.round((title.up * width) / format.width));
  const least = heights.at(-1);
  return least >= LEAST_CAPITAL
    ? [{ ok: true, text: `Capitals ${listed(heights)} px tall at ${listed(widths)} px wide` }]
    : [{ ok: false, text: `Capitals only ${least} px tall at ${widths.at(-1)} px wide. Fewer ${format.group === "small" ? "letters" : "words"} grow larger.` }];
}

function contrast(runs) {
  if (!runs.length) return [];
  const least = runs.reduce((low, run) => (run.contrast < low.contrast ? run : low));
  const ratio = least.contrast.toFixed(1);
  return least.contrast >= LEAST_CONTRAST
    ? [{ ok: true, text: `Words on their ground ${ratio}:1` }]
    : [{ ok: false, text: `Contrast only ${ratio}:1. Choose a lighter or darker kit colour.` }];
}

function covered(format, runs, marks) {
  const all = [...runs.map((run) => run.box), ...marks];
  const hit = format.covered.filter((zone) => all.some((box) => meets(box, zone)));
  if (!format.covered.length) return [];
  const names = listed((hit.length ? hit : format.covered).map((zone) => zone.name));
  return hit.length ? [{ ok: false, text: `Something reaches under the ${names}` }] : [{ ok: true, text: `Clear of the ${names}` }];
}

function safe(format, runs) {
  if (!runs.length) return [];
  const out = runs.filter((run) => !inside(run.box, format.safe));
  return out.length ? [{ ok: false, text: "Words leave the safe zone" }] : [{ ok: true, text: "Words inside the safe zone" }];
}

export function checksOf(format, layout) {
  const runs = layout.runs.filter((run) => run.lines.length);
  const marks = layout.boxes.filter((named) => named.name === "logo").map((named) => named.box);
  return [
    ...capitals(format, runs.find((run) => run.role === "title")),
    ...contrast(runs),
    ...covered(format, runs, marks),
    ...safe(format, runs),
    ...layout.warnings.map((warning) => ({ ok: false, text: warning.message })),
  ];
}
