// What is shown, and where: an address such as #a2p5 is the fifth paragraph of the second article,
// #a2:120-140 are its characters; behind a stroke stand the layers that are lit: #a2p5/speech,pairs.

function goTo(section) {
  if (section.article.node.hidden) showArticle(section.article, true);
  section.node.scrollIntoView({ block: "center" });
  document.querySelectorAll(".here").forEach((node) => node.classList.remove("here"));
  section.node.classList.add("here");
  said(placeOf(section));
}

function goToAddress() {
  const found = /^#a(\d+)(?:p(\d+)|:(\d+)-(\d+))(?:\/([a-z,]*))?$/.exec(location.hash);
  const article = found && ARTICLES[found[1] - 1];
  if (!article) return;
  const [, , number, from, to, layers] = found;
  if (layers !== undefined) LAYERS.forEach((one) => setLayer(one, layers.split(",").includes(one.id)));
  const [start, end] = number ? [] : article.span([Number(from), Number(to)]);
  const section = number ? article.paragraphs[number - 1] : article.section(start);
  if (!section) return;
  goTo(section);
  const range = number ? null : rangeOf(section, start, Math.min(end, section.end));
  if (range && window.Highlight) CSS.highlights.set("place", new Highlight(range));
}

/** The characters of a section as a range of the page; null where there are none. */
function rangeOf(section, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(section.words, NodeFilter.SHOW_TEXT);
  let at = section.start;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.data.length;
    if (at <= start && start < next) range.setStart(node, start - at);
    if (at < end && end <= next) {
      range.setEnd(node, end - at);
      return range;
    }
    at = next;
  }
  return null;
}

function setLayer(one, on) {
  if (!one.box || one.on === on) return;
  one.on = on;
  one.box.checked = on;
  document.body.classList.toggle(`with-${one.id}`, on);
  if (one.list) one.list.hidden = !on;
  drawLayer(one.id);
}

function numberOf(one) {
  if (one.id === "removed") return ARTICLES.reduce((sum, article) => sum + article.removed.length, 0);
  return ["pairs", "shared"].includes(one.id)
    ? FOUND.layers[one.id].length
    : one.marks.filter((mark) => mark.stop).length;
}

function drawLayerBoxes() {
  for (const one of LAYERS) {
    const change = () => {
      setLayer(one, one.box.checked);
      hideCard();
      said(`${one.name}: ${one.on ? "shown" : "not shown"}`);
    };
    const own = { type: "checkbox", id: `layer-${one.id}`, "aria-describedby": `about-${one.id}`, change };
    one.box = make("input", own);
    one.count = make("span", { class: "number-of" }, String(numberOf(one) || ""));
    one.list = one.values.length > 1 ? drawValues(one) : null;
    const swatch = make("span", { class: `swatch ${one.id}`, "aria-hidden": "true" }, "a");
    const label = make("label", {}, one.box, swatch, make("span", {}, one.name), one.count);
    const about = make("span", { class: "about", id: `about-${one.id}` }, one.about);
    one.row = make("div", { class: "layer-row" }, label, about, one.list);
    one.row.hidden = !numberOf(one);
    byId("layers").append(one.row);
  }
}

/** The values of a layer, each to be switched: speakers, frames, topics, articles. */
function drawValues(one) {
  const key = KEYS[one.id];
  const boxes = one.values.map(([value, number], at) => {
    const change = () => {
      if (box.checked) one.off.delete(value);
      else one.off.add(value);
      drawLayer(one.id);
    };
    const box = make("input", { type: "checkbox", checked: true, change });
    const sign = key ? make("span", { class: `swatch ${one.id} ${one.id}-k${at % 7}` }, key(at)) : null;
    return make("label", {}, box, sign, make("bdi", {}, value), make("span", { class: "number-of" }, ` ${number}`));
  });
  const every = (on) => () => {
    one.off = new Set(on ? [] : one.values.map(([value]) => value));
    list.querySelectorAll("input").forEach((box) => (box.checked = on));
    drawLayer(one.id);
  };
  const by = { speech: "by speaker", frames: "by frame", topics: "by topic" }[one.id] || "by article";
  const legend = make("legend", { class: "unseen" }, `${one.name} ${by}`);
  const list = make(
    "fieldset",
    {},
    legend,
    inRow(button("all", every(true)), button("none", every(false))),
    ...boxes,
  );
  // What the numbers and letters behind marks mean has to be in sight, also on paper.
  const box = { class: key ? "values keys" : "values", open: Boolean(key), hidden: true };
  return make("details", box, make("summary", {}, by), list);
}

function showArticle(article, on) {
  article.node.hidden = !on;
  article.box.checked = on;
  byId("columns").dataset.shown = ARTICLES.filter((one) => !one.node.hidden).length;
}

function drawArticleBoxes() {
  for (const article of ARTICLES) {
    const change = () => showArticle(article, article.box.checked);
    article.box = make("input", { type: "checkbox", checked: true, change });
    byId("articles").append(make("label", {}, article.box, make("bdi", {}, article.name)));
  }
}

function drawPage() {
  document.title = FOUND.title;
  byId("title").textContent = FOUND.title;
  byId("intro").textContent =
    `${counted(ARTICLES.length, "article")}. ${FOUND.left} The marks are a program’s, and some are wrong. Each says why it is there.`;
  addLayers();
  byId("columns").append(...ARTICLES.map(drawArticle));
  byId("columns").dataset.shown = ARTICLES.length;
  drawLayerBoxes();
  drawArticleBoxes();
  watch();
}
