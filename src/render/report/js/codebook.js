/* The codebook as an appendix. */
kantlijn.section("codebook", {
  render(element) {
    const { data, phrase, make, counted } = kantlijn;
    const [all] = data.frequencies[0].groups;
    const texts = (name, passages) => (passages.length > 0 ? [make("dt", {}, name), ...passages.map((passage) => make("dd", { dir: "auto" }, passage))] : []);
    const said = (name, text) => (text ? texts(name, [text]) : []);
    const heading = (depth) => `h${Math.min(3 + depth, 6)}`;
    data.codes.forEach((code, at) => {
      const participants = counted(all.measures.participants[at], { code: at }, code.name);
      const units = counted(all.measures.units[at], { code: at }, code.name);
      element.append(
        make(heading(code.depth), { id: `code-${at}` }, kantlijn.codeName(at), " ", make("code", { class: "faint" }, code.id)),
        make("dl", { class: "facts" },
          make("dt", {}, phrase("report-column-participants")), make("dd", {}, participants),
          make("dt", {}, phrase("report-column-units")), make("dd", {}, units),
          said(phrase("report-definition"), code.definition),
          said(phrase("report-include"), code.include),
          said(phrase("report-exclude"), code.exclude),
          texts(phrase("report-examples"), code.examples),
          texts(phrase("report-counterexamples"), code.counterexamples),
          said(phrase("report-memo"), code.memo),
          code.rules.length > 0 ? [make("dt", {}, phrase("report-rules")), ...code.rules.map((rule) => make("dd", { id: `rule-${rule.rule}` }, make("code", {}, rule.text)))] : []),
      );
    });
  },
});
