/* Figures that answer: what they are drawn of can be pressed, by mouse or by keyboard, and a table says the same. */
Object.assign(kantlijn, (() => {
  const { make, phrase } = kantlijn;
  /** The width of what is printed: a sheet of A4 between its margins. */
  const PRINTED = 680;
  const figures = new Set();
  let isPrinting = false;

  /**
   * What can be pressed in a figure.
   * @typedef {Object} Target
   * @property {SVGElement} element
   * @property {string} key by which it gets the focus back when the figure is drawn anew
   * @property {number} row
   * @property {number} column
   * @property {string} label a sentence: what a screen reader says, and a mouse that waits shows
   * @property {function(): void} [press] else there is something to know, and nothing to press
   * @property {boolean} [isOpen] of one that unfolds: whether it has
   * @property {boolean} [opensPanel]
   */

  /**
   * A figure and the table that says the same, one of them in view.
   * @param {Object} parts
   * @param {string} parts.label what a screen reader calls it
   * @param {function(number): {svg: SVGElement, targets: Target[], below?: ?Node}} parts.draw it, for so many pixels, with what is to be
   *     read beneath it
   * @param {function(): Node} parts.table
   * @returns {{element: HTMLElement, view: HTMLElement, redraw: function(): void}} `view` is the switch; `redraw` when what it shows has changed
   */
  function figure({ label, draw, table }) {
    const drawing = make("div", { class: "drawing" });
    const asTable = make("div", { class: "as-table", hidden: true });
    const views = [["figure", drawing], ["table", asTable]];
    const buttons = views.map(([name], at) =>
      make("button", { type: "button", "data-view": name, "aria-pressed": String(at === 0), onclick: () => show(at) }, phrase(name === "figure" ? "report-figure" : "report-table")));
    const view = make("div", { class: "switch", role: "group", "aria-label": `${phrase("report-view")}: ${label}` }, buttons);
    const element = make("figure", { "aria-label": label }, drawing, asTable);
    let width = 0;

    // A table of all codes in all transcripts is large: it is made when somebody wants to see it.
    let isStale = true;
    function fill() {
      if (isStale) asTable.replaceChildren(table());
      isStale = false;
    }

    function show(chosen) {
      if (chosen === 1) fill();
      views.forEach(([, part], at) => { part.hidden = at !== chosen; });
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === chosen)));
    }

    function drawn(pixels) {
      const focused = document.activeElement;
      const key = focused && drawing.contains(focused) ? focused.dataset.key : null;
      const { svg, targets, below } = draw(pixels);
      plain(svg, label);
      // Chromium lets the Tab key stop at a drawing that listens to the focus: what is around it listens instead.
      const stage = make("div", {}, svg);
      pressed(stage, targets, key);
      drawing.replaceChildren(stage, ...(below ? [below] : []));
      const again = key === null ? null : targets.find((target) => target.key === key);
      if (again) again.element.focus({ preventScroll: true });
    }

    function redraw() {
      isStale = true;
      if (!asTable.hidden) fill();
      if (width > 0) drawn(width);
    }

    new ResizeObserver(() => {
      const now = drawing.clientWidth;
      if (now === 0 || now === width) return;
      width = now;
      // Whoever draws while sizes are told changes the size again, of which browsers complain.
      requestAnimationFrame(() => drawn(width));
    }).observe(drawing);
    function print() {
      fill();
      drawn(PRINTED);
    }
    figures.add({ print, redraw });
    if (isPrinting) print();
    return { element, view, redraw };
  }

  // Figures that nobody has seen yet are made while printing, and draw themselves.
  addEventListener("beforeprint", () => {
    isPrinting = true;
    figures.forEach(({ print }) => print());
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    figures.forEach(({ redraw }) => redraw());
  });

  /** Takes away what Plot tells of its own parts, in English: targets tell all there is. */
  function plain(svg, label) {
    for (const part of svg.querySelectorAll("[aria-label], [aria-description]")) {
      part.removeAttribute("aria-label");
      part.removeAttribute("aria-description");
    }
    for (const words of svg.querySelectorAll("text")) words.setAttribute("aria-hidden", "true");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", label);
  }

  /**
   * Lets targets be pressed. The figure is one stop of the Tab key; arrows go from target to target, as in a grid.
   * @param {HTMLElement} stage around the figure
   * @param {Target[]} targets
   * @param {?string} first the key of the one that Tab comes to; else the first of all
   */
  function pressed(stage, targets, first) {
    const byElement = new Map(targets.map((target) => [target.element, target]));
    const rows = new Map();
    for (const target of targets) {
      if (!rows.has(target.row)) rows.set(target.row, []);
      rows.get(target.row).push(target);
    }
    const order = [...rows.keys()].sort((a, b) => a - b);
    order.forEach((row) => rows.get(row).sort((a, b) => a.column - b.column));
    let stop = targets.find(({ key }) => key === first) || (order.length > 0 ? rows.get(order[0])[0] : null);

    for (const { element, key, label, press, isOpen, opensPanel } of targets) {
      element.removeAttribute("aria-hidden");
      element.setAttribute("role", press ? "button" : "img");
      element.setAttribute("tabindex", element === stop.element ? "0" : "-1");
      element.setAttribute("aria-label", label);
      element.dataset.key = key;
      element.classList.add("target");
      element.classList.toggle("told", !press);
      if (isOpen !== undefined) element.setAttribute("aria-expanded", String(isOpen));
      if (opensPanel) element.setAttribute("aria-haspopup", "dialog");
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = label;
      element.append(title);
    }

    const nearest = (row, column) => row.reduce((best, target) => (Math.abs(target.column - column) < Math.abs(best.column - column) ? target : best));

    function beside({ row, column }, key, isFar) {
      const here = rows.get(row);
      const at = order.indexOf(row);
      if (key === "ArrowLeft") return here[here.findIndex((target) => target.column === column) - 1];
      if (key === "ArrowRight") return here[here.findIndex((target) => target.column === column) + 1];
      if (key === "ArrowUp" && at > 0) return nearest(rows.get(order[at - 1]), column);
      if (key === "ArrowDown" && at < order.length - 1) return nearest(rows.get(order[at + 1]), column);
      if (key === "Home") return isFar ? rows.get(order[0])[0] : here[0];
      if (key === "End") return isFar ? rows.get(order[order.length - 1])[0] : here[here.length - 1];
      return undefined;
    }

    const targetOf = (event) => byElement.get(event.target.closest(".target"));
    stage.addEventListener("click", (event) => {
      const target = targetOf(event);
      if (target?.press) target.press();
    });
    stage.addEventListener("focusin", (event) => {
      const target = targetOf(event);
      if (!target) return;
      stop.element.setAttribute("tabindex", "-1");
      stop = target;
      stop.element.setAttribute("tabindex", "0");
    });
    stage.addEventListener("keydown", (event) => {
      const target = targetOf(event);
      if (!target || event.altKey || event.metaKey) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        if (target.press) target.press();
        return;
      }
      const next = beside(target, event.key, event.ctrlKey);
      if (next) next.element.focus();
      if (next || /^(Arrow|Home|End)/.test(event.key)) event.preventDefault();
    });
  }

  /** The elements of a mark, each with what it was drawn of: as Plot has it. @param {SVGElement} svg @param {string} name its class */
  const drawnOf = (svg, name) => [...svg.querySelectorAll(`.${name} > *`)].filter((element) => typeof element.__data__ === "number");

  /**
   * A place to press over words of a figure: so it is large enough, and its name may say more than the words.
   * @param {SVGTextElement} words
   * @param {number} left where it begins, from where the words are anchored
   * @param {number} width
   * @returns {SVGRectElement}
   */
  function over(words, left, width) {
    const place = document.createElementNS(words.namespaceURI, "rect");
    const at = { x: left, y: -12, width: Math.max(width, 24), height: 24, transform: words.getAttribute("transform"), class: "over" };
    for (const [name, value] of Object.entries(at)) place.setAttribute(name, value);
    words.after(place);
    return place;
  }

  /** A colour of the codebook as a bar has it: darker on light paper, lighter on dark, that it stands out. @param {string} colour */
  const drawnIn = (colour) => `color-mix(in oklab, ${colour} 84%, var(--ink))`;

  return { figure, drawnOf, over, drawnIn };
})());
