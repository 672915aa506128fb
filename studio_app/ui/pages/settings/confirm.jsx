import React, { useState } from "react";
import { Dialog } from "$/public/external/studio_app/ui/components/browser/dialog.jsx";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, loader_circle } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { PasswordField } from "$/public/external/studio_app/ui/components/browser/secret_fields.jsx";

/** Asks for the password before a dangerous act. `act(password)` does it; what it throws is shown and nothing closes. */
export function Confirm({ open, title, children, verb, danger, known, onClose, act }) {
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const close = () => {
    if (busy) return;
    setPassword("");
    setFault("");
    onClose();
  };
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    const typed = known ? event.target.elements["confirm-password"].value : "";
    if (known && !typed) return setFault("Type your password.");
    setBusy(true);
    setFault("");
    try {
      await act(typed);
      setPassword("");
      onClose();
    } catch (error) {
      setFault(error.message);
    }
    setBusy(false);
  };
  return (
    <Dialog open={open} label={title} onClose={close} className="dlg ask-dlg">
      <form method="dialog" noValidate onSubmit={submit}>
        <h2 className="h3">{title}</h2>
        {children}
        {known ? (
          <PasswordField id="confirm-password" label="Your password" autoComplete="current-password" value={password}
            onChange={(event) => setPassword(event.target.value)} />
        ) : <p className="cap">You have no password, so your sign-in must be fresh: at most ten minutes old.</p>}
        <div role="alert">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
        <div className="row acts">
          <button type="submit" className={`btn ${danger ? "badfill" : "pri"}`} aria-busy={busy}>
            {busy ? <Icon d={loader_circle} size="s" className="spin" /> : null}{verb}
          </button>
          <button type="button" className="btn ghost" onClick={close}>Cancel</button>
        </div>
      </form>
    </Dialog>
  );
}
