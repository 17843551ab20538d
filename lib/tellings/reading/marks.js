"use strict";
// What a person marks and corrects: kept in the browser, saved as sheets, compared with others'.

const KEY = `tellings:${FOUND.sum}`;
const NOTHING = () => ({ coder: "", marking: false, marks: [], no: [], done: [], changed: {}, added: [] });
let state = NOTHING();
let isKept = true, isSaved = true;
let draft = null; // the attribution that is being put together
const CODERS = FOUND.codes.map(({ coder, rows }) => ({ coder, rows, speech: null }));
let beside = null; // the coder to compare with

const questionName = ([frame, item]) => (FOUND.questions.filter(([name]) => name === frame).length > 1 ? `${frame} ${item}` : frame);
const noKey = (section, question) => `${section.article.number}.${section.paragraph}.${question}`;
const marksIn = (section, question) => state.marks.filter((mark) => mark.question === question
  && mark.article === section.article.number && mark.start >= section.start && mark.end <= section.end);

/** 1 where the person has marked it, 0 where they say that it is not there, else null. */
function codeOf(section, question) {
  if (marksIn(section, question).length) return 1;
  return state.done.includes(section.article.number) || state.no.includes(noKey(section, question)) ? 0 : null;
}

const myRows = () => ARTICLES.flatMap((article) => article.paragraphs.flatMap((section) =>
  FOUND.questions.map(([frame, item], at) => [article.number, section.paragraph, frame, item, codeOf(section, at)])));

// ---- Attributions: those of the program, as the person leaves them, and those that a person adds.

function programs(number) {
  const row = FOUND.layers.speech[number], article = ARTICLES[row[0]];
  const [source, cue, content] = [1, 2, 3].map((at) => row[at].map((span) => article.span(span)));
  return { article: row[0], source, cue, content, speaker: FOUND.reasons[row[4]], type: row[5], keep: true, reason: "", number };
}

const inSheet = FOUND.layers.speech.map((row, number) => number).filter((number) => FOUND.reasons[FOUND.layers.speech[number][6]] !== "unattributed");

function mySpeech() {
  const all = inSheet.map((number) => ({ ...programs(number), ...state.changed[number] })).concat(state.added.map((one) => ({ ...one, keep: true })));
  const first = (one) => Math.min(...PARTS.flatMap((part) => one[part].map((span) => span[0])));
  return all.sort((a, b) => a.article - b.article || first(a) - first(b));
}

const sameSpans = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// ---- Keeping. What a person does is kept at once, in this browser and for these articles only.

function changed() {
  isSaved = false;
  try { localStorage.setItem(KEY, JSON.stringify(state)); isKept = true; } catch { isKept = false; }
  drawMine();
}

function drawKept() {
  const kept = "What you mark is kept in this browser until you take it away. It stays on this computer: save it to hand it in.";
  const not = "This browser keeps nothing for this file. Save your marks before you close the page.";
  byId("kept").textContent = isKept ? kept : not;
  byId("kept").classList.toggle("warning", !isKept);
}

function bringBack() {
  try {
    localStorage.setItem(`${KEY}:try`, "1");
    localStorage.removeItem(`${KEY}:try`);
    const kept = localStorage.getItem(KEY);
    if (kept) state = { ...NOTHING(), ...JSON.parse(kept) };
  } catch { isKept = false; }
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  isSaved = true;
}

function save(what, text) {
  if (!state.coder.trim()) {
    byId("coder").focus();
    tell("Write your name first: it tells two people’s sheets apart.");
    return;
  }
  const name = `${state.coder.trim().replace(/[^\p{L}\p{N}-]+/gu, "_")}-${what}.csv`;
  download(name, text());
  tell(`${name} is saved where your browser puts what it downloads.`);
}

function tell(text, isWrong = false) {
  byId("count").textContent = text;
  byId("count").classList.toggle("warning", isWrong);
  said(text);
}

// ---- Drawing a person's marks.

