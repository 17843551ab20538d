// What a person marks: kept in the browser, for this page only, and drawn over the articles.

const KEY = `tellings:${FOUND.sum}`;
const NOTHING = () => ({ coder: "", marking: false, marks: [], no: [], done: [], changed: {}, added: [] });
let state = NOTHING();
let isKept = true;
let isSaved = true;

const questionName = ([frame, item]) =>
  FOUND.questions.filter(([name]) => name === frame).length > 1 ? `${frame} ${item}` : frame;
const noKey = (section, question) => `${section.article.number}.${section.paragraph}.${question}`;
const isIn = (section, { article, start, end }) =>
  article === section.article.number && section.start <= start && end <= section.end;
const marksIn = (section, question) =>
  state.marks.filter((mark) => mark.question === question && isIn(section, mark));
const hasMarks = () => state.marks.length + state.no.length > 0;
const hasSpeech = () => state.added.length + Object.keys(state.changed).length > 0;

/** 1 where the person has marked it, 0 where they say that it is not there, else null. */
function codeOf(section, question) {
  if (marksIn(section, question).length) return 1;
  return state.done.includes(section.article.number) || state.no.includes(noKey(section, question)) ? 0 : null;
}

/** A row for each paragraph and question: article, paragraph, frame, item, code. */
function myRows() {
  const rows = (section) =>
    FOUND.questions.map(([frame, item], at) => [
      ...[section.article.number, section.paragraph, frame, item],
      codeOf(section, at),
    ]);
  return allParagraphs().flatMap(rows);
}

// ---- Keeping: at once, so that a reload loses nothing.

function changed() {
  isSaved = false;
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
    isKept = true;
  } catch {
    isKept = false;
  }
  drawMine();
}

function bringBack() {
  try {
    localStorage.setItem(`${KEY}:try`, "1");
    localStorage.removeItem(`${KEY}:try`);
    state = { ...NOTHING(), ...JSON.parse(localStorage.getItem(KEY) || "{}") };
  } catch {
    isKept = false;
  }
}

function drawKept() {
  byId("kept").textContent = isKept
    ? "What you mark is kept in this browser, for this page, until you take it away. It stays on this computer: save it to hand it in."
    : "This browser keeps nothing for this page. Save your marks before you close it.";
  byId("kept").classList.toggle("warning", !isKept);
}

