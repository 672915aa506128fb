const filled = (lines) => lines.map((line) => line.trim()).filter(Boolean);

// The lines that each kind of form takes out of everything that was typed.
const ITEMS = {
  points: (form) => (form.style === "list" ? filled(form.points) : []),
  labels: (form) => filled(form.labels),
  events: (form) => filled(form.events),
  days: (form) => filled(form.days.map((row) => filled(row).join(", "))),
  steps: (form, { format, steps }) => [form.steps[format.ladder] ?? steps[format.ladder][0].item],
  faces: (form) => filled([form.face]),
};

/** What is asked for: of the form only what its format takes. It is what is drawn, what is sent, and what makes two
    requests the same. */
export function wishOf(form, { format, asked, steps }) {
  const items = asked.items ? ITEMS[asked.items](form, { format, steps }).slice(0, asked.most || undefined) : [];
  return {
    type: form.type, style: form.style, kit: form.kit, title: form.title, second: asked.second ? form.second : "", items,
    idea: form.idea, game: form.game, hook: asked.hooks ? form.hook : "", pictures: form.pictures, seed: form.seed,
  };
}

// And back: what was typed to get such lines.
const TYPED = {
  points: (items) => ({ points: items }),
  labels: (items) => ({ labels: items }),
  events: (items) => ({ events: items }),
  days: (items) => ({ days: items.map(dayOf) }),
  steps: (items, { format }) => ({ steps: { [format.ladder]: items[0] } }),
  faces: (items) => ({ face: items[0] }),
};

/** Day, time and the rest, which may have commas of its own. */
function dayOf(item) {
  const [day = "", time = "", ...rest] = item.split(", ");
  return [day, time, rest.join(", ")];
}

/** The fields of the form from which `wishOf` takes these lines; none for a format that has none. */
export function typedAs(items, { format, asked }) {
  return asked.items && items.length ? TYPED[asked.items](items, { format }) : {};
}

/** The same pictures with `id` in another role; only one can be shown, so the one before becomes a style. */
export function withRole(pictures, id, role) {
  return pictures.map((each) => {
    if (each.id === id) return { id, role };
    return role === "subject" && each.role === "subject" ? { ...each, role: "style" } : each;
  });
}

/** With one more picture, at most `most`: the first is shown, the others are followed. */
export function added(pictures, id, most) {
  if (pictures.length >= most || pictures.some((each) => each.id === id)) return pictures;
  return [...pictures, { id, role: pictures.some(({ role }) => role === "subject") ? "style" : "subject" }];
}
