"use strict";
// The articles, the layers over them, and why something is marked. What stands in an article goes
// into the page as text only (make, textContent): nothing in it can become an element.

const FOUND = JSON.parse(document.getElementById("found").textContent);
const byId = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const said = (text) => { byId("said").textContent = text; };
const counted = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
const quoted = (text) => `“${text}”`;

// ---- Articles. Python counts characters, a browser counts units of UTF-16: 😀 is one and two.

class Article {
  constructor(raw, number) {
    Object.assign(this, raw, { number });
    this.units = null;
    if (/[\ud800-\udbff][\udc00-\udfff]/.test(raw.text)) {
      this.units = [0];
      for (const letter of raw.text) this.units.push(this.units.at(-1) + letter.length);
      this.points = new Map(this.units.map((unit, point) => [unit, point]));
    }
    let paragraph = 0;
    this.sections = raw.sections.map(([kind, start, end]) => {
      if (kind === "body") paragraph += 1;
      const own = { kind, start: this.unit(start), end: this.unit(end), marks: [], article: this };
      return Object.assign(own, { paragraph: kind === "body" ? paragraph : 0, node: null });
    });
    this.paragraphs = this.sections.filter((section) => section.paragraph);
  }
  unit(point) { return this.units ? this.units[point] : point; }
  point(unit) { return this.units ? this.points.get(unit) : unit; }
  span([start, end]) { return [this.unit(start), this.unit(end)]; }
  section(start) { return this.sections.find((one) => one.start <= start && start < one.end); }
  words([start, end]) { return this.text.slice(start, end); }
}

const ARTICLES = FOUND.articles.map((raw, number) => new Article(raw, number));
const placeOf = (section) => section.paragraph
  ? `${section.article.name}, paragraph ${section.paragraph}` : `${section.article.name}, ${section.kind}`;
const addressOf = (article, [start, end]) =>
  `#a${article.number + 1}:${article.point(start)}-${article.point(end)}${litNames()}`;

// ---- Layers. Each is a list of marks: where, which value it has, what its card says.

const LAYERS = [
  ["speech", "Quotations", "who speaks, directly or not"],
  ["frames", "Frames", FOUND.codebook.name],
  ["topics", "Topics", FOUND.topics ? FOUND.topics.name : ""],
  ["shared", "Shared wording", "five words or more in a row"],
  ["pairs", "Paragraphs that tell the same", "the words that speak for it"],
  ["alone", "Told here alone", "read before you count"],
  ["removed", "Left out of the file", "what belongs to the page"],
  ["mine", "My marks", "a person’s"],
  ["theirs", "The other coder’s marks", ""],
].map(([id, name, about]) => ({ id, name, about, on: false, off: new Set(), values: [], marks: [] }));
const layer = (id) => LAYERS.find((one) => one.id === id);

function addMark(id, article, [start, end], details) {
  const section = article.section(start);
  if (!section) return;
  const mark = { layer: id, article, start, end: Math.min(end, section.end), section, stop: true, lines: [], ...details };
  section.marks.push(mark);
  layer(id).marks.push(mark);
}

function addSpeech() {
  FOUND.layers.speech.forEach((row, number) => {
    const article = ARTICLES[row[0]];
    const [source, cue, content] = [1, 2, 3].map((at) => row[at].map((span) => article.span(span)));
    const speaker = FOUND.reasons[row[4]], kind = FOUND.reasons[row[6]], why = FOUND.reasons[row[8]];
    const value = speaker || "nobody named";
    const text = (spans) => quoted(spans.map((span) => article.words(span)).join(FOUND.between));
    const lines = kind === "unattributed"
      ? ["These words stand in quotation marks, and the text gives them no speaker."]
      : [
        { direct: "Quoted word for word.", mixed: "Partly quoted word for word.", indirect: "Told in the newsroom’s words." }[kind],
        source.length ? `Source: ${text(source)}.` : "The text names no source.",
        cue.length ? `Cue: ${text(cue)}.` : null,
        `Found by its ${why}. Content and source are both right with a probability of ${row[7]}%.`,
      ];
    const shared = { value, number, group: `q${number}`, title: kind === "unattributed" ? "A quotation without a speaker" : `${value} speaks` };
    content.forEach((span, at) => addMark("speech", article, span, { ...shared, lines, before: at ? "" : value, kind: "content" }));
    for (const [spans, part] of [[source, "source"], [cue, "cue"]]) {
      spans.forEach((span) => addMark("speech", article, span, { ...shared, lines, kind: part, stop: false }));
    }
  });
}

