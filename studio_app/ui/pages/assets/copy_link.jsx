import React, { useEffect, useRef, useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, link } from "$/public/external/studio_app/ui/components/browser/icons.json";

const SAID_MS = 2500;

export function CopyLink({ url }) {
  const [state, setState] = useState("");
  const field = useRef(null);
  useEffect(() => {
    if (state !== "copied") return undefined;
    const timer = setTimeout(() => setState(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setState("copied");
    } catch {
      setState("select");
    }
  };
  useEffect(() => {
    if (state === "select") field.current?.select();
  }, [state]);
  return (
    <div className="copy">
      <input ref={field} className="in" readOnly value={url} aria-label="Share link" onFocus={(event) => event.target.select()} />
      <button type="button" className="btn line" onClick={copy}><Icon d={state === "copied" ? check : link} />{state === "copied" ? "Copied" : "Copy link"}</button>
      <span className="vh" role="status">{state === "copied" ? "Link copied" : ""}</span>
      {state === "select" ? <p className="msg">The browser did not allow it. The link is selected: copy it by key.</p> : null}
    </div>
  );
}
