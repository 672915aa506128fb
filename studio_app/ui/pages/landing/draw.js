import { api } from "$/public/external/studio_app/ui/components/browser/api.js";

/** Draws one picture of `look`; resolves when it is decoded, with its source and both clocks in milliseconds. */
export async function draw(look, { type, width }, signal) {
  const started = performance.now();
  const { title, colors, style } = look;
  const data = await api("POST", "/api/v1/previews", { asset_type: type, title, colors, style, width }, { signal });
  const image = new Image();
  image.src = data.image_url;
  await image.decode();
  return { src: data.image_url, engine: data.milliseconds, total: performance.now() - started };
}

const pace = (ms) => (ms < 950 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`);

export const timing = ({ engine, total }) => `Thumbnail drawn in ${pace(engine)}, ${pace(total)} with the way here and back.`;

export function trouble(error) {
  if (error.code === "RATE_LIMITED" || error.status === 429) {
    const wait = error.retryAfter ? `in ${error.retryAfter} s` : "in a minute";
    return `That was a lot of drawing in a short time. Go on ${wait}; the last picture stays.`;
  }
  return `${error.message || "That could not be drawn."} The last picture stays.`;
}