function addHits(id, book, keys) {
  for (const [number, start, end, frame, term, voice, negated, event] of FOUND.layers[id]) {
    const article = ARTICLES[number], [name, definition] = book.frames[frame];
    const voiceName = FOUND.reasons[voice];
    addMark(id, article, article.span([start, end]), {
      value: name, kind: `k${frame % 7}`, after: keys(frame), title: name,
      lines: [
        definition, `Found by the term ${quoted(FOUND.reasons[term])} of the codebook ${book.name}.`,
        voiceName === "newsroom" ? "It stands in the newsroom’s own words." : `It stands in the words of ${voiceName}.`,
        negated ? "A “no” or “not” takes it back, so it is not counted." : null,
        event ? "It is a word for the event itself, so it is not counted." : null,
      ],
    });
  }
}

function addShared() {
  const where = { inside: "In both it is quoted.", outside: "In both it stands outside quotation marks.", partly: "In one of them, or in part, it is quoted." };
  FOUND.layers.shared.forEach((row, number) => {
    const sides = [[ARTICLES[row[0]], [row[1], row[2]]], [ARTICLES[row[3]], [row[4], row[5]]]]
      .map(([article, span]) => [article, article.span(span)]);
    sides.forEach(([article, span], side) => {
      const [other, otherSpan] = sides[1 - side];
      addMark("shared", article, span, {
        value: sides.map(([one]) => one.name).join(" – "), group: `w${number}`, title: `${row[6]} words that ${other.name} has, too`,
        lines: [`There: ${quoted(other.words(otherSpan))}.`, where[row[7]], row[8] ? "It is a formula that any article may use." : null],
        goes: [other, otherSpan],
      });
    });
  });
}

function addPairs() {
  FOUND.layers.pairs.forEach(([one, unit, two, otherUnit, score, strength, places, otherPlaces], number) => {
    const ends = [[ARTICLES[one], unit, places], [ARTICLES[two], otherUnit, otherPlaces]];
    ends.forEach(([article, at, spans], side) => {
      const [other, otherAt] = ends[1 - side];
      const section = article.paragraphs[at - 1], partner = other.paragraphs[otherAt - 1];
      section.partners = [...(section.partners || []), { number, section, partner, strength }];
      spans.forEach((span) => addMark("pairs", article, article.span(span), {
        value: strength, group: `p${number}`, title: `Also told by ${other.name}, paragraph ${otherAt}`, stop: false,
        lines: [`Shared: ${spans.map((words) => quoted(article.words(article.span(words)))).join(", ")}.`,
          `The pair is ${strength}: ${score.toFixed(2)} of what the two closest sentences say is shared.`],
        goes: [other, [partner.start, partner.end]],
      }));
    });
  });
}

function addAlone() {
  for (const [number, start, end] of FOUND.layers.alone) {
    const article = ARTICLES[number];
    addMark("alone", article, article.span([start, end]), {
      value: article.name, title: `Only ${article.name} tells this`,
      lines: ["No other article has these words. It may still tell the same in other words: read before you count."],
    });
  }
}

function addLayers() {
  addSpeech();
  addHits("frames", FOUND.codebook, (frame) => `${frame + 1}`);
  if (FOUND.topics) addHits("topics", FOUND.topics, (frame) => String.fromCharCode(97 + (frame % 26)));
  addShared();
  addPairs();
  addAlone();
  for (const one of LAYERS) one.values = valuesOf(one);
}

function valuesOf(one) {
  const counts = new Map();
  if (one.id === "frames") FOUND.codebook.frames.forEach(([name]) => counts.set(name, 0));
  if (one.id === "topics" && FOUND.topics) FOUND.topics.frames.forEach(([name]) => counts.set(name, 0));
  for (const mark of one.marks) if (mark.stop) counts.set(mark.value, (counts.get(mark.value) || 0) + 1);
  const listed = [...counts];
  return one.id === "speech" ? listed.sort((a, b) => b[1] - a[1]) : listed;
}

const isLit = (mark) => { const one = layer(mark.layer); return one.on && !one.off.has(mark.value); };
const litNames = () => { const lit = LAYERS.filter((one) => one.on).map((one) => one.id).join(","); return lit ? `/${lit}` : ""; };

// ---- Drawing. A section is cut where any lit mark begins or ends; so marks may overlap.

const marksOf = new WeakMap();

