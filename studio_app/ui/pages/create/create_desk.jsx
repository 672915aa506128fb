import React, { useEffect, useRef, useState } from "react";
import { askFor, knowKits, previewWidth, useDrawing } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { Canvas } from "./canvas.jsx";
import { ActionBar, Composer } from "./composer.jsx";
import { useForm, useRequestKey } from "./form.js";
import { useKept } from "./kept.js";
import { Picker } from "./picker.jsx";
import { wishOf } from "./wish.js";

const PATIENCE = 12_000; // the same key makes a second try harmless
const SIZES_WIDTH = 256;

/** The kit of the form, or the one in use where it names none that exists. */
const kitOf = (form, kits, active) => {
  if (kits.some(({ id }) => id === form.kit)) return form.kit;
  return kits.some(({ id }) => id === active) ? active : kits[0]?.id ?? "";
};

/** Pictures that are still kept; all of them until that is known. */
const stillKept = (pictures, all) => (all ? pictures.filter(({ id }) => all.some((each) => each.id === id)) : pictures);

function useSending(answer, markSent, onRefused) {
  const [busy, setBusy] = useState(false);
  const seen = useRef(answer?.id);
  const [faults, setFaults] = useState({});
  useEffect(() => {
    if (answer?.id === undefined || answer.id === seen.current) return;
    seen.current = answer.id;
    setFaults(answer.faults ?? {});
    setBusy(false);
    markSent(false);
    onRefused();
  }, [answer]);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setBusy(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [busy]);
  return { busy, setBusy, faults, clear: () => Object.keys(faults).length && setFaults({}) };
}

function useShortcut() {
  const [keys, setKeys] = useState("Ctrl ↵");
  useEffect(() => setKeys(/Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘↵" : "Ctrl ↵"), []);
  return keys;
}

/** The large picture, and for what is met small a finished one at any time: a draft cannot be judged at 28 px. */
function useDrawings(wish, format, view, fonts, on) {
  const large = useDrawing(on ? askFor(wish, { mode: view === "draft" ? "draft" : "final", width: previewWidth(format), fonts }) : null);
  const apart = on && format.seen.length > 0 && view === "draft";
  const small = useDrawing(apart ? askFor(wish, { mode: "final", width: SIZES_WIDTH, fonts }) : null, 300);
  const own = (drawing) => drawing.shown && JSON.parse(drawing.shown.key).asset_type === format.id && drawing.shown.src;
  return { large, sizes: (view === "draft" ? own(small) : own(large)) || "" };
}

export function CreateDesk({ catalogue, fonts, kits, activeKit, quota, answer, inks, kitsHref, onGenerate }) {
  const { formats, groups, shelves, forms, steps } = catalogue;
  const { form: typed, ready, change, markSent } = useForm(catalogue);
  const kept = useKept();
  const { busy, setBusy, faults, clear } = useSending(answer, markSent, () => kept.read());
  const keyFor = useRequestKey();
  const keys = useShortcut();

  knowKits(kits);
  const known = ready && quota?.left !== undefined && (kept.all !== null || kept.fault !== "" || !typed.pictures.length);
  const form = { ...typed, kit: kitOf(typed, kits, activeKit), pictures: stillKept(typed.pictures, kept.all) };
  const format = formats.find(({ id }) => id === form.type) ?? formats[0];
  const asked = forms[format.form];
  const wish = wishOf(form, { format, asked, steps });
  const only = !inks && !format.alpha;
  const view = only ? "draft" : form.view;
  const { large, sizes } = useDrawings(wish, format, view, fonts, known);
  const kit = kits.find(({ id }) => id === form.kit);

  const edit = (part) => {
    clear();
    change(part);
  };
  const submit = (event) => {
    event?.preventDefault();
    if (busy || !known || quota.left === 0) return;
    setBusy(true);
    markSent(true);
    onGenerate?.({ ...wish, key: keyFor(wish) });
  };
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form className="make" onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <Picker shelves={shelves} formats={formats} groups={groups} platform={form.platform} value={form.type}
        onPlatform={(platform) => change({ platform })} onChange={(type) => edit({ type })} />
      <div className="work">
        <div className="comp">
          <Composer form={form} wish={wish} format={format} asked={asked} catalogue={catalogue} kits={kits} kept={kept} fonts={fonts} inks={inks}
            faults={faults} change={edit} ready={known} kitsHref={kitsHref} />
          <ActionBar quota={quota ?? {}} busy={busy} ready={known} keys={keys} />
        </div>
        <div className="mk-well">
          <Canvas format={format} asked={asked} view={view} only={only} onView={(next) => change({ view: next })}
            drawing={{ ...large, shown: large.shown && { ...large.shown, draft: JSON.parse(large.shown.key).mode === "draft" } }}
            sizes={sizes} title={form.title} name={kit?.name ?? "you"} colors={kit?.colors ?? fonts.colors} />
        </div>
      </div>
    </form>
  );
}
