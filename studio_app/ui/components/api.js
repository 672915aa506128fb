// Calls to /api/v1 with the session cookie, and its answers as data or as an error with a sentence for the reader.

const CSRF_COOKIES = ["__Host-ss_csrf", "ss_csrf"];
const UNREACHABLE = "The studio cannot be reached. Check your connection and try again.";
const UNREADABLE = "The studio sent an answer that could not be read. Try again in a moment.";

export class ApiError extends Error {
  constructor(message, { code = "UNKNOWN", details = {}, status = 0, retryAfter = null } = {}) {
    super(message);
    this.name = "ApiError";
    Object.assign(this, { code, details, status, retryAfter });
  }
}

export function csrfToken() {
  const jar = new Map(document.cookie.split("; ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair]));
  for (const name of CSRF_COOKIES) {
    const pair = jar.get(name);
    if (pair) return decodeURIComponent(pair.slice(name.length + 1));
  }
  return "";
}

export function csrfHeaders() {
  const token = csrfToken();
  return token ? { "X-CSRF-Token": token } : {};
}

/** Unpacks {data, meta} or throws what {error} says. */
export function readEnvelope(status, text, retryAfter = null) {
  if (status === 204) return null;
  return readBody(status, text, retryAfter)?.data ?? null;
}

function readBody(status, text, retryAfter) {
  let body = null;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError(UNREADABLE, { code: "BAD_ANSWER", status });
  }
  if (status >= 200 && status < 300) return body;
  const error = body?.error ?? {};
  throw new ApiError(error.message || UNREADABLE, { ...error, status, retryAfter });
}

export const unreachable = () => new ApiError(UNREACHABLE, { code: "NETWORK" });

/** Resolves with the answer's `data`; rejects with an ApiError, or with an AbortError when `signal` was used. */
export async function api(method, path, body, { signal } = {}) {
  const { status, text, retryAfter } = await send(method, path, body, signal);
  return readEnvelope(status, text, retryAfter);
}

/** One page of a list: its `data` and the cursor of the next page, null at the end. */
export async function apiPage(path, { signal } = {}) {
  const { status, text, retryAfter } = await send("GET", path, undefined, signal);
  const { data, meta } = readBody(status, text, retryAfter);
  return { data, next: meta?.pagination?.next_cursor ?? null };
}

async function send(method, path, body, signal) {
  let response, text;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...csrfHeaders(),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
    text = await response.text();
  } catch (error) {
    throw error.name === "AbortError" ? error : unreachable();
  }
  return { status: response.status, text, retryAfter: Number(response.headers.get("Retry-After")) || null };
}
