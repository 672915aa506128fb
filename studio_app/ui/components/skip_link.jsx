import React from "react";
import { useFocusKeeper } from "./focus_keeper.js";

/** Past the navigation to the page itself. The router would change the address and leave the focus where it is. */
export function SkipLink() {
  useFocusKeeper();
  const skip = (event) => {
    const content = document.getElementById("content");
    if (!content) return;
    event.preventDefault();
    content.focus();
    content.scrollIntoView();
  };
  return <a className="skip" href="#content" onClick={skip}>Skip to the content</a>;
}
