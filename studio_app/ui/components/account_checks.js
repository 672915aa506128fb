// Local checks of the sign-up fields: each returns {ok, text} for what was typed. The API checks again.

const DOMAINS = [
  "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com",
  "proton.me", "protonmail.com", "gmx.de", "gmx.net", "web.de", "aol.com", "mail.com", "yandex.com", "zoho.com",
];
const COMMON = /^(password|passwort|qwerty|azerty|letmein|iloveyou|streamer|welcome|admin|twitch|youtube)|(.)\2{4,}|01234|12345|abcde/i;
const MIN = 10;
const MAX = 128;

/** Damerau-Levenshtein distance: swapped neighbours, as in gmial, count once. */
function distance(a, b) {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j += 1) rows[0][j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}

/** The address with the likely domain, or "" when the domain is known or like none. */
export function suggestion(email) {
  const [name, domain = ""] = email.trim().toLowerCase().split("@");
  if (!domain || DOMAINS.includes(domain)) return "";
  const near = DOMAINS.find((known) => distance(domain, known) <= (known.length > 6 ? 2 : 1) && domain[0] === known[0]);
  return near ? `${name}@${near}` : "";
}

export function checkName(text) {
  const length = [...text.trim()].length;
  if (!length) return { ok: false, text: "Say how you are called on your channel." };
  if (length > 50) return { ok: false, text: `${length - 50} characters too many, 50 at most.` };
  return { ok: true, text: "" };
}

export function checkEmail(text) {
  const value = text.trim();
  if (!value) return { ok: false, text: "An e-mail address is needed to log in." };
  if (!value.includes("@")) return { ok: false, text: "There is no @ in it yet." };
  if (!/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(value)) {
    return { ok: false, text: "The part after the @ is not complete, such as name@example.com." };
  }
  return { ok: true, text: "" };
}

/** Level 1 to 4, by length first; common beginnings and runs cost two levels. */
export function strength(password) {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  const points = (password.length >= MIN) + (password.length >= 14) + (password.length >= 18) + (kinds >= 3) + (password.includes(" "));
  const level = points - (COMMON.test(password) ? 2 : 0);
  return password.length < MIN ? 1 : Math.max(1, Math.min(4, level + 1));
}

const STRENGTHS = ["", "Easy to guess", "Fair", "Good", "Strong"];

export function checkPassword(password) {
  const missing = MIN - [...password].length;
  if (!password) return { ok: false, text: `A password of at least ${MIN} characters is needed.` };
  if (missing > 0) return { ok: false, text: `${missing} more ${missing === 1 ? "character" : "characters"}, ${MIN} at least.` };
  if (password.length > MAX) return { ok: false, text: `At most ${MAX} characters.` };
  const level = strength(password);
  const advice = level < 3 ? "; a longer sentence is safer" : "";
  return { ok: true, text: `${STRENGTHS[level]}, ${[...password].length} characters${advice}.`, level };
}

export const checkPresent = (password) => (password ? { ok: true, text: "" } : { ok: false, text: "Type your password." });

/** A path of this site, or "" for anything that would lead elsewhere. */
export function safeNext(next) {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next)) return "";
  const url = new URL(next, location.origin);
  // "/.//elsewhere" is a path of ours until its dots are resolved.
  return url.origin === location.origin && /^\/(?!\/)/.test(url.pathname) ? url.pathname + url.search + url.hash : "";
}