function drawMine() {
  const mine = layer("mine");
  for (const article of ARTICLES) for (const section of article.sections) section.marks = section.marks.filter((mark) => mark.layer !== "mine");
  const before = new Set(mine.marks.map((mark) => mark.section));
  mine.marks = [];
  state.marks.forEach((own) => {
    const [frame, item, question] = FOUND.questions[own.question];
    addMark("mine", ARTICLES[own.article], [own.start, own.end], {
      kind: "frame", value: "", after: questionName([frame, item]), title: frame, lines: [question], own,
    });
  });
  state.added.forEach((own) => drawMySpeech(own, "My attribution"));
  for (const [number, own] of Object.entries(state.changed)) {
    const one = { ...programs(number), ...own };
    drawMySpeech(one, one.keep ? "As I correct the program" : "I say: here nobody is given words", one.keep ? "" : "declined");
  }
  for (const mark of mine.marks) before.add(mark.section);
  before.forEach(drawSection);
  mine.count.textContent = String(mine.marks.filter((mark) => mark.stop).length);
  mine.row.hidden = !mine.marks.length;
  const codes = state.marks.length, corrected = Object.keys(state.changed).length;
  tell(`${counted(codes, "frame")} marked; ${counted(corrected, "attribution")} of the program corrected, ${state.added.length} added.`);
  drawKept();
  drawDone();
  if (beside) drawAgreement();
}

function drawMySpeech(one, title, kind = "") {
  const article = ARTICLES[one.article], speaker = one.speaker || one.source.map((span) => article.words(span)).join(FOUND.between);
  for (const part of PARTS) {
    one[part].forEach((span, at) => addMark("mine", article, span, {
      kind: kind || part, value: "", stop: part === "content", own: one, title,
      before: part === "content" && !at && !kind ? speaker : "", group: `m${one.number ?? ""}-${one.content[0]}`,
      lines: [speaker ? `Who speaks: ${speaker}.` : null, one.reason ? `Why: ${one.reason}` : null],
    }));
  }
}

function drawDone() {
  byId("done").querySelectorAll("input").forEach((box, at) => { box.checked = state.done.includes(at); });
  byId("coder").value = state.coder;
  byId("marking").checked = state.marking;
}

// ---- What can be done with a mark, with a paragraph, with the words selected.

function toolsFor(mark) {
  const button = (name, click) => make("button", { type: "button", click: () => { hideCard(true); click(); } }, name);
  if (mark.layer === "mine" && mark.kind === "frame") {
    return [button("Take my mark away", () => { state.marks = state.marks.filter((one) => one !== mark.own); changed(); })];
  }
  if (mark.layer === "mine") {
    const undo = () => { if (mark.own.number === undefined) state.added = state.added.filter((one) => one !== mark.own); else delete state.changed[mark.own.number]; changed(); };
    return [button("Change it", () => openDraft(mark.own)), button("Take my correction away", undo)];
  }
  if (mark.layer !== "speech" || !state.marking || !inSheet.includes(mark.number)) return [];
  const own = state.changed[mark.number];
  return [button("Correct it", () => openDraft({ ...programs(mark.number), ...own })), own ? null
    : button("Nobody is given words here", () => { state.changed[mark.number] = { keep: false, reason: "" }; lightMine(); changed(); })].filter(Boolean);
}

function lightMine() { if (!layer("mine").on) setLayer(layer("mine"), true); }

function toolsForPlace(section) {
  if (!state.marking) return [];
  const boxes = FOUND.questions.map((question, at) => {
    const box = make("input", { type: "checkbox", checked: codeOf(section, at) === 1, change: () => {
      if (box.checked) markFrame([{ section, span: [section.start, section.end] }], at);
      else { const gone = marksIn(section, at); state.marks = state.marks.filter((one) => !gone.includes(one)); changed(); }
    } });
    return make("label", {}, box, ` ${questionName(question)}: `, make("span", { class: "hint" }, question[2]));
  });
  return [make("fieldset", {}, make("legend", {}, "This paragraph has"), ...boxes)];
}

function markFrame(pieces, question) {
  for (const { section, span: [start, end] } of pieces) {
    if (!section.paragraph) continue;
    const double = marksIn(section, question).some((mark) => mark.start === start && mark.end === end);
    if (!double) state.marks.push({ article: section.article.number, start, end, question });
    state.no = state.no.filter((key) => key !== noKey(section, question));
  }
  lightMine();
  changed();
}

/** The words selected, by paragraph, without the spaces around them. */
function selectedPieces() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0), pieces = [];
  for (const article of ARTICLES) {
    for (const section of article.sections) {
      if (!range.intersectsNode(section.words)) continue;
      const before = document.createRange(), inside = document.createRange();
      inside.selectNodeContents(section.words);
      if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
      before.selectNodeContents(section.words);
      before.setEnd(inside.startContainer, inside.startOffset);
      const words = inside.toString(), start = section.start + before.toString().length + words.length - words.trimStart().length;
      if (words.trim()) pieces.push({ section, span: [start, start + words.trim().length] });
    }
  }
  return pieces;
}

