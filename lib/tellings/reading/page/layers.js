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
  ["theirs", "The other coder’s marks", ""],
].map(([id, name, about]) => ({ id, name, about, on: false, off: new Set(), values: [], marks: [] }));
const layer = (id) => LAYERS.find((one) => one.id === id);

function addMark(id, article, [start, end], details) {
  const section = article.section(start);
  if (!section) return;
  const mark = {
    layer: id,
    article,
    start,
    end: Math.min(end, section.end),
    section,
    stop: true,
    lines: [],
    ...details,
  };
  section.marks.push(mark);
  layer(id).marks.push(mark);
}

function addSpeech() {
  FOUND.layers.speech.forEach((row, number) => {
    const article = ARTICLES[row[0]];
    const [source, cue, content] = [1, 2, 3].map((at) => row[at].map((span) => article.span(span)));
    const speaker = FOUND.reasons[row[4]],
      kind = FOUND.reasons[row[6]],
      why = FOUND.reasons[row[8]];
    const value = speaker || "nobody named";
    const text = (spans) => quoted(spans.map((span) => article.words(span)).join(FOUND.between));
    const lines =
      kind === "unattributed"
        ? ["These words stand in quotation marks, and the text gives them no speaker."]
        : [
            {
              direct: "Quoted word for word.",
              mixed: "Partly quoted word for word.",
              indirect: "Told in the newsroom’s words.",
            }[kind],
            source.length ? `Source: ${text(source)}.` : "The text names no source.",
            cue.length ? `Cue: ${text(cue)}.` : null,
            `Found by its ${why}. Content and source are both right with a probability of ${row[7]}%.`,
          ];
    const shared = {
      value,
      number,
      group: `q${number}`,
      title: kind === "unattributed" ? "A quotation without a speaker" : `${value} speaks`,
    };
    content.forEach((span, at) =>
      addMark("speech", article, span, { ...shared, lines, before: at ? "" : value, kind: "content" }),
    );
    for (const [spans, part] of [
      [source, "source"],
      [cue, "cue"],
    ]) {
      spans.forEach((span) => addMark("speech", article, span, { ...shared, lines, kind: part, stop: false }));
    }
  });
}

function addHits(id, book, keys) {
  for (const [number, start, end, frame, term, voice, negated, event] of FOUND.layers[id]) {
    const article = ARTICLES[number],
      [name, definition] = book.frames[frame];
    const voiceName = FOUND.reasons[voice];
    addMark(id, article, article.span([start, end]), {
      value: name,
      kind: `k${frame % 7}`,
      after: keys(frame),
      title: name,
      lines: [
        definition,
        `Found by the term ${quoted(FOUND.reasons[term])} of the codebook ${book.name}.`,
        voiceName === "newsroom"
          ? "It stands in the newsroom’s own words."
          : `It stands in the words of ${voiceName}.`,
        negated ? "A “no” or “not” takes it back, so it is not counted." : null,
        event ? "It is a word for the event itself, so it is not counted." : null,
      ],
    });
  }
}

function addShared() {
  const where = {
    inside: "In both it is quoted.",
    outside: "In both it stands outside quotation marks.",
    partly: "In one of them, or in part, it is quoted.",
  };
  FOUND.layers.shared.forEach((row, number) => {
    const sides = [
      [ARTICLES[row[0]], [row[1], row[2]]],
      [ARTICLES[row[3]], [row[4], row[5]]],
    ].map(([article, span]) => [article, article.span(span)]);
    sides.forEach(([article, span], side) => {
      const [other, otherSpan] = sides[1 - side];
      addMark("shared", article, span, {
        value: sides.map(([one]) => one.name).join(" – "),
        group: `w${number}`,
        title: `${row[6]} words that ${other.name} has, too`,
        lines: [
          `There: ${quoted(other.words(otherSpan))}.`,
          where[row[7]],
          row[8] ? "It is a formula that any article may use." : null,
        ],
        goes: [other, otherSpan],
      });
    });
  });
}

function addPairs() {
  FOUND.layers.pairs.forEach(([one, unit, two, otherUnit, score, strength, places, otherPlaces], number) => {
    const ends = [
      [ARTICLES[one], unit, places],
      [ARTICLES[two], otherUnit, otherPlaces],
    ];
    ends.forEach(([article, at, spans], side) => {
      const [other, otherAt] = ends[1 - side];
      const section = article.paragraphs[at - 1],
        partner = other.paragraphs[otherAt - 1];
      section.partners = [...(section.partners || []), { number, section, partner, strength }];
      spans.forEach((span) =>
        addMark("pairs", article, article.span(span), {
          value: strength,
          group: `p${number}`,
          title: `Also told by ${other.name}, paragraph ${otherAt}`,
          stop: false,
          lines: [
            `Shared: ${spans.map((words) => quoted(article.words(article.span(words)))).join(", ")}.`,
            `The pair is ${strength}: ${score.toFixed(2)} of what the two closest sentences say is shared.`,
          ],
          goes: [other, [partner.start, partner.end]],
        }),
      );
    });
  });
}

function addAlone() {
  for (const [number, start, end] of FOUND.layers.alone) {
    const article = ARTICLES[number];
    addMark("alone", article, article.span([start, end]), {
      value: article.name,
      title: `Only ${article.name} tells this`,
      lines: [
        "No other article has these words. It may still tell the same in other words: read before you count.",
      ],
    });
  }
}

function addLayers() {
  addSpeech();
  addHits("frames", FOUND.codebook, (frame) => `${frame + 1}`);
  if (FOUND.topics) addHits("topics", FOUND.topics, (frame) => String.fromCharCode(97 + (frame % 26)));
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
const litNames = () => {
  const lit = LAYERS.filter((one) => one.on)
    .map((one) => one.id)
    .join(",");
  return lit ? `/${lit}` : "";
};
