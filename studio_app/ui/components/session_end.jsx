import { useEffect } from "react";
import { useLeaving } from "./leaving.js";

/** When the session is over, also by a log-out in another tab, the login page, which brings the visitor back to where she was. */
export function SessionEnd({ expired }) {
  useEffect(() => {
    if (expired) location.assign(`/login?expired=1&next=${encodeURIComponent(location.pathname + location.search)}`);
  }, [expired]);
  useLeaving("/login");
  return null;
}
