import { useEffect } from "react";

/** When the session is over, the login page, which brings the visitor back to where she was. */
export function SessionEnd({ expired }) {
  useEffect(() => {
    if (expired) location.assign(`/login?expired=1&next=${encodeURIComponent(location.pathname + location.search)}`);
  }, [expired]);
  return null;
}
