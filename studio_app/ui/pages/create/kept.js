import { useEffect, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import { leaveWhenExpired } from "$/public/external/studio_app/ui/components/browser/drawing.js";

const PATH = "/api/v1/references";

/** The pictures this person gave before: `all` is null until they are read, `fault` says why they are not. */
export function useKept() {
  const [all, setAll] = useState(null);
  const [fault, setFault] = useState("");
  const read = async (signal) => {
    try {
      setAll((await api("GET", PATH, undefined, { signal })).references);
      setFault("");
    } catch (error) {
      if (signal?.aborted || leaveWhenExpired(error)) return;
      setFault(error.message);
    }
  };
  useEffect(() => {
    const leaving = new AbortController();
    read(leaving.signal);
    return () => leaving.abort();
  }, []);
  const add = (picture) => setAll((now) => [picture, ...(now ?? []).filter(({ id }) => id !== picture.id)]);
  const remove = async (id) => {
    try {
      await api("DELETE", `${PATH}/${id}`);
    } catch (error) {
      if (error.status !== 404) return setFault(error.message); // gone already is gone
    }
    setFault("");
    return setAll((now) => (now ?? []).filter((picture) => picture.id !== id));
  };
  return { all, fault, read, add, remove };
}
