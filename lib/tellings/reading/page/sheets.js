// Sheets as read_codes and story.correct of the library read them, and the agreement of two coders.

const CODE_COLUMNS = [
  "coder",
  "article",
  "unit",
  "start",
  "end",
  "frame",
  "item",
  "question",
  "text",
  "code",
  "marked",
];
const SPEECH_COLUMNS = [
  "article",
  "paragraph",
  "keep",
  "reason",
  "source",
  "cue",
  "content",
  "speaker",
  "source_type",
  "place",
];
const PARTS = ["source", "cue", "content"];
// What a spreadsheet program takes for a formula, or for a number or a date, gets an apostrophe
// before it; articles/sheets.py of the library has the same two patterns.
const FORMULA = /^'*\s*[=+\-@＝＋－＠]/u;
const VALUE = /^(?=[^]*\p{Nd})[^\p{L}\p{Nl}\p{No}]*[\p{L}\p{Nl}\p{No}]*[^\p{L}\p{Nl}\p{No}]*$/u;
const isTakenForValue = (text) => FORMULA.test(text) || VALUE.test(text);
const withoutMark = (cell) => (cell.startsWith("'") && isTakenForValue(cell.slice(1)) ? cell.slice(1) : cell);
const LONGEST_CELL = 32000;

class SheetError extends Error {}

/** The text as a cell can hold it. */
function shown(text) {
  const clean = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu, " ");
  const letters = [...clean];
  return letters.length <= LONGEST_CELL
    ? clean
    : `${letters.slice(0, LONGEST_CELL).join("")} [cut here: a cell holds no more]`;
}