function drawSection(section) {
  const lit = section.marks.filter(isLit);
  const cuts = [...new Set([section.start, section.end, ...lit.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  const opens = [...lit].sort((a, b) => a.start - b.start);
  const pieces = [];
  let open = [], next = 0;
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    open = open.filter((mark) => mark.end > cuts[at]);
    while (next < opens.length && opens[next].start <= cuts[at]) open.push(opens[next++]);
    const text = section.article.text.slice(cuts[at], cuts[at + 1]);
    pieces.push(open.length ? drawPiece(text, open, cuts[at], cuts[at + 1]) : text);
  }
  section.words.replaceChildren(...pieces);
}

function drawPiece(text, open, start, end) {
  const classes = open.flatMap((mark) => [mark.layer, mark.kind ? `${mark.layer}-${mark.kind}` : ""]).filter(Boolean);
  const groups = open.map((mark) => mark.group).filter(Boolean);
  const before = open.filter((mark) => mark.start === start && mark.before).map((mark) => mark.before);
  const after = open.filter((mark) => mark.end === end && mark.after).map((mark) => mark.after);
  const node = make("mark", {
    class: [...new Set(classes)].join(" "), "data-g": groups.join(" ") || null,
    "data-before": before.join(", ") || null, "data-after": after.join(" ") || null,
    tabindex: open.some((mark) => mark.stop && mark.start === start) ? "0" : null,
  });
  node.textContent = text;
  marksOf.set(node, open);
  return node;
}

function drawLayer(id) {
  const ids = [].concat(id);
  for (const article of ARTICLES) {
    for (const section of article.sections) {
      if (section.marks.some((mark) => ids.includes(mark.layer))) drawSection(section);
    }
  }
}

function drawArticle(article) {
  const name = `n${article.number + 1}`;
  const parts = article.sections.map((section) => {
    section.words = make(section.kind === "headline" ? "h3" : "p", { class: "words", dir: "auto" });
    section.node = make("div", {
      class: `place ${section.kind}`,
      id: section.paragraph ? `a${article.number + 1}p${section.paragraph}` : null,
    }, section.paragraph ? make("button", {
      type: "button", class: "number", "aria-label": `Paragraph ${section.paragraph} of ${article.name}`,
      click: () => pinPlace(section),
    }, String(section.paragraph)) : make("span", { class: "label" }, section.kind), section.words);
    if (section.partners) section.node.append(drawPartners(section.partners));
    drawSection(section);
    return section.node;
  });
  article.node = make("article", { "aria-labelledby": name, tabindex: null },
    make("header", {}, make("h2", { id: name, dir: "auto" }, article.name),
      article.facts.length ? make("p", { class: "facts", dir: "auto" }, article.facts.join(" · ")) : null),
    ...parts, drawRemoved(article));
  return article.node;
}

function drawPartners(partners) {
  return make("p", { class: "partners" }, ...partners.map(({ number, partner, strength }) => make("a", {
    href: `#a${partner.article.number + 1}p${partner.paragraph}`, "data-g": `p${number}`, class: strength,
    click: (event) => { event.preventDefault(); goTo(partner); history.replaceState(null, "", event.currentTarget.href); light(`p${number}`); },
  }, `${strength === "strong" ? "⇔" : "↔"} ${partner.article.name} ${partner.paragraph}`)));
}

function drawRemoved(article) {
  if (!article.removed.length) return null;
  return make("section", { class: "removed-lines", "aria-label": `Left out of the file of ${article.name}` },
    make("h3", {}, "Left out of the file"), make("ul", {}, ...article.removed.map(([line, text, reason]) =>
      make("li", {}, line ? `Line ${line}: ` : "", make("s", { dir: "auto" }, text), ` ${reason}`))));
}

// ---- Why something is marked: on hover, on focus, and held with a click or Enter.

let pinned = null, waiting = 0;

function light(groups) {
  document.querySelectorAll(".lit").forEach((node) => node.classList.remove("lit"));
  for (const group of groups.split(" ").filter(Boolean)) {
    document.querySelectorAll(`[data-g~="${CSS.escape(group)}"]`).forEach((node) => node.classList.add("lit"));
  }
}

function explain(node, focus = false) {
  const marks = marksOf.get(node) || [];
  if (!marks.length) return;
  showCard(node, marks.map(drawWhy));
  light(marks.map((mark) => mark.group || "").join(" "));
  if (focus) said(marks.map((mark) => [mark.title, ...mark.lines].filter(Boolean).join(" ")).join(" "));
}

function drawWhy(mark) {
  const extra = typeof toolsFor === "function" ? toolsFor(mark) : [];
  return make("div", { class: `why ${mark.layer}-why` }, make("p", { class: "layer" }, layer(mark.layer).name),
    make("h3", { dir: "auto" }, mark.title),
    ...mark.lines.filter(Boolean).map((line) => make("p", { dir: "auto" }, line)),
    make("p", { class: "row" },
      mark.goes ? make("button", { type: "button", click: () => { hideCard(); goTo(mark.goes[0].section(mark.goes[1][0])); light(mark.group); } }, "Go there") : null,
      make("a", { href: addressOf(mark.article, [mark.start, mark.end]) }, "Link to this place"), ...extra));
}

function showCard(node, parts) {
  const card = byId("card");
  card.replaceChildren(...parts, make("button", { type: "button", class: "close", "aria-label": "Close", click: () => hideCard(true) }, "×"));
  card.hidden = false;
  placeBeside(card, node.getBoundingClientRect());
}

function placeBeside(panel, near) {
  const room = 8, { width, height } = panel.getBoundingClientRect();
  const left = Math.max(room, Math.min(near.left, innerWidth - width - room));
  const below = near.bottom + room + height < innerHeight;
  const top = below ? near.bottom + room : Math.max(room, near.top - height - room);
  panel.style.setProperty("left", `${left}px`);
  panel.style.setProperty("top", `${top}px`);
}

function hideCard(back = false) {
  if (back && pinned) pinned.focus();
  pinned = null;
  byId("card").hidden = true;
  light("");
}

function pin(node) {
  pinned = node;
  explain(node);
  byId("card").querySelector("a, button").focus();
}

function pinPlace(section) {
  pinned = section.node.querySelector(".number");
  const extra = typeof toolsForPlace === "function" ? toolsForPlace(section) : [];
  showCard(pinned, [make("h3", {}, placeOf(section)), make("p", { class: "row" },
    make("a", { href: `#${section.node.id}${litNames()}` }, "Link to this paragraph")), ...extra]);
  byId("card").querySelector("input, a, button").focus();
}

function watch() {
  const columns = byId("columns");
  const markAt = (event) => event.target.closest && event.target.closest("mark");
  columns.addEventListener("mouseover", (event) => {
    clearTimeout(waiting);
    const node = markAt(event);
    if (pinned || event.buttons) return;
    if (node) waiting = setTimeout(() => explain(node), 120);
    else waiting = setTimeout(() => { if (!pinned) hideCard(); }, 300);
    const link = event.target.closest(".partners a");
    if (link) light(link.dataset.g);
  });
  columns.addEventListener("mouseleave", () => { clearTimeout(waiting); if (!pinned) waiting = setTimeout(hideCard, 300); });
  byId("card").addEventListener("mouseenter", () => clearTimeout(waiting));
  byId("card").addEventListener("mouseleave", () => { if (!pinned) waiting = setTimeout(hideCard, 300); });
  columns.addEventListener("focusin", (event) => {
    const node = markAt(event);
    if (node && node.matches(":focus-visible")) { pinned = null; explain(node, true); }
    else if (event.target.matches(".partners a")) light(event.target.dataset.g);
  });
  columns.addEventListener("focusout", (event) => { if (!pinned && !byId("card").contains(event.relatedTarget)) hideCard(); });
  columns.addEventListener("click", (event) => {
    const node = markAt(event);
    if (node && getSelection().isCollapsed) { pinned = node; explain(node); }
    else if (!node && !event.target.closest("button")) hideCard();
  });
  columns.addEventListener("keydown", (event) => { if (event.key === "Enter" && markAt(event)) pin(markAt(event)); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !byId("card").hidden) hideCard(true); });
}

// ---- Places: #a2p5 is the fifth paragraph of the second article, #a2:120-140 are its characters.

function goTo(section) {
  if (section.article.node.hidden) showArticle(section.article, true);
  section.node.scrollIntoView({ block: "center" });
  document.querySelectorAll(".here").forEach((node) => node.classList.remove("here"));
  section.node.classList.add("here");
  said(placeOf(section));
}

function goToAddress() {
  const found = /^#a(\d+)(?:p(\d+)|:(\d+)-(\d+))(?:\/([a-z,]*))?$/.exec(decodeURI(location.hash));
  const article = found && ARTICLES[found[1] - 1];
  if (!article) return;
  if (found[5] !== undefined) LAYERS.forEach((one) => setLayer(one, found[5].split(",").includes(one.id)));
  if (found[2]) { const section = article.paragraphs[found[2] - 1]; if (section) goTo(section); return; }
  const span = article.span([Number(found[3]), Number(found[4])]), section = article.section(span[0]);
  if (!section) return;
  goTo(section);
  const range = rangeOf(section, span[0], Math.min(span[1], section.end));
  if (range && window.Highlight) CSS.highlights.set("place", new Highlight(range));
}

function rangeOf(section, start, end) {
  const range = document.createRange(), walker = document.createTreeWalker(section.words, NodeFilter.SHOW_TEXT);
  let at = section.start, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.data.length;
    if (!begun && start < next) { range.setStart(node, start - at); begun = true; }
    if (begun && end <= next) { range.setEnd(node, end - at); return range; }
    at = next;
  }
  return null;
}

