import { api } from "./api.js";

export const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
export const NAMES = { png: "PNG", jpeg: "JPEG", webp: "WebP" };

/** Asks for a temporary address and goes there; the server sends the file under its own name. */
export async function download(id, format) {
  const { url } = await api("GET", `/api/v1/assets/${id}/download${format ? `?format=${format}` : ""}`);
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
