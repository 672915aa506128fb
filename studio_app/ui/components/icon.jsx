import React from "react";

const SIZES = { s: "i s", m: "i", l: "i l" };

/** A decorative Lucide shape; `d` comes from icons.json. */
export function Icon({ d, size = "m", className = "" }) {
  return (
    <svg viewBox="0 0 24 24" className={`${SIZES[size]} ${className}`.trim()} aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
