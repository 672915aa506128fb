import React, { useContext, useEffect, useState } from "react";
import { ColorModeContext } from "$/utils/context-registry";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { monitor, moon, sun } from "$/public/external/studio_app/ui/components/browser/icons.json";

const MODES = [["dark", "Dark", moon], ["light", "Light", sun], ["system", "As the system", monitor]];

/** Which theme the browser keeps; nothing is marked in the prerendered page, which cannot know it. */
export function ThemeChoice() {
  const { rawColorMode, setColorMode } = useContext(ColorModeContext);
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return (
    <div className="seg" role="group" aria-label="Theme">
      {MODES.map(([mode, label, shape]) => (
        <button key={mode} type="button" aria-pressed={mounted && rawColorMode === mode} onClick={() => setColorMode(mode)}>
          <Icon d={shape} size="s" />{label}
        </button>
      ))}
    </div>
  );
}
