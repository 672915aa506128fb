import React from "react";
import { Bars, Disc, Shown, Specimens } from "./specimens.jsx";

const BADGE_WIDTH = 18; // of a badge beside a name
const LINE = [28, 18]; // of emotes in a line of chat, in pixels: wide windows and dense ones

const DENSE = 24; // height of a line of chat

const Text = ({ share }) => <i className="as-text" style={{ width: `${share}%` }} aria-hidden="true" />;
const Name = ({ hue }) => <i className={`as-name n${hue}`} aria-hidden="true" />;

function Lines({ asset, src, size }) {
  const badge = asset.form === "badge";
  const mark = <Shown asset={asset} src={src} width={badge ? BADGE_WIDTH : size} />;
  return (
    <div className="as-chat" style={{ "--line": `${badge ? DENSE : Math.max(DENSE, size + 4)}px` }}>
      <p>{badge ? mark : null}<Name hue={1} /><Text share={32} />{badge ? null : mark}</p>
      <p><Name hue={2} /><Text share={48} /></p>
      <p>{badge ? mark : null}<Name hue={3} />{badge ? <Text share={26} /> : <>{mark}{mark}{mark}</>}</p>
    </div>
  );
}

/** Lines of chat on Twitch's dark grey and on white; whose names and words they are, grey bars leave open. */
export function Chat({ asset, src }) {
  const sizes = asset.form === "badge" ? [Math.max(...asset.seen)] : LINE;
  return (
    <>
      <div className="as-chats">
        {["dark", "light"].map((theme) => (
          <div key={theme} data-theme={theme} className="as-room" role="img" aria-label={`In a ${theme} chat`}>
            {sizes.map((size) => <div key={size}><Lines asset={asset} src={src} size={size} />{asset.form === "badge" ? null : <p className="cap num">{size} px</p>}</div>)}
          </div>
        ))}
      </div>
      <Specimens asset={asset} src={src} widths={asset.seen} />
    </>
  );
}

/** As the platform cuts it: circles at true sizes, and beside a name in a list. */
export function Circle({ asset, src }) {
  const [large, ...small] = asset.shown;
  return (
    <div className="as-circles">
      <Specimens asset={asset} src={src} className="round" />
      <div className="as-list" role="img" aria-label="In a list, between grey placeholders">
        {[0, 1, 2].map((at) => (
          <p key={at} className="row">
            {at === 1 ? <Shown asset={asset} src={src} width={small.at(-1) ?? large} className="round" /> : <Disc size={small.at(-1) ?? large} />}
            <Bars widths={[at === 1 ? 58 : 74]} className="grow" />
          </p>
        ))}
      </div>
    </div>
  );
}
