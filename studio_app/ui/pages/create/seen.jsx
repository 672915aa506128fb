import React from "react";
import { listed } from "./checks.js";

// Where a small thing stands in a line of chat.
const AFTER = ["emote"];
const LINE = "one more run?";

function Line({ format, src, name }) {
  const size = format.seen.at(-1);
  const thing = <img src={src} alt="" style={{ width: `${size}px` }} className={format.circle ? "round" : ""} />;
  const after = AFTER.includes(format.form);
  return (
    <p className="line" aria-hidden="true">{after ? null : thing}<b>{name}</b>{after ? null : <span>{LINE}</span>}{after ? <span>gg</span> : null}{after ? thing : null}</p>
  );
}

/** The picture at the sizes at which people meet it, on the grounds of a dark and a light chat. */
export function Seen({ format, src, name }) {
  if (!format.seen.length) return null;
  return (
    <figure className="mk-seen" aria-label={`As people see it, ${listed(format.seen)} px wide`}>
      {["dark", "light"].map((ground) => (
        <div key={ground} className={`ground ${ground}`}>
          <div className="mk-sizes">
            {format.seen.map((size) => (
              <span key={size} className="mk-size">
                {src ? <img src={src} alt="" className={format.circle ? "round" : ""} style={{ width: `${size}px`, aspectRatio: format.width / format.height }} /> : <span className="sk" style={{ width: `${size}px`, height: `${size}px` }} />}
                <span className="num">{size}</span>
              </span>
            ))}
          </div>
          {src ? <Line format={format} src={src} name={name} /> : null}
        </div>
      ))}
      <figcaption className="cap">As people see it, in pixels of the screen</figcaption>
    </figure>
  );
}
