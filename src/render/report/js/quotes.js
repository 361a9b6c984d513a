/* The panel with the words behind a number. */
kantlijn.quotes = (() => {
  const { data, phrase, make } = kantlijn;
  const BATCH = 50;
  const dialog = document.getElementById("quotes");
  const content = dialog.querySelector(".content");

  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  // A click beside the panel closes it, as people expect.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  /** What a filter is about, in words. */
  function heading(filter) {
    const name = (code) => data.codes[code].name;
    if (filter.uncoded) return phrase("no-code");
    const parts = [];
    if (filter.code !== undefined) {
      parts.push(filter.with === undefined ? name(filter.code) : phrase("report-with", { code: name(filter.code), other: name(filter.with) }));
    }
    if (filter.group) parts.push(data.frequencies[filter.group.variable + 1].groups[filter.group.value].value);
    if (filter.stance !== undefined) parts.push(phrase(["report-affirmed", "report-negated", "report-ceased", "report-normative"][filter.stance]));
    if (filter.prompted === 1) parts.push(phrase("report-prompted"));
    if (filter.coder !== undefined && filter.coder !== null) parts.push(kantlijn.coderName(data.coders[filter.coder]));
    if (filter.transcript !== undefined) parts.push(data.transcripts[filter.transcript].id);
    return parts.join(" · ") || phrase("report-quotes");
  }

  const words = (pieces) =>
    pieces === null
      ? make("p", { class: "faint" }, phrase("report-words-left-out"))
      : make("p", { dir: "auto" }, pieces.map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text)));

  function place(t, turn, more) {
    const href = `#/transcripts/${t}${more === undefined ? "" : `/${more}`}`;
    const where = turn > 0 ? `${data.transcripts[t].id}:${turn}` : data.transcripts[t].id;
    return make("a", { href, onclick: () => dialog.close() }, where);
  }

  /** A coding as a quote. @param {number} c */
  function coding(c) {
    const rows = data.codings;
    const t = kantlijn.transcriptOf[c];
    const participant = rows.participant[c] < 0 ? null : data.participants[rows.participant[c]];
    const speaker = kantlijn.speakerOf(c);
    const said = [participant && speaker && speaker.case ? participant : speaker ? speaker.label : participant];
    said.push(kantlijn.time(rows.turn[c] > 0 ? kantlijn.text(t).turns.time[rows.turn[c] - 1] : -1));
    if (rows.stance[c] > 0) said.push(phrase(["report-affirmed", "report-negated", "report-ceased", "report-normative"][rows.stance[c]]));
    if (data.coders.length > 1) said.push(kantlijn.coderName(data.coders[rows.coder[c]]));
    const { colour } = data.codes[rows.code[c]];
    const memo = rows.memo[c] ? make("p", { class: "faint" }, rows.memo[c]) : null;
    return make("blockquote", { style: `border-color:${colour}`, "data-coding": c },
      words(kantlijn.quoteOf(c)), memo,
      make("footer", {}, said.filter(Boolean).join(" · "), " · ", place(t, rows.turn[c], c), " · ", kantlijn.codeName(rows.code[c])));
  }

  /** A unit without a code as a quote. */
  function unit({ t, stretches }) {
    const pieces = stretches.map(([start, end]) => kantlijn.quoted(t, start, end));
    const { turns } = kantlijn.text(t);
    const turn = turns.end.findIndex((end) => end > stretches[0][0]);
    const all = pieces.some((each) => each === null) ? null : pieces.flatMap((each, i) => (i > 0 ? [{ text: " … " }, ...each] : each));
    return make("blockquote", {}, words(all), make("footer", {}, place(t, turn + 1)));
  }

  /** Every unit without a code. */
  function uncoded() {
    const units = [];
    data.transcripts.forEach((_, t) => {
      const { unit: of, start, end } = kantlijn.text(t).uncoded;
      of.forEach((number, i) => {
        const last = units[units.length - 1];
        if (last && last.t === t && last.number === number) last.stretches.push([start[i], end[i]]);
        else units.push({ t, number, stretches: [[start[i], end[i]]] });
      });
    });
    return units;
  }

  /**
   * Opens the panel with the codings that a filter lets through, or with `{uncoded: true}` the units without a code.
   * @param {Object} filter as of `kantlijn.codings`
   */
  function open(filter) {
    const all = filter.uncoded ? uncoded() : kantlijn.codings(filter);
    const one = filter.uncoded ? unit : coding;
    document.getElementById("quotes-title").textContent = heading(filter);
    const list = make("div");
    let shown = 0;
    const more = make("button", { type: "button", onclick: () => add() });
    const add = () => {
      list.append(...all.slice(shown, shown + BATCH).map(one));
      shown = Math.min(shown + BATCH, all.length);
      more.hidden = shown === all.length;
      more.textContent = phrase("report-more-quotes", { n: all.length - shown });
    };
    add();
    const count = filter.uncoded ? phrase("units", { n: all.length }) : phrase("codings", { n: all.length });
    content.replaceChildren(make("p", { class: "caption" }, count), list, more);
    if (!dialog.open) dialog.showModal();
    content.scrollTop = 0;
  }

  return { open, close: () => dialog.close() };
})();
