import React, { useId, useState } from "react";
import { Link } from "react-router";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { addressOf, useCall } from "./calls.js";

const MOST = 300; // characters of a wish

/** A change in plain words. What the studio's rules understand is done at once; a painting model may do the rest. */
export function Wish({ asset, onDone }) {
  const [words, setWords] = useState("");
  const [answer, setAnswer] = useState(null);
  const { busy, fault, run } = useCall();
  const field = useId();
  const send = async (event) => {
    event.preventDefault();
    const instruction = words.trim();
    if (!instruction || busy) return;
    setAnswer(null);
    const heard = await run("wish", () => api("POST", `${addressOf(asset.id)}/changes`, { instruction }));
    if (!heard) return;
    setAnswer(heard);
    if (!heard.edited) return;
    setWords("");
    const made = await run("wish", () => api("GET", addressOf(asset.id)));
    if (made) onDone(made, `Done: ${heard.understood.join(", ")}.`);
  };
  const left = answer?.not_understood ?? [];
  return (
    <form className="grp as-wish" onSubmit={send}>
      <label htmlFor={field} className="lab">Say what to change<span className="cap">{asset.painted ? "Free, unless it is painted anew" : "Free"}</span></label>
      <div className="row">
        <input id={field} className="in" value={words} maxLength={MOST} placeholder="Title bigger and yellow" autoComplete="off" onChange={(event) => setWords(event.target.value)} />
        <button type="submit" className="btn" disabled={!words.trim()} aria-busy={Boolean(busy)}>{busy ? "Drawing" : "Change"}</button>
      </div>
      {asset.painted ? <p className="cap">What only a model can do becomes a new asset and uses one of your plan.</p> : null}
      <div role="status">
        {answer?.job ? <p className="msg"><span>A model works on it. <Link className="link" to={`/jobs/${answer.job.id}`}>Watch it</Link></span></p> : null}
        {left.length && !answer.job ? <p className="msg warn"><Icon d={circle_alert} /><span>Not understood: {left.map((each) => `“${each}”`).join(", ")}. Try other words, or Edit.</span></p> : null}
        {fault ? <p className="msg bad"><Icon d={circle_alert} /><span>{fault.message}</span></p> : null}
      </div>
    </form>
  );
}
