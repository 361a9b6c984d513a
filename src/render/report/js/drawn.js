/* Figures of tables: what interviews added, how far coders agree, codes against the values of a variable. */
Object.assign(kantlijn, (() => {
  const { data, phrase, make, number, decimal } = kantlijn;
  const codeOf = new Map(data.codes.map(({ id }, code) => [id, code]));
  const transcriptOf = new Map(data.transcripts.map(({ id }, t) => [id, t]));
  const unit = data.overview.unit.split(":")[0];

  /** A table's rows, with cells by the names of columns. */
  const named = ({ columns, rows }) => rows.map((cells) => Object.fromEntries(columns.map(({ name }, at) => [name, cells[at]])));

  /** A number in a sentence; where it is undefined, why. */
  const told = (table, name, x, digits) => (x === null ? kantlijn.undefinedBy(kantlijn.reasonOf(table.undefined, name)) : decimal(x, digits));

  // ---- Saturation ----

  /** A step for each interview: what it added, and what there is until then. */
  function curve(table, asTable) {
    const steps = named(table);
    const [left, top] = [36, 34];
    const most = d3.max(steps, (row) => row.cumulative) || 1;
    const draw = (width) => {
      const step = (width - left) / steps.length;
      const every = Math.ceil(18 / step);
      const name = ({ transcript }) => transcript.split("/").pop();
      const letters = Math.min(22, d3.max(steps, (row) => name(row).length));
      const below = Math.round(letters * 5.4) + 20;
      const ticks = d3.ticks(0, most, 5).filter(Number.isInteger);
      const points = { x: "step", y: "cumulative" };
      const fresh = [0, 1].map((at) => steps.filter((row) => row.new_codes > 0 && Number(row.new_codes === row.cumulative) === at));
      const svg = Plot.plot({
        width,
        height: 280 + below,
        marginLeft: left,
        marginTop: top,
        marginBottom: below,
        marginRight: 0,
        style: { fontSize: "13px", fontFamily: "inherit", background: "none", overflow: "visible", color: "var(--ink)" },
        x: { type: "band", domain: steps.map((row) => row.step), axis: null, padding: 0.35 },
        y: { domain: [0, most], axis: null },
        marks: [
          Plot.gridY(ticks, { className: "grid", strokeOpacity: 1 }),
          Plot.text(ticks, { y: (tick) => tick, text: (tick) => number(tick), frameAnchor: "left", textAnchor: "end", dx: -8, className: "head" }),
          Plot.text([phrase("report-column-codes")], { text: (words) => words, frameAnchor: "top-left", textAnchor: "start", dx: -left, dy: -14, lineAnchor: "bottom", className: "head" }),
          Plot.barY(steps, { x: "step", y: "new_codes", className: "quiet" }),
          Plot.ruleY([0], { className: "zero" }),
          Plot.line(steps, { ...points, className: "curve" }),
          Plot.dot(steps, { ...points, r: 3.5, className: "knots" }),
          Plot.text(steps.slice(-1), { ...points, text: (row) => number(row.cumulative), dy: -14, className: "panel" }),
          Plot.text(steps.filter((_, at) => at % every === 0), { x: "step", text: name, frameAnchor: "bottom", rotate: -55, textAnchor: "end", dy: 12, className: "head", lineWidth: 12, textOverflow: "ellipsis-middle" }),
          Plot.barY(steps, { x: "step", y1: 0, y2: most, className: "places", fill: "transparent" }),
          // Where all there is so far is new, the line's own point stands on the column. Over the places, as numbers can be pressed too.
          fresh.map((rows, at) => (step < 22 ? null : Plot.text(rows, { x: "step", y: "new_codes", text: (row) => number(row.new_codes), dy: -8 - at * 7, className: `head fresh-${at}` }))),
        ],
      });
      const targets = kantlijn.drawnOf(svg, "places").map((element) => {
        const row = steps[element.__data__];
        const label = phrase("report-step", { step: row.step, transcript: row.transcript, fresh: phrase("codes", { n: row.new_codes }), all: row.cumulative, percent: told(table, "cumulative_pct", row.cumulative_pct, 0) });
        return { element, key: String(row.step), row: 0, column: row.step, label, press: () => kantlijn.go("transcripts", transcriptOf.get(row.transcript)) };
      });
      const opened = fresh.flatMap((rows, at) => kantlijn.drawnOf(svg, `fresh-${at}`).map((words) => {
        const row = rows[words.__data__];
        const label = phrase("report-step-new", { transcript: row.transcript, fresh: phrase("codes", { n: row.new_codes }) });
        return { element: kantlijn.over(words, -12, 24), key: `new ${row.step}`, row: 1, column: row.step, label, opensPanel: true, press: () => kantlijn.quotes.open(kantlijn.behind(table, row).new_codes) };
      }));
      return { svg, targets: [...targets, ...opened] };
    };
    const { element, view } = kantlijn.figure({ label: table.title, draw, table: () => asTable });
    return make("div", {}, make("p", { class: "caption" }, phrase("report-curve-note")), make("div", { class: "controls" }, view), element);
  }

  // ---- Agreement ----

  /** What Krippendorff (2004) asks of data that conclusions rest on, and of those that are tentative. */
  const ASKED = [0.667, 0.8];

  /** A dot for each code: alpha, with its interval where there is one, and agreement on what was coded. */
  function dots(table, asTable) {
    const rowOf = new Map(named(table).filter(({ code }) => codeOf.has(code)).map((row) => [codeOf.get(row.code), row]));
    const lowest = d3.min(rowOf.values(), ({ alpha, alpha_low: low }) => low ?? alpha) ?? 0;
    const paint = (plan) => {
      const { isNarrow } = plan;
      const there = plan.rows.filter(({ code }) => rowOf.has(code)).map((row) => ({ ...row, ...rowOf.get(row.code), code: row.code })).filter(({ alpha }) => alpha !== null);
      const cell = (name, digits) => ({ code }) => {
        const row = rowOf.get(code);
        return row ? (digits ? decimal(row[name], digits) : number(row[name])) : "";
      };
      const why = () => kantlijn.reasonOf(table.undefined, "alpha");
      const right = isNarrow ? 0 : 190;
      const columns = isNarrow
        ? [{ head: "", about: "α", why, words: (row) => (rowOf.has(row.code) ? `α ${cell("alpha", 2)(row)}` : ""), dx: 0 }]
        : [{ head: "α", why, words: cell("alpha", 2), dx: 52 },
          { head: phrase("report-column-all"), words: cell("all"), dx: 118, name: "numbers faint all" },
          { head: phrase("report-column-some"), words: cell("some"), dx: right, name: "numbers faint some" }];
      const ticks = d3.ticks(Math.min(0, lowest), 1, 5);
      const dot = { y: "key", dy: plan.dy };
      return {
        marginRight: right,
        columns,
        x: { domain: [Math.min(0, lowest), 1], axis: null, insetLeft: 12, insetRight: 12 },
        marks: [
          isNarrow ? null : Plot.gridX(ticks, { className: "grid", strokeOpacity: 1 }),
          isNarrow ? null : Plot.ruleX(ASKED, { className: "asked" }),
          Plot.text(ticks, { x: (tick) => tick, text: (tick) => decimal(tick, 1), frameAnchor: "top", dy: -10, lineAnchor: "bottom", className: "head" }),
          Plot.ruleY(there.filter(({ alpha_low: low }) => low !== undefined && low !== null), { ...dot, x1: "alpha_low", x2: "alpha_high", className: "interval" }),
          Plot.dot(there.filter(({ positive }) => positive !== null), { ...dot, x: "positive", r: 4.5, className: "rings" }),
          Plot.dot(there, { ...dot, x: "alpha", r: 4.5, className: "dots" }),
          Plot.dot(there, { ...dot, x: "alpha", r: 11, className: "places", fill: "transparent", stroke: "none" }),
        ],
        targets: (svg) => {
          kantlijn.drawnOf(svg, "dots").forEach((each) => { each.style.fill = kantlijn.drawnIn(data.codes[there[each.__data__].code].colour); });
          const units = ["all", "some"].flatMap((name, at) => kantlijn.drawnOf(svg, name).flatMap((words) => {
            const { code, key } = plan.rows[words.__data__];
            const row = rowOf.get(code);
            const filter = row && row[name] > 0 ? kantlijn.behind(table, row)[name] : undefined;
            if (!filter) return [];
            const label = phrase(`report-agreed-by-${name}`, { code: data.codes[code].name, units: phrase("units-of", { n: row[name], unit }) });
            return [{ element: kantlijn.over(words, -34, 38), key: `${key} ${name}`, row: plan.rowOf(key), column: 1 + at, label, opensPanel: true, press: () => kantlijn.quotes.open(filter) }];
          }));
          const pressed = kantlijn.drawnOf(svg, "places").map((element) => {
            const { key, code, alpha, alpha_low: low, alpha_high: high, positive, all, some } = there[element.__data__];
            const interval = low === undefined || low === null ? "" : phrase("report-agreed-interval", { low: decimal(low), high: decimal(high) });
            const label = [phrase("report-agreed", { code: data.codes[code].name, alpha: decimal(alpha), positive: told(table, "positive", positive), all, some }), interval].filter(Boolean).join(". ");
            return { element, key, row: plan.rowOf(key), column: 0, label, opensPanel: true, press: () => kantlijn.quotes.open({ code, coder: null }) };
          });
          return [...pressed, ...units];
        },
      };
    };
    const { element, view, all } = kantlijn.codedFigure({ label: table.title, paint, table: () => asTable });
    const hasIntervals = table.columns.some(({ name }) => name === "alpha_low");
    const note = [phrase("report-agreed-note"), hasIntervals ? phrase("report-agreed-intervals-note") : ""].filter(Boolean).join(" ");
    return make("div", {}, make("p", { class: "caption" }, note), make("div", { class: "controls" }, all, view), element);
  }

  // ---- Codes against a variable ----

  /** A cell for each code and value: the stronger its colour, the larger the share of those with the value who have the code. */
  function matrix(table, asTable) {
    const variable = data.frequencies.findIndex((each) => each.variable === table.variable);
    if (variable < 1) return asTable;
    const { groups } = data.frequencies[variable];
    const paint = (plan) => {
      const { isNarrow, width, left, rows } = plan;
      const right = Math.max(0, width - left - groups.length * 168);
      const cell = (width - left - right) / groups.length;
      const all = groups.flatMap(({ participants, measures }, place) =>
        rows.map(({ key, code }) => ({ key, code, place, of: participants, n: measures.participants[code], share: measures.participants_pct[code] })));
      const where = { x: "place", y: "key" };
      return {
        marginTop: 52,
        marginRight: right,
        x: { type: "band", domain: groups.map((_, place) => place), axis: null, padding: 0 },
        marks: [
          Plot.text(groups, { x: (_, place) => place, text: "value", frameAnchor: "top", dy: -28, title: "value", className: "panel", lineWidth: (cell - 8) / 15, textOverflow: "ellipsis" }),
          Plot.text(groups, { x: (_, place) => place, text: ({ participants }) => phrase("report-n", { n: participants }), frameAnchor: "top", dy: -12, className: "head" }),
          Plot.cell(all, { ...where, inset: 1, insetTop: isNarrow ? 20 : 1, className: "shades" }),
          Plot.text(all, { ...where, text: ({ n, of, share }) => (n > 0 ? (cell > 100 ? `${number(n)} · ${decimal(share, 0)}%` : `${number(n)}/${number(of)}`) : "·"), dy: plan.dy, className: "numbers" }),
          Plot.cell(all.filter(({ n }) => n > 0), { ...where, inset: 1, insetTop: isNarrow ? 20 : 1, className: "places", fill: "transparent" }),
        ],
        targets: (svg) => {
          kantlijn.drawnOf(svg, "shades").forEach((shade) => {
            shade.style.fill = `color-mix(in oklab, var(--accent) ${Math.round((all[shade.__data__].share || 0) * 0.45)}%, var(--paper))`;
          });
          const pressed = all.filter(({ n }) => n > 0);
          return kantlijn.drawnOf(svg, "places").map((element) => {
            const { key, code, place, n, of, share } = pressed[element.__data__];
            const label = `${data.codes[code].name}, ${groups[place].value}: ${phrase("report-of", { n, all: phrase("participants", { n: of }) })} (${decimal(share, 0)}%)`;
            return { element, key: `${key} ${place}`, row: plan.rowOf(key), column: place, label, opensPanel: true, press: () => kantlijn.quotes.open({ code, group: { variable: variable - 1, value: place } }) };
          });
        },
      };
    };
    const { element, view, all } = kantlijn.codedFigure({ label: table.title, paint, table: () => asTable });
    return make("div", {}, make("p", { class: "caption" }, phrase("report-matrix-note")), make("div", { class: "controls" }, all, view), element);
  }

  const FIGURES = { saturation: curve, agreement: dots, crosstab: matrix };

  /**
   * A table with a figure that says the same, where there is one for it; else the table.
   * @param {Object} table of `data.tables`
   * @param {Node} asTable the same, made
   */
  const drawn = (table, asTable) => (FIGURES[table.name] && table.rows.length > 1 ? FIGURES[table.name](table, asTable) : asTable);

  return { drawn, named };
})());
