import React, { useState } from "react";

const MOST = 7;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim();

/** Games in whose name a word begins with what is typed; those that begin with it themselves come first. */
function suggested(games, typed) {
  const text = plain(typed);
  if (!text) return [];
  const found = games.filter(({ name }) => ` ${plain(name)}`.includes(` ${text}`));
  return found.sort((a, b) => plain(b.name).startsWith(text) - plain(a.name).startsWith(text)).slice(0, MOST);
}

/** Any game or topic; known ones are suggested while typing. */
export function GameField({ value, games, limit, onChange }) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const found = open ? suggested(games, value).filter(({ name }) => name !== value) : [];
  const active = found[at];
  const choose = (name) => {
    onChange(name);
    setOpen(false);
    setAt(-1);
  };
  const onKeyDown = (event) => {
    if (!found.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((at + (event.key === "ArrowDown" ? 1 : -1) + found.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && active && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      choose(active.name);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div className="f">
      <div className="lab"><label htmlFor="game">Game or topic</label><span className="cap">Optional</span></div>
      <div className="mk-combo">
        <input id="game" className="in" maxLength={limit} value={value} autoComplete="off" dir="auto" placeholder="Elden Ring" role="combobox" aria-autocomplete="list"
          aria-expanded={found.length > 0} aria-controls="game-list" aria-activedescendant={active ? `game-${at}` : undefined} onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)} onChange={(event) => { setOpen(true); setAt(-1); onChange(event.target.value); }} />
        <ul id="game-list" role="listbox" aria-label="Games" className="menu" hidden={!found.length}>
          {found.map(({ name, kind }, index) => (
            <li key={name} id={`game-${index}`} role="option" aria-selected={index === at} className="mi" onPointerDown={(event) => event.preventDefault()} onClick={() => choose(name)}>
              <span className="grow trunc">{name}</span><span className="cap">{kind}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
