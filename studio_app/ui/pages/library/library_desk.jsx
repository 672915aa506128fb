import React, { useState } from "react";
import { knowKits } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Filters } from "./filters.jsx";
import { NO_FILTER, filtered, lastFilter, useListing } from "./listing.js";
import { FirstUse, NoMatch } from "./nothing.jsx";
import { Rows, WaitingRows } from "./rows.jsx";
import { SelectionBar, useSelection } from "./selection.jsx";

function Fault({ text, onAgain }) {
  return (
    <div className="note bad lib-fault" role="alert">
      <Icon d={circle_alert} />
      <div className="grow">{text}</div>
      <button type="button" className="btn sm" onClick={onAgain}>Try again</button>
    </div>
  );
}

export function LibraryDesk({ formats, fonts, kits, kit, loaded, revision, createHref, onDelete, onShare }) {
  knowKits(kits);
  const [filter, setFilter] = useState(lastFilter);
  const listing = useListing(filter, revision);
  const { assets, total, reading, fault } = listing;
  const { selected, toggle, clear } = useSelection(assets);
  const change = (part) => setFilter((now) => ({ ...now, ...part }));
  const lift = () => setFilter((now) => ({ ...NO_FILTER, sort: now.sort }));
  const chosen = () => assets.filter(({ id }) => selected.has(id)).map(({ id }) => id);

  const remove = () => {
    const ids = chosen();
    listing.expect((asset) => (selected.has(asset.id) ? null : asset));
    clear();
    onDelete?.(ids);
  };
  const share = (isPublic) => {
    const ids = chosen();
    listing.expect((asset) => (selected.has(asset.id) ? { ...asset, is_public: isPublic } : asset));
    clear();
    onShare?.(ids, isPublic);
  };
  const first = total === 0 && !filtered(filter) && !assets.length;
  if (first && !reading) return <FirstUse formats={formats} fonts={fonts} kit={kit} loaded={loaded} create={createHref} />;
  return (
    <>
      <Filters filter={filter} formats={formats} kits={kits} total={total} onChange={change} onClear={lift} />
      {fault ? <Fault text={fault} onAgain={listing.again} /> : null}
      {total === null && !fault ? <WaitingRows /> : null}
      {total !== null && !assets.length && !reading && !fault ? <NoMatch onClear={lift} /> : null}
      {assets.length ? <Rows assets={assets} formats={formats} selected={selected} onToggle={toggle} onEnd={listing.more} reading={reading} /> : null}
      {selected.size ? <SelectionBar count={selected.size} onShare={share} onDelete={remove} onClear={clear} /> : null}
    </>
  );
}