function offerTools() {
  const tools = byId("tools"), pieces = selectedPieces();
  if (!pieces.length) { if (!tools.contains(document.activeElement)) tools.hidden = true; return; }
  const [{ section, span }] = pieces;
  const inBody = pieces.every((piece) => piece.section.paragraph);
  const parts = [make("p", { class: "row" }, make("a", { href: addressOf(section.article, span) }, "Link to these words"))];
  if (state.marking && inBody) parts.unshift(drawFrameButtons(pieces), drawPartButtons(pieces));
  if (state.marking && !inBody) parts.unshift(make("p", {}, "Only paragraphs of the body are coded, not headlines and captions."));
  tools.replaceChildren(...parts);
  tools.hidden = false;
  section.node.append(tools); // the next thing that the Tab key comes to
  placeBeside(tools, getSelection().getRangeAt(0).getBoundingClientRect());
}

function done(action) { return () => { action(); getSelection().removeAllRanges(); byId("tools").hidden = true; }; }

function drawFrameButtons(pieces) {
  const row = make("p", { class: "row" }, "Frame: ");
  for (const frame of new Set(FOUND.questions.map(([name]) => name))) {
    const asked = FOUND.questions.map((question, at) => [question, at]).filter(([[name]]) => name === frame);
    const choose = asked.length === 1 ? done(() => markFrame(pieces, asked[0][1]))
      : () => row.replaceChildren(`${frame}: `, ...asked.map(([question, at]) => make("button", { type: "button", click: done(() => markFrame(pieces, at)) }, question[2])));
    row.append(make("button", { type: "button", click: choose, title: asked.length === 1 ? asked[0][0][2] : null }, frame));
  }
  return row;
}

function drawPartButtons(pieces) {
  const add = (part) => done(() => {
    draft = draft || { article: pieces[0].section.article.number, source: [], cue: [], content: [], speaker: "", type: "", reason: "" };
    if (draft.article !== pieces[0].section.article.number) { tell("An attribution lies within one article. Keep the one you have begun, or throw it away.", true); return; }
    draft[part] = [...draft[part], ...pieces.map(({ span }) => span)].sort((a, b) => a[0] - b[0]);
    drawDraft();
  });
  return make("p", { class: "row" }, "Attribution: ", ...PARTS.map((part) => make("button", { type: "button", click: add(part) }, part)));
}

// ---- An attribution being put together: source, cue and content, one selection after the other.

function openDraft(one) {
  draft = { ...one, source: [...one.source], cue: [...one.cue], content: [...one.content], was: one };
  drawDraft();
  byId("draft").querySelector("button, input").focus();
}

function drawDraft() {
  const panel = byId("draft");
  panel.hidden = !draft;
  showDraft();
  if (!draft) return;
  const article = ARTICLES[draft.article];
  const part = (name) => make("p", {}, make("strong", {}, `${name}: `),
    draft[name].length ? make("q", { dir: "auto" }, draft[name].map((span) => article.words(span)).join(FOUND.between)) : "select the words, then say that they are it ",
    draft[name].length ? make("button", { type: "button", "aria-label": `Empty the ${name}`, click: () => { draft[name] = []; drawDraft(); } }, "empty") : null);
  const field = (name, label, node) => { node.addEventListener("input", () => { draft[name] = node.value; }); return make("label", {}, `${label} `, node); };
  const type = make("select", {}, make("option", { value: "" }, "let the program say"), ...FOUND.types.map((one) => make("option", { value: one, selected: draft.type === one }, one)));
  panel.replaceChildren(make("h3", {}, draft.was ? "Correct an attribution" : "A new attribution"), ...PARTS.map(part),
    field("speaker", "Who speaks, if another than the source says", make("input", { value: draft.speaker, spellcheck: "false" })),
    field("type", "Kind of source", type), field("reason", "Why I change it", make("input", { value: draft.reason })),
    make("p", { class: "row" }, make("button", { type: "button", click: keepDraft }, "Keep"),
      make("button", { type: "button", click: () => { draft = null; drawDraft(); } }, "Throw away")), make("p", { class: "warning", id: "draft-wrong" }));
}

