// Sheets that are opened: a person's own to go on with, another coder's to lay beside.

async function openSheet(input, use) {
  const [file] = input.files;
  if (!file) return;
  try {
    const sheet = readCsv((await textOf(file)).replace(/^\ufeff/, ""));
    const kind = sheet.columns.includes("place") ? "speech" : sheet.columns.includes("code") ? "codes" : "";
    const needed =
      kind === "speech"
        ? ["article", "paragraph", "keep", ...PARTS, "speaker", "source_type"]
        : ["article", "unit", "start", "end", "frame", "item"];
    const missing = needed.filter((name) => !sheet.columns.includes(name));
    if (!kind || missing.length)
      throw new SheetError(
        `This is no sheet of codes or attributions; its first row lacks ${missing.join(", ") || "code"}.`,
      );
    use(kind, sheet, file.name);
  } catch (problem) {
    if (!(problem instanceof SheetError)) throw problem;
    tell(`${file.name}: ${problem.message}`, true);
    byId("agreement").textContent = input.id === "open-theirs" ? `${file.name}: ${problem.message}` : "";
  }
  input.value = "";
}

function goOn(kind, sheet, name) {
  if (kind === "speech") {
    goOnSpeech(readSpeech(sheet));
  } else {
    const coders = readCodes(sheet, name);
    if (coders.length !== 1)
      throw new SheetError("The sheet has the codes of several people. Lay it beside instead.");
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
    for (const [start, end] of code !== 1 ? [] : spans.length ? spans : [[section.start, section.end]])
      next.marks.push({ article, start, end, question });
  }
  Object.assign(state, next, { coder: state.coder || coder, done: [] });
}

function goOnSpeech(rows) {
  const next = { changed: {}, added: [] };
  const left = new Set(inSheet);
  for (const row of rows) {
    const number = inSheet.find((one) => {
      const own = programs(one);
      return own.article === row.article && sameSpans(own.cue, row.cue) && sameSpans(own.content, row.content);
    });
    if (number === undefined) {
      if (row.keep) {
        const { keep, ...own } = row;
        next.added.push(own);
      }
      continue;
    }
    left.delete(number);
    const before = programs(number);
    const same =
      row.keep &&
      !row.reason &&
      sameSpans(before.source, row.source) &&
      [before.speaker, ""].includes(row.speaker) &&
      [before.type, ""].includes(row.type);
    if (!same) next.changed[number] = row.keep ? row : { keep: false, reason: row.reason };
  }
  left.forEach((number) => {
    next.changed[number] = { keep: false, reason: "" };
  });
  Object.assign(state, next);
}

function layBeside(kind, sheet, name) {
  const stem = name.replace(/\.[^.]*$/, "");
  const found =
    kind === "speech"
      ? [{ coder: stem, rows: null, speech: readSpeech(sheet) }]
      : readCodes(sheet, name).map((one) => ({ ...one, speech: null }));
  for (const one of found) {
    const same = CODERS.find((other) => other.coder === one.coder && Boolean(other.rows) === Boolean(one.rows));
    if (same) Object.assign(same, one);
    else CODERS.push(one);
  }
  beside = CODERS.find((one) => one.coder === found[0].coder && Boolean(one.rows) === Boolean(found[0].rows));
  drawCoders();
  drawAgreement();
}
