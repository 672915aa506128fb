import { useCallback, useEffect, useRef, useState } from "react";
import { apiPage } from "$/public/external/studio_app/ui/components/browser/api.js";
import { leaveWhenExpired } from "$/public/external/studio_app/ui/components/browser/drawing.js";

const PAGE = 40;
const MOST = 100; // what the server gives at once
export const NO_FILTER = { q: "", type: "", kit: "", visibility: "", sort: "newest" };
export const filtered = (filter) => Object.keys(NO_FILTER).some((name) => name !== "sort" && filter[name] !== "");

const addressOf = (filter, cursor, limit) => {
  const query = new URLSearchParams({ limit: String(limit), sort: filter.sort });
  if (filter.q.trim()) query.set("q", filter.q.trim());
  if (filter.type) query.set("asset_type", filter.type);
  if (filter.kit) query.set("brand_kit_id", filter.kit);
  if (filter.visibility) query.set("is_public", String(filter.visibility === "public"));
  if (cursor) query.set("cursor", cursor);
  return `/api/v1/assets?${query}`;
};

const EMPTY = { assets: [], total: null, next: null };

// What was shown last, so that the way back from an asset leads to the same rows at once.
let last = { filter: NO_FILTER, list: EMPTY };
export const lastFilter = () => last.filter;

/** The assets that match, page after page. `reading` is "first", "more" or nothing; a newer filter wins. */
export function useListing(filter, revision) {
  const [list, setList] = useState(() => (last.filter === filter ? last.list : EMPTY));
  const [reading, setReading] = useState("first");
  const [fault, setFault] = useState("");
  const running = useRef(null);
  const shown = useRef(0);
  shown.current = list.assets.length;
  last = { filter, list };
  const read = useCallback(async (cursor) => {
    running.current?.abort();
    const mine = (running.current = new AbortController());
    setReading(cursor ? "more" : "first");
    try {
      const { data, next } = await apiPage(addressOf(filter, cursor, cursor ? PAGE : Math.min(MOST, Math.max(PAGE, shown.current))), { signal: mine.signal });
      setList((now) => {
        const before = cursor ? now.assets : [];
        const known = new Set(before.map(({ id }) => id));
        return { assets: [...before, ...data.assets.filter(({ id }) => !known.has(id))], total: data.total, next };
      });
      setFault("");
    } catch (error) {
      if (mine.signal.aborted || leaveWhenExpired(error)) return;
      setFault(error.message);
    }
    if (running.current === mine) setReading("");
  }, [filter]);
  useEffect(() => {
    read(null);
    return () => running.current?.abort();
  }, [read, revision]);
  const more = useCallback(() => {
    if (list.next && !reading && !fault) read(list.next);
  }, [list.next, reading, fault, read]);
  const again = () => read(null);
  /** What the page knows before the server has said so. */
  const expect = (change) => setList((now) => {
    const assets = now.assets.map(change).filter(Boolean);
    return { ...now, assets, total: now.total === null ? null : now.total - (now.assets.length - assets.length) };
  });
  return { ...list, reading, fault, more, again, expect };
}

const DAY = 86_400_000;

/** Today, This week (seven days), Earlier: in the order of the list. */
export function groupsOf(assets, now = new Date()) {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const nameOf = ({ created_at: at }) => {
    const time = new Date(at).getTime();
    return time >= midnight ? "Today" : time >= midnight - 6 * DAY ? "This week" : "Earlier";
  };
  const groups = new Map();
  for (const asset of assets) {
    const name = nameOf(asset);
    groups.set(name, [...(groups.get(name) ?? []), asset]);
  }
  return [...groups];
}
