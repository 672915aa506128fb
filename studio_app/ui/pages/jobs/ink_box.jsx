import React, { useEffect, useState } from "react";
import { askFor, previewWidth, useDrawing } from "$/public/external/studio_app/ui/components/browser/drawing.js";

const OPEN = ["queued", "processing"];

/** The best of the finished picture that has arrived: the small one first, then the stored file. */
function useFinished(preview, full) {
  const [src, setSrc] = useState("");
  useEffect(() => {
    let current = true;
    setSrc("");
    const show = async (url) => {
      if (!url) return;
      const image = new Image();
      image.src = url;
      await image.decode();
      if (current) setSrc(url);
    };
    show(preview).catch(() => {}).then(() => show(full)).catch(() => {});
    return () => {
      current = false;
    };
  }, [preview, full]);
  return src;
}

const steps = (percent) => (matchMedia("(prefers-reduced-motion: reduce)").matches ? Math.floor(percent / 10) * 10 : percent);

export function InkBox({ job, fonts, inks }) {
  const open = OPEN.includes(job.status);
  const done = job.status === "completed";
  const ask = (mode) => askFor(job, { mode, width: previewWidth(job), fonts });
  const draft = useDrawing(job.id ? ask("draft") : null);
  const ink = useDrawing(job.id && open && inks ? ask("final") : null);
  const finished = useFinished(job.preview_url, job.url);
  const percent = steps(done ? 100 : job.progress);
  const moving = open && job.progress > 0;
  return (
    <figure className={`inkbox crop${job.alpha && (finished || ink.shown) ? " board" : ""}`} style={{ "--r": job.width / job.height, "--p": `${percent}%` }}>
      {!finished && draft.shown ? <img className={open || done ? "draft" : "draft shade"} src={draft.shown.src} alt={finished ? "" : job.alt_draft} /> : null}
      {!finished && !draft.shown ? <span className="sk" /> : null}
      {moving && ink.shown ? <img className="wet" src={ink.shown.src} alt="" /> : null}
      {moving && !ink.shown ? <span className="wash wet" /> : null}
      {moving ? <span className="edge" /> : null}
      {finished ? <img src={finished} alt={job.alt} data-finished="true" /> : null}
    </figure>
  );
}