// ---- What to show.

function setLayer(one, on) {
  if (!one.box || one.on === on) return;
  one.on = on;
  one.box.checked = on;
  document.body.classList.toggle(`with-${one.id}`, on);
  if (one.list) one.list.hidden = !on;
  drawLayer(one.id);
  hideCard();
}

function numberOf(one) {
  if (one.id === "removed") return ARTICLES.reduce((sum, article) => sum + article.removed.length, 0);
  return ["pairs", "shared"].includes(one.id) ? FOUND.layers[one.id].length : one.marks.filter((mark) => mark.stop).length;
}

function drawLayerBoxes() {
  for (const one of LAYERS) {
    const number = numberOf(one);
    const isOwn = ["mine", "theirs"].includes(one.id);
    one.box = make("input", { type: "checkbox", id: `layer-${one.id}`, "aria-describedby": `about-${one.id}`,
      change: () => { setLayer(one, one.box.checked); said(`${one.name}: ${one.on ? "shown" : "not shown"}`); } });
    one.count = make("span", { class: "number-of" }, isOwn ? "" : String(number));
    one.list = one.values.length > 1 ? drawValues(one) : null;
    one.row = make("div", { class: "layer-row" }, make("label", {}, one.box, make("span", { class: `swatch ${one.id}` }, "a"), ` ${one.name} `, one.count),
      make("span", { class: "about", id: `about-${one.id}` }, one.about), one.list);
    one.row.hidden = !number;
    byId("layers").append(one.row);
  }
}

