import React, { useEffect, useState } from "react";

const DAY = 86_400_000;
const dayOf = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** "Today, 18:42", "Yesterday, 9:05", "3 Nov, 18:42" in the reader's own zone and language. */
export function inWords(at, now = new Date()) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const clock = date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" });
  const days = Math.round((dayOf(now) - dayOf(date)) / DAY);
  if (days === 0) return `Today, ${clock}`;
  if (days === 1) return `Yesterday, ${clock}`;
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return `${date.toLocaleDateString(undefined, { day: "numeric", month: "short", ...year })}, ${clock}`;
}

const inDays = (at) => (Date.parse(at) ? new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" }) : "");

// The page is rendered beforehand without a zone, so the words appear in the browser only.
export function LocalTime({ at, day = false }) {
  const [text, setText] = useState("");
  useEffect(() => setText(at ? (day ? inDays(at) : inWords(at)) : ""), [at, day]);
  return <time dateTime={at} className="num">{text}</time>;
}