function save(what, text) {
  const coder = state.coder.trim();
  if (!coder || CODE_COLUMNS.includes(coder)) {
    byId("coder").focus();
    tell(
      coder
        ? `${quoted(coder)} cannot be a coder’s name.`
        : "Write your name first: it tells two people’s sheets apart.",
    );
    return;
  }
  const name = `${coder.replace(/[^\p{L}\p{N}-]+/gu, "_")}-${what}.csv`;
  const url = URL.createObjectURL(new Blob([text()], { type: "text/csv;charset=utf-8" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  isSaved = true;
  tell(`${name} is saved where your browser puts what it downloads.`);
}

function tell(text, isWrong = false) {
  byId("count").textContent = text;
  byId("count").classList.toggle("warning", isWrong);
  said(text);
}

// ---- Drawing.

function drawMine() {
  const mine = layer("mine");
  const touched = new Set(mine.marks.map((mark) => mark.section));
  for (const section of touched) section.marks = section.marks.filter((mark) => mark.layer !== "mine");
  mine.marks = [];
  state.marks.forEach(addMyFrame);
  state.added.forEach((own) => addMySpeech(own, "My attribution"));
  for (const [number, own] of Object.entries(state.changed)) {
    const one = { ...programs(Number(number)), ...own };
    if (one.keep) addMySpeech(one, "As I correct the program");
    else addMySpeech(one, "I say that nobody is given words here", "declined");
  }
  for (const mark of mine.marks) touched.add(mark.section);
  touched.forEach(drawSection);
  mine.count.textContent = String(mine.marks.filter((mark) => mark.stop).length);
  mine.row.hidden = !mine.marks.length;
  drawTold();
  drawKept();
  drawFields();
  if (beside) drawAgreement();
}

function addMyFrame(own) {
  const [frame, item, question] = FOUND.questions[own.question];
  const details = {
    kind: "frame",
    value: "",
    after: questionName([frame, item]),
    title: frame,
    lines: [question],
    own,
  };
  addMark("mine", ARTICLES[own.article], [own.start, own.end], details);
}

function addMySpeech(own, title, kind = "") {
  const article = ARTICLES[own.article];
  const speaker = own.speaker || textOf(article, own.source);
  const lines = [speaker ? `Who speaks: ${speaker}.` : null, own.reason ? `Why: ${own.reason}` : null];
  const shared = { value: "", own, title, lines, group: `m${own.number ?? ""}-${own.content[0]}` };
  for (const part of PARTS) {
    own[part].forEach((span, at) => {
      const before = part === "content" && !at && !kind ? speaker : "";
      addMark("mine", article, span, { ...shared, kind: kind || part, stop: part === "content", before });
    });
  }
}

function drawTold() {
  const corrected = Object.keys(state.changed).length;
  const told = [
    state.marks.length ? `${counted(state.marks.length, "mark")} of a frame` : "",
    corrected ? `${counted(corrected, "attribution")} of the program corrected` : "",
    state.added.length ? `${counted(state.added.length, "attribution")} added` : "",
  ].filter(Boolean);
  tell(told.length ? `You have: ${told.join(", ")}.` : "You have marked nothing yet.");
}

function drawFields() {
  byId("done")
    .querySelectorAll("input")
    .forEach((box, at) => (box.checked = state.done.includes(at)));
  if (byId("coder").value !== state.coder) byId("coder").value = state.coder;
  byId("marking").checked = state.marking;
}

// ---- What can be done with a mark, and with a paragraph.

function toolsFor(mark) {
  const tool = (name, action) =>
    button(name, () => {
      hideCard();
      action();
      if (document.activeElement === document.body) mark.section.node.querySelector(".number")?.focus();
    });
  if (mark.layer === "mine" && mark.kind === "frame") {
    return [tool("Take my mark away", () => takeAway([mark.own]))];
  }
  if (mark.layer === "mine") {
    const undo = () => {
      if (mark.own.number === undefined) state.added = state.added.filter((one) => one !== mark.own);
      else delete state.changed[mark.own.number];
      changed();
    };
    return [tool("Change it", () => openDraft(mark.own)), tool("Take my correction away", undo)];
  }
  if (mark.layer !== "speech" || !state.marking || !IN_SHEET.includes(mark.number)) return [];
  const own = state.changed[mark.number];
  const decline = () => {
    state.changed[mark.number] = { keep: false, reason: "" };
    lightMine();
    changed();
  };
  const correct = tool("Correct it", () => openDraft({ ...programs(mark.number), ...own }));
  return own ? [correct] : [correct, tool("Nobody is given words here", decline)];
}

function toolsForPlace(section) {
  if (!state.marking) return [];
  const boxes = FOUND.questions.map((question, at) => {
    const change = () => {
      if (box.checked) markFrame([{ section, span: [section.start, section.end] }], at);
      else takeAway(marksIn(section, at));
    };
    const box = make("input", { type: "checkbox", checked: codeOf(section, at) === 1, change });
    return make("label", {}, box, ` ${questionName(question)}: `, make("span", { class: "hint" }, question[2]));
  });
  return [make("fieldset", {}, make("legend", {}, "This paragraph has"), ...boxes)];
}

function markFrame(pieces, question) {
  for (const { section, span } of pieces) {
    const [start, end] = span;
    const isThere = marksIn(section, question).some((mark) => mark.start === start && mark.end === end);
    if (!isThere) state.marks.push({ article: section.article.number, start, end, question });
    state.no = state.no.filter((key) => key !== noKey(section, question));
  }
  lightMine();
  changed();
}

function takeAway(marks) {
  state.marks = state.marks.filter((one) => !marks.includes(one));
  changed();
}

const lightMine = () => setLayer(layer("mine"), true);
