import React, { useEffect, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { globe, lock, trash_2, x } from "$/public/external/studio_app/ui/components/browser/icons.json";

/** The chosen ids; shift takes everything between the last and this one. */
export function useSelection(assets) {
  const [selected, setSelected] = useState(new Set());
  const [last, setLast] = useState(null);
  const clear = () => setSelected(new Set());
  const toggle = (id, range) => {
    const ids = assets.map((asset) => asset.id);
    const [from, to] = [ids.indexOf(last), ids.indexOf(id)].sort((a, b) => a - b);
    const between = range && from >= 0 ? ids.slice(from, to + 1) : [id];
    setSelected((now) => {
      const next = new Set(now);
      const on = !now.has(id);
      for (const each of between) on ? next.add(each) : next.delete(each);
      return next;
    });
    setLast(id);
  };
  useEffect(() => {
    // What a filter or a deletion took away is not selected any more.
    const there = new Set(assets.map((asset) => asset.id));
    setSelected((now) => ([...now].every((id) => there.has(id)) ? now : new Set([...now].filter((id) => there.has(id)))));
  }, [assets]);
  useEffect(() => {
    if (!selected.size) return undefined;
    const onKey = (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && clear();
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [selected.size]);
  return { selected, toggle, clear };
}

export function SelectionBar({ count, onShare, onDelete, onClear }) {
  return (
    <div className="selbar" role="toolbar" aria-label={`${count} selected`}>
      <span className="n num" role="status">{count} selected</span>
      <span className="v" />
      <button type="button" className="btn ghost sm" aria-label="Make public" onClick={() => onShare(true)}><Icon d={globe} size="s" /><span className="lb">Make public</span></button>
      <button type="button" className="btn ghost sm" aria-label="Make private" onClick={() => onShare(false)}><Icon d={lock} size="s" /><span className="lb">Make private</span></button>
      <button type="button" className="btn ghost sm" aria-label="Delete" onClick={onDelete}><Icon d={trash_2} size="s" /><span className="lb">Delete</span></button>
      <span className="v" />
      <button type="button" className="btn ghost sm sq" aria-label="Clear the selection" onClick={onClear}><Icon d={x} /></button>
    </div>
  );
}