function showDraft() {
  if (!window.Highlight) return;
  CSS.highlights.delete("draft");
  if (!draft) return;
  const article = ARTICLES[draft.article];
  const ranges = PARTS.flatMap((part) => draft[part]).map(([start, end]) => rangeOf(article.section(start), start, end)).filter(Boolean);
  CSS.highlights.set("draft", new Highlight(...ranges));
}

function keepDraft() {
  const spans = PARTS.flatMap((part) => draft[part]).sort((a, b) => a[0] - b[0]);
  const wrong = !draft.content.length ? "Select what is said, and choose content."
    : !draft.source.length && !draft.cue.length ? "Select who speaks or the word for speaking, and choose source or cue."
      : spans.some((span, at) => at && span[0] < spans[at - 1][1]) ? "Two parts have words in common. Empty one of them." : "";
  byId("draft-wrong").textContent = wrong;
  if (wrong) { said(wrong); return; }
  const { was, number, ...own } = draft, { source, cue, content, speaker, type, reason } = draft;
  draft = null;
  if (number === undefined) {
    state.added = [...state.added.filter((one) => one !== was), { article: own.article, source, cue, content, speaker, type, reason }];
  } else keepCorrection(number, { source, cue, content, speaker, type, reason });
  lightMine();
  changed();
  drawDraft();
}

/** Other words of cue or content are another attribution to the sheet: the old one goes, one is added. */
function keepCorrection(number, own) {
  const before = programs(number);
  // Who speaks is worked out anew where the source is another and the person has not said who.
  if (!sameSpans(own.source, before.source)) for (const name of ["speaker", "type"]) if (own[name] === before[name]) own[name] = "";
  if (sameSpans(own.cue, before.cue) && sameSpans(own.content, before.content)) state.changed[number] = { ...own, keep: true };
  else {
    state.changed[number] = { keep: false, reason: own.reason };
    state.added.push({ article: before.article, ...own });
  }
}

// ---- Sheets that are opened: a person's own to go on with, another coder's to lay beside.

async function openSheet(input, use) {
  const [file] = input.files;
  if (!file) return;
  try {
    const sheet = readCsv((await textOf(file)).replace(/^\ufeff/, ""));
    const kind = sheet.columns.includes("place") ? "speech" : sheet.columns.includes("code") ? "codes" : "";
    const needed = kind === "speech" ? ["article", "paragraph", "keep", ...PARTS, "speaker", "source_type"] : ["article", "unit", "start", "end", "frame", "item"];
    const missing = needed.filter((name) => !sheet.columns.includes(name));
    if (!kind || missing.length) throw new SheetError(`This is no sheet of codes or attributions; its first row lacks ${missing.join(", ") || "code"}.`);
    use(kind, sheet, file.name);
  } catch (problem) {
    if (!(problem instanceof SheetError)) throw problem;
    tell(`${file.name}: ${problem.message}`, true);
    byId("agreement").textContent = input.id === "open-theirs" ? `${file.name}: ${problem.message}` : "";
  }
  input.value = "";
}

function goOn(kind, sheet, name) {
  if (kind === "speech") { goOnSpeech(readSpeech(sheet)); } else {
    const coders = readCodes(sheet, name);
    if (coders.length !== 1) throw new SheetError("The sheet has the codes of several people. Lay it beside instead.");
    goOnCodes(coders[0]);
  }
  lightMine();
  changed();
  tell(`${name} is taken over.`);
}

function goOnCodes({ coder, rows }) {
  const next = { marks: [], no: [] };
  for (const [article, unit, frame, item, code, spans] of rows) {
    const question = FOUND.questions.findIndex(([name, number]) => name === frame && number === item);
    if (question < 0) throw new SheetError(`The codebook of this page has no item ${item} of a frame “${frame}”.`);
    const section = ARTICLES[article].paragraphs[unit - 1];
    if (code === 0) next.no.push(noKey(section, question));
    for (const [start, end] of code !== 1 ? [] : spans.length ? spans : [[section.start, section.end]]) next.marks.push({ article, start, end, question });
  }
  Object.assign(state, next, { coder: state.coder || coder, done: [] });
}

