import { useEffect } from "react";

/** Rendered with what comes late: shows the place that the address names, which was not there when the page opened. */
export function ToHash() {
  useEffect(() => {
    const place = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    place?.scrollIntoView();
  }, []);
  return null;
}
