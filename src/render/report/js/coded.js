/* Figures with a row for each code: themes unfold, and what is not there has its own row. */
Object.assign(kantlijn, (() => {
  const { data, phrase, make } = kantlijn;
  /** Figures narrower than this have their names above what is drawn. */
  const NARROW = 620;

  /** The codes below each; below null, the themes. */
  const children = new Map();
  data.codes.forEach(({ parent }, code) => {
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(code);
  });

  const unfolds = (code) => code !== null && children.has(code);

  /** The codes in view: those whose every theme is open. The largest first if they are weighed. */
  function inView(isOpen, weigh) {
    const found = [];
    const add = (parent) => {
      const codes = [...(children.get(parent) || [])];
      if (weigh) codes.sort((a, b) => weigh(b) - weigh(a) || a - b);
      for (const code of codes) {
        found.push(code);
        if (isOpen.has(code)) add(code);
      }
    };
    add(null);
    return found;
  }

  /**
   * Where things stand in a figure of rows.
   * @typedef {Object} Plan
   * @property {{code: ?number, key: string}[]} rows from above; a code that is null is the row `no code`
   * @property {function(string): number} rowOf the place of a row by its key
   * @property {number} width of the figure
   * @property {number} left of where it is drawn
   * @property {boolean} isNarrow whether names stand above
   * @property {number} dy how far below the middle of a row things are drawn
   * @property {number} dyName the same for what stands in the line of the name
   * @property {number} insetTop of bars
   * @property {number} insetBottom of bars
   */

  /**
   * A figure with a row for each code, and buttons that unfold all.
   * @param {Object} parts
   * @param {string} parts.label
   * @param {function(Plan): Object} parts.paint gives `marks`, `targets(svg)`, `marginRight`, `marginTop` and further options of Plot; `facet`
   *     is what the names stand before, `columns` are those of `columnOf`
   * @param {function(): Node} parts.table
   * @param {function(): ?function(number): number} [parts.weigh] of codes, where the largest come first
   * @param {boolean} [parts.hasNoCode] whether there is a row `no code`
   * @returns {{element: HTMLElement, view: HTMLElement, redraw: function(): void, all: HTMLElement}} as of `figure`; `all` is the button that unfolds all
   */
  function codedFigure({ label, paint, table, weigh = () => null, hasNoCode = false }) {
    const isOpen = new Set();
    const parents = [...children.keys()].filter((code) => code !== null);

    function rowsInView() {
      const rows = inView(isOpen, weigh()).map((code) => ({ code, key: String(code) }));
      return hasNoCode ? [...rows, { code: null, key: "none" }] : rows;
    }

    function draw(width) {
      const rows = rowsInView();
      const isNarrow = width < NARROW;
      const left = isNarrow ? 2 : Math.round(Math.min(330, Math.max(230, width * 0.28)));
      const height = isNarrow ? 46 : 26;
      const places = new Map(rows.map(({ key }, at) => [key, at]));
      const plan = { rows, rowOf: (key) => places.get(key), width, left, isNarrow, dy: isNarrow ? 8 : 0, dyName: isNarrow ? -10 : 0, insetTop: isNarrow ? 23 : 5, insetBottom: isNarrow ? 7 : 5 };
      const { marks, targets, facet, columns = [], marginTop = 40, marginRight = 0, ...options } = paint(plan);
      const named = grouped(rows);
      const svg = Plot.plot({
        width,
        height: marginTop + rows.length * height + 6,
        marginTop,
        marginBottom: 6,
        marginLeft: left,
        marginRight,
        style: { fontSize: "13px", fontFamily: "inherit", background: "none", overflow: "visible", color: "var(--ink)" },
        y: { type: "band", domain: rows.map(({ key }) => key), padding: 0, axis: null },
        ...options,
        marks: [...marks, ...columns.flatMap((column, at) => columnOf(plan, column, at)), ...named.map((group) => names(plan, facet, group))],
      });
      const dashes = columns.flatMap((column, at) => dashesOf(svg, plan, column, at));
      const below = kantlijn.reasons(dashes.map(({ about, why }) => [about, why]));
      return { svg, below, targets: [...named.flatMap((group) => folds(svg, plan, group)), ...targets(svg), ...dashes] };
    }

    /** The dashes of a column: there is nothing to press, but they can be gone to, and say why they are there. */
    function dashesOf(svg, { rows, rowOf }, { head, about = head, why }, at) {
      const words = kantlijn.drawnOf(svg, `column-${at}`).filter(({ textContent }) => textContent.includes("–"));
      return words.map((each) => {
        const { code, key } = rows[each.__data__];
        const name = code === null ? phrase("no-code") : data.codes[code].name;
        const reason = why ? why(code) : phrase("report-not-known");
        const label = `${name}, ${about}: ${kantlijn.undefinedBy(reason)}`;
        return { element: kantlijn.over(each, -34, 38), key: `${key} dash ${at}`, row: rowOf(key), column: 100 + at, label, about, why: reason };
      });
    }

    /** Rows whose names begin at the same place: each group is a mark of its own. */
    function grouped(rows) {
      const groups = new Map();
      for (const row of rows) {
        const depth = row.code === null ? 0 : data.codes[row.code].depth;
        const isAbove = unfolds(row.code);
        const className = `names names-${depth}${isAbove ? "-above" : ""}${row.code === null ? "-none" : ""}`;
        // The sign before a name that unfolds stands left of where other names begin.
        if (!groups.has(className)) groups.set(className, { className, isAbove, indent: depth * 16 + (isAbove || parents.length === 0 ? 0 : 14), rows: [] });
        groups.get(className).rows.push(row);
      }
      return [...groups.values()];
    }

    /** How wide a name may be. */
    const roomOf = ({ isNarrow, width, left }, indent) => (isNarrow ? width - 130 : left - 12) - indent;

    /** The names of a group, before their rows. */
    function names(plan, facet, { className, indent, rows }) {
      const { left, dyName } = plan;
      const words = ({ code }) => {
        if (code === null) return phrase("no-code");
        return (unfolds(code) ? (isOpen.has(code) ? "▾ " : "▸ ") : "") + data.codes[code].name;
      };
      const room = roomOf(plan, indent);
      // Themes are bold. A name that does not unfold says itself in full to a mouse that waits; others do as what they are.
      const em = indent === 0 ? 14.5 : 13;
      const title = unfolds(rows[0].code) ? undefined : words;
      return Plot.text(rows, { ...facet, y: "key", text: words, title, frameAnchor: "left", textAnchor: "start", dx: indent - left, dy: dyName, className, lineWidth: room / em, textOverflow: "ellipsis" });
    }

    /** The names that unfold. */
    function folds(svg, plan, { className, isAbove, indent, rows: some }) {
      if (!isAbove) return [];
      return kantlijn.drawnOf(svg, className.split(" ")[1]).map((name) => {
        const row = some[name.__data__];
        const element = kantlijn.over(name, -2, roomOf(plan, indent) + 4);
        const press = () => {
          if (!isOpen.delete(row.code)) isOpen.add(row.code);
          made.redraw();
          told();
        };
        return { element, key: `fold ${row.key}`, row: plan.rowOf(row.key), column: -1, label: data.codes[row.code].name, press, isOpen: isOpen.has(row.code) };
      });
    }

    const made = kantlijn.figure({ label, draw, table });
    const all = make("button", { type: "button", onclick: () => {
      const wasOpen = isOpen.size === parents.length;
      isOpen.clear();
      if (!wasOpen) parents.forEach((code) => isOpen.add(code));
      made.redraw();
      told();
    } });
    const told = () => { all.textContent = phrase(isOpen.size === parents.length ? "report-fold-all" : "report-unfold-all"); };
    told();
    all.hidden = parents.length === 0;
    return { ...made, all };
  }

  /**
   * A column of words beside what is drawn, with its heading.
   * @param {Plan} plan
   * @param {Object} column
   * @param {string} column.head
   * @param {function({code: ?number}, number): string} column.words of a row
   * @param {string} [column.about] what it holds, where the heading does not say it
   * @param {function(?number): string} [column.why] the reason of a dash at a code
   * @param {number} column.dx how far right of the frame its right edge is
   * @param {Object} [column.facet]
   * @param {string} [column.name] a class
   * @param {number} at its place among the columns
   */
  function columnOf({ rows, dyName }, { head, words, dx, facet, name = "numbers" }, at) {
    return [
      Plot.text(rows, { ...facet, y: "key", text: words, frameAnchor: "right", textAnchor: "end", dx, dy: dyName, className: `${name} column-${at}` }),
      headOf(head, { ...facet, frameAnchor: "top-right", textAnchor: "end", dx }),
    ];
  }

  /** A row of a table that is about a code, or about no code. @param {?number} code @param {(Node|string)[]} cells */
  const codeRow = (code, cells) => ({
    cells: [code === null ? phrase("no-code") : kantlijn.codeName(code), ...cells],
    indent: code === null ? 0 : data.codes[code].depth,
    className: code === null || data.codes[code].depth === 0 ? "theme" : null,
  });

  /** A heading above what is drawn. @param {string} words @param {Object} options */
  const headOf = (words, options) => Plot.text([words], { text: (each) => each, dy: -10, lineAnchor: "bottom", className: "head", ...options });

  return { codedFigure, headOf, codeRow };
})());
