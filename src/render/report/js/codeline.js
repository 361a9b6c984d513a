/* The code line: where in an interview which code falls. */
kantlijn.codeLine = (() => {
  const { data, phrase, make, number } = kantlijn;

  /** The theme of a code. */
  const themeOf = (code) => (data.codes[code].parent === null ? code : themeOf(data.codes[code].parent));

  /** What a stroke is, in a sentence for those who do not see where it lies. */
  function sentence(t, stroke) {
    const turn = turnOf(t, stroke);
    const { turns } = kantlijn.text(t);
    const time = kantlijn.time(turns.time[turn]);
    const place = phrase("report-turn-of", { turn: turn + 1, turns: turns.start.length });
    const stance = stroke.stance > 0 ? phrase(["", "report-negated", "report-ceased", "report-normative"][stroke.stance]) : "";
    return [data.codes[stroke.code].name, stance, place, time].filter(Boolean).join(", ");
  }

  function turnOf(t, stroke) {
    const { end } = kantlijn.text(t).turns;
    let [low, high] = [0, end.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (end[middle] <= stroke.start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Places to read off: times where the file has them, else turns; at most about eight. */
  function scale(t) {
    const { turns } = kantlijn.text(t);
    const timed = turns.time.filter((time) => time >= 0);
    const last = timed.length > 1 ? timed[timed.length - 1] : 0;
    const steps = last > 0 ? [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * 60000) : [5, 10, 20, 50, 100, 200, 500, 1000];
    const span = last > 0 ? last : turns.start.length;
    const step = steps.find((each) => span / each <= 8) || Math.ceil(span / 8);
    const marks = [];
    let next = step;
    turns.start.forEach((at, i) => {
      const here = last > 0 ? turns.time[i] : i + 1;
      if (here < next) return;
      marks.push({ at, label: last > 0 ? kantlijn.time(here) : number(i + 1) });
      next = (Math.floor(here / step) + 1) * step;
    });
    return { marks, title: phrase(last > 0 ? "report-scale-time" : "report-scale-turn") };
  }

  /** Arrow keys: along a line, and to the nearest on the next one. */
  function move(event) {
    const from = event.target.closest(".tick");
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!from || !step) return;
    event.preventDefault();
    const lines = [...event.currentTarget.querySelectorAll(".line")].map((line) => [...line.querySelectorAll(".tick")]).filter((line) => line.length > 0);
    const line = lines.findIndex((ticks) => ticks.includes(from));
    const other = lines[line + step[0]] || [];
    const distance = (tick) => Math.abs(parseFloat(tick.style.left) - parseFloat(from.style.left));
    const to = step[0] === 0 ? lines[line][lines[line].indexOf(from) + step[1]] : [...other].sort((a, b) => distance(a) - distance(b))[0];
    if (!to) return;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  /**
   * The code line of a transcript.
   * @param {number} t
   * @param {Object[]} strokes those that are shown
   * @param {{byCode: boolean, chosen: ?number, choose: function(?number): void, colourOf: function(Object): string}} how
   *   `choose` shows one code alone, or all
   */
  function draw(t, strokes, { byCode, chosen, choose, colourOf }) {
    const { turns } = kantlijn.text(t);
    const begin = turns.start[0] || 0;
    const length = Math.max(1, (turns.end[turns.end.length - 1] || 1) - begin);
    const percent = (at) => `${Math.max(0, ((at - begin) / length) * 100).toFixed(3)}%`;
    const lineOf = (stroke) => (byCode ? stroke.code : themeOf(stroke.code));
    const codes = [...new Set(strokes.map(lineOf))].sort((a, b) => a - b);
    const tick = (stroke) => make("a", {
      class: `tick${stroke.stance === 1 ? " negated" : ""}`,
      href: `#/transcripts/${t}/${stroke.codings[0]}`,
      tabindex: "-1",
      style: `left:${percent(stroke.start)};width:${percent(begin + stroke.end - stroke.start)};--stroke:${colourOf(stroke)}`,
      title: sentence(t, stroke),
      "aria-label": sentence(t, stroke),
    });
    const name = (code) => make("button", {
      type: "button", class: "name", "data-code": code, "aria-pressed": chosen === code ? "true" : "false",
      onclick: () => choose(chosen === code ? null : code), title: phrase("report-show-only"),
    }, kantlijn.codeName(code));
    const interviewers = turns.start.map((start, i) => {
      const speaker = turns.speaker[i] < 0 ? null : data.transcripts[t].speakers[turns.speaker[i]];
      if (!speaker || speaker.part !== "interviewer") return null;
      return make("span", { style: `left:${percent(start)};width:${percent(begin + turns.end[i] - start)}` });
    });
    const { marks, title } = scale(t);
    const ticks = (code) => strokes.filter((stroke) => lineOf(stroke) === code).map(tick);
    const lines = codes.map((code) => make("div", { class: "line" }, name(code), make("div", { class: "track" }, ticks(code))));
    const figure = make("div", { class: "codeline", role: "group", "aria-label": phrase("report-code-line-keys"), onkeydown: move },
      lines,
      make("div", { class: "scale", "aria-hidden": "true" }, make("span", { class: "name" }, title),
        make("div", { class: "track" }, interviewers, marks.map(({ at, label }) => make("i", { style: `left:${percent(at)}` }, label)))));
    const first = figure.querySelector(".tick");
    if (first) first.tabIndex = 0;
    return figure;
  }

  /** The same as a table: for each code the turns in which it falls. */
  function table(t, strokes, byCode) {
    const lineOf = (stroke) => (byCode ? stroke.code : themeOf(stroke.code));
    const codes = [...new Set(strokes.map(lineOf))].sort((a, b) => a - b);
    const columns = [
      { label: phrase("report-column-code") },
      { label: phrase("report-column-codings"), isNumber: true },
      { label: phrase("report-in-turns") },
    ];
    const rows = codes.map((code) => {
      const those = strokes.filter((stroke) => lineOf(stroke) === code);
      const link = (stroke) => {
        const href = `#/transcripts/${t}/${stroke.codings[0]}`;
        return make("a", { href, "aria-label": sentence(t, stroke) }, number(turnOf(t, stroke) + 1));
      };
      const links = those.flatMap((stroke, i) => [i > 0 ? ", " : "", link(stroke)]);
      return { cells: [kantlijn.codeName(code), number(those.reduce((sum, { codings }) => sum + codings.length, 0)), make("span", {}, links)] };
    });
    return kantlijn.table(phrase("report-code-line"), columns, rows);
  }

  return { draw, table, sentence, turnOf, themeOf };
})();
