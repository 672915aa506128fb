import React, { useEffect, useRef, useState } from "react";
import { askFor, knowKits, previewWidth, useDrawing } from "$/public/external/studio_app/ui/components/browser/drawing.js";
import { ActionBar, Composer } from "./composer.jsx";
import { Canvas } from "./canvas.jsx";
import { useForm, useRequestKey } from "./form.js";
import { Shelf } from "./shelf.jsx";

const PATIENCE = 12_000; // the same key makes a second try harmless

/** The kit of the form, or the one in use where it names none that exists. */
const kitOf = (form, kits, active) => {
  if (kits.some(({ id }) => id === form.kit)) return form.kit;
  return kits.some(({ id }) => id === active) ? active : kits[0]?.id ?? "";
};

function useSending(answer, markSent) {
  const [busy, setBusy] = useState(false);
  const seen = useRef(answer?.id);
  const [faults, setFaults] = useState({});
  useEffect(() => {
    if (answer?.id === undefined || answer.id === seen.current) return;
    seen.current = answer.id;
    setFaults(answer.faults ?? {});
    setBusy(false);
    markSent(false);
  }, [answer]);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setBusy(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [busy]);
  return { busy, setBusy, faults, clear: () => Object.keys(faults).length && setFaults({}) };
}

export function CreateDesk({ formats, looks, fonts, kits, activeKit, quota, answer, inks, limits, kitsHref, onGenerate }) {
  const { form: typed, ready, change, markSent } = useForm({ formats, looks, limits });
  const { busy, setBusy, faults, clear } = useSending(answer, markSent);
  const keyFor = useRequestKey();
  const [keys, setKeys] = useState("Ctrl ↵");
  useEffect(() => setKeys(/Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘↵" : "Ctrl ↵"), []);

  knowKits(kits);
  const known = ready && quota?.left !== undefined;
  const form = { ...typed, kit: kitOf(typed, kits, activeKit) };
  const format = formats.find(({ id }) => id === form.type) ?? formats[0];
  const only = !inks && !format.alpha;
  const view = only ? "draft" : form.view;
  const ask = askFor(form, { mode: view === "draft" ? "draft" : "final", width: previewWidth(format), fonts });
  const drawing = useDrawing(known ? ask : null);

  const edit = (part) => {
    clear();
    change(part);
  };
  const submit = (event) => {
    event?.preventDefault();
    if (busy || !known || quota.left === 0) return;
    setBusy(true);
    markSent(true);
    const { view: _, ...wish } = form;
    onGenerate?.({ ...wish, key: keyFor(form) });
  };
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form className="make" onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <Shelf formats={formats} value={form.type} onChange={(type) => edit({ type })} />
      <div className="work">
        <div className="comp">
          <Composer form={form} format={format} looks={looks} kits={kits} fonts={fonts} limits={limits} faults={faults} change={edit} ready={known} kitsHref={kitsHref} />
          <ActionBar quota={quota ?? {}} busy={busy} ready={known} keys={keys} />
        </div>
        <Canvas format={format} view={view} only={only} onView={(next) => change({ view: next })}
          drawing={{ ...drawing, shown: drawing.shown && { ...drawing.shown, draft: JSON.parse(drawing.shown.key).mode === "draft" } }}
          title={form.title} colors={kits.find(({ id }) => id === form.kit)?.colors ?? fonts.colors} />
      </div>
    </form>
  );
}