function goOnSpeech(rows) {
  const next = { changed: {}, added: [] };
  const left = new Set(inSheet);
  for (const row of rows) {
    const number = inSheet.find((one) => { const own = programs(one); return own.article === row.article && sameSpans(own.cue, row.cue) && sameSpans(own.content, row.content); });
    if (number === undefined) { if (row.keep) { const { keep, ...own } = row; next.added.push(own); } continue; }
    left.delete(number);
    const before = programs(number);
    const same = row.keep && !row.reason && sameSpans(before.source, row.source) && [before.speaker, ""].includes(row.speaker) && [before.type, ""].includes(row.type);
    if (!same) next.changed[number] = row.keep ? row : { keep: false, reason: row.reason };
  }
  left.forEach((number) => { next.changed[number] = { keep: false, reason: "" }; });
  Object.assign(state, next);
}

function layBeside(kind, sheet, name) {
  const stem = name.replace(/\.[^.]*$/, "");
  const found = kind === "speech" ? [{ coder: stem, rows: null, speech: readSpeech(sheet) }] : readCodes(sheet, name).map((one) => ({ ...one, speech: null }));
  for (const one of found) {
    const same = CODERS.find((other) => other.coder === one.coder && Boolean(other.rows) === Boolean(one.rows));
    if (same) Object.assign(same, one); else CODERS.push(one);
  }
  beside = CODERS.find((one) => one.coder === found[0].coder && Boolean(one.rows) === Boolean(found[0].rows));
  drawCoders();
  drawAgreement();
}

/** The dictionary as a coder: a frame is there if the paragraph has a term of it that counts. */
function dictionary() {
  const counts = FOUND.layers.frames.filter((row) => !row[6] && !row[7])
    .map((row) => { const article = ARTICLES[row[0]]; return `${row[0]}.${article.section(article.unit(row[1])).paragraph}.${row[3]}`; });
  const hits = new Set(counts);
  const rows = ARTICLES.flatMap((article) => article.paragraphs.flatMap((section) => FOUND.codebook.frames
    .map(([frame, , hasTerms], at) => (hasTerms ? [article.number, section.paragraph, frame, 0, Number(hits.has(`${article.number}.${section.paragraph}.${at}`))] : null)).filter(Boolean)));
  return { coder: FOUND.dictionary, rows, speech: null };
}

function drawCoders() {
  const boxes = CODERS.map((one) => make("label", {}, make("input", { type: "radio", name: "beside", checked: one === beside, change: () => { beside = one; drawAgreement(); } }),
    make("bdi", {}, ` ${one.coder}`), one.speech ? " (attributions)" : ""));
  byId("coders").replaceChildren(make("legend", {}, "Compare my marks with"), ...boxes);
}

const saidCode = (code) => (code === 1 ? "yes" : code === 0 ? "no" : "not coded");

function drawAgreement() {
  const place = byId("agreement");
  if (beside.speech) { place.replaceChildren(...drawSpeechAgreement()); return; }
  const { table, differing } = agreementOf(myRows(), beside.rows);
  drawTheirs();
  if (table.at(-1).units === 0) {
    place.replaceChildren(make("p", {}, "There is no paragraph yet that you both have coded. Mark, and tick an article as coded to the end."));
    return;
  }
  const figure = (value) => make("td", { class: "figure" }, Number.isNaN(value) ? "–" : value.toFixed(2));
  const rows = table.map((row) => make("tr", {}, make("th", { scope: "row" }, row.frame), make("td", { class: "figure" }, String(row.units)), figure(row.agreement), figure(row.alpha)));
  const heads = ["frame", "paragraphs", "the same", "alpha"].map((name, at) => make("th", { scope: "col", class: at ? "figure" : null }, name));
  const few = Math.max(...table.slice(0, -1).map((row) => row.units)) < 10 ? " With fewer than ten paragraphs alpha is not judged." : "";
  place.replaceChildren(make("table", {}, make("caption", { class: "hint" }, `You and ${beside.coder}: paragraphs that both have coded, share of the same codes, and Krippendorff’s alpha (1 is agreement, 0 is chance, – where the codes do not vary).${few}`),
    make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows)), make("p", {}, `${counted(differing.length, "code")} differ${differing.length === 1 ? "s" : ""}:`),
  make("ul", { class: "differ" }, ...differing.map(({ place: [article, unit, frame], codes }) => {
    const section = ARTICLES[article].paragraphs[unit - 1];
    return make("li", {}, make("a", { href: `#${section.node.id}`, click: (event) => { event.preventDefault(); goTo(section); } }, `${placeOf(section)}`), `: ${frame}, you ${saidCode(codes[0])}, ${beside.coder} ${saidCode(codes[1])}`);
  })));
}

