/* What stands above a transcript: what is known of it, its code line, and what to show of it. */
kantlijn.controls = (() => {
  const { data, phrase, make } = kantlijn;
  const { now } = kantlijn.sheet;
  const { codings: known } = data;
  const STANCES = ["report-affirmed", "report-negated", "report-ceased", "report-normative"];
  // More codes than these are shown by their themes, until somebody asks.
  const FEW = 12;

  // ---- The head ----

  /** Somebody who speaks, and what is known of them but not of the whole transcript. */
  function person({ variables: shared }, { label, part, case: of, variables }) {
    const own = Object.entries(variables).filter(([name, value]) => shared[name] !== value);
    const told = [phrase(`report-plays-${part}`), of, ...own.map(([name, value]) => `${name}: ${value}`)];
    return make("li", {}, make("span", { class: "who", dir: "auto" }, label), ` ${told.filter(Boolean).join(" · ")}`);
  }

  /** What is known of a transcript and of who speaks. @param {number} t */
  function about(t) {
    const transcript = data.transcripts[t];
    const facts = [
      phrase("words", { n: transcript.words }),
      phrase("report-turns", { n: kantlijn.text(t).turns.start.length }),
      phrase("units-of", { unit: data.overview.unit, n: transcript.units }),
      kantlijn.time(transcript.duration ?? -1),
    ];
    const variables = Object.entries(transcript.variables);
    const variable = ([name, value]) => make("div", {}, make("dt", {}, name), make("dd", { dir: "auto" }, value));
    return make("div", { class: "about" },
      make("p", {}, facts.filter(Boolean).join(" · ")),
      make("ul", { "aria-label": phrase("report-speakers") }, transcript.speakers.map((speaker) => person(transcript, speaker))),
      variables.length > 0 ? make("dl", { class: "variables" }, variables.map(variable)) : null);
  }

  // ---- The code line ----

  const line = make("figure", { class: "line-of-codes" });
  let isTable = false;
  let isDeep = null;

  /**
   * Draws the code line of what is shown.
   * @param {?number} chosen the code that is shown alone
   * @param {function(?number, number): void} choose shows a code alone, or all; and the code whose button was pressed
   */
  function drawLine(chosen, choose) {
    const { t, strokes } = now;
    const byCode = isDeep ?? new Set(strokes.map(({ code }) => code)).size <= FEW;
    const again = (at) => {
      drawLine(chosen, choose);
      line.querySelectorAll(".switches button")[at].focus();
    };
    const toggle = (name, isOn, onclick) =>
      make("button", { type: "button", class: "quiet", "aria-pressed": isOn ? "true" : "false", onclick }, phrase(name));
    const switches = make("span", { class: "switches" },
      toggle("report-all-codes", byCode, () => { isDeep = !byCode; again(0); }),
      toggle("report-as-table", isTable, () => { isTable = !isTable; again(1); }));
    const isNegated = strokes.some(({ stance }) => stance === 1);
    const title = make("span", {}, phrase("report-code-line"), isNegated ? ` ${phrase("report-open-is-negated")}` : "");
    const how = { byCode, chosen, colourOf: kantlijn.passage.colourOf, choose: (code) => choose(code, code ?? chosen) };
    const figure = isTable ? kantlijn.codeLine.table(t, strokes, byCode) : kantlijn.codeLine.draw(t, strokes, how);
    const nothing = make("p", { class: "faint" }, phrase("report-no-codings-here"));
    line.replaceChildren(make("figcaption", {}, title, switches), strokes.length > 0 ? figure : nothing);
  }

  /** Puts the focus back on the line of a code. @param {number} code */
  function focusLine(code) {
    const button = line.querySelector(`button[data-code="${code}"]`);
    if (button) button.focus();
  }

  // ---- What to show ----

  const count = make("output", { class: "count" });

  /** Says how many codings are shown, or which one is held. */
  function tell() {
    const at = now.held === null ? -1 : now.strokes.indexOf(now.held);
    const n = now.strokes.reduce((sum, { codings }) => sum + codings.length, 0);
    count.textContent = at < 0 ? phrase("codings", { n }) : phrase("report-nth-of", { n: at + 1, all: now.strokes.length });
  }

  const withParents = (code) => (code === null ? [] : [code, ...withParents(data.codes[code].parent)]);

  /** What there is to choose from in a transcript: for each list its name, its label, the words for everything, and the rest. */
  function choices(t) {
    const here = kantlijn.codings({ transcript: t, coder: null });
    const has = new Set(here.flatMap((c) => withParents(known.code[c])));
    const codes = data.codes.map(({ depth, name }, code) => [code, `${"\u2003".repeat(depth)}${name}`]).filter(([code]) => has.has(code));
    const stances = [...new Set(here.map((c) => known.stance[c]))].filter((stance) => stance >= 0).sort();
    return [
      { name: "code", label: "report-column-code", all: "report-all-codes", options: codes },
      { name: "speaker", label: "report-speaker", all: "report-all-speakers", options: data.transcripts[t].speakers.map(({ label }, at) => [at, label]) },
      { name: "coder", label: "report-show-coder", all: "report-all-coders", options: data.coders.map((name, at) => [at, kantlijn.coderName(name)]) },
      { name: "stance", label: "report-stance", all: "report-all-stances", options: stances.map((stance) => [stance, phrase(STANCES[stance])]) },
    ].filter(({ name, options }) => name === "code" || options.length > 1);
  }

  /**
   * The bar that stays in view.
   * @param {number} t
   * @param {Object} chosen the filter
   * @param {{choose: function(Object): void, fold: function(boolean): void, step: function(number): void}} on
   */
  function bar(t, chosen, { choose, fold, step }) {
    const list = ({ name, label, all, options }) => {
      const none = name === "coder" ? null : undefined;
      const onchange = ({ target: { value } }) => choose({ [name]: value === "" ? none : Number(value) });
      const select = make("select", { name, "aria-label": phrase(label), onchange },
        [["", phrase(all)], ...options].map(([value, words]) => make("option", { value }, words)));
      select.value = String(chosen[name] ?? "");
      return select;
    };
    const box = make("input", { type: "checkbox", onchange: ({ target }) => fold(target.checked) });
    const arrow = (by, name, sign) => make("button", { type: "button", "aria-label": phrase(name), onclick: () => step(by) }, sign);
    return make("div", { class: "controls", role: "group", "aria-label": phrase("report-show") },
      choices(t).map(list),
      data.has_text ? make("label", { class: "tickbox" }, box, ` ${phrase("report-only-coded")}`) : null,
      make("span", { class: "steps" }, count, arrow(-1, "report-previous-coding", "↑"), arrow(1, "report-next-coding", "↓")),
      data.has_text ? kantlijn.finder.controls({ mark: kantlijn.sheet.mark, go: kantlijn.sheet.goToFound }) : null);
  }

  /** Begins anew, for another transcript. */
  function reset() {
    isDeep = null;
  }

  return { line, about, drawLine, focusLine, tell, bar, reset };
})();
