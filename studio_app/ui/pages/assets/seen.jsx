import React, { useState } from "react";
import { Banner, Panel, Post } from "./seen_page.jsx";
import { Feed } from "./seen_feed.jsx";
import { Phone, Player, Stream } from "./seen_screen.jsx";
import { Chat, Circle } from "./seen_small.jsx";

const PAGES = {
  youtube: ["#0f0f0f", "#ffffff"], twitch: ["#18181b", "#ffffff"], kick: ["#0b0e0f", "#ffffff"], discord: ["#313338", "#ffffff"],
  tiktok: ["#121212", "#ffffff"], instagram: ["#000000", "#ffffff"], x: ["#000000", "#ffffff"],
};
const OTHER = ["#18181b", "#ffffff"];
const STREAM = ["overlay", "webcam", "label", "alert", "chat", "stinger"];

const TALL = 0.75; // width by height, below which a picture fills a phone

/** How a type is met: the component that shows it there and the words above it. */
function placeOf({ form, feed, circle, seen, width, height }) {
  if (feed) return [Feed, "Real pixels", ["Sizes", "In a feed"]];
  if (circle) return [Circle, "Cut to a circle, real pixels"];
  if (seen.length) return [Chat, "Real pixels in chat"];
  if (STREAM.includes(form)) return [Stream, "Over a stream"];
  if (form === "panel" || width <= 320) return [Panel, "Real pixels below the stream"];
  if (width / height < TALL) return [Phone, "On a phone"];
  if (form === "banner") return [Banner, "On top of the profile"];
  if (form === "post" || form === "schedule") return [Post, "Real pixels in the feed"];
  return [Player, "In the player"];
}

/** The picture where people meet it, at the sizes they see it. `src` may be a picture that is being edited. */
export function Seen({ asset, src, title }) {
  const [dark, setDark] = useState(true);
  const [view, setView] = useState(0);
  const [Place, words, views] = placeOf(asset);
  const [night, day] = asset.platforms.map(({ id }) => PAGES[id]).find(Boolean) ?? OTHER;
  return (
    <section className="cut as-seen" data-theme={dark ? "dark" : "light"} style={{ "--page": dark ? night : day }} aria-label="At the sizes people see">
      <div className="row b as-head">
        <h2 className="h3">At the sizes people see</h2>
        <div className="row as-acts">
          <span className="cap hide-m">{words}</span>
          {views ? (
            <div className="seg" role="group" aria-label="View">
              {views.map((name, at) => <button key={name} type="button" aria-pressed={view === at} onClick={() => setView(at)}>{name}</button>)}
            </div>
          ) : null}
          <div className="seg" role="group" aria-label="Theme of the page around it">
            <button type="button" aria-pressed={dark} onClick={() => setDark(true)}>Dark</button>
            <button type="button" aria-pressed={!dark} onClick={() => setDark(false)}>Light</button>
          </div>
        </div>
      </div>
      <Place asset={asset} src={src} title={title} view={view} />
    </section>
  );
}
