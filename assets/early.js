// What a person types, ticks or sends before the page is awake is done again once it is: React does not know of it.
(() => {
  const typed = new Map(); // element → its value, or whether it is ticked
  const SLEEP = 60_000, STEADY = 20, TICK = 40; // a page may set its fields back once more when it has read its draft
  let sent = null, timer = 0, since = 0, calm = 0;

  const propsOf = (node) => node[Object.keys(node).find((key) => key.startsWith("__reactProps$"))];
  const ticked = (node) => node.type === "checkbox" || node.type === "radio";
  const standing = (node) => (node.isConnected ? node : node.id && document.getElementById(node.id));

  function type(node, value) {
    const shape = node instanceof HTMLTextAreaElement ? HTMLTextAreaElement : node instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(shape.prototype, "value").set.call(node, value);
    node._valueTracker?.setValue(`${value}\0`); // else React takes the event for one it has seen
    node.dispatchEvent(new Event(shape === HTMLSelectElement ? "change" : "input", { bubbles: true }));
  }

  /** Whether the page did not know it yet; a field that it does not steer is told of once. */
  function again(node, value, first) {
    const held = propsOf(node)[ticked(node) ? "checked" : "value"];
    if (held === value || (held === undefined && !first)) return false;
    if (ticked(node)) {
      if (held === undefined) return false;
      node.checked = held;
      node.click();
    } else {
      type(node, value);
    }
    return true;
  }

  function wake() {
    timer = 0;
    const asleep = [...typed.keys(), sent].some((node) => node && standing(node) && !propsOf(standing(node)));
    if (asleep) return Date.now() - since < SLEEP ? later() : undefined;
    let changed = false;
    for (const [node, value] of typed) {
      const now = standing(node);
      if (now) changed = again(now, value, !calm) || changed;
    }
    calm = changed ? 1 : calm + 1;
    if (sent && calm > 3) {
      const form = standing(sent);
      sent = null;
      if (form) form.requestSubmit();
    }
    if (calm <= STEADY) return later();
    return typed.clear();
  }

  function later() {
    since ||= Date.now();
    timer ||= setTimeout(wake, TICK);
  }

  function keep(event) {
    const node = event.target;
    if (!(node instanceof HTMLElement) || node.type === "file" || !("value" in node)) return;
    if (propsOf(node)) return void (event.isTrusted && event.type === "input" && typed.delete(node)); // she types on: the page hears it itself
    typed.set(node, ticked(node) ? node.checked : node.value);
    later();
  }

  addEventListener("input", keep, true);
  addEventListener("change", keep, true);
  addEventListener("submit", (event) => {
    if (propsOf(event.target)) return;
    event.preventDefault(); // the browser would put every field into the address
    sent = event.target;
    later();
  }, true);
})();
