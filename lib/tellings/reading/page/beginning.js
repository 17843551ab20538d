// What listens, and how the page begins.

function listen() {
  const on = (id, kind, action) => byId(id).addEventListener(kind, action);
  on("coder", "input", () => {
    state.coder = byId("coder").value;
    changed();
  });
  on("marking", "change", () => {
    state.marking = byId("marking").checked;
    changed();
  });
  const markedIn = (section, at) => marksIn(section, at).map((mark) => [mark.start, mark.end]);
  on("save-codes", "click", () => save("frames", () => codesCsv(state.coder.trim(), codeOf, markedIn)));
  on("save-speech", "click", () => save("attributions", () => speechCsv(mySpeech())));
  on("open-mine", "change", (event) => openSheet(event.target, goOn));
  on("open-theirs", "change", (event) => openSheet(event.target, layBeside));
  on("anew", "click", beginAnew);
  on("tools", "mousedown", (event) => event.preventDefault()); // which would end the selection
  document.addEventListener("selectionchange", () => {
    clearTimeout(offering);
    offering = setTimeout(offerTools, 150);
  });
  addEventListener("hashchange", goToAddress);
  // The same page in another tab has the same marks.
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    bringBack();
    drawMine();
  });
  addEventListener("beforeunload", (event) => {
    if (!isKept && !isSaved) event.preventDefault();
  });
}

function beginAnew() {
  if (!confirm("Take away all that you have marked in this page? What you have saved as a sheet stays.")) return;
  state = { ...NOTHING(), coder: state.coder, marking: state.marking };
  changed();
}

function drawDone() {
  const boxes = ARTICLES.map(({ number, name }) => {
    const change = () => {
      state.done = box.checked ? [...state.done, number] : state.done.filter((one) => one !== number);
      changed();
    };
    const box = make("input", { type: "checkbox", change });
    return make("label", {}, box, make("bdi", {}, ` ${name}`));
  });
  byId("done").append(...boxes);
}

function begin() {
  drawPage();
  drawDone();
  CODERS.push(dictionary());
  drawCoders();
  bringBack();
  if (innerWidth < 760) byId("layers-box").open = false;
  setLayer(layer("speech"), true);
  drawMine();
  if (hasMarks() || hasSpeech()) {
    lightMine();
    byId("mark-box").open = true;
    tell("What you marked before is here again.");
  }
  goToAddress();
  listen();
}
begin();
