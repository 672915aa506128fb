import React, { useEffect, useRef } from "react";

export function Dialog({ open, label, onClose, className, children }) {
  const box = useRef(null);
  useEffect(() => {
    const element = box.current;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  const cancel = (event) => {
    event.preventDefault(); // the owner of `open` decides
    onClose?.();
  };
  const clickBeside = (event) => event.target === box.current && outside(event, box.current) && onClose?.();
  return (
    <dialog ref={box} aria-label={label} className={className} onCancel={cancel} onMouseDown={clickBeside}>
      {open ? children : null}
    </dialog>
  );
}

/** Did the press land on the scrim? The dialog itself is its target there. */
export function outside({ clientX, clientY }, element) {
  const box = element.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
