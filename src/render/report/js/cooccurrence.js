/* Which codes are in the same units: a symmetric table. */
kantlijn.section("cooccurrence", {
  render(element) {
    const { data, phrase, make, counted, number } = kantlijn;
    const { pairs, levels, caption } = data.cooccurrence;
    const [all] = data.frequencies[0].groups;
    const MEASURES = ["both", "participants_both", "same_words", "jaccard", "lift", "phi", "npmi"];
    const place = make("div");
    const chosen = { level: 0, measure: "both", order: "codes" };

    const row = new Map();
    pairs.a.forEach((a, at) => {
      row.set(`${a} ${pairs.b[at]}`, at);
      row.set(`${pairs.b[at]} ${a}`, at);
    });

    /** Whether one of two codes stands above the other: they are no pair. */
    const isRelated = (a, b) => kantlijn.codesBelow(a)[b] || kantlijn.codesBelow(b)[a];

    function cell(a, b) {
      if (a === b) return counted(all.measures.units[a], { code: a }, data.codes[a].name);
      if (isRelated(a, b)) return "";
      const at = row.get(`${a} ${b}`);
      if (at === undefined) return "0";
      const value = pairs[chosen.measure][at];
      const label = phrase("report-with", { code: data.codes[a].name, other: data.codes[b].name });
      if (Number.isInteger(value) && MEASURES.indexOf(chosen.measure) < 3) return counted(value, { code: a, with: b }, label);
      const open = () => kantlijn.quotes.open({ code: a, with: b });
      return make("button", { type: "button", class: "number", onclick: open, "aria-label": `${kantlijn.decimal(value)} ${label}` }, kantlijn.decimal(value));
    }

    function draw() {
      const codes = levels[chosen.level][chosen.order];
      const columns = [{ label: phrase("report-column-code") }, ...codes.map((code) => ({ label: data.codes[code].name, isNumber: true }))];
      const rows = codes.map((a) => ({ cells: [kantlijn.codeName(a), ...codes.map((b) => cell(a, b))] }));
      place.replaceChildren(kantlijn.table(phrase("report-cooccurrence"), columns, rows), kantlijn.caption(caption));
    }

    const set = (name) => (value) => {
      chosen[name] = name === "level" ? Number(value) : value;
      draw();
    };
    const level = ({ level: of }, at) => [String(at), of === null ? phrase("report-all-codes") : of === 1 ? phrase("report-themes") : phrase("report-level", { level: of })];
    element.append(make("div", { class: "controls" },
      levels.length > 1 ? kantlijn.choice(phrase("report-codes"), levels.map(level), set("level")) : null,
      kantlijn.choice(phrase("report-measure"), MEASURES.map((name) => [name, phrase(`report-column-${name.replace(/_/g, "-")}`)]), set("measure")),
      kantlijn.choice(phrase("report-order"), [["codes", phrase("report-order-codebook")], ["similar", phrase("report-order-similar")]], set("order"))));
    element.append(place);
    draw();
  },
});
