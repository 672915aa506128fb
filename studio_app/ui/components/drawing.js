import { useEffect, useRef, useState } from "react";
import { api } from "./api.js";

// Pictures by what was asked for: the page of a job shows at once what the page before it had drawn.
const drawn = new Map();
const MOST = 96;
const WIDTHS = { wide: [800, 480], phone: [480, 360] }; // landscape, all others
const LANDSCAPE = 1.2;
// The versions of the kits, as far as a page has told: an edited kit is another wish (the endpoint ignores `rev`).
const versions = new Map();
export const knowKits = (kits) => kits.forEach(({ id, version }) => versions.set(id, version));

const PHONE = "(max-width: 959px)";

/** As wide as it is shown: a draft's strokes are drawn for that width and would fade when made smaller. */
export function previewWidth({ width, height }) {
  const [landscape, portrait] = typeof window !== "undefined" && matchMedia(PHONE).matches ? WIDTHS.phone : WIDTHS.wide;
  return width >= height * LANDSCAPE ? landscape : portrait;
}

/** The body of a preview. `fonts` are the studio's own, used when there is no kit, as the generation does.
    What is empty is left out, so that a wish without it is the same wish wherever it comes from. */
export function askFor({ type, style, title, second = "", items = [], pictures = [], idea, game, kit, seed }, { mode, width, fonts }) {
  const photo = pictures.find(({ role }) => role === "subject")?.id;
  return {
    asset_type: type, style, title: title.trim(), idea: idea.trim(), game: game.trim(), seed, mode, width,
    ...(second.trim() ? { subtitle: second.trim() } : {}),
    ...(items.length ? { items } : {}),
    ...(photo ? { photo_id: photo } : {}),
    ...(kit ? { brand_kit_id: kit, rev: versions.get(kit) } : { headline_font: fonts.headline, body_font: fonts.body }),
  };
}

export const remembered = (body) => (body ? drawn.get(JSON.stringify(body)) ?? null : null);

/** Resolves with {src, layout}, decoded and ready to show. */
export async function draw(body, signal) {
  const known = remembered(body);
  if (known) return known;
  const data = await api("POST", "/api/v1/previews", body, { signal });
  const image = new Image();
  image.src = data.image_url;
  await image.decode();
  const made = { src: data.image_url, layout: data.layout };
  drawn.set(JSON.stringify(body), made);
  if (drawn.size > MOST) drawn.delete(drawn.keys().next().value);
  return made;
}

export function trouble(error) {
  if (error.code === "RATE_LIMITED" || error.status === 429) {
    const wait = error.retryAfter ? `in ${error.retryAfter} s` : "in a minute";
    return `That was a lot of drawing in a short time. It goes on ${wait}; the last picture stays.`;
  }
  return `${error.message || "That could not be drawn."} The last picture stays.`;
}

/** The picture of `body`, drawn `delay` ms after the last change; a newer wish cancels an older one and the last
    picture stays until the next is there. `body` null draws nothing. */
export function useDrawing(body, delay = 150) {
  const [shown, setShown] = useState(null);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const first = useRef(true);
  const key = body ? JSON.stringify(body) : "";
  useEffect(() => {
    if (!key) return undefined;
    const wish = new AbortController();
    let again = null;
    const run = async () => {
      setBusy(true);
      try {
        const made = await draw(JSON.parse(key), wish.signal);
        if (wish.signal.aborted) return;
        setShown({ ...made, key });
        setFault("");
      } catch (error) {
        if (wish.signal.aborted) return;
        setFault(trouble(error));
        if (error.status === 429) again = setTimeout(run, 1000 * (error.retryAfter || 10));
      }
      if (!wish.signal.aborted) setBusy(false);
    };
    const known = remembered(JSON.parse(key));
    if (known) {
      setShown({ ...known, key });
      setFault("");
      setBusy(false);
      return undefined;
    }
    const timer = setTimeout(run, first.current ? 0 : delay);
    first.current = false;
    return () => {
      clearTimeout(timer);
      clearTimeout(again);
      wish.abort();
    };
  }, [key]);
  return { shown, fault, busy };
}

/** A call that was refused because the session is over goes to the login page, with the way back. */
export function leaveWhenExpired(error) {
  if (error?.status !== 401) return false;
  location.assign(`/login?expired=1&next=${encodeURIComponent(location.pathname + location.search)}`);
  return true;
}
