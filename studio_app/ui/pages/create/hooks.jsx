import React, { useState } from "react";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, rotate_cw, undo_2 } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Fold } from "./fold.jsx";

const NUMBER = "5";

/** What suits the kind of game first, everything else after it. */
function ranked(hooks, games, game) {
  const suited = games.find(({ name }) => name.toLowerCase() === game.trim().toLowerCase())?.hooks ?? [];
  return [...hooks.filter(({ id }) => suited.includes(id)), ...hooks.filter(({ id }) => !suited.includes(id))];
}

function worded(hook, turn, form) {
  const number = form.title.match(/\d{1,4}/)?.[0] ?? NUMBER;
  const pattern = hook.wordings[turn % hook.wordings.length];
  const words = pattern.replaceAll("{number}", number).replaceAll("{topic}", form.game.trim() || "this game");
  return words[0].toUpperCase() + words.slice(1);
}

/** A wording and a style for the hook. Neither replaces anything until it is asked for, and the words can come back. */
function Suggestion({ hook, form, looks, limit, change }) {
  const [turn, setTurn] = useState(0);
  const [before, setBefore] = useState(null);
  const words = worded(hook, turn, form).slice(0, limit);
  const look = looks.find(({ id }) => id === hook.style);
  const take = () => {
    setBefore(form.title.trim() ? form.title : null);
    change({ title: words });
  };
  const back = () => {
    change({ title: before });
    setBefore(null);
  };
  return (
    <div className="mk-suggest">
      <p className="cap">{hook.summary}</p>
      <div className="row mk-wrap">
        {form.title === words
          ? <span className="msg ok"><Icon d={check} />{words}</span>
          : <button type="button" className="btn line sm mk-words" onClick={take}><span className="trunc">Use “{words}”</span></button>}
        <button type="button" className="btn ghost sq sm" aria-label="Another wording" title="Another wording" onClick={() => setTurn(turn + 1)}><Icon d={rotate_cw} size="s" /></button>
        {before !== null && form.title !== before ? <button type="button" className="btn ghost sm" onClick={back}><Icon d={undo_2} size="s" />My words back</button> : null}
        {look && look.id !== form.style ? <button type="button" className="btn line sm" onClick={() => change({ style: look.id })}>Use the style {look.label}</button> : null}
      </div>
    </div>
  );
}

export function Hooks({ form, hooks, games, looks, limit, change }) {
  const chosen = hooks.find(({ id }) => id === form.hook);
  return (
    <Fold label="Hook" value={chosen?.label ?? "Why somebody looks twice"} open={Boolean(chosen)}>
      <div className="mk-hooks" role="group" aria-label="Hook">
        {ranked(hooks, games, form.game).map(({ id, label, summary }) => (
          <button key={id} type="button" className="chip" aria-pressed={id === form.hook} title={summary} onClick={() => change({ hook: id === form.hook ? "" : id })}>
            {id === form.hook ? <Icon d={check} size="s" /> : null}{label}
          </button>
        ))}
      </div>
      {chosen ? <Suggestion key={chosen.id} hook={chosen} form={form} looks={looks} limit={limit} change={change} /> : null}
    </Fold>
  );
}
