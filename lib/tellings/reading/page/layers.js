// The layers over the articles. Each is a list of marks: where, which value it has, what its card says.

const LAYERS = [
  ["speech", "Quotations", "who speaks, directly or not"],
  ["frames", "Frames", FOUND.codebook.name],
  ["topics", "Topics", FOUND.topics ? FOUND.topics.name : ""],
  ["shared", "Shared wording", "five words or more in a row"],
  ["pairs", "Paragraphs that tell the same", "the words that speak for it"],
  ["alone", "Told here alone", "read before you count"],
  ["removed", "Left out of the file", "what belongs to the page"],
  ["mine", "My marks", "a person’s"],
  ["theirs", "What I and the other coder say", "under each paragraph"],
].map(([id, name, about]) => ({ id, name, about, on: false, off: new Set(), values: [], marks: [] }));
const layer = (id) => LAYERS.find((one) => one.id === id);

/** The signs behind the marks of a codebook: 1, 2, 3 for frames; a, b, c for topics, and a2 after z. */
const KEYS = {
  frames: (at) => `${at + 1}`,
  topics: (at) => String.fromCharCode(97 + (at % 26)) + (at < 26 ? "" : Math.floor(at / 26) + 1),
};

/** Details: value (by which it is switched), title and lines of its card, group (lit together), goes
 * (where its partner is), stop (whether the Tab key comes to it), before and after (signs beside it). */
function addMark(id, article, [start, end], details) {
  const section = article.section(start);
  if (!section) return;
  const place = { layer: id, article, section, start, end: Math.min(end, section.end) };
  const mark = { ...place, stop: true, lines: [], ...details };
  section.marks.push(mark);
  layer(id).marks.push(mark);
}

const textOf = (article, spans) => spans.map((span) => article.words(span)).join(FOUND.between);

/** An attribution as the program found it, or a person before. */
function programs(number) {
  const row = FOUND.layers.speech[number];
  const article = ARTICLES[row[0]];
  const [source, cue, content] = [1, 2, 3].map((at) => row[at].map((span) => article.span(span)));
  const [speaker, kind, why] = [4, 6, 8].map((at) => FOUND.reasons[row[at]]);
  const own = { number, article: row[0], source, cue, content, speaker, type: row[5], keep: true, reason: "" };
  return { ...own, kind, sure: row[7], why };
}

function whySpeech(one, article) {
  if (one.kind === "unattributed")
    return ["These words stand in quotation marks, and the text gives them no speaker."];
  const quoting = {
    direct: "Quoted word for word.",
    mixed: "Partly quoted word for word.",
    indirect: "Told in the newsroom’s words.",
  };
  return [
    quoting[one.kind],
    one.source.length ? `Source: ${quoted(textOf(article, one.source))}.` : "The text names no source.",
    one.cue.length ? `Cue: ${quoted(textOf(article, one.cue))}.` : null,
    one.why.startsWith("cue ")
      ? `Found by its ${one.why}. Content and source are both right with a probability of ${one.sure}%.`
      : `Why: ${one.why}.`,
  ];
}

function addSpeech() {
  for (const number of FOUND.layers.speech.keys()) {
    const one = programs(number);
    const article = ARTICLES[one.article];
    const value = one.speaker || "nobody named";
    const title = one.kind === "unattributed" ? "A quotation without a speaker" : `Who speaks: ${value}`;
    const shared = { value, number, title, group: `q${number}`, lines: whySpeech(one, article) };
    one.content.forEach((span, at) =>
      addMark("speech", article, span, { ...shared, kind: "content", before: at ? "" : value }),
    );
    for (const part of ["source", "cue"]) {
      for (const span of one[part]) addMark("speech", article, span, { ...shared, kind: part, stop: false });
    }
  }
}

