// What two coders say of the same paragraphs, and of the same words.

const CODERS = FOUND.codes.map(({ coder, rows }) => ({ coder, rows, speech: null }));
let beside = null; // the coder to compare with

/** The dictionary as a coder: a frame is there if the paragraph has a term of it that counts. */
function dictionary() {
  const hits = new Set();
  for (const [number, start, , frame, , , negated, event] of FOUND.layers.frames) {
    const article = ARTICLES[number];
    if (!negated && !event) hits.add(`${number}.${article.section(article.unit(start)).paragraph}.${frame}`);
  }
  const frames = FOUND.codebook.frames.flatMap(([name, , hasTerms], at) => (hasTerms ? [{ name, at }] : []));
  const row = ({ article, paragraph: unit }, { name, at }) => [
    article.number,
    unit,
    name,
    0,
    Number(hits.has(`${article.number}.${unit}.${at}`)),
  ];
  const rows = allParagraphs().flatMap((section) => frames.map((frame) => row(section, frame)));
  return { coder: FOUND.dictionary, rows, speech: null };
}

function drawCoders() {
  const boxes = CODERS.map((one) => {
    const box = make("input", {
      type: "radio",
      name: "beside",
      checked: one === beside,
      change: () => choose(one),
    });
    return make("label", {}, box, make("bdi", {}, ` ${one.coder}`), one.speech ? " (attributions)" : "");
  });
  byId("coders").replaceChildren(make("legend", {}, "Compare my marks with"), ...boxes);
}

function choose(coder) {
  beside = coder;
  layer("theirs").row.hidden = Boolean(coder.speech);
  setLayer(layer("theirs"), !coder.speech);
  drawAgreement();
}

const saidCode = (code) => ({ 1: "yes", 0: "no" })[code] || "not coded";
const saidBoth = (codes) => `you ${saidCode(codes[0])}, ${beside.coder} ${saidCode(codes[1])}`;

function drawAgreement() {
  byId("agreement").replaceChildren(...(beside.speech ? drawSpeechAgreement() : drawFrameAgreement()));
}

function drawFrameAgreement() {
  const { table, differing } = agreementOf(myRows(), beside.rows);
  drawTheirs();
  if (!table.at(-1).units) {
    return [
      paragraph(
        "There is no paragraph yet that you both have coded. Mark, and tick an article as coded to the end.",
      ),
    ];
  }
  const items = differing.map(({ place: [article, unit, frame], codes }) =>
    make("li", {}, linkTo(ARTICLES[article].paragraphs[unit - 1]), `: ${frame}, ${saidBoth(codes)}`),
  );
  const title = `${counted(items.length, "code")} differ${items.length === 1 ? "s" : ""}${items.length ? ":" : "."}`;
  return [drawTable(table), paragraph(title), make("ul", { class: "differ" }, ...items)];
}

function drawTable(table) {
  const figure = (value) =>
    make("td", { class: "figure" }, Number.isNaN(value) ? "–" : value.toFixed(2).replace("-", "−"));
  const rows = table.map(({ frame, units, agreement, alpha }) => {
    const number = make("td", { class: "figure" }, String(units));
    return make("tr", {}, make("th", { scope: "row" }, frame), number, figure(agreement), figure(alpha));
  });
  const heads = ["frame", "coded", "same", "alpha"].map((name, at) =>
    make("th", { scope: "col", class: at ? "figure" : null }, name),
  );
  const isFew = table.slice(0, -1).every((row) => row.units < 10);
  const caption =
    `You and ${beside.coder}: how many paragraphs both have coded, which share of the codes is the same, and Krippendorff’s ` +
    "alpha, which is 1 for full agreement, 0 for what chance brings, and – where the codes do not vary." +
    (isFew ? " With fewer than ten paragraphs alpha is not judged." : "");
  const head = make("thead", {}, make("tr", {}, ...heads));
  return make("table", {}, make("caption", { class: "hint" }, caption), head, make("tbody", {}, ...rows));
}

function drawSpeechAgreement() {
  const { met, only, others, otherSource } = speechAgreement(mySpeech(), beside.speech);
  const mine = met.length + only.length;
  const theirs = met.length + others.length;
  const share = mine + theirs ? Math.round((200 * met.length) / (mine + theirs)) : 0;
  const list = (title, some) => {
    const items = some.map((one) => {
      const article = ARTICLES[one.article];
      const words = make("q", { dir: "auto" }, article.words(one.content[0]).slice(0, 80));
      return make("li", {}, linkTo(article.section(one.content[0][0])), ": ", words);
    });
    return items.length
      ? [paragraph(`${title} (${items.length}):`), make("ul", { class: "differ" }, ...items)]
      : [];
  };
  const summary =
    `You have ${counted(mine, "attribution")}, ${beside.coder} has ${theirs}. In ${met.length} of them half of the content ` +
    `or more is the same: that is ${share}% of both (F1). What you have not changed is the program’s.`;
  return [
    paragraph(summary),
    ...list(
      "Both have it, with another source",
      otherSource.map(([one]) => one),
    ),
    ...list("Only you have it", only),
    ...list(`Only ${beside.coder} has it`, others),
  ];
}

/** Under each paragraph, what you and the other coder say of it, where one of the two says yes. */
function drawTheirs() {
  const mine = folded(myRows());
  const theirs = folded(beside.rows);
  const told = new Map(allParagraphs().map((section) => [`${section.article.number}.${section.paragraph}`, []]));
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const [article, unit, frame] = JSON.parse(key);
    const codes = [mine.get(key), theirs.get(key)];
    const differs = codes[0] + codes[1] === 1;
    const item = make("li", { class: differs ? "differs" : null }, `${frame}: ${saidBoth(codes)}`);
    if (codes.includes(1)) told.get(`${article}.${unit}`).push(item);
  }
  for (const section of allParagraphs()) {
    section.node.querySelector(".codes")?.remove();
    const items = told.get(`${section.article.number}.${section.paragraph}`);
    if (items.length) section.node.append(make("ul", { class: "codes" }, ...items));
  }
}
