import React, { useEffect } from "react";
import { useBlocker } from "react-router";
import { Dialog } from "$/public/external/studio_app/ui/components/browser/dialog.jsx";

/** While `active`, asks before the page is left: our own dialog inside the site, the browser's own outside it. */
export function LeaveGuard({ active, sentence, onLeave }) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => active && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (!active) return undefined;
    const stop = (event) => event.preventDefault();
    window.addEventListener("beforeunload", stop);
    return () => window.removeEventListener("beforeunload", stop);
  }, [active]);
  const leave = () => {
    onLeave?.();
    blocker.proceed();
  };
  const stay = () => blocker.reset?.();
  return (
    <Dialog open={blocker.state === "blocked"} label="Leave without saving?" className="dlg" onClose={stay}>
      <h2>Leave without saving?</h2>
      <p className="small txt">{sentence}</p>
      <div className="acts">
        <button type="button" className="btn ghost" autoFocus onClick={stay}>Stay here</button>
        <button type="button" className="btn badfill" onClick={leave}>Leave and lose it</button>
      </div>
    </Dialog>
  );
}
