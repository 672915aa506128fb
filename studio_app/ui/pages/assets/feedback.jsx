import React, { useEffect, useId, useRef, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { addressOf, useCall } from "./calls.js";
import { Choice } from "./choice.jsx";
import { thumbs_down, thumbs_up } from "./shapes.json";

const COMMENT_LIMIT = 500;
const THUMBS = [[1, thumbs_up, "Good one"], [-1, thumbs_down, "Not good"]];

/** A thumb and, if one likes, why: it teaches which instructions and styles work. */
export function Feedback({ asset, reasons }) {
  const [given, setGiven] = useState(asset.feedback);
  const [comment, setComment] = useState(asset.feedback?.comment ?? "");
  const { fault, run } = useCall();
  const line = useRef(Promise.resolve());
  // One after the other: leaving the words for the other thumb is two changes at once.
  const inTurn = (work) => (line.current = line.current.then(() => run("thumb", work)));
  const field = useId();
  useEffect(() => {
    setGiven(asset.feedback);
    setComment(asset.feedback?.comment ?? "");
  }, [asset.id, JSON.stringify(asset.feedback)]);
  const give = async (part) => {
    const before = given;
    const turned = part.rating && part.rating !== given?.rating; // why it was good says nothing about why it is not
    const next = { reason: "", comment: "", ...(turned ? {} : given), ...part };
    setGiven(next);
    if (turned) setComment("");
    const { rating, reason } = next;
    const kept = await inTurn(() => api("PUT", `${addressOf(asset.id)}/feedback`, { rating, reason, comment: next.comment }));
    if (!kept) setGiven(before);
  };
  const takeBack = async () => {
    const before = given;
    setGiven(null);
    setComment("");
    const gone = await inTurn(() => api("DELETE", `${addressOf(asset.id)}/feedback`).then(() => true));
    if (!gone) setGiven(before);
  };
  return (
    <section className="grp" aria-label="Was it a good one?">
      <div className="row b">
        <h2 className="h3">Was it a good one?</h2>
        <div className="row" role="group" aria-label="Your verdict">
          {THUMBS.map(([rating, shape, label]) => (
            <button key={rating} type="button" className="btn line sm sq as-thumb" aria-label={label} title={label} aria-pressed={given?.rating === rating} onClick={() => (given?.rating === rating ? takeBack() : give({ rating }))}><Icon d={shape} /></button>
          ))}
        </div>
      </div>
      {given?.rating ? (
        <>
          <Choice label="What decided it" className="as-chips" itemClass="chip" options={reasons} value={given.reason} onChange={(reason) => give({ reason })} />
          <div className="f">
            <label htmlFor={field} className="lab">In your words<span className="cap">if you like</span></label>
            <input id={field} className="in" maxLength={COMMENT_LIMIT} value={comment} onChange={(event) => setComment(event.target.value)}
              onBlur={() => comment !== (given.comment ?? "") && give({ comment })} />
          </div>
          <p className="cap" role="status">Kept. Nobody but the makers of the studio reads it.</p>
        </>
      ) : <p className="cap">Your thumb helps us see which instructions work.</p>}
      {fault ? <p className="msg bad" role="alert"><Icon d={circle_alert} /><span>{fault.message}</span></p> : null}
    </section>
  );
}
