/* The codebook as an appendix: what each code means, when it is used, by which rules, and how often it was. */
kantlijn.section("codebook", (() => {
  const { data, phrase, make } = kantlijn;
  const [all] = data.frequencies[0].groups;
  const unit = data.overview.unit.split(":")[0];
  // So many rules are read at a glance; more are folded away.
  const FEW = 6;

  /** What was counted of a code; each number opens its quotes. */
  function counts(at) {
    const { participants, units, codings } = all.measures;
    const filter = { code: at };
    const said = [
      [participants[at], phrase("report-codebook-of", { n: participants[at], all: phrase("participants", { n: all.participants }) })],
      [units[at], phrase("report-codebook-of", { n: units[at], all: phrase("units-of", { n: all.units, unit }) })],
      [codings[at], phrase("codings", { n: codings[at] })],
    ];
    const opener = (words) =>
      make("button", { type: "button", class: "number", "aria-haspopup": "dialog", onclick: () => kantlijn.quotes.open(filter) },
        words, make("span", { class: "hidden-text" }, ` ${data.codes[at].name}`));
    return make("ul", { class: "counts" }, said.map(([n, words]) => make("li", {}, n ? opener(words) : words)));
  }

  const passages = (name, texts) =>
    texts.length === 0 ? [] : [make("dt", {}, name), make("dd", {}, texts.map((text) => make("p", { class: "said", dir: "auto" }, text)))];

  const said = (name, text) => (text ? [make("dt", {}, name), make("dd", { dir: "auto" }, text)] : []);

  /** The rules of a code, as written. */
  function rules(code) {
    if (code.rules.length === 0) return [];
    const rule = ({ rule: number, text, line, note }) =>
      make("li", { id: `rule-${number}` }, make("code", { dir: "auto" }, text),
        line > 0 ? make("span", { class: "faint" }, ` ${phrase("report-codebook-line", { line: String(line) })}`) : null,
        note ? make("span", { class: "note", dir: "auto" }, note) : null);
    const list = make("ul", { class: "rules" }, code.rules.map(rule));
    if (code.rules.length <= FEW) return [make("dt", {}, phrase("report-rules")), make("dd", {}, list)];
    const summary = make("summary", {}, phrase("report-codebook-rules", { n: code.rules.length }), make("span", { class: "hidden-text" }, ` ${code.name}`));
    return [make("dt", {}, phrase("report-rules")), make("dd", {}, make("details", {}, summary, list))];
  }

  function entry(code, at) {
    const heading = make(`h${Math.min(3 + code.depth, 6)}`, { id: `code-${at}`, tabindex: "-1" }, kantlijn.codeName(at), " ", make("code", { class: "faint" }, code.id));
    return make("article", { class: `code depth-${Math.min(code.depth, 3)}`, "aria-labelledby": `code-${at}`, style: `--code:${code.colour}` },
      heading, counts(at),
      code.definition ? make("p", { class: "definition", dir: "auto" }, code.definition) : null,
      make("dl", {},
        said(phrase("report-include"), code.include),
        said(phrase("report-exclude"), code.exclude),
        passages(phrase("report-examples"), code.examples),
        passages(phrase("report-counterexamples"), code.counterexamples),
        rules(code),
        said(phrase("report-memo"), code.memo)));
  }

  /** The themes, each a link to its place. */
  function contents() {
    const themes = data.codes.map((code, at) => ({ code, at })).filter(({ code }) => code.depth === 0);
    const link = ({ at }) => make("li", {}, make("a", { href: `#/codebook/${at}` }, kantlijn.codeName(at)));
    return make("nav", { class: "themes", "aria-label": phrase("report-codebook-themes") }, make("ul", {}, themes.map(link)));
  }

  // What is printed is all of it, also what is folded away.
  let folded = [];
  addEventListener("beforeprint", () => {
    kantlijn.rendered("codebook");
    folded = [...document.querySelectorAll("#codebook details:not([open])")];
    folded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((details) => { details.open = false; }));

  return {
    render(element) {
      const named = [data.overview.codebook, data.overview.codebook_version].filter(Boolean).join(" ");
      element.append(
        make("p", { class: "caption", dir: "auto" }, [named, phrase("codes", { n: data.codes.length })].filter(Boolean).join(" · ")),
        make("div", { class: "appendix" }, contents(), make("div", { class: "entries" }, data.codes.map(entry))));
    },
    show([code]) {
      const heading = code === undefined ? null : document.getElementById(`code-${Number(code)}`);
      if (!heading) return;
      // After the page has gone to the section itself.
      setTimeout(() => {
        heading.focus({ preventScroll: true });
        heading.scrollIntoView();
      });
    },
  };
})());
