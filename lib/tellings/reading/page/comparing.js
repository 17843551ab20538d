// What two coders say of the same paragraphs, and of the same words.

const CODERS = FOUND.codes.map(({ coder, rows }) => ({ coder, rows, speech: null }));
let beside = null; // the coder to compare with

/** The dictionary as a coder: a frame is there if the paragraph has a term of it that counts. */
function dictionary() {
  const counts = FOUND.layers.frames
    .filter((row) => !row[6] && !row[7])
    .map((row) => {
      const article = ARTICLES[row[0]];
      return `${row[0]}.${article.section(article.unit(row[1])).paragraph}.${row[3]}`;
    });
  const hits = new Set(counts);
  const rows = ARTICLES.flatMap((article) =>
    article.paragraphs.flatMap((section) =>
      FOUND.codebook.frames
        .map(([frame, , hasTerms], at) =>
          hasTerms
            ? [
                article.number,
                section.paragraph,
                frame,
                0,
                Number(hits.has(`${article.number}.${section.paragraph}.${at}`)),
              ]
            : null,
        )
        .filter(Boolean),
    ),
  );
  return { coder: FOUND.dictionary, rows, speech: null };
}

function drawCoders() {
  const boxes = CODERS.map((one) =>
    make(
      "label",
      {},
      make("input", {
        type: "radio",
        name: "beside",
        checked: one === beside,
        change: () => {
          beside = one;
          drawAgreement();
        },
      }),
      make("bdi", {}, ` ${one.coder}`),
      one.speech ? " (attributions)" : "",
    ),
  );
  byId("coders").replaceChildren(make("legend", {}, "Compare my marks with"), ...boxes);
}

const saidCode = (code) => (code === 1 ? "yes" : code === 0 ? "no" : "not coded");

function drawAgreement() {
  const place = byId("agreement");
  if (beside.speech) {
    place.replaceChildren(...drawSpeechAgreement());
    return;
  }
  const { table, differing } = agreementOf(myRows(), beside.rows);
  drawTheirs();
  if (table.at(-1).units === 0) {
    place.replaceChildren(
      make(
        "p",
        {},
        "There is no paragraph yet that you both have coded. Mark, and tick an article as coded to the end.",
      ),
    );
    return;
  }
  const figure = (value) => make("td", { class: "figure" }, Number.isNaN(value) ? "–" : value.toFixed(2));
  const rows = table.map((row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, row.frame),
      make("td", { class: "figure" }, String(row.units)),
      figure(row.agreement),
      figure(row.alpha),
    ),
  );
  const heads = ["frame", "paragraphs", "the same", "alpha"].map((name, at) =>
    make("th", { scope: "col", class: at ? "figure" : null }, name),
  );
  const few =
    Math.max(...table.slice(0, -1).map((row) => row.units)) < 10
      ? " With fewer than ten paragraphs alpha is not judged."
      : "";
  place.replaceChildren(
    make(
      "table",
      {},
      make(
        "caption",
        { class: "hint" },
        `You and ${beside.coder}: paragraphs that both have coded, share of the same codes, and Krippendorff’s alpha (1 is agreement, 0 is chance, – where the codes do not vary).${few}`,
      ),
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    ),
    make("p", {}, `${counted(differing.length, "code")} differ${differing.length === 1 ? "s" : ""}:`),
    make(
      "ul",
      { class: "differ" },
      ...differing.map(({ place: [article, unit, frame], codes }) => {
        const section = ARTICLES[article].paragraphs[unit - 1];
        return make(
          "li",
          {},
          make(
            "a",
            {
              href: `#${section.node.id}`,
              click: (event) => {
                event.preventDefault();
                goTo(section);
              },
            },
            `${placeOf(section)}`,
          ),
          `: ${frame}, you ${saidCode(codes[0])}, ${beside.coder} ${saidCode(codes[1])}`,
        );
      }),
    ),
  );
}

function drawSpeechAgreement() {
  const { met, only, others, other } = speechAgreement(mySpeech(), beside.speech);
  const all = met.length * 2 + only.length + others.length;
  const list = (title, some) =>
    some.length
      ? [
          make("p", {}, `${title} (${some.length}):`),
          make(
            "ul",
            { class: "differ" },
            ...some.map((one) => {
              const article = ARTICLES[one.article],
                section = article.section(one.content[0][0]);
              return make(
                "li",
                {},
                make(
                  "a",
                  {
                    href: addressOf(article, one.content[0]),
                    click: (event) => {
                      event.preventDefault();
                      goTo(section);
                    },
                  },
                  placeOf(section),
                ),
                ": ",
                make("q", { dir: "auto" }, article.words(one.content[0]).slice(0, 80)),
              );
            }),
          ),
        ]
      : [];
  return [
    make(
      "p",
      {},
      `You have ${met.length + only.length} attributions, ${beside.coder} has ${met.length + others.length}. ${met.length} are the same by at least half of the words of their content: ${all ? Math.round((200 * met.length) / all) : 0}% of all (F1). What you have not changed is the program’s.`,
    ),
    ...list(
      "Both have them, with another source",
      other.map(([mine]) => mine),
    ),
    ...list("Only you have", only),
    ...list(`Only ${beside.coder} has`, others),
  ];
}

/** Under each paragraph, what you and the other coder say of it. */
function drawTheirs() {
  const theirs = layer("theirs"),
    mine = folded(myRows()),
    other = folded(beside.rows);
  for (const article of ARTICLES) {
    for (const section of article.paragraphs) {
      section.node.querySelector(".codes")?.remove();
      const frames = [
        ...new Set(
          [...mine.keys(), ...other.keys()]
            .map((key) => JSON.parse(key))
            .filter(([number, unit]) => number === article.number && unit === section.paragraph)
            .map((one) => one[2]),
        ),
      ];
      const told = frames
        .map((frame) => {
          const key = JSON.stringify([article.number, section.paragraph, frame]);
          return [frame, mine.get(key), other.get(key)];
        })
        .filter(([, a, b]) => a === 1 || b === 1);
      if (told.length)
        section.node.append(
          make(
            "ul",
            { class: "codes" },
            ...told.map(([frame, a, b]) =>
              make(
                "li",
                { class: a !== undefined && b !== undefined && a !== b ? "differs" : null },
                `${frame}: you ${saidCode(a)}, ${beside.coder} ${saidCode(b)}`,
              ),
            ),
          ),
        );
    }
  }
  theirs.row.hidden = false;
  if (!theirs.on) setLayer(theirs, true);
}
