import React from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { chevron_down } from "$/public/external/studio_app/ui/components/browser/icons.json";

/** A part that is seldom needed: closed it says what is chosen in it. */
export function Fold({ label, value, open, children }) {
  return (
    <details className="mk-fold" open={open || undefined}>
      <summary><span className="grow">{label}</span><span className="cap trunc">{value}</span><Icon d={chevron_down} size="s" /></summary>
      <div className="inner">{children}</div>
    </details>
  );
}

export function Fault({ id, text, icon }) {
  return text ? <p id={id} className="msg bad" role="alert"><Icon d={icon} /><span>{text}</span></p> : null;
}
