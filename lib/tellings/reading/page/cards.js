// Why something is marked: on hover, on focus, and held with a click or Enter.

let pinned = null,
  waiting = 0;

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
  const extra = toolsFor(mark);
  return make(
    "div",
    { class: `why ${mark.layer}-why` },
    make("p", { class: "layer" }, layer(mark.layer).name),
    make("h3", { dir: "auto" }, mark.title),
    ...mark.lines.filter(Boolean).map((line) => make("p", { dir: "auto" }, line)),
    make(
      "p",
      { class: "row" },
      mark.goes
        ? make(
            "button",
            {
              type: "button",
              click: () => {
                hideCard();
                goTo(mark.goes[0].section(mark.goes[1][0]));
                light(mark.group);
              },
            },
            "Go there",
          )
        : null,
      make("a", { href: addressOf(mark.article, [mark.start, mark.end]) }, "Link to this place"),
      ...extra,
    ),
  );
}

function showCard(node, parts) {
  const card = byId("card");
  card.replaceChildren(
    ...parts,
    make("button", { type: "button", class: "close", "aria-label": "Close", click: () => hideCard(true) }, "×"),
  );
  card.hidden = false;
  placeBeside(card, node.getBoundingClientRect());
}

function placeBeside(panel, near) {
  const room = 8,
    { width, height } = panel.getBoundingClientRect();
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
  const extra = toolsForPlace(section);
  showCard(pinned, [
    make("h3", {}, placeOf(section)),
    make("p", { class: "row" }, make("a", { href: `#${section.node.id}${litNames()}` }, "Link to this paragraph")),
    ...extra,
  ]);
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
    else
      waiting = setTimeout(() => {
        if (!pinned) hideCard();
      }, 300);
    const link = event.target.closest(".partners a");
    if (link) light(link.dataset.g);
  });
  columns.addEventListener("mouseleave", () => {
    clearTimeout(waiting);
    if (!pinned) waiting = setTimeout(hideCard, 300);
  });
  byId("card").addEventListener("mouseenter", () => clearTimeout(waiting));
  byId("card").addEventListener("mouseleave", () => {
    if (!pinned) waiting = setTimeout(hideCard, 300);
  });
  columns.addEventListener("focusin", (event) => {
    const node = markAt(event);
    if (node && node.matches(":focus-visible")) {
      pinned = null;
      explain(node, true);
    } else if (event.target.matches(".partners a")) light(event.target.dataset.g);
  });
  columns.addEventListener("focusout", (event) => {
    if (!pinned && !byId("card").contains(event.relatedTarget)) hideCard();
  });
  columns.addEventListener("click", (event) => {
    const node = markAt(event);
    if (node && getSelection().isCollapsed) {
      pinned = node;
      explain(node);
    } else if (!node && !event.target.closest("button")) hideCard();
  });
  columns.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && markAt(event)) pin(markAt(event));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("card").hidden) hideCard(true);
  });
}
