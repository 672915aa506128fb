import { useEffect } from "react";

const LEFT = "studio:left";

/** After a log-out: what other tabs still hold of the person goes too. */
export const tellOtherTabs = () => {
  try {
    localStorage.setItem(LEFT, String(Date.now()));
  } catch {
    // private windows may refuse; a tab of its own ends with its session
  }
};

/** Ends this tab when another one logs out, before it can write down again what was typed into it. */
export function useLeaving(login) {
  useEffect(() => {
    const hear = ({ key, newValue }) => {
      if (key !== LEFT || !newValue) return;
      sessionStorage.clear();
      location.replace(login);
    };
    addEventListener("storage", hear);
    return () => removeEventListener("storage", hear);
  }, [login]);
}
