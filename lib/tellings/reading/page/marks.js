// What a person marks: kept in the browser, for these articles only, and drawn over them.

const KEY = `tellings:${FOUND.sum}`;
const NOTHING = () => ({ coder: "", marking: false, marks: [], no: [], done: [], changed: {}, added: [] });
let state = NOTHING();
let isKept = true,
  isSaved = true;

const questionName = ([frame, item]) =>
  FOUND.questions.filter(([name]) => name === frame).length > 1 ? `${frame} ${item}` : frame;
const noKey = (section, question) => `${section.article.number}.${section.paragraph}.${question}`;
const marksIn = (section, question) =>
  state.marks.filter(
    (mark) =>
      mark.question === question &&
      mark.article === section.article.number &&
      mark.start >= section.start &&
      mark.end <= section.end,
  );

/** 1 where the person has marked it, 0 where they say that it is not there, else null. */
function codeOf(section, question) {
  if (marksIn(section, question).length) return 1;
  return state.done.includes(section.article.number) || state.no.includes(noKey(section, question)) ? 0 : null;
}

const myRows = () =>
  ARTICLES.flatMap((article) =>
    article.paragraphs.flatMap((section) =>
      FOUND.questions.map(([frame, item], at) => [
        article.number,
        section.paragraph,
        frame,
        item,
        codeOf(section, at),
      ]),
    ),
  );

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

function drawKept() {
  const kept =
    "What you mark is kept in this browser until you take it away. It stays on this computer: save it to hand it in.";
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
  } catch {
    isKept = false;
  }
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

function drawMine() {
  const mine = layer("mine");
  for (const article of ARTICLES)
    for (const section of article.sections) section.marks = section.marks.filter((mark) => mark.layer !== "mine");
  const before = new Set(mine.marks.map((mark) => mark.section));
  mine.marks = [];
  state.marks.forEach((own) => {
    const [frame, item, question] = FOUND.questions[own.question];
    addMark("mine", ARTICLES[own.article], [own.start, own.end], {
      kind: "frame",
      value: "",
      after: questionName([frame, item]),
      title: frame,
      lines: [question],
      own,
    });
  });
  state.added.forEach((own) => drawMySpeech(own, "My attribution"));
  for (const [number, own] of Object.entries(state.changed)) {
    const one = { ...programs(number), ...own };
    drawMySpeech(
      one,
      one.keep ? "As I correct the program" : "I say: here nobody is given words",
      one.keep ? "" : "declined",
    );
  }
  for (const mark of mine.marks) before.add(mark.section);
  before.forEach(drawSection);
  mine.count.textContent = String(mine.marks.filter((mark) => mark.stop).length);
  mine.row.hidden = !mine.marks.length;
  const codes = state.marks.length,
    corrected = Object.keys(state.changed).length;
  tell(
    `${counted(codes, "frame")} marked; ${counted(corrected, "attribution")} of the program corrected, ${state.added.length} added.`,
  );
  drawKept();
  drawDone();
  if (beside) drawAgreement();
}

function drawMySpeech(one, title, kind = "") {
  const article = ARTICLES[one.article],
    speaker = one.speaker || one.source.map((span) => article.words(span)).join(FOUND.between);
  for (const part of PARTS) {
    one[part].forEach((span, at) =>
      addMark("mine", article, span, {
        kind: kind || part,
        value: "",
        stop: part === "content",
        own: one,
        title,
        before: part === "content" && !at && !kind ? speaker : "",
        group: `m${one.number ?? ""}-${one.content[0]}`,
        lines: [speaker ? `Who speaks: ${speaker}.` : null, one.reason ? `Why: ${one.reason}` : null],
      }),
    );
  }
}

function drawDone() {
  byId("done")
    .querySelectorAll("input")
    .forEach((box, at) => {
      box.checked = state.done.includes(at);
    });
  byId("coder").value = state.coder;
  byId("marking").checked = state.marking;
}

function toolsFor(mark) {
  const button = (name, click) =>
    make(
      "button",
      {
        type: "button",
        click: () => {
          hideCard(true);
          click();
        },
      },
      name,
    );
  if (mark.layer === "mine" && mark.kind === "frame") {
    return [
      button("Take my mark away", () => {
        state.marks = state.marks.filter((one) => one !== mark.own);
        changed();
      }),
    ];
  }
  if (mark.layer === "mine") {
    const undo = () => {
      if (mark.own.number === undefined) state.added = state.added.filter((one) => one !== mark.own);
      else delete state.changed[mark.own.number];
      changed();
    };
    return [button("Change it", () => openDraft(mark.own)), button("Take my correction away", undo)];
  }
  if (mark.layer !== "speech" || !state.marking || !inSheet.includes(mark.number)) return [];
  const own = state.changed[mark.number];
  return [
    button("Correct it", () => openDraft({ ...programs(mark.number), ...own })),
    own
      ? null
      : button("Nobody is given words here", () => {
          state.changed[mark.number] = { keep: false, reason: "" };
          lightMine();
          changed();
        }),
  ].filter(Boolean);
}

function lightMine() {
  if (!layer("mine").on) setLayer(layer("mine"), true);
}

function toolsForPlace(section) {
  if (!state.marking) return [];
  const boxes = FOUND.questions.map((question, at) => {
    const box = make("input", {
      type: "checkbox",
      checked: codeOf(section, at) === 1,
      change: () => {
        if (box.checked) markFrame([{ section, span: [section.start, section.end] }], at);
        else {
          const gone = marksIn(section, at);
          state.marks = state.marks.filter((one) => !gone.includes(one));
          changed();
        }
      },
    });
    return make("label", {}, box, ` ${questionName(question)}: `, make("span", { class: "hint" }, question[2]));
  });
  return [make("fieldset", {}, make("legend", {}, "This paragraph has"), ...boxes)];
}

function markFrame(pieces, question) {
  for (const {
    section,
    span: [start, end],
  } of pieces) {
    if (!section.paragraph) continue;
    const double = marksIn(section, question).some((mark) => mark.start === start && mark.end === end);
    if (!double) state.marks.push({ article: section.article.number, start, end, question });
    state.no = state.no.filter((key) => key !== noKey(section, question));
  }
  lightMine();
  changed();
}
