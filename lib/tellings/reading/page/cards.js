// Why something is marked: on hover, on focus, and held with a click or Enter.

let pinned = null; // what the card is held for, until it is closed
let explained = null; // what the card is shown for
let isHovered = false;
let held = ""; // the pair that somebody followed, lit until they choose something else
let waiting = 0;

function light(groups) {
  document.querySelectorAll(".lit").forEach((node) => node.classList.remove("lit"));
  for (const group of groups.split(" ").filter(Boolean)) {
    document.querySelectorAll(`[data-g~="${CSS.escape(group)}"]`).forEach((node) => node.classList.add("lit"));
  }
}

function hold(group) {
  held = group;
  light(held);
}

function explain(node, focus = false) {
  const marks = marksOf.get(node) || [];
  if (!marks.length) return;
  isHovered = !focus && !pinned;
  const link = make(
    "a",
    { href: addressOf(marks[0].article, [marks[0].start, marks[0].end]) },
    "Link to this place",
  );
  showCard(node, [...marks.map(drawWhy), inRow(link)]);
  light(marks.map((mark) => mark.group || "").join(" "));
  if (focus) said(marks.map((mark) => [mark.title, ...mark.lines].filter(Boolean).join(" ")).join(" "));
}

function drawWhy(mark) {
  const go = () => {
    hideCard();
    goTo(mark.goes);
    hold(mark.group);
  };
  return make(
    "div",
    { class: "why" },
    paragraph(layer(mark.layer).name, { class: "layer" }),
    make("h3", { dir: "auto" }, mark.title),
    ...mark.lines.filter(Boolean).map((line) => paragraph(line, { dir: "auto" })),
    inRow(mark.goes ? button("Go there", go) : null, ...toolsFor(mark)),
  );
}

function showCard(node, parts) {
  const card = byId("card");
  explained = node;
  card.replaceChildren(
    ...parts,
    button("×", () => hideCard(true), { class: "close", "aria-label": "Close" }),
  );
  card.hidden = false;
  placeBeside(card, node.getBoundingClientRect());
}

function placeBeside(panel, near) {
  const room = 8;
  const { width, height } = panel.getBoundingClientRect();
  const within = (at, most) => Math.max(room, Math.min(at, most - room));
  const left = within(near.left, innerWidth - width);
  const isBelow = near.bottom + room + height < innerHeight;
  const top = within(isBelow ? near.bottom + room : near.top - height - room, innerHeight - height);
  panel.style.setProperty("left", `${left}px`);
  panel.style.setProperty("top", `${top}px`);
}

function hideCard(back = false) {
  if (back && pinned) pinned.focus();
  pinned = null;
  byId("card").hidden = true;
  light(held);
}

function pin(node) {
  pinned = node;
  explain(node);
  byId("card").querySelector("a, button").focus();
}

function pinPlace(section) {
  pinned = section.node.querySelector(".number");
  const link = make("a", { href: `#${section.node.id}${litNames()}` }, "Link to this paragraph");
  showCard(pinned, [make("h3", {}, placeOf(section)), inRow(link), ...toolsForPlace(section)]);
  byId("card").querySelector("input, a, button").focus();
}

/** Whether somebody holds a card or has selected words, so that hovering shows nothing. */
const isBusy = () => pinned || !getSelection().isCollapsed;

function hideSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => !pinned && hideCard(), 300);
}

/** Where the text is moved, a card stays beside its words; one that is shown on hover goes. */
function followText(event) {
  const card = byId("card");
  if (card.hidden || card.contains(event.target) || !explained.isConnected) return;
  if (isHovered) hideCard();
  else placeBeside(card, explained.getBoundingClientRect());
}

function watch() {
  const columns = byId("columns");
  const card = byId("card");
  const markAt = (event) => event.target.closest("mark");
  columns.addEventListener("mouseover", (event) => {
    if (isBusy() || event.buttons) return;
    const node = markAt(event);
    hideSoon();
    if (node) {
      clearTimeout(waiting);
      waiting = setTimeout(() => isBusy() || explain(node), 120);
    }
    const link = event.target.closest(".partners a");
    if (link) light(link.dataset.g);
  });
  columns.addEventListener("mouseleave", hideSoon);
  card.addEventListener("mouseenter", () => clearTimeout(waiting));
  card.addEventListener("mouseleave", hideSoon);
  columns.addEventListener("focusin", (event) => {
    const node = markAt(event);
    if (node && node.matches(":focus-visible")) {
      pinned = null;
      explain(node, true);
    } else if (event.target.matches(".partners a")) light(event.target.dataset.g);
  });
  columns.addEventListener("focusout", (event) => {
    if (!pinned && !card.contains(event.relatedTarget)) hideCard();
  });
  columns.addEventListener("click", (event) => {
    const node = markAt(event);
    if (!event.target.closest("a, button")) held = "";
    if (node && getSelection().isCollapsed) {
      pinned = node;
      explain(node);
    } else if (!node && !event.target.closest("button")) hideCard();
  });
  columns.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && markAt(event)) pin(markAt(event));
  });
  document.addEventListener("scroll", followText, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    held = "";
    hideCard(true);
    if (!byId("tools").hidden) getSelection().removeAllRanges();
    byId("tools").hidden = true;
  });
}