function drawValues(one) {
  const keys = { frames: (at) => `${at + 1} `, topics: (at) => `${String.fromCharCode(97 + (at % 26))} ` }[one.id] || (() => "");
  const boxes = one.values.map(([value, number], at) => {
    const box = make("input", { type: "checkbox", checked: true, change: () => {
      if (box.checked) one.off.delete(value); else one.off.add(value);
      drawLayer(one.id);
    } });
    const sign = ["frames", "topics"].includes(one.id) ? make("span", { class: `swatch ${one.id} ${one.id}-k${at % 7}` }, keys(at)) : null;
    return make("label", {}, box, sign, make("bdi", {}, value), make("span", { class: "number-of" }, ` ${number}`));
  });
  const every = (on) => make("button", { type: "button", click: () => {
    one.off = new Set(on ? [] : one.values.map(([value]) => value));
    list.querySelectorAll("input").forEach((box) => { box.checked = on; });
    drawLayer(one.id);
  } }, on ? "all" : "none");
  const by = { speech: "by speaker", frames: "by frame", topics: "by topic", pairs: "by strength" }[one.id] || "by article";
  const list = make("fieldset", {}, make("legend", { class: "unseen" }, `${one.name} ${by}`),
    make("p", { class: "row" }, every(true), every(false)), ...boxes);
  return make("details", { class: "values", hidden: true }, make("summary", {}, by), list);
}

function showArticle(article, on) {
  article.node.hidden = !on;
  article.box.checked = on;
  byId("columns").dataset.shown = ARTICLES.filter((one) => !one.node.hidden).length;
}

function drawArticleBoxes() {
  for (const article of ARTICLES) {
    article.box = make("input", { type: "checkbox", checked: true, change: () => showArticle(article, article.box.checked) });
    byId("articles").append(make("label", {}, article.box, make("bdi", {}, article.name)));
  }
}

function start() {
  document.title = FOUND.title;
  byId("title").textContent = FOUND.title;
  byId("intro").textContent = `${counted(ARTICLES.length, "article")}. ${FOUND.left}`;
  addLayers();
  byId("columns").append(...ARTICLES.map(drawArticle));
  byId("columns").dataset.shown = ARTICLES.length;
  drawLayerBoxes();
  drawArticleBoxes();
  watch();
}
start();
