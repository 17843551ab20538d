// What can be done with the words selected.

/** The words selected, by paragraph, without the spaces around them. */
function selectedPieces() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0),
    pieces = [];
  for (const article of ARTICLES) {
    for (const section of article.sections) {
      if (!range.intersectsNode(section.words)) continue;
      const before = document.createRange(),
        inside = document.createRange();
      inside.selectNodeContents(section.words);
      if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0)
        inside.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0)
        inside.setEnd(range.endContainer, range.endOffset);
      before.selectNodeContents(section.words);
      before.setEnd(inside.startContainer, inside.startOffset);
      const words = inside.toString(),
        start = section.start + before.toString().length + words.length - words.trimStart().length;
      if (words.trim()) pieces.push({ section, span: [start, start + words.trim().length] });
    }
  }
  return pieces;
}

function offerTools() {
  const tools = byId("tools"),
    pieces = selectedPieces();
  if (!pieces.length) {
    if (!tools.contains(document.activeElement)) tools.hidden = true;
    return;
  }
  const [{ section, span }] = pieces;
  const inBody = pieces.every((piece) => piece.section.paragraph);
  const parts = [
    make("p", { class: "row" }, make("a", { href: addressOf(section.article, span) }, "Link to these words")),
  ];
  if (state.marking && inBody) parts.unshift(drawFrameButtons(pieces), drawPartButtons(pieces));
  if (state.marking && !inBody)
    parts.unshift(make("p", {}, "Only paragraphs of the body are coded, not headlines and captions."));
  tools.replaceChildren(...parts);
  tools.hidden = false;
  section.node.append(tools); // the next thing that the Tab key comes to
  placeBeside(tools, getSelection().getRangeAt(0).getBoundingClientRect());
}

function done(action) {
  return () => {
    action();
    getSelection().removeAllRanges();
    byId("tools").hidden = true;
  };
}

function drawFrameButtons(pieces) {
  const row = make("p", { class: "row" }, "Frame: ");
  for (const frame of new Set(FOUND.questions.map(([name]) => name))) {
    const asked = FOUND.questions.map((question, at) => [question, at]).filter(([[name]]) => name === frame);
    const choose =
      asked.length === 1
        ? done(() => markFrame(pieces, asked[0][1]))
        : () =>
            row.replaceChildren(
              `${frame}: `,
              ...asked.map(([question, at]) =>
                make("button", { type: "button", click: done(() => markFrame(pieces, at)) }, question[2]),
              ),
            );
    row.append(
      make("button", { type: "button", click: choose, title: asked.length === 1 ? asked[0][0][2] : null }, frame),
    );
  }
  return row;
}

function drawPartButtons(pieces) {
  const add = (part) =>
    done(() => {
      draft = draft || {
        article: pieces[0].section.article.number,
        source: [],
        cue: [],
        content: [],
        speaker: "",
        type: "",
        reason: "",
      };
      if (draft.article !== pieces[0].section.article.number) {
        tell("An attribution lies within one article. Keep the one you have begun, or throw it away.", true);
        return;
      }
      draft[part] = [...draft[part], ...pieces.map(({ span }) => span)].sort((a, b) => a[0] - b[0]);
      drawDraft();
    });
  return make(
    "p",
    { class: "row" },
    "Attribution: ",
    ...PARTS.map((part) => make("button", { type: "button", click: add(part) }, part)),
  );
}
