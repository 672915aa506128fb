// The parts of a score and of a brand check in plain words: their names, one sentence each, and every raw measure.

export const PART_NAMES = {
  text_readability: "Text readability", color_contrast: "Colour contrast", face_presence: "Face",
  emotional_intensity: "Energy", composition: "Composition", small_size_legibility: "Readable in chat",
  silhouette: "Silhouette", safe_area: "Safe area", palette: "Colours", font: "Type", logo: "Logo", tone: "Tone",
};

const px = (value) => `${value.toFixed(1)} px`;
const whole = (value) => `${Math.round(value)}`;
const share = (value) => `${Math.round(100 * value)}%`;
const fine = (value) => value.toFixed(2);
const contrast = (value) => `Lc ${Math.round(value)}`;
const yes = (value) => (value >= 1 ? "yes" : "no");

const MEASURES = {
  cap_px: ["Capitals where it is seen small", px], contrast: ["Weakest contrast of the words", contrast],
  words: ["Words in the headline", whole], feed_legibility: ["Read again at feed size", share],
  tiny: ["Smallest capitals", px], faint: ["Faintest words", contrast], overlap: ["Words under other words", share],
  covered_text: ["Words that are covered", whole], spread: ["Range from dark to bright", share], chroma: ["Strength of colour", fine],
  separation: ["Subject against background", fine], colorblind: ["The same for colour-blind eyes", fine],
  dominant_colors: ["Colours that share the space", whole], faces: ["Faces", whole], face: ["A face", yes],
  face_height: ["Height of the largest face", share], face_margin: ["Its distance from the edge", share],
  text_on_face: ["Words on the face", share], hero_height: ["Height of the main figure", share],
  colorfulness: ["Colourfulness", whole], warmth: ["In warm colours", share], expression: ["Expression", fine],
  punch: ["Number, question or strong word", share], balance: ["Weight off centre and thirds", share], clutter: ["Edges", share],
  focus: ["Attention on the strongest spot", share], sharpness: ["Sharpness", whole], hero_covered: ["Figure under words", share],
  covered_focus: ["Attention that will be covered", share], detail_28: ["Shape kept at 28 px", share],
  detail_18: ["Shape kept at 18 px", share], edge_dark: ["Outline seen on dark", share], edge_light: ["Outline seen on white", share],
  tones: ["Difference of tones at 28 px", share], coverage: ["Of the square filled", share], solidity: ["Compactness", share],
  pieces: ["Loose pieces", whole], outline: ["Strength of the rim", fine], cut: ["Cut by the border", share],
  text_inside: ["Of the words inside", share], logo_inside: ["Of the logo inside", share], exact: ["Largest ΔE of a kit colour", fine],
  family: ["Colourful area in the kit’s hues", share], headline: ["Title in the kit’s font", share], body: ["Other words in the kit’s fonts", share],
  present: ["Logo shown", yes], likeness: ["Difference from the kit’s logo", fine], tilt: ["Lean beyond the tone", (value) => `${value.toFixed(1)}°`],
  case: ["Capitals as the tone wants", share], calm: ["Edges", share],
};

const named = (metric) => metric.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());

/** [name, value in words] of every measure of a part. */
export const measuresOf = ({ measures }) => Object.entries(measures).map(([metric, value]) => {
  const [name, words] = MEASURES[metric] ?? [named(metric), fine];
  return [name, words(value)];
});

const many = (count, one) => `${Math.round(count)} ${one}${Math.round(count) === 1 ? "" : "s"}`;
const SENTENCES = {
  text_readability: (m) => (m.cap_px === undefined ? "There are no words to read." : `Capitals are ${Math.round(m.cap_px)} px tall where it is seen small, contrast is Lc ${Math.round(m.contrast ?? m.faint ?? 0)}, ${many(m.words ?? 0, "word")}.`),
  color_contrast: (m) => `It uses ${share(m.spread ?? 0)} of the range from dark to bright.`,
  face_presence: (m) => (m.faces ? `${many(m.faces, "face")} found, the largest ${share(m.face_height ?? 0)} of the height.` : `No face found${m.hero_height ? `; the main figure takes ${share(m.hero_height)} of the height` : ""}. That counts as neutral.`),
  emotional_intensity: (m) => `Colourfulness ${Math.round(m.colorfulness ?? 0)}, ${share(m.warmth ?? 0)} in warm colours.`,
  composition: (m) => `${share(m.focus ?? 0)} of the attention falls on the strongest spot, ${share(m.clutter ?? 0)} is edges.`,
  small_size_legibility: (m) => `At 28 px ${share(m.detail_28 ?? 0)} of the shape is kept; its outline shows ${share(m.edge_dark ?? 0)} on dark and ${share(m.edge_light ?? 0)} on white.`,
  silhouette: (m) => `It fills ${share(m.coverage ?? 0)} of the square.`,
  safe_area: (m) => (m.text_inside === undefined ? "There are no words that could be cut off." : `${share(m.text_inside)} of the words are inside.`),
};

export const sentenceOf = (part) => SENTENCES[part.name]?.(part.measures) ?? "";

/** How far a colour is off, in a word: below 3 the eye sees no difference. */
export const offness = (deltaE) => (deltaE < 1 ? "exact" : deltaE < 3 ? "not visibly off" : deltaE < 10 ? "a little off" : "off");
