import React, { useEffect, useId, useRef, useState } from "react";

const SETTLE_MS = 120; // the native picker reports every pixel of a drag

/** "#abc", "abc" or "#aabbcc" as "#AABBCC"; null when it is none of these. */
export function normaliseHex(text) {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (!match) return null;
  const digits = match[1].length === 3 ? match[1].replace(/./g, "$&$&") : match[1];
  return `#${digits.toUpperCase()}`;
}

export function ColorField({ value = "#000000", label = "Colour", onChange }) {
  const [text, setText] = useState(value.toUpperCase());
  const [odd, setOdd] = useState(false); // left with something in it that is no colour
  const says = useId();
  const timer = useRef(null);
  const known = useRef(value.toUpperCase());
  useEffect(() => {
    if (value.toUpperCase() === known.current) return;
    known.current = value.toUpperCase();
    setText(known.current);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const accept = (hex) => {
    if (hex === known.current) return;
    known.current = hex;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange?.(hex), SETTLE_MS);
  };
  const type = (event) => {
    setText(event.target.value);
    setOdd(false);
    const digits = event.target.value.replace("#", "");
    const hex = normaliseHex(event.target.value);
    if (hex && digits.length === 6) accept(hex);
  };
  const leave = () => {
    const hex = normaliseHex(text);
    setOdd(!hex);
    if (!hex) return;
    setText(hex);
    accept(hex);
  };
  const pick = (event) => {
    const hex = event.target.value.toUpperCase();
    setOdd(false);
    setText(hex);
    accept(hex);
  };
  const valid = normaliseHex(text);
  return (
    <span className="cw">
      <input type="color" value={(valid ?? known.current).toLowerCase()} onChange={pick} aria-label={`${label}: pick`} />
      <input type="text" value={text} onChange={type} onBlur={leave} maxLength={7}
        onKeyDown={(event) => event.key === "Enter" && leave()} spellCheck={false} autoComplete="off"
        aria-label={`${label}: hex value`} aria-invalid={valid ? undefined : true} aria-describedby={odd ? says : undefined} />
      {odd ? <span id={says} className="cw-say" role="alert">Six digits or letters to F, such as #7C3AED. Until then it stays {known.current}.</span> : null}
    </span>
  );
}
