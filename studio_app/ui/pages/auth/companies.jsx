import React, { useEffect, useState } from "react";
import { api } from "$/public/external/studio_app/ui/components/browser/api.js";
import marks from "$/public/external/studio_app/ui/components/browser/marks.json";

const LABELS = { google: "Google", twitch: "Twitch", discord: "Discord" };

/** Companies that there are: an address can name anything, and a path is made of it. */
export const isCompany = (provider) => Object.hasOwn(LABELS, provider ?? "");

export const nameOf = (provider) => LABELS[provider] ?? "the other company";

/** What to say to somebody who comes back from a company without being signed in. */
export function told(query) {
  const code = query.get("oauth");
  const name = nameOf(query.get("with"));
  return {
    OAUTH_STATE_INVALID: `That sign-in was begun elsewhere or too long ago. Start again with ${name}.`,
    OAUTH_REFUSED: `${name} did not let you in. Try again, or use your e-mail.`,
    OAUTH_EMAIL_UNVERIFIED: `${name} has no confirmed e-mail of yours. Confirm one there, or use your e-mail here.`,
    EMAIL_TAKEN: `There is an account with that address. Log in to it as usual, then link ${name} in the settings.`,
    SIGN_IN_TAKEN: `That ${name} account belongs to another account here.`,
    RATE_LIMITED: "Too many tries in a short time. Try again in a few minutes.",
  }[code] ?? (code ? `${name} cannot be reached right now. Try again, or use your e-mail.` : "");
}

/** The companies that are offered here; nothing where there is none. */
export function Companies({ next, onFault }) {
  const [offered, setOffered] = useState([]);
  const [leaving, setLeaving] = useState("");
  useEffect(() => {
    const left = new AbortController();
    api("GET", "/api/v1/auth/providers", undefined, { signal: left.signal }).then(
      (answer) => setOffered(answer.providers),
      () => {}, // the form below works without them
    );
    return () => left.abort();
  }, []);
  const leave = async (provider) => {
    if (leaving) return;
    setLeaving(provider);
    onFault("");
    try {
      const { authorization_url } = await api("POST", `/api/v1/auth/oauth/${provider}`, { next: next() });
      location.assign(authorization_url);
    } catch (error) {
      setLeaving("");
      onFault(error.message);
    }
  };
  if (!offered.length) return null;
  return (
    <>
      <div className="oa">
        {offered.map(({ provider, label }) => (
          <button key={provider} type="button" className="btn line" aria-busy={leaving === provider}
            onClick={() => leave(provider)}>
            {marks[provider] ? <svg className="g" viewBox="0 0 24 24" aria-hidden="true"><path d={marks[provider]} /></svg> : null}
            <span className="vh">Go on with </span>{label}
          </button>
        ))}
      </div>
      <div className="or">or with e-mail</div>
    </>
  );
}
