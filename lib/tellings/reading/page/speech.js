// Attributions: those of the program as a person leaves them, and those that a person puts together
// of source, cue and content, one selection after the other.

let draft = null; // the attribution that is being put together
function programs(number) {
  const row = FOUND.layers.speech[number],
    article = ARTICLES[row[0]];
  const [source, cue, content] = [1, 2, 3].map((at) => row[at].map((span) => article.span(span)));
  return {
    article: row[0],
    source,
    cue,
    content,
    speaker: FOUND.reasons[row[4]],
    type: row[5],
    keep: true,
    reason: "",
    number,
  };
}

const inSheet = FOUND.layers.speech
  .map((row, number) => number)
  .filter((number) => FOUND.reasons[FOUND.layers.speech[number][6]] !== "unattributed");

function mySpeech() {
  const all = inSheet
    .map((number) => ({ ...programs(number), ...state.changed[number] }))
    .concat(state.added.map((one) => ({ ...one, keep: true })));
  const first = (one) => Math.min(...PARTS.flatMap((part) => one[part].map((span) => span[0])));
  return all.sort((a, b) => a.article - b.article || first(a) - first(b));
}

const sameSpans = (a, b) => JSON.stringify(a) === JSON.stringify(b);

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
  const part = (name) =>
    make(
      "p",
      {},
      make("strong", {}, `${name}: `),
      draft[name].length
        ? make("q", { dir: "auto" }, draft[name].map((span) => article.words(span)).join(FOUND.between))
        : "select the words, then say that they are it ",
      draft[name].length
        ? make(
            "button",
            {
              type: "button",
              "aria-label": `Empty the ${name}`,
              click: () => {
                draft[name] = [];
                drawDraft();
              },
            },
            "empty",
          )
        : null,
    );
  const field = (name, label, node) => {
    node.addEventListener("input", () => {
      draft[name] = node.value;
    });
    return make("label", {}, `${label} `, node);
  };
  const type = make(
    "select",
    {},
    make("option", { value: "" }, "let the program say"),
    ...FOUND.types.map((one) => make("option", { value: one, selected: draft.type === one }, one)),
  );
  panel.replaceChildren(
    make("h3", {}, draft.was ? "Correct an attribution" : "A new attribution"),
    ...PARTS.map(part),
    field(
      "speaker",
      "Who speaks, if another than the source says",
      make("input", { value: draft.speaker, spellcheck: "false" }),
    ),
    field("type", "Kind of source", type),
    field("reason", "Why I change it", make("input", { value: draft.reason })),
    make(
      "p",
      { class: "row" },
      make("button", { type: "button", click: keepDraft }, "Keep"),
      make(
        "button",
        {
          type: "button",
          click: () => {
            draft = null;
            drawDraft();
          },
        },
        "Throw away",
      ),
    ),
    make("p", { class: "warning", id: "draft-wrong" }),
  );
}

function showDraft() {
  if (!window.Highlight) return;
  CSS.highlights.delete("draft");
  if (!draft) return;
  const article = ARTICLES[draft.article];
  const ranges = PARTS.flatMap((part) => draft[part])
    .map(([start, end]) => rangeOf(article.section(start), start, end))
    .filter(Boolean);
  CSS.highlights.set("draft", new Highlight(...ranges));
}

function keepDraft() {
  const spans = PARTS.flatMap((part) => draft[part]).sort((a, b) => a[0] - b[0]);
  const wrong = !draft.content.length
    ? "Select what is said, and choose content."
    : !draft.source.length && !draft.cue.length
      ? "Select who speaks or the word for speaking, and choose source or cue."
      : spans.some((span, at) => at && span[0] < spans[at - 1][1])
        ? "Two parts have words in common. Empty one of them."
        : "";
  byId("draft-wrong").textContent = wrong;
  if (wrong) {
    said(wrong);
    return;
  }
  const { was, number, ...own } = draft,
    { source, cue, content, speaker, type, reason } = draft;
  draft = null;
  if (number === undefined) {
    state.added = [
      ...state.added.filter((one) => one !== was),
      { article: own.article, source, cue, content, speaker, type, reason },
    ];
  } else keepCorrection(number, { source, cue, content, speaker, type, reason });
  lightMine();
  changed();
  drawDraft();
}

/** Other words of cue or content are another attribution to the sheet: the old one goes, one is added. */
function keepCorrection(number, own) {
  const before = programs(number);
  // Who speaks is worked out anew where the source is another and the person has not said who.
  if (!sameSpans(own.source, before.source))
    for (const name of ["speaker", "type"]) if (own[name] === before[name]) own[name] = "";
  if (sameSpans(own.cue, before.cue) && sameSpans(own.content, before.content))
    state.changed[number] = { ...own, keep: true };
  else {
    state.changed[number] = { keep: false, reason: own.reason };
    state.added.push({ article: before.article, ...own });
  }
}
