// Drawing. A section is cut where any lit mark begins or ends; so marks may overlap.

const marksOf = new WeakMap();

function drawSection(section) {
  const lit = section.marks.filter(isLit);
  const cuts = [...new Set([section.start, section.end, ...lit.flatMap((mark) => [mark.start, mark.end])])].sort(
    (a, b) => a - b,
  );
  const opens = [...lit].sort((a, b) => a.start - b.start);
  const pieces = [];
  let open = [],
    next = 0;
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
    section.node = make(
      "div",
      {
        class: `place ${section.kind}`,
        id: section.paragraph ? `a${article.number + 1}p${section.paragraph}` : null,
      },
      section.paragraph
        ? make(
            "button",
            {
              type: "button",
              class: "number",
              "aria-label": `Paragraph ${section.paragraph} of ${article.name}`,
              click: () => pinPlace(section),
            },
            String(section.paragraph),
          )
        : make("span", { class: "label" }, section.kind),
      section.words,
    );
    if (section.partners) section.node.append(drawPartners(section.partners));
    drawSection(section);
    return section.node;
  });
  article.node = make(
    "article",
    { "aria-labelledby": name, tabindex: null },
    make(
      "header",
      {},
      make("h2", { id: name, dir: "auto" }, article.name),
      article.facts.length ? make("p", { class: "facts", dir: "auto" }, article.facts.join(" · ")) : null,
    ),
    ...parts,
    drawRemoved(article),
  );
  return article.node;
}

function drawPartners(partners) {
  return make(
    "p",
    { class: "partners" },
    ...partners.map(({ number, partner, strength }) =>
      make(
        "a",
        {
          href: `#a${partner.article.number + 1}p${partner.paragraph}`,
          "data-g": `p${number}`,
          class: strength,
          click: (event) => {
            event.preventDefault();
            goTo(partner);
            history.replaceState(null, "", event.currentTarget.href);
            light(`p${number}`);
          },
        },
        `${strength === "strong" ? "⇔" : "↔"} ${partner.article.name} ${partner.paragraph}`,
      ),
    ),
  );
}

function drawRemoved(article) {
  if (!article.removed.length) return null;
  return make(
    "section",
    { class: "removed-lines", "aria-label": `Left out of the file of ${article.name}` },
    make("h3", {}, "Left out of the file"),
    make(
      "ul",
      {},
      ...article.removed.map(([line, text, reason]) =>
        make("li", {}, line ? `Line ${line}: ` : "", make("s", { dir: "auto" }, text), ` ${reason}`),
      ),
    ),
  );
}
