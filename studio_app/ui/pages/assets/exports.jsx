import React from "react";
import { NAMES, sizeOf } from "$/public/external/studio_app/ui/components/browser/download.js";
import { Icon } from "$/public/external/studio_app/ui/components/browser/icon.jsx";
import { check, circle_alert, download, loader_circle, x } from "$/public/external/studio_app/ui/components/browser/icons.json";
import { addressOf, useCall, useNear, useReading } from "./calls.js";
import { checksOf, choicesOf, failedOf, fileOf, packageOf, take, useProvenance } from "./delivery.js";
import { Motion } from "./motion.jsx";

const FORMATS = { ...NAMES, jpeg: "JPG", avif: "AVIF" };

function Fault({ error }) {
  return error ? <p className="msg bad" role="alert"><Icon d={circle_alert} /><span>{error.message}</span></p> : null;
}

function TakeButton({ name, wish, asset }) {
  const { busy, fault, run } = useCall();
  const get = async () => {
    const made = await run("file", () => fileOf(asset.id, wish));
    if (made) take(made);
  };
  return (
    <>
      <button type="button" className="btn ghost sm sq" aria-label={busy ? `Making ${name}` : `Download ${name}`} title={busy ? "Making the file" : "Download"} aria-busy={Boolean(busy)} disabled={Boolean(busy)} onClick={get}>
        <Icon d={busy ? loader_circle : download} className={busy ? "spin" : ""} />
      </button>
      <Fault error={fault} />
    </>
  );
}

function Verdict({ checks, picture, checking }) {
  if (checking) return <span className="st off"><Icon d={loader_circle} size="s" className="spin" />Checking</span>;
  if (!checks) return null;
  const failed = failedOf(checks);
  if (!failed.length && failedOf(picture).length) return <span className="st bad"><Icon d={x} size="s" />Not ready: see the checks of the picture below.</span>;
  if (!failed.length) return <span className="st ok"><Icon d={check} size="s" />Ready</span>;
  return <span className="st bad"><Icon d={x} size="s" />{failed.map(({ sentence }) => sentence).join(" ")}</span>;
}

const Mark = ({ d }) => <svg viewBox="0 0 24 24" className="g" aria-hidden="true"><path d={d} /></svg>;

function Platforms({ platforms, shapes }) {
  return (
    <span className="as-where">
      {platforms.filter(({ id }) => shapes[id]).map(({ id, label }) => <span key={id} title={label}><Mark d={shapes[id]} /></span>)}
      <span className="vh">{platforms.map(({ label }) => label).join(", ")}</span>
    </span>
  );
}

function FileRow({ asset, file, first, keep, report, checking, shapes }) {
  const size = `${file.width} × ${file.height}`;
  const format = FORMATS[file.format] ?? file.format;
  const main = file.width === asset.width && file.height === asset.height;
  const wish = { format: file.format, size: main ? "" : `${file.width}x${file.height}`, keep };
  return (
    <tr role="row">
      <td role="cell">{first ? <span className="row"><Platforms platforms={asset.platforms} shapes={shapes} />{file.label}</span> : <span className="ink3 as-or">or</span>}</td>
      <td role="cell" className="num">{size} {format}{file.enlarged ? <span className="cap"> enlarged</span> : null}</td>
      <td role="cell" className="n">{file.file_size ? `${sizeOf(file.file_size)}${file.max_bytes ? ` of ${sizeOf(file.max_bytes)}` : ""}` : "made when you ask"}</td>
      <td role="cell"><Verdict checks={report ? checksOf(report, file.name) : null} picture={report ? checksOf(report, "") : []} checking={checking} /></td>
      <td role="cell" className="n"><TakeButton name={`${file.label}, ${size} ${format}`} wish={wish} asset={asset} /></td>
    </tr>
  );
}

