import { useEffect, useRef } from "react";
import { api } from "./api.js";
import { watchJobs } from "./live.js";
import { toast } from "./notifier.jsx";

const TOLD = "studio:told"; // what any tab has said, so that no other says it again
const OPEN = "studio:open"; // what this tab saw in work, so that a reload misses no end
const ENDED = ["completed", "partial", "failed", "cancelled"];
const KEPT = 60;
const HIDDEN_WAITS = 600; // a tab that is looked at goes first

const read = (store, key) => {
  try {
    return JSON.parse(store.getItem(key)) ?? [];
  } catch {
    return [];
  }
};

function sentence(job) {
  const what = job.job_type === "batch" ? "set" : (job.label ?? "asset").toLowerCase();
  if (job.status === "completed") return { level: "ok", text: `Your ${what} is ready.`, action: "Open" };
  if (job.status === "partial") {
    return { level: "warn", text: `${job.completed_assets} of ${job.total_assets} are ready.`, action: "See" };
  }
  return { level: "warn", text: `Your ${what} could not be made. Your plan was not charged.`, action: "Why" };
}

function say(job) {
  const key = `${job.id}:${job.status}`;
  const told = read(localStorage, TOLD);
  if (told.includes(key)) return;
  localStorage.setItem(TOLD, JSON.stringify([...told, key].slice(-KEPT)));
  if (location.pathname.startsWith(`/jobs/${job.id}`) && !document.hidden) return; // she is watching it
  const made = job.job_type !== "batch" && job.asset_ids[0];
  toast({ id: key, ...sentence(job), href: made ? `/library/${made}` : `/jobs/${job.id}` });
}

function ended(job) {
  if (job.parent_job_id || !ENDED.includes(job.status) || job.status === "cancelled") return;
  setTimeout(() => {
    if (navigator.locks) navigator.locks.request(TOLD, () => say(job));
    else say(job);
  }, document.hidden ? HIDDEN_WAITS : 0);
}

const remember = (ids) => sessionStorage.setItem(OPEN, JSON.stringify([...ids]));

/** What this tab saw in work before and is not any more ended while nobody listened. */
async function missed(jobs) {
  const now = new Set(jobs.map((job) => job.id));
  const before = read(sessionStorage, OPEN);
  remember(now);
  for (const id of before.filter((other) => !now.has(other))) {
    try {
      ended(await api("GET", `/api/v1/jobs/${id}`));
    } catch {
      // It is gone, or the studio is: there is nothing to tell.
    }
  }
}

/** Says when jobs end, on whatever page; asks for `onChange` when another number of them is in work. */
export function LiveJobs({ count = 0, onChange }) {
  const latest = useRef({ count, onChange });
  useEffect(() => {
    latest.current = { count, onChange };
  });
  useEffect(() => {
    let timer = null;
    const recount = (running) => {
      if (running === latest.current.count || timer) return;
      timer = setTimeout(() => {
        timer = null;
        latest.current.onChange?.();
      }, 300);
    };
    const stop = watchJobs((message) => {
      if (message.type === "snapshot") missed(message.jobs);
      if (message.type === "job" && !message.job.parent_job_id) {
        const known = new Set(read(sessionStorage, OPEN));
        if (ENDED.includes(message.job.status)) known.delete(message.job.id);
        else known.add(message.job.id);
        remember(known);
        ended(message.job);
      }
      if (message.running !== undefined) recount(message.running);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return null;
}
