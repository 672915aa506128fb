import React from "react";
import { askFor } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { Sketch } from "./sketch.jsx";

const SHOWN = 4;
const WIDTH = 200;

/** The first of each shape, so that a card shows what kinds of things are in it. */
function samples(items) {
  const kinds = new Set();
  const different = items.filter(({ type }) => !kinds.has(type) && kinds.add(type));
  const rest = items.filter((item) => !different.includes(item));
  return [...different, ...rest].slice(0, SHOWN);
}

function PackCard({ pack, chosen, formatOf, look, onChoose }) {
  return (
    <button type="button" className="bt-pack" aria-pressed={chosen} onClick={onChoose}>
      <span className="bt-shelf" aria-hidden="true">
        {samples(pack.items).map((item, at) => (
          <Sketch key={at} body={look(item)} format={formatOf(item.type)} width={60} height={54} />
        ))}
      </span>
      <span className="bt-name"><b>{pack.label}</b><span className="cap num">{pack.items.length} assets</span></span>
      <span className="bt-sum">{pack.summary}</span>
    </button>
  );
}

/** Packs to begin with; each is drawn in the kit and with the words of the order. */
export function Packs({ packs, chosen, formatOf, order, fonts, on, onChoose }) {
  const look = (pack) => (item) => on && askFor(
    { type: item.type, style: order.style || "impact", title: item.words || order.title || "Your name", idea: [item.idea, pack.idea].filter(Boolean).join(", "), game: order.game, kit: order.kit, seed: order.seed },
    { mode: "final", width: WIDTH, fonts },
  );
  return (
    <section className="bt-part" aria-labelledby="packs-head">
      <div className="sh"><h2 id="packs-head">Begin with a pack</h2><span className="cap">Everything in it can be changed below</span></div>
      <div className="bt-packs">
        {packs.map((pack) => (
          <PackCard key={pack.id} pack={pack} chosen={chosen === pack.id} formatOf={formatOf} look={look(pack)} onChoose={() => onChoose(pack)} />
        ))}
      </div>
    </section>
  );
}