function asCsv(columns, rows, texts) {
  const cell = (value, column) => {
    let text = String(value);
    if (texts.includes(column) && isTakenForValue(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [
    columns.join(","),
    ...rows.map((row) => columns.map((column) => cell(row[column], column)).join(",")),
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** The rows of a sheet, cells by the name of their column; its separator is that of the first line. */
function readCsv(text) {
  const first = text.split(/[\r\n]/, 1)[0];
  const separator = [",", ";", "\t"].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  const table = [[""]];
  let quotes = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at],
      row = table.at(-1);
    if (quotes) {
      if (letter !== '"') row[row.length - 1] += letter;
      else if (text[at + 1] === '"') {
        row[row.length - 1] += '"';
        at += 1;
      } else quotes = false;
    } else if (letter === '"' && row.at(-1) === "") quotes = true;
    else if (letter === separator) row.push("");
    else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[at + 1] === "\n") at += 1;
      table.push([""]);
    } else row[row.length - 1] += letter;
  }
  if (quotes)
    throw new SheetError("The file ends in the middle of a row. Take the whole file from where it was saved.");
  const [names, ...rows] = table;
  const columns = names.map((name) => name.trim().toLowerCase());
  return {
    columns,
    rows: rows
      .map((cells, number) => ({
        number: number + 2,
        ...Object.fromEntries(columns.map((name, at) => [name, cells[at] || ""])),
      }))
      .filter((row) => columns.some((name) => row[name].trim())),
  };
}

async function textIn(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new SheetError(
      "This is the file of a spreadsheet program, not CSV. Open it there, choose Save As, and then “CSV UTF-8”.",
    );
  }
  if ([0xff, 0xfe].includes(bytes[0]) && [0xff, 0xfe].includes(bytes[1]))
    return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function fail(row, column, why) {
  throw new SheetError(`Row ${row.number}, column ${column}: ${why}`);
}

function answer(row, column, why) {
  const cell = row[column]
    .trim()
    .toLowerCase()
    .replace(/^([01])[.,]0+$/, "$1");
  if (["1", "yes", "y", "true"].includes(cell)) return 1;
  if (["0", "no", "n", "false"].includes(cell)) return 0;
  return cell ? fail(row, column, why) : null;
}

function whole(row, column) {
  const cell = row[column].trim().replace(/[.,]0{0,2}$/, "");
  return /^\d+$/.test(cell)
    ? Number(cell)
    : fail(row, column, `“${cell}” is no whole number; put back what stood there.`);
}

function articleOf(row) {
  const name = withoutMark(row.article);
  return (
    ARTICLES.find((one) => one.id === name) || fail(row, "article", `there is no article “${name}” in this page.`)
  );
}

const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const isSame = (cell, text) => plain(cell) === plain(text);
const pointsOf = (article, spans) =>
  spans.map(([start, end]) => `${article.point(start)}-${article.point(end)}`).join(";");
const spansOf = (article, written) =>
  [...written.matchAll(/(\d+)-(\d+)/g)].map((one) => article.span([Number(one[1]), Number(one[2])]));

// ---- Frames: a row for each paragraph and question.

function codesCsv(coder, codeOf, markedIn) {
  const rows = ARTICLES.flatMap((article) =>
    article.paragraphs.flatMap((section) =>
      FOUND.questions.map(([frame, item, question], at) => {
        const code = codeOf(section, at);
        return {
          coder: shown(coder),
          article: article.id,
          unit: section.paragraph,
          start: article.point(section.start),
          end: article.point(section.end),
          frame,
          item,
          question: shown(question),
          text: shown(article.words([section.start, section.end])),
          code: code === null ? "" : code,
          marked: pointsOf(article, markedIn(section, at)),
        };
      }),
    ),
  );
  return asCsv(CODE_COLUMNS, rows, ["coder", "article", "frame", "question", "text", "marked"]);
}

/** Each coder's rows of a sheet of frames: article, paragraph, frame, item, code, marked stretches. */
function readCodes({ rows }, fileName) {
  const named = [...new Set(rows.map((row) => withoutMark((row.coder || "").trim())).filter(Boolean))];
  const coders = new Map();
  for (const row of rows) {
    const article = articleOf(row),
      start = whole(row, "start"),
      end = whole(row, "end");
    const section = article.paragraphs.find(
      (one) => article.point(one.start) === start && article.point(one.end) === end,
    );
    if (!section)
      fail(
        row,
        "start",
        "this is no paragraph of the article. The page can lay sheets of paragraphs beside, not of sentences or articles.",
      );
    if (row.text && !isSame(row.text, shown(article.words([section.start, section.end]))))
      fail(row, "text", "the article does not say this; the sheet was made from another text.");
    const coder = named.length > 1 ? withoutMark(row.coder.trim()) : named[0] || fileName.replace(/\.[^.]*$/, "");
    if (!coder) fail(row, "coder", "write the name of who coded this row; other rows name several people.");
    const code = answer(
      row,
      "code",
      `“${row.code}” is no code; write 1 for yes, 0 for no, or nothing where it is not coded.`,
    );
    if (!coders.has(coder)) coders.set(coder, []);
    const values = [article.number, section.paragraph, withoutMark(row.frame), whole(row, "item"), code];
    coders.get(coder).push([...values, spansOf(article, row.marked || "")]);
  }
  return [...coders].map(([coder, own]) => ({ coder, rows: own }));
}

// ---- Attributions: a row for each, with the place of its words.

function speechCsv(all) {
  const rows = all.map((one) => {
    const article = ARTICLES[one.article];
    const text = (part) => shown(textOf(article, one[part]));
    const start = Math.min(...PARTS.flatMap((part) => one[part].map((span) => span[0])));
    return {
      article: article.id,
      paragraph: article.section(start).paragraph,
      keep: one.keep ? "yes" : "no",
      reason: shown(one.reason || ""),
      source: text("source"),
      cue: text("cue"),
      content: text("content"),
      speaker: shown(one.speaker || ""),
      source_type: one.type || "",
      place: PARTS.filter((part) => one[part].length)
        .map((part) => `${part} ${pointsOf(article, one[part])}`)
        .join(" "),
    };
  });
  return asCsv(
    SPEECH_COLUMNS,
    rows,
    SPEECH_COLUMNS.filter((name) => name !== "paragraph"),
  );
}

function readSpeech({ rows }) {
  return rows.map((row) => {
    const article = articleOf(row);
    const keep = answer(row, "keep", "this is neither yes nor no.") !== 0;
    const [reason, speaker, type] = ["reason", "speaker", "source_type"].map((name) =>
      withoutMark(row[name] || "").trim(),
    );
    if (type && !FOUND.types.includes(type))
      fail(row, "source_type", `write one of ${FOUND.types.join(", ")}, or nothing.`);
    return { article: article.number, ...wordsOf(row, article), keep, reason, speaker, type };
  });
}

/** Where the source, cue and content of a row are: at its place, or looked up in its paragraph. */
function wordsOf(row, article) {
  const section = article.paragraphs[whole(row, "paragraph") - 1];
  if (!section) fail(row, "paragraph", "the article has no such paragraph.");
  const area = [section.start, section.end];
  const written = [...row.place.matchAll(/(source|cue|content) (\d+-\d+(?:;\d+-\d+)*)/g)];
  const places = Object.fromEntries(written.map(([, part, spans]) => [part, spansOf(article, spans)]));
  const found = {};
  for (const part of PARTS) {
    found[part] = written.length ? places[part] || [] : lookedUp(row, part, article, area, area[0]);
  }
  if (!found.content.length) fail(row, "content", "empty; write what is said, in the words of the article.");
  // A person may have written another source into the cell and left its place as it was.
  if (written.length && !saysIt(row, "source", article, found.source)) {
    const body = [article.paragraphs[0].start, article.paragraphs.at(-1).end];
    found.source = lookedUp(row, "source", article, body, (found.source[0] || found.content[0])[0]);
  }
  for (const part of PARTS) {
    if (!saysIt(row, part, article, found[part]))
      fail(row, part, "the article does not have these words at the place of the row.");
  }
  return found;
}

const saysIt = (row, part, article, spans) => isSame(withoutMark(row[part]), shown(textOf(article, spans)));

/** The words of a cell within an area, in one stretch or more, each where it stands nearest to a place. */
function lookedUp(row, part, article, [from, to], near) {
  const pieces = withoutMark(row[part])
    .split(FOUND.between)
    .map((piece) => piece.trim());
  return pieces.filter(Boolean).map((piece) => {
    let best = -1;
    for (
      let at = article.text.indexOf(piece, from);
      at >= 0 && at + piece.length <= to;
      at = article.text.indexOf(piece, at + 1)
    ) {
      if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
    }
    if (best < 0) fail(row, part, `the article does not say “${piece}” there; write words as they are printed.`);
    return [best, best + piece.length];
  });
}
