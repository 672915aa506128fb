import React from "react";
import { useLocation } from "react-router";

/** The first child while the address ends in `ident`, else the second: what is left of the page before is not shown. */
export function Here({ ident, children }) {
  const { pathname } = useLocation();
  const [content, waiting] = React.Children.toArray(children);
  return ident && pathname.replace(/\/+$/, "").endsWith(`/${ident}`) ? content : waiting;
}
