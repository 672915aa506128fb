import React, { useState } from "react";
import { useReport } from "$/public/external/studio_app/ui/pages/brand_kits/extras_view/report.js";

const WEIGHTS = [[100, "Thin"], [200, "Extra light"], [300, "Light"], [400, "Regular"], [500, "Medium"], [600, "Semibold"], [700, "Bold"], [800, "Extra bold"], [900, "Black"]];

/** A face, a weight and a slope for each level of text; the families of titles and labels are the kit's own. */
export function TypeLevels({ value, errors, labels, families, own, onChange }) {
  const [levels, setLevels] = useState(value);
  const [report, flush] = useReport(onChange);
  const put = (name, part) => {
    const all = { ...levels, [name]: { ...levels[name], ...part } };
    setLevels(all);
    report(all);
  };
  return (
    <ul className="levels" onBlur={flush}>
      {Object.entries(labels).map(([name, label]) => {
        const level = levels[name];
        const family = own[name] ?? level.family;
        return (
          <li key={name}>
            <span className="lv">{label}</span>
            {family ? (
              <span className="spc trunc" style={{ fontFamily: `"${family}"`, fontWeight: level.weight, fontStyle: level.style }}>{family}</span>
            ) : <span className="spc cap">No face of its own</span>}
            <div className="row">
              {own[name] ? null : (
                <select className="in" value={level.family} aria-label={`Face of ${label.toLowerCase()}`}
                  onChange={(event) => put(name, { family: event.target.value })}>
                  <option value="">None</option>
                  {families.map((each) => <option key={each} value={each}>{each}</option>)}
                </select>
              )}
              {family ? (
                <>
                  <select className="in" value={level.weight} aria-label={`Weight of ${label.toLowerCase()}`}
                    onChange={(event) => put(name, { weight: Number(event.target.value) })}>
                    {WEIGHTS.map(([weight, word]) => <option key={weight} value={weight}>{word} {weight}</option>)}
                  </select>
                  <label className="tick">
                    <input type="checkbox" className="box" checked={level.style === "italic"}
                      onChange={(event) => put(name, { style: event.target.checked ? "italic" : "normal" })} />
                    Italic<span className="vh"> {label.toLowerCase()}</span>
                  </label>
                </>
              ) : null}
            </div>
            {errors[name] ? <p className="msg bad" role="alert">{errors[name]}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}
