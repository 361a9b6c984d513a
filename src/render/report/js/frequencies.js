/* How often codes occur: a table over all, or the values of a variable side by side. */
kantlijn.section("frequencies", {
  render(element) {
    const { data, phrase, make, number, counted } = kantlijn;
    const COUNTS = ["participants", "transcripts", "units", "codings", "mentions", "negated", "prompted"];
    const place = make("div");
    const rows = [...data.codes.map((_, code) => code), null];

    const row = (code, cells) => ({
      cells: [code === null ? phrase("no-code") : kantlijn.codeName(code), ...cells],
      indent: code === null ? 0 : data.codes[code].depth,
      className: code === null || data.codes[code].depth === 0 ? "theme" : null,
    });

    /** The filter behind a cell of one measure. */
    function behind(code, measure, group) {
      const filter = { code };
      if (measure === "negated") filter.stance = 1;
      if (measure === "prompted") filter.prompted = 1;
      if (group) Object.assign(filter, group);
      return filter;
    }

    function over(frequencies) {
      const [group] = frequencies.groups;
      const columns = [{ label: phrase("report-column-code") }, ...COUNTS.map((name) => ({ label: phrase(`report-column-${name}`), isNumber: true })),
        { label: phrase("report-column-top-share"), isNumber: true }, { label: phrase("report-column-dispersion"), isNumber: true }];
      const cells = (code, at) => [
        ...COUNTS.map((name) => {
          const value = group.measures[name][at];
          if (code !== null) return counted(value, behind(code, name), data.codes[code].name);
          return name === "units" ? counted(value, { uncoded: true }, phrase("no-code")) : number(value);
        }),
        kantlijn.decimal(group.measures.top_share[at]),
        kantlijn.decimal(group.measures.dispersion[at]),
      ];
      return [columns, rows.map((code, at) => row(code, cells(code, at)))];
    }

    function apart(frequencies, variable) {
      const isCoder = frequencies.variable === "coder";
      const columns = [{ label: phrase("report-column-code") }];
      for (const { value, participants, units } of frequencies.groups) {
        columns.push({ label: `${value}: ${phrase("participants", { n: participants })}`, isNumber: true }, { label: `${value}: ${phrase("units", { n: units })}`, isNumber: true });
      }
      const cells = (code, at) => frequencies.groups.flatMap(({ value, measures }, place) => {
        const group = isCoder ? { coder: data.coders.indexOf(value) } : { group: { variable, value: place } };
        const name = code === null ? "" : data.codes[code].name;
        return ["participants", "units"].map((measure) =>
          code === null ? number(measures[measure][at]) : counted(measures[measure][at], behind(code, measure, group), `${name}, ${value}`));
      });
      return [columns, rows.map((code, at) => row(code, cells(code, at)))];
    }

    function draw(at) {
      const frequencies = data.frequencies[at];
      const [columns, all] = at === 0 ? over(frequencies) : apart(frequencies, at - 1);
      place.replaceChildren(kantlijn.table(phrase("report-frequencies"), columns, all), kantlijn.caption(frequencies.caption));
    }

    if (data.frequencies.length > 1) {
      const options = data.frequencies.map(({ variable }, at) => [String(at), variable === null ? phrase("report-everybody") : variable]);
      element.append(make("div", { class: "controls" }, kantlijn.choice(phrase("report-by"), options, (at) => draw(Number(at)))));
    }
    element.append(place);
    draw(0);
  },
});