function addHits(id, book) {
  for (const [number, start, end, frame, term, voice, negated, event] of FOUND.layers[id]) {
    const article = ARTICLES[number];
    const [name, definition] = book.frames[frame];
    const speaker = FOUND.reasons[voice];
    const lines = [
      definition,
      `Found by the term ${quoted(FOUND.reasons[term])} of the codebook ${book.name}.`,
      speaker === "newsroom" ? "It stands in the newsroom’s own words." : `It stands in the words of ${speaker}.`,
      negated ? "A “no” or “not” takes it back, so it is not counted." : null,
      event ? "It is a word for the event itself, so it is not counted." : null,
    ];
    const signs = { kind: `k${frame % 7}`, after: KEYS[id](frame) };
    addMark(id, article, article.span([start, end]), { value: name, title: name, lines, ...signs });
  }
}

function addShared() {
  const where = {
    inside: "In both it is quoted.",
    outside: "In both it stands outside quotation marks.",
    partly: "In one of them, or in part, it is quoted.",
  };
  FOUND.layers.shared.forEach(([one, start, end, two, from, to, words, quoting, formula], number) => {
    const articles = [ARTICLES[one], ARTICLES[two]];
    const spans = [articles[0].span([start, end]), articles[1].span([from, to])];
    const value = articles.map(({ name }) => name).join(" – ");
    [0, 1].forEach((side) => {
      const other = articles[1 - side];
      const otherSpan = spans[1 - side];
      const lines = [`There: ${quoted(other.words(otherSpan))}.`, where[quoting]];
      if (formula) lines.push("It is a formula that any article may use.");
      const title = `${words} words that ${other.name} has, too`;
      const goes = other.section(otherSpan[0]);
      addMark("shared", articles[side], spans[side], { value, title, lines, goes, group: `w${number}` });
    });
  });
}

function addPairs() {
  FOUND.layers.pairs.forEach(([one, unit, two, otherUnit, score, strength, places, otherPlaces], number) => {
    const ends = [
      { article: ARTICLES[one], section: ARTICLES[one].paragraphs[unit - 1], places },
      { article: ARTICLES[two], section: ARTICLES[two].paragraphs[otherUnit - 1], places: otherPlaces },
    ];
    ends.forEach(({ article, section, places: own }, side) => {
      const partner = ends[1 - side].section;
      const spans = own.map((span) => article.span(span));
      section.partners = [...(section.partners || []), { number, partner, strength }];
      const lines = [
        `Shared: ${spans.map((span) => quoted(article.words(span))).join(", ")}.`,
        `The pair is ${strength}: ${score.toFixed(2)} of what the two closest sentences say is shared.`,
      ];
      const title = `Also told by ${placeOf(partner)}`;
      const details = { value: strength, title, lines, goes: partner, group: `p${number}`, stop: false };
      for (const span of spans) addMark("pairs", article, span, details);
    });
  });
}

function addAlone() {
  for (const [number, start, end] of FOUND.layers.alone) {
    const article = ARTICLES[number];
    addMark("alone", article, article.span([start, end]), {
      value: article.name,
      title: `Only ${article.name} tells this`,
      lines: ["No other article has these words. It may tell the same in other words: read before you count."],
    });
  }
}

function addLayers() {
  addSpeech();
  addHits("frames", FOUND.codebook);
  if (FOUND.topics) addHits("topics", FOUND.topics);
  addShared();
  addPairs();
  addAlone();
  for (const one of LAYERS) one.values = valuesOf(one);
}

function valuesOf(one) {
  const counts = new Map();
  if (one.id === "frames") FOUND.codebook.frames.forEach(([name]) => counts.set(name, 0));
  if (one.id === "topics" && FOUND.topics) FOUND.topics.frames.forEach(([name]) => counts.set(name, 0));
  for (const mark of one.marks) if (mark.stop) counts.set(mark.value, (counts.get(mark.value) || 0) + 1);
  const listed = [...counts];
  return one.id === "speech" ? listed.sort((a, b) => b[1] - a[1]) : listed;
}

const isLit = (mark) => {
  const one = layer(mark.layer);
  return one.on && !one.off.has(mark.value);
};
/** The layers that are lit, as an address names them. */
const litNames = () => `/${LAYERS.flatMap((one) => (one.on ? [one.id] : [])).join(",")}`;
