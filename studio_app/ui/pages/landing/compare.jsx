import React, { useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { chevrons_left_right } from "$/public/external/studio_app/ui/components/browser/icons.json";

export function Compare({ draft, result, alt }) {
  const [at, setAt] = useState(46);
  return (
    <div className="wipe" style={{ "--at": `${at}%` }}>
      <img src={draft} alt="" className="draft" width="808" height="454" loading="lazy" decoding="async" />
      <img src={result} alt={alt} className="ink-side" width="808" height="454" loading="lazy" decoding="async" />
      <span className="edge"><span className="knob"><Icon d={chevrons_left_right} /></span></span>
      <input type="range" min="0" max="100" value={at} onChange={(event) => setAt(Number(event.target.value))}
        aria-label="Compare draft and result" aria-valuetext={`${at}% draft, ${100 - at}% result`} />
      <span className="t1">Draft</span>
      <span className="t2">Result</span>
    </div>
  );
}
