// Drawing. A section is cut where any lit mark begins or ends; so marks may overlap.

const marksOf = new WeakMap();
const MOST_LINKS = 6; // below a paragraph, before the rest is folded

function drawSection(section) {
  const lit = section.marks.filter(isLit);
  const cuts = [...new Set([section.start, section.end, ...lit.flatMap((mark) => [mark.start, mark.end])])].sort(
    (a, b) => a - b,
  );
  const opens = [...lit].sort((a, b) => a.start - b.start);
  const pieces = [];
  let open = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    open = open.filter((mark) => mark.end > cuts[at]);
    while (next < opens.length && opens[next].start <= cuts[at]) open.push(opens[next++]);
    const text = section.article.text.slice(cuts[at], cuts[at + 1]);
    pieces.push(open.length ? drawPiece(text, open, cuts[at], cuts[at + 1]) : text);
  }
  section.words.replaceChildren(...pieces);
}

function drawPiece(text, open, start, end) {
  const classes = open
    .flatMap((mark) => [mark.layer, mark.kind ? `${mark.layer}-${mark.kind}` : ""])
    .filter(Boolean);
  // A person's mark has a box around all of it, not around each piece.
  if (open.some((mark) => mark.layer === "mine" && mark.start === start)) classes.push("mine-starts");
  if (open.some((mark) => mark.layer === "mine" && mark.end === end)) classes.push("mine-ends");
  const groups = open.map((mark) => mark.group).filter(Boolean);
  const before = open.filter((mark) => mark.start === start && mark.before).map((mark) => mark.before);
  const after = open.filter((mark) => mark.end === end && mark.after).map((mark) => mark.after);
  const node = make("mark", {
    class: [...new Set(classes)].join(" "),
    "data-g": groups.join(" ") || null,
    "data-before": before.join(", ") || null,
    "data-after": after.join(" ") || null,
    tabindex: open.some((mark) => mark.stop && mark.start === start) ? "0" : null,
  });
  node.textContent = text;
  marksOf.set(
    node,
    [...open].sort((a, b) => (b.layer === "mine") - (a.layer === "mine")),
  );
  return node;
}

function drawLayer(id) {
  for (const section of allSections()) if (section.marks.some((mark) => mark.layer === id)) drawSection(section);
}

function drawArticle(article) {
  const name = `n${article.number + 1}`;
  const facts = article.facts.length ? paragraph(article.facts.join(" · "), { class: "facts", dir: "auto" }) : null;
  const header = make("header", {}, make("h2", { id: name, dir: "auto" }, article.name), facts);
  const sections = article.sections.map(drawPlace);
  article.node = make("article", { "aria-labelledby": name }, header, ...sections, drawRemoved(article));
  return article.node;
}

function drawPlace(section) {
  const { article, kind, paragraph: number } = section;
  const label = { class: "number", "aria-label": `Paragraph ${number} of ${article.name}` };
  section.words = make(kind === "headline" ? "h3" : "p", { class: "words", dir: "auto" });
  section.node = make(
    "div",
    { class: `place ${kind}`, id: number ? `a${article.number + 1}p${number}` : null },
    number ? button(String(number), () => pinPlace(section), label) : make("span", { class: "label" }, kind),
    section.words,
    section.partners ? drawPartners(section.partners) : null,
  );
  drawSection(section);
  return section.node;
}

function drawPartners(partners) {
  const strongFirst = [...partners].sort((a, b) => (b.strength === "strong") - (a.strength === "strong"));
  const links = strongFirst.map(({ number, partner, strength }) => {
    const name = `${strength === "strong" ? "⇔" : "↔"} ${partner.article.name} ${partner.paragraph}`;
    const link = linkTo(partner, name, () => hold(`p${number}`));
    link.dataset.g = `p${number}`;
    return link;
  });
  if (links.length <= MOST_LINKS) return make("div", { class: "partners" }, ...links);
  const rest = links.splice(MOST_LINKS);
  const more = make("details", {}, make("summary", {}, `and ${rest.length} more`), ...rest);
  return make("div", { class: "partners" }, ...links, more);
}

/** A link that leads to a paragraph, and leaves the layers as they are. */
function linkTo(section, name = placeOf(section), after = () => {}) {
  const go = (event) => {
    event.preventDefault();
    history.replaceState(null, "", event.currentTarget.href);
    goTo(section);
    after();
  };
  return make("a", { href: `#a${section.article.number + 1}p${section.paragraph}`, click: go }, name);
}

function drawRemoved(article) {
  if (!article.removed.length) return null;
  const lines = article.removed.map(([line, text, reason]) =>
    make("li", {}, line ? `Line ${line}: ` : "", make("s", { dir: "auto" }, text), ` ${reason}`),
  );
  const label = { class: "removed-lines", "aria-label": `Left out of the file of ${article.name}` };
  return make("section", label, make("h3", {}, "Left out of the file"), make("ul", {}, ...lines));
}
