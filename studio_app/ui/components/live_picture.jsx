import React, { useState } from "react";
import { useDrawing } from "$/public/external/studio_app/ui/components/browser/drawing.js";

/** One picture of `look`, redrawn at every change. `status` is the sentence below it; without it only the picture. */
export function LivePicture({
  look, assetType, width = 640, ratio = 16 / 9, alt = "", draft = false, board = false, status = "", delayMs = 150, className = "",
}) {
  const [attempt, setAttempt] = useState(0);
  const ready = Boolean(look?.title && look?.style);
  // What the endpoint does not know (rev, attempt) only makes the wish a new one.
  const body = ready ? { ...look, asset_type: assetType, width, mode: draft ? "draft" : "final", attempt } : null;
  const { shown, fault, busy } = useDrawing(body, delayMs);
  const ground = board && !draft ? "live-pic board" : "live-pic";
  return (
    <>
      <figure className={`${ground} ${className}`.trim()} style={{ aspectRatio: ratio }} aria-busy={busy}>
        {shown ? (
          <img src={shown.src} width={width} height={Math.round(width / ratio)} alt={alt} className={draft ? "draft" : undefined} />
        ) : fault ? <span className="cap">Not drawn</span> : <span className="sk" aria-hidden="true" />}
      </figure>
      {status ? (
        <p className="cap live-say" role="status">
          {fault ? <>{fault} <button type="button" className="link-btn" onClick={() => setAttempt(attempt + 1)}>Draw again</button></> : status}
        </p>
      ) : null}
    </>
  );
}
