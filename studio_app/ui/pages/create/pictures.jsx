import React, { useState } from "react";
import { Dialog } from "$/public/external/studio_app/ui/components/browser/dialog.jsx";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { circle_alert, image, x } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { Uploader } from "$/public/external/studio_app/ui/components/browser/uploader.jsx";
import { Fault, Fold } from "./fold.jsx";
import { added, withRole } from "./wish.js";

const MOST_BYTES = 10_000_000;
const KINDS = "image/png,image/jpeg,image/webp";
const ROLES = [["subject", "Show it"], ["style", "Follow its style"], ["layout", "Follow its layout"], ["logo", "Use as logo"]];

function Used({ picture, kept, onRole, onRemove, onBroken }) {
  const name = kept?.filename || "picture";
  return (
    <li className="mk-used">
      <span className="mk-pic">{kept ? <img src={kept.url} alt={name} onError={onBroken} /> : <span className="sk" />}</span>
      <select className="in" aria-label={`What ${name} is for`} value={picture.role} onChange={(event) => onRole(event.target.value)}>
        {ROLES.map(([role, label]) => <option key={role} value={role}>{label}</option>)}
      </select>
      <button type="button" className="btn ghost sq sm" aria-label={`Leave out ${name}`} onClick={onRemove}><Icon d={x} size="s" /></button>
    </li>
  );
}

function Shelved({ picture, used, full, onUse, onDelete }) {
  const [sure, setSure] = useState(false);
  const name = picture.filename || "Picture";
  if (sure) {
    return (
      <li className="mk-kept">
        <p className="small ink">Delete {name} for good? Assets that show it keep their own copy.</p>
        <div className="row"><button type="button" className="btn badfill sm" onClick={onDelete}>Delete</button><button type="button" className="btn ghost sm" autoFocus onClick={() => setSure(false)}>Keep it</button></div>
      </li>
    );
  }
  return (
    <li className="mk-kept">
      <button type="button" className="mk-pic" disabled={used || full} aria-label={`Use ${name}`} onClick={onUse}><img src={picture.url} alt="" loading="lazy" /></button>
      <div className="row b"><span className="cap trunc">{used ? "In use" : name}</span><button type="button" className="link-btn cap" aria-label={`Delete ${name}`} onClick={() => setSure(true)}>Delete</button></div>
    </li>
  );
}

function KeptDialog({ open, kept, pictures, most, onUse, onDelete, onClose }) {
  const all = kept.all ?? [];
  return (
    <Dialog open={open} label="Your pictures" className="dlg mk-album" onClose={onClose}>
      <h2>Your pictures</h2>
      {kept.fault ? <Fault text={kept.fault} icon={circle_alert} /> : null}
      {all.length ? (
        <ul className="mk-keeps">
          {all.map((picture) => (
            <Shelved key={picture.id} picture={picture} used={pictures.some(({ id }) => id === picture.id)} full={pictures.length >= most}
              onUse={() => onUse(picture.id)} onDelete={() => onDelete(picture.id)} />
          ))}
        </ul>
      ) : <p className="txt">Nothing is kept any more. Add a picture, and it is here the next time too.</p>}
      <div className="acts"><button type="button" className="btn" onClick={onClose}>Close</button></div>
    </Dialog>
  );
}

/** Pictures of one's own: one to show in the motif's place, others to follow. */
export function Pictures({ pictures, kept, most, inks, fault, change }) {
  const [album, setAlbum] = useState(false);
  const set = (next) => change({ pictures: next });
  const found = (id) => kept.all?.find((picture) => picture.id === id);
  const guides = pictures.some(({ role }) => role !== "subject");
  const shown = pictures.some(({ role }) => role === "subject");
  return (
    <Fold label="Pictures of your own" value={pictures.length ? `${shown ? "One is shown, " : ""}${pictures.length} of ${most}` : "To show, or to follow"} open={pictures.length > 0}>
      {pictures.length ? (
        <ul className="mk-useds">
          {pictures.map((picture) => (
            <Used key={picture.id} picture={picture} kept={found(picture.id)} onRole={(role) => set(withRole(pictures, picture.id, role))}
              onRemove={() => set(pictures.filter(({ id }) => id !== picture.id))} onBroken={() => kept.read()} />
          ))}
        </ul>
      ) : null}
      {pictures.length < most ? (
        <Uploader url="/api/v1/references" accept={KINDS} maxBytes={MOST_BYTES} label="Add a picture" hint="PNG, JPG or WebP, up to 10 MB"
          onDone={(picture) => { kept.add(picture); set(added(pictures, picture.id, most)); }} />
      ) : null}
      {kept.all?.length ? <button type="button" className="btn ghost sm" onClick={() => setAlbum(true)}><Icon d={image} size="s" />Choose from {kept.all.length === 1 ? "the one" : `the ${kept.all.length}`} you gave before</button> : null}
      {guides ? <p className="cap">{inks ? "Style, layout and logo pictures are looked at by an image model. None is connected here, so only the picture to show is used." : "Style, layout and logo pictures are looked at while painting; the picture to show is set in as it is."}</p> : null}
      <Fault text={fault || (album ? "" : kept.fault)} icon={circle_alert} />
      <KeptDialog open={album} kept={kept} pictures={pictures} most={most} onClose={() => setAlbum(false)}
        onUse={(id) => { set(added(pictures, id, most)); setAlbum(false); }}
        onDelete={async (id) => { await kept.remove(id); set(pictures.filter((each) => each.id !== id)); }} />
    </Fold>
  );
}
