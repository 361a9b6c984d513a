/* Which codes are in the same units: as a matrix, as a network, and as a table that says the same. */
kantlijn.section("cooccurrence", (() => {
  const { data, phrase, make, pairs } = kantlijn;
  const { levels, caption } = data.cooccurrence;
  const VIEWS = ["matrix", "network", "table"];
  const STEP = 200;
  // So many pairs can be told apart in a network.
  const READABLE = 45;

  const column = (name) => phrase(`report-column-${name.replace(/_/g, "-")}`);
  const chosen = { view: "matrix", level: 0, measure: pairs.MEASURES[0], order: "codes", isHalf: true, least: null };
  const codes = () => levels[chosen.level][chosen.order];

  /** Pairs of the chosen level as a table, those with most of the measure first. */
  function table(rows = STEP) {
    const shown = new Set(levels[chosen.level].codes);
    const { a, b, ...measures } = pairs.pairs;
    const all = a.map((_, at) => at).filter((at) => shown.has(a[at]) && shown.has(b[at]));
    const by = (at) => measures[chosen.measure.name][at] ?? -Infinity;
    all.sort((one, other) => by(other) - by(one) || one - other);
    const columns = [{ label: phrase("report-column-code") }, { label: phrase("report-column-with") },
      ...Object.keys(measures).map((name) => ({ label: column(name), isNumber: true }))];
    const isCount = (name) => pairs.MEASURES.some((measure) => measure.name === name && measure.isCount);
    const both = (at) => {
      const label = phrase("report-with", { code: data.codes[a[at]].name, other: data.codes[b[at]].name });
      const button = kantlijn.counted(measures.both[at], { code: a[at], with: b[at] }, label);
      Object.assign(button.dataset || {}, { a: a[at], b: b[at] });
      return button;
    };
    const cells = (at) => [kantlijn.codeName(a[at]), kantlijn.codeName(b[at]),
      ...Object.entries(measures).map(([name, values]) => (name === "both" ? both(at) : kantlijn.shown(values[at], pairs.short(values[at], { isCount: isCount(name) }), pairs.reason(name))))];
    const lacking = Object.keys(measures).filter((name) => all.slice(0, rows).some((at) => measures[name][at] === null));
    const made = make("div", {},
      kantlijn.table(phrase("report-pairs-table-of", { n: all.length }), columns, all.slice(0, rows).map((at) => ({ cells: cells(at) }))),
      kantlijn.reasons(lacking.map((name) => [column(name), pairs.reason(name)])));
    if (all.length <= rows) return [made];
    const more = make("button", { type: "button", onclick: () => more.parentElement.replaceChildren(...table(rows + STEP)) }, phrase("report-pairs-more", { n: all.length - rows }));
    return [made, more];
  }

  function build(element) {
    const reading = make("p", { class: "reading", "aria-hidden": "true" });
    const figure = make("div", { class: "figure", role: "group" });
    const meaning = make("p", { class: "caption meaning" });
    const printed = make("div", { class: "print-only", "aria-hidden": "true" });
    const say = (words) => {
      reading.textContent = words || phrase(`report-pairs-how-${chosen.view}`);
      reading.classList.toggle("faint", !words);
    };

    // ---- Choices ----

    const buttons = VIEWS.map((view) => make("button", { type: "button", onclick: () => change({ view }) }, phrase(`report-pairs-${view}`)));
    const levelName = (level) => (level === null ? phrase("report-all-codes") : level === 1 ? phrase("report-themes") : phrase("report-level", { level }));
    const level = ({ level: of }, at) => [String(at), levelName(of)];
    const slider = make("input", { type: "range", min: "0", step: "1", oninput: () => change({ least: steps[slider.valueAsNumber].value }) });
    const least = make("output", {});
    let steps = [];
    const only = (view, control) => Object.assign(control, { view });
    const orders = [["codes", phrase("report-order-codebook")], ["similar", phrase("report-order-similar")]];
    const order = only("matrix", kantlijn.choice(phrase("report-order"), orders, (value) => change({ order: value })));
    const shapes = [["half", phrase("report-pairs-shape-half")], ["whole", phrase("report-pairs-shape-whole")]];
    const half = only("matrix", kantlijn.choice(phrase("report-pairs-shape"), shapes, (value) => change({ isHalf: value === "half" })));
    const threshold = only("network", make("label", { class: "threshold" }, `${phrase("report-pairs-at-least")} `, slider, " ", least));
    const measures = pairs.MEASURES.map(({ name }) => [name, column(name)]);
    element.append(
      make("div", { class: "controls" },
        make("div", { class: "switch", role: "group", "aria-label": phrase("report-pairs-view") }, buttons),
        levels.length > 1 ? kantlijn.choice(phrase("report-codes"), levels.map(level), (at) => change({ level: Number(at), least: null })) : null,
        kantlijn.choice(phrase("report-measure"), measures, (name) => change({ measure: pairs.MEASURES.find((measure) => measure.name === name), least: null })),
        order, half, threshold),
      meaning, figure, reading, printed, kantlijn.caption(caption));

    function change(what) {
      Object.assign(chosen, what);
      draw();
    }

    /** Sets the slider to what was chosen, else to the least that leaves a network that can be read. */
    function slide() {
      steps = kantlijn.network.thresholds(codes(), chosen.measure);
      if (steps.length === 0) {
        least.textContent = "–";
        slider.disabled = true;
        return Infinity;
      }
      const readable = steps.findIndex(({ edges }) => edges <= READABLE);
      const at = chosen.least === null ? (readable < 0 ? steps.length - 1 : readable) : steps.findIndex(({ value }) => value === chosen.least);
      slider.disabled = steps.length === 1;
      slider.max = String(steps.length - 1);
      slider.value = String(at);
      const value = pairs.short(steps[at].value, chosen.measure);
      least.textContent = phrase("report-pairs-least", { value, n: steps[at].edges });
      slider.setAttribute("aria-valuetext", least.textContent);
      return steps[at].value;
    }

    // ---- The figure ----

    let drawnFor = 0;
    function draw() {
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(VIEWS[at] === chosen.view)));
      for (const control of [order, half, threshold]) control.hidden = control.view !== chosen.view;
      meaning.textContent = phrase(`report-pairs-meaning-${chosen.measure.name.replace(/_/g, "-")}`);
      figure.setAttribute("aria-label", `${phrase("report-cooccurrence")}: ${phrase(`report-pairs-${chosen.view}`)}`);
      const width = element.clientWidth || 1040;
      drawnFor = width;
      if (chosen.view === "matrix") figure.replaceChildren(...kantlijn.matrix.draw(codes(), chosen.measure, chosen.isHalf, width, say));
      if (chosen.view === "network") figure.replaceChildren(...kantlijn.network.draw(levels[chosen.level].codes, chosen.measure, slide(), width, say));
      if (chosen.view === "table") figure.replaceChildren(...table());
      reading.hidden = chosen.view === "table";
      say(null);
    }
    draw();
    new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width > 0 && width !== drawnFor && chosen.view !== "table" && !figure.contains(document.activeElement)) draw();
    }).observe(element);

    print = () => { if (chosen.view !== "table") printed.replaceChildren(...table()); };
    addEventListener("afterprint", () => printed.replaceChildren());
  }

  // On paper nothing can be pointed at: there the table goes with the figure.
  let print = () => {};
  addEventListener("beforeprint", () => {
    kantlijn.rendered("cooccurrence");
    print();
  });

  return { render: build };
})());
