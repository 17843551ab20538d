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
  const found = /^#a(\d+)(?:p(\d+)|:(\d+)-(\d+))(?:\/([a-z,]*))?$/.exec(decodeURI(location.hash));
  const article = found && ARTICLES[found[1] - 1];
  if (!article) return;
  if (found[5] !== undefined) LAYERS.forEach((one) => setLayer(one, found[5].split(",").includes(one.id)));
  if (found[2]) {
    const section = article.paragraphs[found[2] - 1];
    if (section) goTo(section);
    return;
  }
  const span = article.span([Number(found[3]), Number(found[4])]),
    section = article.section(span[0]);
  if (!section) return;
  goTo(section);
  const range = rangeOf(section, span[0], Math.min(span[1], section.end));
  if (range && window.Highlight) CSS.highlights.set("place", new Highlight(range));
}

function rangeOf(section, start, end) {
  const range = document.createRange(),
    walker = document.createTreeWalker(section.words, NodeFilter.SHOW_TEXT);
  let at = section.start,
    begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.data.length;
    if (!begun && start < next) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= next) {
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
  hideCard();
}

function numberOf(one) {
  if (one.id === "removed") return ARTICLES.reduce((sum, article) => sum + article.removed.length, 0);
  return ["pairs", "shared"].includes(one.id)
    ? FOUND.layers[one.id].length
    : one.marks.filter((mark) => mark.stop).length;
}

function drawLayerBoxes() {
  for (const one of LAYERS) {
    const number = numberOf(one);
    const isOwn = ["mine", "theirs"].includes(one.id);
    one.box = make("input", {
      type: "checkbox",
      id: `layer-${one.id}`,
      "aria-describedby": `about-${one.id}`,
      change: () => {
        setLayer(one, one.box.checked);
        said(`${one.name}: ${one.on ? "shown" : "not shown"}`);
      },
    });
    one.count = make("span", { class: "number-of" }, isOwn ? "" : String(number));
    one.list = one.values.length > 1 ? drawValues(one) : null;
    one.row = make(
      "div",
      { class: "layer-row" },
      make("label", {}, one.box, make("span", { class: `swatch ${one.id}` }, "a"), ` ${one.name} `, one.count),
      make("span", { class: "about", id: `about-${one.id}` }, one.about),
      one.list,
    );
    one.row.hidden = !number;
    byId("layers").append(one.row);
  }
}

function drawValues(one) {
  const keys =
    { frames: (at) => `${at + 1} `, topics: (at) => `${String.fromCharCode(97 + (at % 26))} ` }[one.id] ||
    (() => "");
  const boxes = one.values.map(([value, number], at) => {
    const box = make("input", {
      type: "checkbox",
      checked: true,
      change: () => {
        if (box.checked) one.off.delete(value);
        else one.off.add(value);
        drawLayer(one.id);
      },
    });
    const sign = ["frames", "topics"].includes(one.id)
      ? make("span", { class: `swatch ${one.id} ${one.id}-k${at % 7}` }, keys(at))
      : null;
    return make("label", {}, box, sign, make("bdi", {}, value), make("span", { class: "number-of" }, ` ${number}`));
  });
  const every = (on) =>
    make(
      "button",
      {
        type: "button",
        click: () => {
          one.off = new Set(on ? [] : one.values.map(([value]) => value));
          list.querySelectorAll("input").forEach((box) => {
            box.checked = on;
          });
          drawLayer(one.id);
        },
      },
      on ? "all" : "none",
    );
  const by =
    { speech: "by speaker", frames: "by frame", topics: "by topic", pairs: "by strength" }[one.id] || "by article";
  const list = make(
    "fieldset",
    {},
    make("legend", { class: "unseen" }, `${one.name} ${by}`),
    make("p", { class: "row" }, every(true), every(false)),
    ...boxes,
  );
  return make("details", { class: "values", hidden: true }, make("summary", {}, by), list);
}

function showArticle(article, on) {
  article.node.hidden = !on;
  article.box.checked = on;
  byId("columns").dataset.shown = ARTICLES.filter((one) => !one.node.hidden).length;
}

function drawArticleBoxes() {
  for (const article of ARTICLES) {
    article.box = make("input", {
      type: "checkbox",
      checked: true,
      change: () => showArticle(article, article.box.checked),
    });
    byId("articles").append(make("label", {}, article.box, make("bdi", {}, article.name)));
  }
}

function drawPage() {
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
