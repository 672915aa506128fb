import React, { useEffect, useState } from "react";

export function PublicSwitch({ value, revision, onChange }) {
  const [on, setOn] = useState(value);
  useEffect(() => setOn(value), [value, revision]);
  const change = (event) => {
    setOn(event.target.checked);
    onChange?.(event.target.checked);
  };
  return (
    <label className="row pub">
      <span className="grow">
        <span className="ink med">Anyone with the link can see it</span>
        <span className="cap">{on ? "Switch it off, and every link given out so far stops working." : "Only you can see it. Its share link leads nowhere."}</span>
      </span>
      <input type="checkbox" role="switch" className="sw" aria-label="Public" checked={on} onChange={change} />
    </label>
  );
}
