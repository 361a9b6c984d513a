/* Pairs of codes as a shaded matrix. Cells are drawn by Plot; names stand beside them and stay in view while it scrolls. */
kantlijn.matrix = (() => {
  const { data, phrase, make, pairs } = kantlijn;

  /** The steps that the arrow keys take: over cells, rightwards and downwards. */
  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** What a code has by itself, on the diagonal. */
  const OWN = { both: "units", participants_both: "participants" };

  /** The cells that have something in them, row by row. */
  function cellsOf(codes, measure, isHalf) {
    const cells = [];
    codes.forEach((a, y) => {
      codes.forEach((b, x) => {
        if (isHalf && x > y) return;
        const kind = a === b ? "self" : pairs.isRelated(a, b) ? "related" : "pair";
        const value = kind === "pair" ? pairs.value(a, b, measure.name) : null;
        const isMet = kind === "pair" && pairs.rowOf(a, b) !== undefined;
        const self = kind === "self" && OWN[measure.name] ? pairs.all.measures[OWN[measure.name]][a] : null;
        const isUndefined = kind === "pair" && value === null;
        if (kind === "pair" && !isMet && !isUndefined) return;
        const text = kind === "self" ? (self ? kantlijn.number(self) : "") : kind === "related" ? "" : pairs.short(value, measure);
        cells.push({ a, b, x, y, kind: isUndefined ? "undefined" : kind, value, text });
      });
    });
    return cells;
  }

  /** How large a cell is: as large as there is room for, as small as its number allows. */
  function sizeOf(count, measure, width) {
    const least = measure.isCount ? 18 : measure.neutral === 0 ? 33 : 27;
    return Math.max(least, Math.min(36, Math.floor(width / count)));
  }

  /** The names along one side. */
  function names(codes, className, size) {
    const name = (code) =>
      make("span", { class: "name", style: className === "sides" ? `height:${size}px` : `width:${size}px`, title: data.codes[code].name },
        make("span", { class: "swatch", style: `background:${data.codes[code].colour}` }), make("span", { class: "words", dir: "auto" }, data.codes[code].name));
    return make("div", { class: className, "aria-hidden": "true" }, codes.map(name));
  }

  /** The shape of all cells together: a square, or stairs. */
  function shapeOf(count, size, isHalf) {
    const side = count * size;
    if (!isHalf) return `M0,0H${side}V${side}H0Z`;
    return `M0,0${Array.from({ length: count }, (_, at) => `H${(at + 1) * size}V${(at + 1) * size}`).join("")}H0Z`;
  }

  /** What the shades mean. */
  function legend(measure, { shade, ticks }, hasUndefined) {
    const sample = (className, v, words) =>
      make("li", {}, make("span", { class: `sample ${className}`, style: v === null ? null : `--v:${Math.abs(v).toFixed(3)}` }), words);
    return make("ul", { class: "legend", "aria-label": phrase("report-pairs-legend") },
      make("li", { class: "of" }, phrase(`report-column-${measure.name.replace(/_/g, "-")}`)),
      ticks.map((tick) => sample(shade(tick) < 0 ? "less" : "more", shade(tick), pairs.short(tick, measure))),
      sample("never", null, phrase("report-pairs-never")),
      sample("no-pair", null, phrase("report-pairs-no-pair")),
      hasUndefined ? make("li", {}, `– ${phrase("report-pairs-undefined", { reason: pairs.reason(measure.name) })}`) : null);
  }

  /**
   * The matrix of these codes.
   * @param {number[]} codes
   * @param {{name: string, isCount?: boolean, neutral?: number}} measure
   * @param {boolean} isHalf whether each pair is there once
   * @param {number} width the room that there is
   * @param {function(?string): void} say shows what is pointed at in words
   * @returns {HTMLElement[]}
   */
  function draw(codes, measure, isHalf, width, say) {
    const cells = cellsOf(codes, measure, isHalf);
    const lacking = new Set(cells.filter(({ kind }) => kind === "undefined").map(({ a, b }) => `${a} ${b}`));
    const sentence = (a, b) => {
      const why = lacking.has(`${a} ${b}`) ? `${phrase(`report-column-${measure.name.replace(/_/g, "-")}`)} ${phrase("report-pairs-undefined", { reason: pairs.reason(measure.name) })}.` : null;
      return [pairs.sentence(a, b), why].filter(Boolean).join(" ");
    };
    const shades = pairs.shades(codes, measure);
    const size = sizeOf(codes.length, measure, width - (width < 600 ? 120 : 240));
    // In a half the name of a column stands where the column begins, on the diagonal.
    const beyond = (code, at) => pairs.widthOf(data.codes[code].name, 13) + 12 - (codes.length - 1 - at) * size;
    const margin = isHalf ? Math.max(...codes.map(beyond), 0) : 0;
    const self = (code) => code;
    const whole = codes.length * size + margin;
    const band = { type: "band", domain: codes, axis: null, padding: 0 };
    const svg = Plot.plot({
      width: whole, height: codes.length * size, margin: 0, marginRight: margin, x: band, y: band,
      marks: [
        Plot.cell(cells, { x: "b", y: "a", inset: 0.75, rx: 2 }),
        Plot.text(cells, { x: "b", y: "a", text: "text", fontSize: Math.min(12, Math.max(9.5, size * (measure.isCount ? 0.4 : 0.3))) }),
        isHalf ? Plot.text(codes, { x: self, y: self, text: (code) => data.codes[code].name, textAnchor: "start", dx: size / 2 + 6, fontSize: 13 }) : null,
      ],
    });
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", phrase("report-cooccurrence"));
    const [ground, figures, heads] = svg.querySelectorAll("g");
    for (const group of [ground, figures, heads].filter(Boolean)) group.removeAttribute("aria-label");
    for (const group of [figures, heads].filter(Boolean)) group.setAttribute("aria-hidden", "true");
    const shape = svg.insertBefore(document.createElementNS("http://www.w3.org/2000/svg", "path"), ground);
    shape.setAttribute("class", "ground");
    shape.setAttribute("d", shapeOf(codes.length, size, isHalf));
    const figureOf = new Map([...figures.querySelectorAll("text")].map((text) => [text.__data__, text]));
    const rects = [...ground.querySelectorAll("rect")];
    const at = new Map();
    rects.forEach((rect, i) => {
      const cell = cells[i];
      const v = cell.kind === "pair" ? shades.shade(cell.value) : 0;
      rect.setAttribute("class", `cell ${cell.kind === "pair" ? (v < 0 ? "less" : "more") : cell.kind}`);
      rect.style.setProperty("--v", Math.abs(v).toFixed(3));
      if (figureOf.has(i)) figureOf.get(i).setAttribute("class", cell.kind);
      at.set(cell.y * codes.length + cell.x, rect);
      const isOpen = pairs.isOpen(cell.a, cell.b);
      if (cell.kind === "related" || (!isOpen && cell.kind !== "undefined")) return;
      // What is undefined can be gone to as well, and says why.
      rect.setAttribute("role", isOpen ? "button" : "img");
      rect.setAttribute("tabindex", "-1");
      if (isOpen) rect.setAttribute("aria-haspopup", "dialog");
      rect.setAttribute("aria-label", sentence(cell.a, cell.b));
      Object.assign(rect.dataset, { a: cell.a, b: cell.b });
    });
    const sides = names(codes, "sides", size);
    const tops = isHalf ? null : names(codes, "tops", size);
    if (heads) heads.setAttribute("class", "heads");
    const headOf = tops ? [...tops.children] : [...heads.querySelectorAll("text")];
    const matrix = make("div", { class: "matrix" }, tops && make("div", { class: "corner" }), tops, sides, svg);

    // ---- What is pointed at ----

    const here = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    here.setAttribute("class", "here");
    for (const side of ["width", "height"]) here.setAttribute(side, size);

    function point(x, y) {
      for (const name of matrix.querySelectorAll(".is-here")) name.classList.remove("is-here");
      const isCell = x !== null && x < codes.length && y < codes.length && x >= 0 && y >= 0 && !(isHalf && x > y);
      here.style.display = isCell ? "" : "none";
      svg.style.cursor = isCell && pairs.isOpen(codes[y], codes[x]) ? "pointer" : "";
      if (!isCell) return say(null);
      here.setAttribute("x", x * size);
      here.setAttribute("y", y * size);
      sides.children[y].classList.add("is-here");
      headOf[x].classList.add("is-here");
      return say(sentence(codes[y], codes[x]));
    }
    point(null);

    const placeOf = (event) => {
      const box = svg.getBoundingClientRect();
      const scale = box.width / whole;
      return [event.clientX - box.left, event.clientY - box.top].map((distance) => Math.floor(distance / scale / size));
    };
    svg.addEventListener("pointermove", (event) => point(...placeOf(event)));
    svg.addEventListener("pointerleave", () => point(null));

    // ---- Keys ----

    const buttons = rects.filter((rect) => rect.hasAttribute("tabindex"));
    let current = buttons[0];
    if (current) current.setAttribute("tabindex", "0");
    function go(rect) {
      current.setAttribute("tabindex", "-1");
      current = rect;
      current.setAttribute("tabindex", "0");
      current.focus();
    }
    const cellOf = (rect) => cells[rects.indexOf(rect)];
    function next(rect, [dx, dy]) {
      let { x, y } = cellOf(rect);
      do {
        x += dx;
        y += dy;
        const found = at.get(y * codes.length + x);
        if (x >= 0 && x < codes.length && found && found.hasAttribute("tabindex")) return found;
      } while (x >= 0 && y >= 0 && x < codes.length && y < codes.length);
      return null;
    }
    // Listened to around it: to Chromium a drawing that listens for focus is itself a stop of the Tab key.
    matrix.addEventListener("focusin", ({ target }) => {
      const cell = cellOf(target);
      if (!cell) return;
      point(cell.x, cell.y);
      // Names that stay in view must not lie over the cell.
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    matrix.addEventListener("focusout", () => point(null));
    svg.addEventListener("keydown", (event) => {
      const cell = cellOf(event.target);
      if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
      const row = buttons.filter((rect) => cellOf(rect).y === cell.y);
      let found = null;
      if (STEPS[event.key]) found = next(event.target, STEPS[event.key]);
      else if (event.key === "Home") [found] = event.shiftKey ? buttons : row;
      else if (event.key === "End") found = (event.shiftKey ? buttons : row).at(-1);
      else if (event.key === "Enter" || event.key === " ") {
        if (pairs.isOpen(cell.a, cell.b)) pairs.open(cell.a, cell.b);
      } else return;
      event.preventDefault();
      if (found) go(found);
    });
    svg.addEventListener("click", (event) => {
      // Where there are no co-ordinates it was pressed by a screen reader.
      const cell = cellOf(event.target);
      const [x, y] = cell ? [cell.x, cell.y] : placeOf(event);
      const isCell = x >= 0 && y >= 0 && x < codes.length && y < codes.length && !(isHalf && x > y);
      if (!isCell || !pairs.isOpen(codes[y], codes[x]) || pairs.isRelated(codes[y], codes[x])) return;
      const rect = at.get(y * codes.length + x);
      if (rect && rect.hasAttribute("tabindex")) go(rect);
      pairs.open(codes[y], codes[x]);
    });

    matrix.style.setProperty("--fit", Math.min(1, 660 / (whole + 240)).toFixed(3));
    return [legend(measure, shades, lacking.size > 0), matrix];
  }

  return { draw };
})();
