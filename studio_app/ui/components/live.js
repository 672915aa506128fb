// One websocket for each tab: what happens to this person's jobs. Who has none looks by itself, as before.

const PATH = "/api/v1/jobs/ws";
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30000;
const SESSION_ENDED = 4401;

const listeners = new Set();
let socket = null;
let pause = FIRST_PAUSE;
let timer = null;
let open = false;

const tell = (message) => {
  for (const listener of [...listeners]) listener(message);
};

const setOpen = (now) => {
  if (open === now) return;
  open = now;
  tell({ type: now ? "open" : "closed" });
};

function connect() {
  timer = null;
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${PATH}`);
  const own = socket;
  own.onmessage = (event) => {
    pause = FIRST_PAUSE;
    setOpen(true);
    tell(JSON.parse(event.data));
  };
  own.onclose = (event) => {
    if (socket !== own) return;
    socket = null;
    setOpen(false);
    if (!listeners.size || event.code === SESSION_ENDED) return;
    timer = setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  };
}

/** Calls `listener` with every message, and with {type: "open" | "closed"}; returns what ends that. */
export function watchJobs(listener) {
  listeners.add(listener);
  if (!socket && !timer) connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    clearTimeout(timer);
    timer = null;
    socket?.close();
    socket = null;
    open = false;
  };
}

export const isLive = () => open;
