// Changes that were not saved yet, kept by the tab per asset and revision, so that a reload loses nothing.

const key = (id, revision) => `studio-edit:${id}:${revision}`;

const attempt = (work, otherwise = null) => {
  try {
    return work();
  } catch {
    return otherwise; // a browser without storage, or a full one: editing works, a reload forgets
  }
};

export const keepDraft = (id, revision, draft) => attempt(() => sessionStorage.setItem(key(id, revision), JSON.stringify(draft)));

export const dropDraft = (id, revision) => attempt(() => sessionStorage.removeItem(key(id, revision)));

export function draftOf(id, revision) {
  return attempt(() => {
    const draft = JSON.parse(sessionStorage.getItem(key(id, revision)));
    return draft && typeof draft.edits === "object" ? draft : null;
  });
}
