import React, { useContext } from "react";
import { ColorModeContext } from "$/utils/context-registry";
import { Icon } from "./icon.jsx";
import { moon, sun } from "./icons.json";

// Both icons are in the markup and CSS shows one, so that the prerendered page is right in either theme.
export function ThemeToggle() {
  const { toggleColorMode } = useContext(ColorModeContext);
  return (
    <button type="button" className="btn ghost sq tt" aria-label="Switch between dark and light" onClick={toggleColorMode}>
      <Icon d={sun} className="sun" />
      <Icon d={moon} className="moon" />
    </button>
  );
}
