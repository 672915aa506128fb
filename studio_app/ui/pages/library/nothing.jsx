import React from "react";
import { Link } from "react-router";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { plus } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { askFor, useDrawing } from "$/public/external/studio_app/ui/components/browser/drawing.js";

const SHOWN = ["thumbnail", "story_graphic", "banner"];
const HEIGHT = 150;

function Sketch({ format, fonts, kit, on }) {
  const form = { type: format.id, style: "impact", title: "Go live", idea: "", game: "", kit, seed: 7 };
  const { shown } = useDrawing(on ? askFor(form, { mode: "draft", width: 360, fonts }) : null);
  return (
    <span style={{ width: `${Math.round((HEIGHT * format.width) / format.height)}px`, aspectRatio: format.width / format.height }}>
      {shown ? <img src={shown.src} alt="" className="draft" /> : null}
    </span>
  );
}

/** Nothing made yet: the formats drafted in the person's own kit, why it is empty, and one way on. */
export function FirstUse({ formats, fonts, kit, loaded, create }) {
  return (
    <div className="nothing">
      <div className="empty">
        <div className="three" aria-hidden="true">
          {formats.filter(({ id }) => SHOWN.includes(id)).map((format) => <Sketch key={format.id} format={format} fonts={fonts} kit={kit} on={loaded} />)}
        </div>
        <div>
          <h2>Everything you make is kept here</h2>
          <p>It is empty right now. These are drafts in {kit ? "the look of your kit" : "the studio’s own colours"}: ink one of them.</p>
        </div>
        <div className="row"><Link to={create} className="btn pri"><Icon d={plus} />Create your first asset<kbd className="kbd hide-m" aria-hidden="true">N</kbd></Link></div>
      </div>
    </div>
  );
}

export function NoMatch({ onClear }) {
  return (
    <div className="nothing">
      <div className="empty">
        <div>
          <h2>Nothing matches</h2>
          <p>No asset of yours has all of that. Lift a filter, or look for other words.</p>
        </div>
        <div className="row"><button type="button" className="btn pri" onClick={onClear}>Clear the filters</button></div>
      </div>
    </div>
  );
}
