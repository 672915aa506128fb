// The steps of an editing session. What comes under one name within a moment, or while it is `held`, is one step: a word
// typed, a drag.

const MOST = 100;
const MOMENT = 700;

export const begin = (edits, past = []) => ({ past, edits, future: [], name: "", at: 0 });

const ACTIONS = {
  change(state, { edits, name = "", held = false, now }) {
    const goesOn = name !== "" && name === state.name && (held || now - state.at < MOMENT);
    const past = goesOn ? state.past : [...state.past, state.edits].slice(-MOST);
    return { past, edits, future: [], name, at: now };
  },
  undo(state) {
    if (!state.past.length) return state;
    return { ...begin(state.past.at(-1), state.past.slice(0, -1)), future: [state.edits, ...state.future] };
  },
  redo(state) {
    if (!state.future.length) return state;
    return { ...begin(state.future[0], [...state.past, state.edits]), future: state.future.slice(1) };
  },
  begin: (_, { edits, past }) => begin(edits, past),
};

export const step = (state, action) => ACTIONS[action.type](state, action);
