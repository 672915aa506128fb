import { useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { addressOf } from "./calls.js";

const KEPT = "studio-provenance";

/** Whether files say what made them; the browser remembers the last choice. */
export function useProvenance() {
  const [keep, setKeep] = useState(() => {
    try {
      return localStorage.getItem(KEPT) !== "strip";
    } catch {
      return true;
    }
  });
  const change = (value) => {
    setKeep(value);
    try {
      localStorage.setItem(KEPT, value ? "keep" : "strip");
    } catch {
      // Without storage the choice holds until the page is left.
    }
  };
  return [keep, change];
}

const ask = (path, wish, signal) => {
  const given = Object.entries(wish).filter(([, value]) => value);
  return api("GET", `${path}?${new URLSearchParams(given)}`, undefined, { signal });
};

/** A temporary address of one file: `wish` is {format, size, effect, keep}. The server may have to make it first. */
export const fileOf = (id, { keep, ...wish }, signal) => ask(`${addressOf(id)}/download`, { ...wish, provenance: keep ? "keep" : "strip" }, signal);

export const packageOf = (id, { keep, effect }) => ask(`${addressOf(id)}/package`, { effect, provenance: keep ? "keep" : "strip" });

/** Goes there; the server sends the file under its own name. */
export function take({ url }) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}

/** The files in the order of the report; those of one size stand together, the platform needs one of them. */
export function choicesOf(files) {
  const groups = new Map();
  for (const file of files) {
    const key = `${file.width}x${file.height}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()];
}

export const checksOf = (report, name) => report.checks.filter(({ file }) => file === name);
export const failedOf = (checks) => checks.filter(({ passed }) => !passed);
