import React, { useEffect, useId, useRef, useState } from "react";
import { csrfHeaders, readEnvelope, unreachable } from "$/public/external/studio_app/ui/components/browser/api.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, image_plus, loader_circle } from "$/public/external/studio_app/ui/components/browser/icons.json";

const KINDS = ["image/png", "image/jpeg", "image/webp"];
const MOST = 5;
const MAX_BYTES = 10_000_000;

async function analyse(files) {
  const body = new FormData();
  for (const file of files) body.append("files", file);
  let response, text;
  try {
    response = await fetch("/api/v1/brand-kits/analyze", {
      method: "POST", credentials: "same-origin", headers: { Accept: "application/json", ...csrfHeaders() }, body,
    });
    text = await response.text();
  } catch {
    throw unreachable();
  }
  return readEnvelope(response.status, text);
}

function objection(files) {
  if (files.length > MOST) return `That are ${files.length} pictures; five at most are read. Leave some out.`;
  const odd = files.find((file) => !KINDS.includes(file.type));
  if (odd) return `${odd.name} is not a PNG, JPEG or WebP picture. Choose another one.`;
  const big = files.find((file) => file.size > MAX_BYTES);
  return big ? `${big.name} has ${(big.size / 1e6).toFixed(1)} MB; 10 MB at most. Save a smaller copy.` : "";
}

/** One to five pictures by drop or choice; what their colours are goes to `onRead(data)`. */
export function PictureReader({ onRead }) {
  const id = useId();
  const [pictures, setPictures] = useState([]);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const held = useRef([]);
  const release = () => held.current.forEach(({ url }) => URL.revokeObjectURL(url));
  useEffect(() => release, []);

  const take = async (files) => {
    if (!files.length || busy) return;
    const wrong = objection(files);
    setFault(wrong);
    if (wrong) return;
    setBusy(true);
    try {
      const data = await analyse(files);
      release();
      held.current = files.map((file) => ({ name: file.name, url: URL.createObjectURL(file) }));
      setPictures(held.current);
      onRead?.(data);
    } catch (error) {
      setFault(error.message);
    }
    setBusy(false);
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  const choose = (event) => {
    take([...event.target.files]);
    event.target.value = "";
  };
  return (
    <div className={over ? "drop over reader" : "drop reader"} aria-busy={busy} onDrop={drop}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}>
      {pictures.length ? (
        <div className="read">{pictures.map(({ name, url }) => <img key={url} src={url} alt={`Read from ${name}`} />)}</div>
      ) : null}
      <input id={id} type="file" className="vh peer" accept={KINDS.join(",")} multiple disabled={busy} onChange={choose} />
      <label htmlFor={id} className="btn line peer-focus-visible:outline-2 cursor-pointer">
        {busy ? <><Icon d={loader_circle} className="spin" />Reading the colours</> : <><Icon d={image_plus} />{pictures.length ? "Choose other pictures" : "Choose pictures"}</>}
      </label>
      <span className="cap">or drop them here: banner, avatar, thumbnails. One to five, PNG, JPEG or WebP. They are read, not kept.</span>
      <div role="alert" className="contents">{fault ? <p className="msg bad"><Icon d={circle_alert} />{fault}</p> : null}</div>
    </div>
  );
}