function drawSpeechAgreement() {
  const { met, only, others, other } = speechAgreement(mySpeech(), beside.speech);
  const all = met.length * 2 + only.length + others.length;
  const list = (title, some) => (some.length ? [make("p", {}, `${title} (${some.length}):`), make("ul", { class: "differ" }, ...some.map((one) => {
    const article = ARTICLES[one.article], section = article.section(one.content[0][0]);
    return make("li", {}, make("a", { href: addressOf(article, one.content[0]), click: (event) => { event.preventDefault(); goTo(section); } }, placeOf(section)),
      ": ", make("q", { dir: "auto" }, article.words(one.content[0]).slice(0, 80)));
  }))] : []);
  return [make("p", {}, `You have ${met.length + only.length} attributions, ${beside.coder} has ${met.length + others.length}. ${met.length} are the same by at least half of the words of their content: ${all ? Math.round((200 * met.length) / all) : 0}% of all (F1). What you have not changed is the program’s.`),
    ...list("Both have them, with another source", other.map(([mine]) => mine)), ...list("Only you have", only), ...list(`Only ${beside.coder} has`, others)];
}

/** Under each paragraph, what you and the other coder say of it. */
function drawTheirs() {
  const theirs = layer("theirs"), mine = folded(myRows()), other = folded(beside.rows);
  for (const article of ARTICLES) {
    for (const section of article.paragraphs) {
      section.node.querySelector(".codes")?.remove();
      const frames = [...new Set([...mine.keys(), ...other.keys()].map((key) => JSON.parse(key)).filter(([number, unit]) => number === article.number && unit === section.paragraph).map((one) => one[2]))];
      const told = frames.map((frame) => { const key = JSON.stringify([article.number, section.paragraph, frame]); return [frame, mine.get(key), other.get(key)]; }).filter(([, a, b]) => a === 1 || b === 1);
      if (told.length) section.node.append(make("ul", { class: "codes" }, ...told.map(([frame, a, b]) => make("li", { class: a !== undefined && b !== undefined && a !== b ? "differs" : null }, `${frame}: you ${saidCode(a)}, ${beside.coder} ${saidCode(b)}`))));
    }
  }
  theirs.row.hidden = false;
  if (!theirs.on) setLayer(theirs, true);
}

// ---- Beginning.

function listen() {
  byId("coder").addEventListener("input", () => { state.coder = byId("coder").value; changed(); });
  byId("marking").addEventListener("change", () => { state.marking = byId("marking").checked; changed(); });
  byId("save-codes").addEventListener("click", () => save("frames", () => codesCsv(state.coder.trim(), codeOf, (section, at) => marksIn(section, at).map((mark) => [mark.start, mark.end]))));
  byId("save-speech").addEventListener("click", () => save("attributions", () => speechCsv(mySpeech())));
  byId("open-mine").addEventListener("change", (event) => openSheet(event.target, goOn));
  byId("open-theirs").addEventListener("change", (event) => openSheet(event.target, layBeside));
  byId("anew").addEventListener("click", () => {
    if (!confirm("Take away all that you have marked in these articles? What you have saved as a sheet stays.")) return;
    state = { ...NOTHING(), coder: state.coder, marking: state.marking };
    changed();
  });
  document.addEventListener("selectionchange", () => { clearTimeout(offering); offering = setTimeout(offerTools, 150); });
  byId("tools").addEventListener("mousedown", (event) => event.preventDefault()); // which would end the selection
  addEventListener("beforeunload", (event) => { if (!isKept && !isSaved) event.preventDefault(); });
  addEventListener("hashchange", goToAddress);
}

let offering = 0;

function begin() {
  if (innerWidth < 760) byId("layers-box").open = false;
  byId("done").append(...ARTICLES.map((article) => make("label", {}, make("input", { type: "checkbox", change: (event) => {
    state.done = event.target.checked ? [...state.done, article.number] : state.done.filter((one) => one !== article.number);
    changed();
  } }), make("bdi", {}, ` ${article.name}`))));
  CODERS.push(dictionary());
  drawCoders();
  bringBack();
  setLayer(layer("speech"), true);
  drawMine();
  if (state.marks.length || state.added.length || Object.keys(state.changed).length) {
    setLayer(layer("mine"), true);
    byId("mark-box").open = true;
    tell("What you marked before is here again.");
  }
  goToAddress();
  listen();
}
begin();
