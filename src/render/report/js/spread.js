/* In which interviews codes are: a dot for each transcript that has one, in the corpus's order. */
Object.assign(kantlijn, (() => {
  const { data, phrase, make, number, decimal, counted } = kantlijn;
  const { spread } = data;
  const [whole] = data.frequencies[0].groups;
  const unit = data.overview.unit.split(":")[0];
  const byCode = d3.group(d3.range(spread.code.length), (at) => spread.code[at]);

  /** Why a code has no dispersion. */
  const reason = kantlijn.reasonOf(data.frequencies[0].undefined, "dispersion");

  /** The name of a transcript without its folders. */
  const last = (id) => id.split("/").pop();

  function paint(plan) {
    const { rows, isNarrow, width, left, dy } = plan;
    const many = data.transcripts.length;
    const right = isNarrow ? 0 : 128;
    const step = (width - left - right) / many;
    const there = rows.flatMap(({ key, code }) => (byCode.get(code) || []).map((at) => ({ key, code, t: spread.transcript[at], units: spread.units[at], codings: spread.codings[at] })));
    const most = d3.max(spread.codings) || 1;
    const largest = Math.max(3, Math.min(9, step * 0.55));
    const every = Math.ceil(18 / step);
    const named = d3.range(0, many, every);
    // Slanted names want room by their length, the longest of them lose their middle.
    const letters = Math.min(22, Math.max(...named.map((t) => last(data.transcripts[t].id).length)));
    const above = Math.round(letters * 5.4) + 22;
    const points = { y: "key", x: "t" };
    const columns = isNarrow
      ? [{ head: "", about: "DP", why: () => reason, words: ({ code }) => `DP ${decimal(whole.measures.dispersion[code])}`, dx: 0, name: "numbers faint" }]
      : [{ head: phrase("report-column-transcripts"), words: ({ code }) => number(whole.measures.transcripts[code]), dx: 82 },
        { head: "DP", why: () => reason, words: ({ code }) => decimal(whole.measures.dispersion[code]), dx: right, name: "numbers faint" }];
    return {
      marginTop: above,
      marginRight: right,
      columns,
      x: { type: "band", domain: d3.range(many), axis: null, padding: 0 },
      r: { domain: [0, most], range: [0, largest], type: "sqrt" },
      marks: [
        Plot.ruleY(rows, { y: "key", className: "grid", dy }),
        Plot.text(named, { x: (t) => t, text: (t) => last(data.transcripts[t].id), frameAnchor: "top", rotate: -55, textAnchor: "start", dy: -10, dx: 2, className: "head", lineWidth: 12, textOverflow: "ellipsis-middle" }),
        Plot.dot(there, { ...points, r: "codings", dy, className: "dots" }),
        Plot.cell(there, { ...points, className: "places", fill: "transparent", insetTop: isNarrow ? 20 : 0 }),
      ],
      targets: (svg) => {
        kantlijn.drawnOf(svg, "dots").forEach((dot) => { dot.style.fill = kantlijn.drawnIn(data.codes[there[dot.__data__].code].colour); });
        return kantlijn.drawnOf(svg, "places").map((place) => {
          const { key, code, t, units: n, codings } = there[place.__data__];
          const { id } = data.transcripts[t];
          const label = `${data.codes[code].name}, ${id}: ${phrase("codings", { n: codings })}, ${phrase("report-of", { n, all: phrase("units-of", { n: data.transcripts[t].units, unit }) })}`;
          return { element: place, key: `${key} ${t}`, row: plan.rowOf(key), column: t, label, opensPanel: true, press: () => kantlijn.quotes.open({ code, transcript: t }) };
        });
      },
    };
  }

  /** Transcripts in a row rather than each in a column: these fit on paper, however many there are. */
  function table() {
    const columns = [{ label: phrase("report-column-code") }, { label: phrase("report-column-transcripts"), isNumber: true }, { label: "DP", isNumber: true }, { label: phrase("report-spread-table") }];
    const one = (code) => (at) => {
      const t = spread.transcript[at];
      const { id } = data.transcripts[t];
      return make("span", { class: "entry" }, make("bdi", {}, last(id)), " ", counted(spread.codings[at], { code, transcript: t }, `${data.codes[code].name}, ${id}`));
    };
    const row = (code) => {
      const { transcripts, dispersion } = whole.measures;
      return kantlijn.codeRow(code, [number(transcripts[code]), kantlijn.shown(dispersion[code], decimal(dispersion[code]), reason), make("span", { class: "entries" }, (byCode.get(code) || []).map(one(code)))]);
    };
    const lacking = whole.measures.dispersion.slice(0, data.codes.length).includes(null) ? [["DP", reason]] : [];
    return make("div", {}, kantlijn.table(phrase("report-spread-table"), columns, data.codes.map((_, code) => row(code))), kantlijn.reasons(lacking));
  }

  /** The figure. @param {function(): ?function(number): number} weigh as of `codedFigure` */
  const spreadFigure = (weigh) => kantlijn.codedFigure({ label: phrase("report-spread"), weigh, paint, table });

  return { spreadFigure };
})());
