// What can be done with the words selected.

let offering = 0;

/** The words selected, by paragraph, without the spaces around them. */
function selectedPieces() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  return allSections().flatMap((section) => {
    if (!range.intersectsNode(section.words)) return [];
    const inside = commonOf(range, section.words);
    const before = document.createRange();
    before.selectNodeContents(section.words);
    before.setEnd(inside.startContainer, inside.startOffset);
    const words = inside.toString();
    const start = section.start + before.toString().length + words.length - words.trimStart().length;
    return words.trim() ? [{ section, span: [start, start + words.trim().length] }] : [];
  });
}

/** What of a range lies inside an element. */
function commonOf(range, node) {
  const inside = document.createRange();
  inside.selectNodeContents(node);
  const isLater = range.compareBoundaryPoints(Range.START_TO_START, inside) > 0;
  const isEarlier = range.compareBoundaryPoints(Range.END_TO_END, inside) < 0;
  if (isLater) inside.setStart(range.startContainer, range.startOffset);
  if (isEarlier) inside.setEnd(range.endContainer, range.endOffset);
  return inside;
}

function offerTools() {
  const tools = byId("tools");
  const pieces = selectedPieces();
  if (!pieces.length) {
    if (!tools.contains(document.activeElement)) tools.hidden = true;
    return;
  }
  const [{ section, span }] = pieces;
  const link = inRow(make("a", { href: addressOf(section.article, span) }, "Link to these words"));
  tools.replaceChildren(...(state.marking ? markingTools(pieces) : []), link);
  tools.hidden = false;
  hideCard();
  section.node.append(tools); // so that it is what the Tab key comes to next
  placeBeside(tools, getSelection().getRangeAt(0).getBoundingClientRect());
}

function markingTools(pieces) {
  const isBody = pieces.every(({ section }) => section.paragraph);
  if (!isBody) return [paragraph("Only paragraphs of the body are coded, not headlines and captions.")];
  return [frameButtons(pieces), partButtons(pieces)];
}

/** A button that does something with the words, and ends the selection. */
function ending(name, action, more = {}) {
  const act = () => {
    action();
    getSelection().removeAllRanges();
    byId("tools").hidden = true;
  };
  return button(name, act, more);
}

/** A button for each frame; one with several questions opens them. */
function frameButtons(pieces) {
  const row = inRow("Frame: ");
  const asked = FOUND.questions.map(([frame, , question], at) => ({ frame, question, at }));
  for (const frame of new Set(asked.map((one) => one.frame))) {
    const own = asked.filter((one) => one.frame === frame);
    const open = () => {
      row.replaceChildren(`${frame}: `, ...own.map((one) => ending(one.question, () => markFrame(pieces, one.at))));
      row.querySelector("button").focus();
    };
    const mark = () => markFrame(pieces, own[0].at);
    row.append(own.length > 1 ? button(frame, open) : ending(frame, mark, { title: own[0].question }));
  }
  return row;
}

const partButtons = (pieces) =>
  inRow("Attribution: ", ...PARTS.map((part) => ending(part, () => addToDraft(part, pieces))));
