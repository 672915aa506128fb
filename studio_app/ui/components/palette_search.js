import { useEffect, useState } from "react";
import { apiPage } from "./api.js";

const LEAST = 2; // letters before the library is asked
const TYPING_MS = 150;
const MOST = 5;

const asItem = (asset) => ({
  id: asset.id, group: "Assets", label: asset.title, href: `/library/${asset.id}`, picture: asset.preview_url,
});

/** The person's assets that carry the words typed; the last ones stay until the next are there. */
export function useAssets(query) {
  const [items, setItems] = useState([]);
  const words = query.trim();
  useEffect(() => {
    if (words.length < LEAST) {
      setItems([]);
      return undefined;
    }
    const wish = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { data } = await apiPage(`/api/v1/assets?limit=${MOST}&q=${encodeURIComponent(words)}`, { signal: wish.signal });
        setItems(data.assets.map(asItem));
      } catch {
        // commands work without the library; its own page tells what is wrong
      }
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      wish.abort();
    };
  }, [words]);
  return items;
}

/** How well `keywords` (label, sub) fit: by whole stretches of letters, as they are marked in the list. */
export function fit(value, search, keywords = []) {
  // cmdk also asks for items that it does not know yet, without keywords
  const [label = "", ...rest] = keywords.map((text) => text.toLowerCase());
  const words = search.trim().toLowerCase();
  if (label.startsWith(words)) return 1;
  return label.includes(words) ? 0.6 : rest.some((text) => text.includes(words)) ? 0.3 : 0;
}
