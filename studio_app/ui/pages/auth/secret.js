/** The secret behind the # of a mail's link, taken out of the address so that it stays in no history; "" without one. */
export function takeSecret() {
  const secret = location.hash.slice(1);
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(secret)) return "";
  history.replaceState(history.state, "", location.pathname + location.search);
  return secret;
}
