import React from "react";
import { Link } from "react-router";
import { useNear, useReading } from "./calls.js";
import { inWords } from "$/public/external/studio_app/ui/components/browser/local_time.jsx";

const MOST = 5; // of the same job

function Step({ to, children, name, told, current }) {
  const face = <><span className="bx">{children}</span><b className="trunc" dir="auto">{name}</b><span className="cap">{told}</span></>;
  return <li className="as-step" aria-current={current ? "true" : undefined}>{to ? <Link to={to}>{face}</Link> : face}</li>;
}

const Small = ({ asset }) => <img src={asset.preview_url} alt="" width={asset.width} height={asset.height} loading="lazy" />;

/** From the kit over the wish to this asset, and what else came of the same job. */
export function MadeFrom({ asset }) {
  const [place, near] = useNear();
  const { data } = useReading(`/api/v1/assets?job_id=${asset.job_id}&limit=${MOST + 1}`, near, [asset.id]);
  const others = (data?.assets ?? []).filter(({ id }) => id !== asset.id).slice(0, MOST);
  const { kit_colors: colors } = asset;
  return (
    <section className="cut" ref={place} aria-label="Made from">
      <div className="row b as-head"><h2 className="h3">Made from</h2></div>
      <ol className="as-line">
        <Step to={asset.kit_id ? `/brand-kits/${asset.kit_id}` : ""} name={asset.kit_name} told={asset.kit_version}>
          <span className="strip" aria-hidden="true">{colors.map((color) => <i key={color} style={{ background: color }} />)}</span>
        </Step>
        <Step to={`/jobs/${asset.job_id}`} name={`${asset.style} look`} told={asset.lineage}><span className="cap">{asset.painter}</span></Step>
        <Step name="This asset" told={`Revision ${asset.revision}, ${inWords(asset.made)}`} current><Small asset={asset} /></Step>
        {others.map((each) => (
          <Step key={each.id} to={`/library/${each.id}`} name={each.title || asset.label} told={each.viral_score === null ? "Same job" : `Same job, ${each.viral_score}`}><Small asset={each} /></Step>
        ))}
      </ol>
    </section>
  );
}
