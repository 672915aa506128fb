import React, { useId } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { chevron_left, chevron_right, image, layers as stack, list_filter, lock, shuffle, sliders_horizontal, star, triangle_alert, type, undo_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Choice } from "./choice.jsx";
import { LIMITS, LINE_LIMIT, LOGO_TYPES, MOST_LINES, TEXT_LIMIT, valueAt } from "./edits.js";
import { Place, Slider, Swatches } from "./fields.jsx";
import { linesOf, textOf } from "./layers.js";

const ICONS = { words: type, lines: list_filter, locked: lock, logo: star, hero: image, picture: sliders_horizontal };

function LayerList({ layers, editing }) {
  const options = layers.map((layer) => ({ ...layer, label: [layer.name, layer.text].filter(Boolean).join(": ") }));
  return (
    <Choice label="Layers" className="as-layers" options={options} value={editing.layer} onChange={editing.select}
      itemClass={({ box, kind, text }) => (box || kind === "picture" || text ? "" : "none")}
      render={({ kind, name, text, id }) => (
        <>
          <Icon d={ICONS[kind]} size="s" /><b>{name}</b>
          <span className="trunc" dir="auto">{text || (kind === "words" ? "none yet" : "")}</span>
          {id in editing.edits ? <span className="dot" title="Changed" /> : null}
        </>
      )} />
  );
}

