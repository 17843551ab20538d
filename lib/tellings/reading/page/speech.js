// Attributions: those of the program as a person leaves them, and those that a person puts together
// of source, cue and content, one selection after the other.

let draft = null; // the attribution that is being put together
// A quotation without a speaker stands in no sheet.
const IN_SHEET = [...FOUND.layers.speech.keys()].filter((number) => programs(number).kind !== "unattributed");

const sameSpans = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const firstOf = (one) => Math.min(...PARTS.flatMap((part) => one[part].map(([start]) => start)));

/** Every attribution that the person's sheet has, kept or not. */
function mySpeech() {
  const all = IN_SHEET.map((number) => ({ ...programs(number), ...state.changed[number] }));
  all.push(...state.added.map((one) => ({ ...one, keep: true })));
  return all.sort((a, b) => a.article - b.article || firstOf(a) - firstOf(b));
}

function addToDraft(part, pieces) {
  const article = pieces[0].section.article.number;
  draft = draft || { article, source: [], cue: [], content: [], speaker: "", type: "", reason: "" };
  if (draft.article !== article || pieces.some(({ section }) => section.article.number !== article)) {
    tell("An attribution lies within one article. Keep the one you have begun, or throw it away.", true);
    return;
  }
  draft[part] = [...draft[part], ...pieces.map(({ span }) => span)].sort((a, b) => a[0] - b[0]);
  drawDraft();
}

function openDraft(one) {
  draft = { ...one, was: one };
  drawDraft();
  byId("draft").querySelector("button, input").focus();
}

function closeDraft() {
  draft = null;
  drawDraft();
}

function drawDraft() {
  const panel = byId("draft");
  panel.hidden = !draft;
  showDraft();
  if (!draft) return;
  const field = (name, label, node) => {
    node.addEventListener("input", () => (draft[name] = node.value));
    return make("label", {}, `${label} `, node);
  };
  const types = FOUND.types.map((one) => make("option", { value: one, selected: draft.type === one }, one));
  panel.replaceChildren(
    make("h3", {}, draft.was ? "Correct an attribution" : "A new attribution"),
    ...PARTS.map(drawPart),
    field("speaker", "Who speaks, if another than the source says", make("input", { value: draft.speaker })),
    field("type", "Kind of source", make("select", {}, make("option", { value: "" }, "worked out"), ...types)),
    field("reason", "Why", make("input", { value: draft.reason })),
    inRow(button("Keep", keepDraft), button("Throw away", closeDraft)),
    paragraph("", { class: "warning", id: "draft-wrong" }),
  );
}

function drawPart(name) {
  const title = make("strong", {}, `${name}: `);
  if (!draft[name].length) return make("p", {}, title, "select the words, then say that they are it");
  const words = make("q", { dir: "auto" }, textOf(ARTICLES[draft.article], draft[name]));
  const empty = () => {
    draft[name] = [];
    drawDraft();
  };
  return make("p", {}, title, words, " ", button("empty", empty, { "aria-label": `Empty the ${name}` }));
}

/** Shows in the text what the draft holds, where the browser can. */
function showDraft() {
  if (!window.Highlight) return;
  CSS.highlights.delete("draft");
  if (!draft) return;
  const article = ARTICLES[draft.article];
  const spans = PARTS.flatMap((part) => draft[part]);
  const ranges = spans.map(([start, end]) => rangeOf(article.section(start), start, end)).filter(Boolean);
  CSS.highlights.set("draft", new Highlight(...ranges));
}

function wrongInDraft() {
  const spans = PARTS.flatMap((part) => draft[part]).sort((a, b) => a[0] - b[0]);
  const isDouble = spans.some(([start], at) => at && start < spans[at - 1][1]);
  if (!draft.content.length) return "Select what is said, and choose content.";
  if (!draft.source.length && !draft.cue.length) return "Select who speaks, or the word for it: source or cue.";
  return isDouble ? "Two parts have words in common. Empty one of them." : "";
}

function keepDraft() {
  const wrong = wrongInDraft();
  byId("draft-wrong").textContent = wrong;
  said(wrong);
  if (wrong) return;
  const { article, was, number, source, cue, content, speaker, type, reason } = draft;
  const own = { article, source, cue, content, speaker, type, reason };
  if (number !== undefined) keepCorrection(number, own);
  else state.added = [...state.added.filter((one) => one !== was), own];
  closeDraft();
  lightMine();
  changed();
}

function keepCorrection(number, own) {
  const before = programs(number);
  // Who speaks is worked out anew where the source is another and the person has not said who.
  const isOther = !sameSpans(own.source, before.source);
  for (const name of ["speaker", "type"]) if (isOther && own[name] === before[name]) own[name] = "";
  if (sameSpans(own.cue, before.cue) && sameSpans(own.content, before.content)) {
    state.changed[number] = { ...own, keep: true };
  } else {
    // To the sheet, other words of cue or content are another attribution: one goes, one comes.
    state.changed[number] = { keep: false, reason: own.reason };
    state.added.push(own);
  }
}
