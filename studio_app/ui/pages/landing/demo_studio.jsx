import React, { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { ColorField } from "$/public/external/studio_app/ui/components/browser/color_field.jsx";
import { draw, timing, trouble } from "./draw.js";

const TYPING_MS = 250;
const AT_FIRST = "Drawn by the studio beforehand. Change a word and it is drawn again, for you.";

/** Draws the thumbnail first, then its companions; a newer look cancels an older one. */
function useDrawing(look, pictures, first) {
  const [shown, setShown] = useState(() => Object.fromEntries(pictures.map(({ type, src }) => [type, src])));
  const [line, setLine] = useState({ text: AT_FIRST });
  const [busy, setBusy] = useState(false);
  const running = useRef(null);
  const render = async () => {
    running.current?.abort();
    const mine = (running.current = new AbortController());
    setBusy(true);
    try {
      for (const [index, picture] of pictures.entries()) {
        const made = await draw(look, picture, mine.signal);
        if (mine.signal.aborted) return;
        setShown((all) => ({ ...all, [picture.type]: made.src }));
        if (index === 0) setLine({ text: timing(made) });
      }
    } catch (error) {
      if (mine.signal.aborted) return;
      setLine({ text: trouble(error), bad: true });
    }
    if (running.current === mine) setBusy(false);
  };
  useEffect(() => {
    if (look === first) return undefined;
    if (!look.title.trim()) {
      running.current?.abort();
      setBusy(false);
      setLine({ text: "Type a title, and it is drawn." });
      return undefined;
    }
    const timer = setTimeout(render, TYPING_MS);
    return () => clearTimeout(timer);
  }, [look]);
  useEffect(() => () => running.current?.abort(), []);
  return { shown, line, busy, render };
}

function Controls({ look, styles, change, onDraw }) {
  const recolour = (index) => (hex) => change((now) => ({ ...now, colors: now.colors.map((old, at) => (at === index ? hex : old)) }));
  const submit = (event) => {
    event.preventDefault();
    onDraw();
  };
  return (
    <form className="ctl" method="dialog" onSubmit={submit}>
      <div>
        <label className="lab" htmlFor="demo-title">Your title</label>
        <input id="demo-title" className="in" value={look.title} maxLength={80} autoComplete="off" enterKeyHint="done"
          onChange={(event) => change((now) => ({ ...now, title: event.target.value }))} />
      </div>
      <fieldset>
        <legend className="lab">Two colours</legend>
        <div className="cols">
          {look.colors.map((hex, index) => (
            <ColorField key={index} value={hex} label={index ? "Second colour" : "First colour"} onChange={recolour(index)} />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="lab">Style</legend>
        <div className="seg">
          {styles.map(({ id, label }) => (
            <button key={id} type="button" aria-pressed={look.style === id}
              onClick={() => change((now) => ({ ...now, style: id }))}>{label}</button>
          ))}
        </div>
      </fieldset>
      <button type="submit" className="btn pri lg">Draw it</button>
    </form>
  );
}

export function DemoStudio({ initial, pictures, styles, facts, signup }) {
  const first = useRef(initial).current;
  const [look, change] = useState(first);
  const { shown, line, busy, render } = useDrawing(look, pictures, first);
  const [thumb, story, overlay] = pictures;
  const title = look.title.trim();
  return (
    <>
      <Controls look={look} styles={styles} change={change} onDraw={() => title && render()} />
      <div className="set" aria-busy={busy}>
        <figure className="crop">
          <img className="th" src={shown[thumb.type]} width={thumb.width} height={thumb.height} fetchPriority="high"
            alt={title ? `Thumbnail reading: ${title}` : "Thumbnail"} />
        </figure>
        <figure className="sto-f">
          <img className="sto" src={shown[story.type]} width={story.width} height={story.height} alt="The same look as a story" />
        </figure>
        <div className="mini">
          <figure className="board">
            <img className="ov" src={shown[overlay.type]} width={overlay.width} height={overlay.height}
              alt="The same look as a stream overlay" />
          </figure>
          <dl className="facts">
            {facts.map(({ label, size, limit }) => (
              <div key={label}><dt>{label}</dt><dd><span>{size}</span><span>{limit}</span></dd></div>
            ))}
          </dl>
        </div>
      </div>
      <div className="fn">
        <span role="status" className={line.bad ? "bad" : "num"}>{line.text}</span>
        <Link className="keep" to={title ? `${signup}?title=${encodeURIComponent(title)}` : signup}>Keep this, free</Link>
      </div>
    </>
  );
}