function Fonts({ id, faces, editing, run, kitFont }) {
  const name = useId();
  const chosen = editing.at(`${id}.font`);
  const body = id !== "title";
  const options = [{ family: "kit", label: `The kit’s: ${kitFont}`, shown: kitFont }, ...faces.map((face) => ({ ...face, label: face.family, shown: face.family }))];
  return (
    <details className="as-fonts">
      <summary><span className="as-lab">Font</span><span className="cap">{chosen === "kit" ? `The kit’s${run ? `, ${run.family}` : ""}` : chosen}</span></summary>
      <fieldset>
        <legend className="vh">Font of this layer</legend>
        {options.map(({ family, label, shown, headline, text }) => (
          <label key={family} className="as-face">
            <input type="radio" className="vh" name={name} value={family} checked={chosen === family} onChange={() => editing.set(`${id}.font`, family)} />
            <span className="trunc" style={{ fontFamily: shown, fontWeight: body ? text : headline }}>{label}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function Words({ layer, editing, brief, faces, colors }) {
  const field = useId();
  const { id } = layer;
  const text = textOf(id, editing.edits, brief);
  const asked = brief[id] ?? "";
  const kitFont = id === "title" ? brief.kit.headline_font : brief.kit.body_font;
  const write = (value) => editing.set(`${id}.text`, value === asked ? null : value);
  return (
    <>
      <div className="f">
        <label htmlFor={field} className="lab">Words<span className="cap num">{text.length} of {TEXT_LIMIT}</span></label>
        <input id={field} className="in" value={text} maxLength={TEXT_LIMIT} dir="auto" autoComplete="off" placeholder={`No ${id} yet`} onChange={(event) => write(event.target.value)} />
        {valueAt(editing.edits, `${id}.text`) === null ? null : (
          <button type="button" className="link-btn cap as-asked" onClick={() => write(asked)}>{asked ? `As asked for: “${asked}”` : "Leave it out again"}</button>
        )}
        {text && !layer.run ? <p className="msg warn"><Icon d={triangle_alert} /><span>This composition has no place for it. Try another one under Picture.</span></p> : null}
      </div>
      <Fonts id={id} faces={faces} editing={editing} run={layer.run} kitFont={kitFont} />
      <Swatches editing={editing} path={`${id}.color`} colors={colors} label="Colour" />
      <Slider editing={editing} path={`${id}.scale`} label="Size" />
    </>
  );
}

/** What a list, a schedule or labels say, one below the other. */
function Lines({ editing, brief }) {
  const field = useId();
  const asked = (brief.items ?? []).join("\n");
  const text = linesOf(editing.edits, brief);
  const rows = text.split("\n");
  const fits = rows.length <= MOST_LINES && rows.every((row) => row.length <= LINE_LIMIT);
  const write = (value) => {
    const kept = value.split("\n").slice(0, MOST_LINES).map((row) => row.slice(0, LINE_LIMIT)).join("\n");
    editing.set("lines", kept === asked ? null : kept);
  };
  return (
    <div className="f">
      <label htmlFor={field} className="lab">One below the other<span className="cap num">{rows.filter(Boolean).length} of {MOST_LINES}</span></label>
      <textarea id={field} className="in as-lines" rows={Math.max(4, rows.length + 1)} value={text} dir="auto" spellCheck
        aria-invalid={fits ? undefined : true} onChange={(event) => write(event.target.value)} />
      {valueAt(editing.edits, "lines") === null ? null : (
        <button type="button" className="link-btn cap as-asked" onClick={() => write(asked)}>As asked for</button>
      )}
      <p className="cap">Where they stand follows the composition.</p>
    </div>
  );
}

const KIND_NAMES = { default: "Kit’s choice", primary: "Primary", secondary: "Secondary", icon: "Icon", monochrome: "One colour", watermark: "Watermark" };

function Logo({ editing }) {
  const visible = editing.at("logo.visible");
  return (
    <>
      <label className="row as-switch">
        <span className="grow ink med">Show the logo</span>
        <input type="checkbox" role="switch" className="sw" checked={visible} onChange={(event) => editing.set("logo.visible", event.target.checked)} />
      </label>
      {visible ? (
        <>
          <div className="as-field">
            <span className="as-lab">Which one</span>
            <Choice label="Which logo" className="as-chips" itemClass="chip" value={editing.at("logo.type")} onChange={(kind) => editing.set("logo.type", kind)}
              options={LOGO_TYPES.map((id) => ({ id, label: KIND_NAMES[id] }))} />
            <p className="cap">A kind that the kit does not have is replaced by its sign.</p>
          </div>
          <Slider editing={editing} path="logo.scale" label="Size" />
        </>
      ) : null}
    </>
  );
}

function Figure({ editing, motifs, brief }) {
  const field = useId();
  return (
    <>
      {motifs.length ? (
        <div className="f">
          <label htmlFor={field} className="lab">Motif</label>
          <select id={field} className="in" value={editing.at("hero.motif")} onChange={(event) => editing.set("hero.motif", event.target.value)}>
            <option value="">As asked for{brief.motif ? `: ${brief.motif.replaceAll("-", " ")}` : ""}</option>
            {motifs.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
          </select>
        </div>
      ) : null}
      <Slider editing={editing} path="hero.scale" label="Size" />
    </>
  );
}

function Composition({ editing }) {
  const count = LIMITS.layout[1] + 1;
  const value = editing.at("layout");
  const to = (number) => editing.set("layout", (number + count) % count, `layout-${number}`);
  const other = () => to((value ?? 0) + 1 + Math.floor(Math.random() * (count - 2)));
  return (
    <div className="as-field">
      <span className="as-lab">Composition<span className="cap num">{value === null ? "as made" : `number ${value + 1}`}</span></span>
      <div className="row">
        <button type="button" className="btn line sm sq" aria-label="Composition before" onClick={() => to((value ?? 0) - 1)}><Icon d={chevron_left} size="s" /></button>
        <button type="button" className="btn line sm sq" aria-label="Next composition" onClick={() => to((value ?? -1) + 1)}><Icon d={chevron_right} size="s" /></button>
        <button type="button" className="btn line sm" onClick={other}><Icon d={shuffle} size="s" />Shuffle</button>
        {value === null ? null : <button type="button" className="btn ghost sm" onClick={() => editing.set("layout", null)}>As made</button>}
      </div>
    </div>
  );
}

function Picture({ editing, painted, asset }) {
  const zoom = editing.at("crop.zoom");
  return (
    <>
      <Composition editing={editing} />
      <Slider editing={editing} path="vivid" label="Colours" />
      <Slider editing={editing} path="light" label="Contrast" />
      <Slider editing={editing} path="backdrop" label="Backdrop behind words" by={0.1} />
      <Slider editing={editing} path="outline" label="Rim of the words" by={0.1} />
      {asset.alpha ? null : <Slider editing={editing} path="crop.zoom" label="Crop" by={0.1} shown={(value) => `${value.toFixed(2)} ×`} />}
      {zoom > 1 && !asset.alpha ? (
        <>
          <Slider editing={editing} path="crop.x" label="Crop, across" />
          <Slider editing={editing} path="crop.y" label="Crop, down" />
          <p className="cap">Or drag the picture itself.</p>
        </>
      ) : null}
      {painted ? <p className="cap">A model painted the art, so its figure cannot be moved. Words, logo and crop can.</p> : null}
    </>
  );
}

const GROUPS = { picture: ["backdrop", "outline", "vivid", "light", "crop", "layout"] };

function Layer({ layer, ...rest }) {
  const { editing, asset } = rest;
  const names = GROUPS[layer.id] ?? [layer.id];
  return (
    <section className="as-layer" aria-label={layer.name}>
      <div className="row b">
        <h3>{layer.name}</h3>
        {names.some((name) => name in editing.edits) ? <button type="button" className="btn ghost sm" onClick={() => editing.clearLayer(names)}><Icon d={undo_2} size="s" />Set back</button> : null}
      </div>
      {layer.kind === "words" ? <Words layer={layer} {...rest} /> : null}
      {layer.kind === "lines" ? <Lines {...rest} /> : null}
      {layer.kind === "logo" ? <Logo editing={editing} /> : null}
      {layer.kind === "hero" ? <Figure {...rest} /> : null}
      {layer.kind === "picture" ? <Picture {...rest} /> : null}
      {layer.kind === "locked" ? <p className="small">“{layer.run.text}” comes from the brief and follows the composition. Make another asset to change it.</p> : null}
      {layer.box && ["words", "logo", "hero"].includes(layer.kind) ? <Place editing={editing} id={layer.id} asset={asset} /> : null}
    </section>
  );
}

/** Everything that can be changed: the list of layers, then what belongs to the chosen one. */
export function EditorPanel({ layers, guides, onGuides, ...rest }) {
  const { editing } = rest;
  const layer = layers.find(({ id }) => id === editing.layer) ?? layers[0];
  return (
    <aside className="insp as-panel" aria-label="Edit the picture">
      <div className="row b">
        <h2 className="h3"><Icon d={stack} /> Layers</h2>
        <div className="row">
          <button type="button" className="chip" aria-pressed={guides} onClick={() => onGuides(!guides)}>Safe area</button>
          <button type="button" className="btn ghost sm" disabled={!Object.keys(editing.edits).length} onClick={editing.reset}>Reset all</button>
        </div>
      </div>
      <LayerList layers={layers} editing={editing} />
      <Layer key={layer.id} layer={layer} {...rest} />
      <p className="cap as-free">Changes are free, as often as you like. Nothing is drawn for good before you save.</p>
    </aside>
  );
}