function Files({ asset, report, checking, keep, shapes }) {
  const files = report?.files ?? asset.files.map((file) => ({ ...file, label: asset.label, max_bytes: asset.max_bytes, name: "" }));
  return (
    <table className="tbl as-files" role="table">
      <thead role="rowgroup">
        <tr role="row"><th role="columnheader">Where</th><th role="columnheader">Size</th><th role="columnheader" className="n">File</th><th role="columnheader">Preflight</th><th role="columnheader"><span className="vh">Download</span></th></tr>
      </thead>
      <tbody role="rowgroup">
        {choicesOf(files).flatMap((choice) => choice.map((file, at) => (
          <FileRow key={`${file.width}${file.height}${file.format}`} asset={asset} file={file} first={at === 0} keep={keep} report={report} checking={checking} shapes={shapes} />
        )))}
        {asset.editable ? (
          <tr role="row">
            <td role="cell">For your own site</td><td role="cell" className="num">{asset.width} × {asset.height} AVIF</td><td role="cell" className="n cap">made when you ask</td><td role="cell" className="cap">No platform asks for it</td>
            <td role="cell" className="n"><TakeButton name="AVIF" wish={{ format: "avif", keep }} asset={asset} /></td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function CheckLine({ each }) {
  return (
    <li className={each.passed ? "row" : "row bad"}>
      <Icon d={each.passed ? check : x} size="s" />
      <span><span className="vh">{each.passed ? "Passed: " : "Failed: "}</span>{each.label}<span className="cap num">: {each.measured}, wanted {each.wanted}.</span>{each.passed ? null : <span className="cap"> {each.sentence}</span>}</span>
    </li>
  );
}

function Report({ report }) {
  const failed = failedOf(report.checks);
  const picture = checksOf(report, "");
  const files = report.files.filter(({ name }) => checksOf(report, name).length);
  return (
    <div className="as-report">
      {failed.length ? <ul className="as-checks">{failed.map((each) => <CheckLine key={each.file + each.id} each={each} />)}</ul> : null}
      <details>
        <summary>Every check: {report.checks.length - failed.length} of {report.checks.length} passed</summary>
        <div className="as-lists">
          {picture.length ? <div><h4>The picture</h4><ul className="as-checks">{picture.map((each) => <CheckLine key={each.id} each={each} />)}</ul></div> : null}
          {files.map(({ name }) => <div key={name}><h4 className="mono">{name}</h4><ul className="as-checks">{checksOf(report, name).map((each) => <CheckLine key={each.id} each={each} />)}</ul></div>)}
        </div>
      </details>
    </div>
  );
}

function Everything({ asset, keep }) {
  const { busy, fault, run } = useCall();
  const get = async () => {
    const made = await run("zip", () => packageOf(asset.id, { keep }));
    if (made) take(made);
  };
  return (
    <>
      <button type="button" className="btn line sm" aria-busy={Boolean(busy)} disabled={Boolean(busy)} onClick={get}>
        <Icon d={busy ? loader_circle : download} size="s" className={busy ? "spin" : ""} />{busy ? "Packing every file" : "Download everything (ZIP)"}
      </button>
      <Fault error={fault} />
    </>
  );
}

function Said({ reading, report }) {
  if (reading.fault) return <span className="cap">{reading.fault} <button type="button" className="link-btn" onClick={reading.again}>Check again</button></span>;
  if (!report) return <span className="cap" role="status">Making and checking every file</span>;
  const failed = failedOf(report.checks).length;
  return <span className="cap num" role="status">{failed ? `${failed} of ${report.checks.length} checks failed` : `All ${report.checks.length} checks passed`}</span>;
}

/** Every file that the platforms take, checked before it is uploaded; what moves; all of it at once. */
export function Exports({ asset, shapes }) {
  const [place, near] = useNear();
  const [keep, setKeep] = useProvenance();
  const reading = useReading(`${addressOf(asset.id)}/preflight`, near && asset.editable, [asset.revision]);
  const report = reading.stale ? null : reading.data;
  const checking = asset.editable && !report && !reading.fault;
  return (
    <section className="cut" ref={place} aria-label="Exports" id="exports">
      <div className="row b as-head">
        <h2 className="h3">Exports</h2>
        {asset.editable ? <div className="row as-acts"><Said reading={reading} report={report} /><Everything asset={asset} keep={keep} /></div> : null}
      </div>
      <Files asset={asset} report={report} checking={checking} keep={keep} shapes={shapes} />
      {report ? <Report report={report} /> : null}
      <label className="row as-switch as-provenance">
        <input type="checkbox" className="box" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
        <span className="grow"><span className="ink med">Say in the files what made them</span><span className="cap">{keep ? "A note inside tells platforms and image tools how the picture came about." : "Files leave without any note of where they come from."}</span></span>
      </label>
      {asset.motion && asset.editable ? <Motion asset={asset} keep={keep} /> : null}
    </section>
  );
}
