// What listens, and how the page begins.

function listen() {
  byId("coder").addEventListener("input", () => {
    state.coder = byId("coder").value;
    changed();
  });
  byId("marking").addEventListener("change", () => {
    state.marking = byId("marking").checked;
    changed();
  });
  byId("save-codes").addEventListener("click", () =>
    save("frames", () =>
      codesCsv(state.coder.trim(), codeOf, (section, at) =>
        marksIn(section, at).map((mark) => [mark.start, mark.end]),
      ),
    ),
  );
  byId("save-speech").addEventListener("click", () => save("attributions", () => speechCsv(mySpeech())));
  byId("open-mine").addEventListener("change", (event) => openSheet(event.target, goOn));
  byId("open-theirs").addEventListener("change", (event) => openSheet(event.target, layBeside));
  byId("anew").addEventListener("click", () => {
    if (!confirm("Take away all that you have marked in these articles? What you have saved as a sheet stays."))
      return;
    state = { ...NOTHING(), coder: state.coder, marking: state.marking };
    changed();
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(offering);
    offering = setTimeout(offerTools, 150);
  });
  byId("tools").addEventListener("mousedown", (event) => event.preventDefault()); // which would end the selection
  addEventListener("beforeunload", (event) => {
    if (!isKept && !isSaved) event.preventDefault();
  });
  addEventListener("hashchange", goToAddress);
}

let offering = 0;

function begin() {
  drawPage();
  if (innerWidth < 760) byId("layers-box").open = false;
  byId("done").append(
    ...ARTICLES.map((article) =>
      make(
        "label",
        {},
        make("input", {
          type: "checkbox",
          change: (event) => {
            state.done = event.target.checked
              ? [...state.done, article.number]
              : state.done.filter((one) => one !== article.number);
            changed();
          },
        }),
        make("bdi", {}, ` ${article.name}`),
      ),
    ),
  );
  CODERS.push(dictionary());
  drawCoders();
  bringBack();
  setLayer(layer("speech"), true);
  drawMine();
  if (state.marks.length || state.added.length || Object.keys(state.changed).length) {
    setLayer(layer("mine"), true);
    byId("mark-box").open = true;
    tell("What you marked before is here again.");
  }
  goToAddress();
  listen();
}
begin();
