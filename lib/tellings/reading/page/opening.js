// Sheets that are opened: a person's own to go on with, another coder's to lay beside.

const NEEDED = {
  speech: ["article", "paragraph", "keep", ...PARTS, "speaker", "source_type"],
  codes: ["article", "unit", "start", "end", "frame", "item", "code"],
};

async function openSheet(input, use) {
  const [file] = input.files;
  if (!file) return;
  try {
    const sheet = readCsv((await textIn(file)).replace(/^\ufeff/, ""));
    const kind = sheet.columns.includes("place") ? "speech" : "codes";
    const missing = NEEDED[kind].filter((name) => !sheet.columns.includes(name));
    if (missing.length) {
      throw new SheetError(`This is no sheet of codes or attributions; its first row lacks ${missing.join(", ")}.`);
    }
    use(kind, sheet, file.name);
  } catch (problem) {
    if (!(problem instanceof SheetError)) throw problem;
    const why = `${file.name}: ${problem.message}`;
    tell(why, true);
    if (use === layBeside) byId("agreement").replaceChildren(paragraph(why, { class: "warning" }));
  }
  input.value = "";
}

function goOn(kind, sheet, name) {
  const next = kind === "speech" ? speechFrom(readSpeech(sheet)) : codesFrom(readCodes(sheet, name));
  const isAsked = kind === "speech" ? hasSpeech() : hasMarks();
  if (isAsked && !confirm("Put the sheet in the place of what you have marked in this page?")) return;
  Object.assign(state, next);
  lightMine();
  changed();
  tell(`${name} is taken over.`);
}

function codesFrom(coders) {
  if (coders.length !== 1) {
    throw new SheetError("The sheet has the codes of nobody or of several people. Lay it beside instead.");
  }
  const next = { marks: [], no: [], done: [], coder: state.coder || coders[0].coder };
  for (const [article, unit, frame, item, code, spans] of coders[0].rows) {
    const question = FOUND.questions.findIndex(([name, number]) => name === frame && number === item);
    if (question < 0) throw new SheetError(`The codebook of this page has no item ${item} of a frame “${frame}”.`);
    const section = ARTICLES[article].paragraphs[unit - 1];
    const marked = spans.length ? spans : [[section.start, section.end]];
    if (code === 0) next.no.push(noKey(section, question));
    if (code === 1) next.marks.push(...marked.map(([start, end]) => ({ article, start, end, question })));
  }
  return next;
}

function speechFrom(rows) {
  const next = { changed: {}, added: [] };
  const missing = new Set(IN_SHEET);
  for (const { keep, ...row } of rows) {
    const isIt = (one) =>
      one.article === row.article && sameSpans(one.cue, row.cue) && sameSpans(one.content, row.content);
    const before = IN_SHEET.map(programs).find(isIt);
    if (before) missing.delete(before.number);
    if (!before && keep) next.added.push(row);
    if (before && !keep) next.changed[before.number] = { keep, reason: row.reason };
    if (before && keep && !isUnchanged(row, before)) next.changed[before.number] = { ...row, keep };
  }
  for (const number of missing) next.changed[number] = { keep: false, reason: "" };
  return next;
}

function isUnchanged(row, before) {
  const isSame = (name) => ["", before[name]].includes(row[name]);
  return !row.reason && sameSpans(row.source, before.source) && isSame("speaker") && isSame("type");
}

function layBeside(kind, sheet, name) {
  const stem = name.replace(/\.[^.]*$/, "");
  const found = kind === "speech" ? [{ coder: stem, speech: readSpeech(sheet) }] : readCodes(sheet, name);
  if (!found.length) throw new SheetError("There is no row in this sheet.");
  for (const one of found) {
    const at = CODERS.findIndex(
      (other) => other.coder === one.coder && Boolean(other.speech) === Boolean(one.speech),
    );
    CODERS.splice(at < 0 ? CODERS.length : at, 1, one);
  }
  choose(found[0]);
  drawCoders();
}
