import React from "react";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One of several, as a radio group of buttons: arrows move and choose. `render(option, chosen)` is a button's face. */
export function Choice({ label, options, value, onChange, className = "", itemClass = "", render, nameOf = (option) => option.label }) {
  const at = options.findIndex(({ id }) => id === value);
  const onKeyDown = (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const next = (Math.max(0, at) + STEPS[event.key] + options.length) % options.length;
    onChange(options[next].id);
    event.currentTarget.querySelectorAll("[role=radio]")[next]?.focus();
  };
  return (
    <div className={className} role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {options.map((option, index) => (
        <button key={option.id} type="button" role="radio" aria-checked={option.id === value} aria-label={nameOf(option)} title={option.title}
          tabIndex={index === Math.max(0, at) ? 0 : -1} className={typeof itemClass === "function" ? itemClass(option) : itemClass}
          style={option.style} onClick={() => onChange(option.id)}>
          {render ? render(option, option.id === value) : option.label}
        </button>
      ))}
    </div>
  );
}
