/* The transcript that somebody reads, as rows on a page: who speaks, the words, the margin. What is shown of it is `kantlijn.sheet.now`. */
kantlijn.sheet = (() => {
  const { data, phrase, make, number, passages, passage } = kantlijn;
  // About so many lines are laid out together: a browser asked about each of thousands of rows does nothing else while somebody scrolls.
  const PAGE = 60;
  const narrow = matchMedia("(max-width: 52rem)");
  const reader = make("div", { class: data.has_text ? "reader" : "reader wordless", hidden: true });

  /** The transcript, its rows, the strokes that are shown, the stroke of each coding, and the one that is held. */
  const now = { t: -1, rows: [], strokes: [], strokeOf: new Map(), held: null };

  // ---- The margin follows what is in view ----

  let pages = new Map();
  const inView = new Set();
  const waiting = new Set();
  let isAsked = false;
  let isPaper = false;

  function place() {
    isAsked = false;
    const rows = [...waiting].filter((row) => row.element.isConnected);
    waiting.clear();
    kantlijn.margin.place(rows, now.strokeOf, narrow.matches && !isPaper);
  }

  function ask(row) {
    row.isPlaced = true;
    waiting.add(row);
    if (!isAsked) {
      isAsked = true;
      requestAnimationFrame(place);
    }
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const page = pages.get(target);
      if (!page) continue;
      if (isIntersecting) inView.add(page);
      else inView.delete(page);
      if (isIntersecting) page.filter((row) => !row.isPlaced).forEach(ask);
    }
  }, { rootMargin: "800px 0px" });

  /** After a change of width every margin is wrong; those in view are drawn at once. */
  function replace() {
    now.rows.forEach((row) => { row.isPlaced = false; });
    inView.forEach((page) => page.forEach(ask));
  }

  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width === width || isPaper) return;
    width = contentRect.width;
    replace();
  }).observe(reader);

  // What stays in view does so under the page's header, however many lines that has.
  const header = document.querySelector("body > header");
  new ResizeObserver(() => {
    const isSticky = getComputedStyle(header).position === "sticky";
    reader.style.setProperty("--under-header", `${isSticky ? header.offsetHeight : 0}px`);
  }).observe(header);

  // ---- Rows ----

  /** Sets the words of a row, with their codings and what is looked for. */
  function words(row) {
    const { text } = kantlijn.text(now.t);
    const paragraph = (stretch) => make("p", { dir: "auto" }, passage.pieces(text, stretch, row, row.found));
    if (text === null) row.words.replaceChildren(make("p", { class: "faint" }, phrase("report-words-left-out")));
    else row.words.replaceChildren(...row.paragraphs.map(paragraph));
    if (now.held !== null && row.strokes.includes(now.held)) paint(now.held, "here", true);
  }

  /** Sets the words of a row, and the names in its margin. @param {Object} row @param {boolean} isOfOneCoder */
  function fill(row, isOfOneCoder) {
    row.labels = new Map();
    const items = row.strokes.filter((stroke) => now.rows[stroke.rows[0]] === row).map((stroke) => {
      const label = passage.label(stroke, isOfOneCoder);
      row.labels.set(stroke.number, label);
      return make("li", {}, label);
    });
    const name = phrase("report-codings-at-turn", { turn: row.turn + 1 });
    row.margin.replaceChildren(...(items.length > 0 ? [make("ul", { "aria-label": name }, items)] : []));
    words(row);
    row.isPlaced = false;
    if (inView.has(pages.get(row.element.parentElement))) ask(row);
  }

  /** Who speaks, in which turn and when; nothing where a turn goes on. */
  function who(row, speaker) {
    if (!row.isFirst) return make("div", { class: "speaker" });
    const time = kantlijn.time(kantlijn.text(now.t).turns.time[row.turn]);
    const turn = row.turn + 1;
    const link = make("a", { href: `#/transcripts/${now.t}/turn/${turn}`, "aria-label": phrase("report-turn", { turn }) }, number(turn));
    return make("div", { class: "speaker" },
      make("span", { class: "who", dir: "auto" }, speaker ? speaker.label : ""), " ",
      make("span", { class: "at" }, link, time ? ` ${time}` : ""));
  }

  /** Makes the rows of a transcript, without words as yet. @param {number} t @returns {HTMLElement} */
  function build(t) {
    const { turns } = kantlijn.text(t);
    Object.assign(now, { t, rows: passages.rowsOf(t), strokes: [], strokeOf: new Map(), held: null });
    inView.clear();
    watcher.disconnect();
    for (const row of now.rows) {
      const speaker = turns.speaker[row.turn] < 0 ? null : data.transcripts[t].speakers[turns.speaker[row.turn]];
      const classes = ["turn"];
      if (!row.isFirst) classes.push("further");
      if (speaker && speaker.part === "interviewer") classes.push("interviewer");
      if (row.end - row.start > 2000) classes.push("long");
      row.found = [];
      row.words = make("div", { class: "words" });
      row.margin = make("div", { class: "margin" });
      const id = row.isFirst ? `turn-${row.turn + 1}` : null;
      row.element = make("div", { class: classes.join(" "), id }, who(row, speaker), row.words, row.margin);
    }
    pages = new Map();
    for (let at = 0; at < now.rows.length;) {
      const page = [];
      let lines = 0;
      for (; at < now.rows.length && lines < PAGE; at += 1) {
        const row = now.rows[at];
        page.push(row);
        // About seventy characters a line: out of view a page is taken to have as much height.
        lines += 1 + row.paragraphs.reduce((sum, [from, to]) => sum + Math.ceil((to - from + 1) / 68), 0);
      }
      pages.set(make("div", { class: "page", style: `--lines:${lines}` }, page.map(({ element }) => element)), page);
    }
    for (const element of pages.keys()) watcher.observe(element);
    return make("div", { class: "turns" }, [...pages.keys()]);
  }

  /** Shows these codings in the text and its margin. @param {number[]} codings by their row */
  function show(codings) {
    const before = now.rows.map((row) => row.strokes && row.strokes.length > 0);
    now.strokes = passages.strokesOf(codings);
    now.strokeOf = new Map(now.strokes.flatMap((stroke) => stroke.codings.map((c) => [c, stroke])));
    now.held = null;
    passages.along(now.rows, now.strokes);
    const isOfOneCoder = new Set(codings.map((c) => data.codings.coder[c])).size < 2;
    now.rows.forEach((row, r) => {
      if (before[r] === undefined || before[r] || row.strokes.length > 0) fill(row, isOfOneCoder);
    });
  }

  /** Hides the rows without a coding, or shows them again. @param {boolean} isFolded */
  function fold(isFolded) {
    const isOut = (row) => isFolded && row.strokes.length === 0;
    now.rows.forEach((row) => { row.element.hidden = isOut(row); });
    pages.forEach((page, element) => { element.hidden = page.every(isOut); });
  }

  /** Gives the pieces, the bracket and the label of a stroke a class, or takes it from them. */
  function paint(stroke, name, isOn) {
    const of = new Set(stroke.codings.map(String));
    const has = (list) => list !== undefined && list.split(" ").some((c) => of.has(c));
    for (const r of stroke.rows) {
      const row = now.rows[r];
      for (const piece of row.words.querySelectorAll(".coded")) {
        if (!has(piece.dataset.codings)) continue;
        piece.classList.toggle(name, isOn);
        if (isOn) piece.style.setProperty("--tint", passage.colourOf(stroke));
        if (has(piece.dataset.mentions)) piece.classList.toggle("matched", isOn);
      }
      const bracket = row.margin.querySelector(`g[data-stroke="${stroke.number}"]`);
      if (bracket) bracket.classList.toggle(name, isOn);
      const label = row.labels.get(stroke.number);
      if (label) label.classList.toggle(name, isOn);
    }
  }

  /** @param {Object} stroke */
  const labelOf = (stroke) => now.rows[stroke.rows[0]].labels.get(stroke.number);

  /** The first words of a stroke that is painted; where words are left out there are labels alone. */
  const wordsOf = (stroke) => now.rows[stroke.rows[0]].words.querySelector(".coded.here, .coded.active") || labelOf(stroke);

  /**
   * Brings something of a row into view. What was never in view has no height yet, so that it is done again when it has.
   * @param {Object} row
   * @param {function(): HTMLElement} target
   * @param {HTMLElement} [focused] what gets the focus
   */
  function bring(row, target, focused) {
    row.element.hidden = false;
    row.element.parentElement.hidden = false;
    const go = () => {
      const element = target();
      const { top, bottom } = element.getBoundingClientRect();
      if (top < 160 || bottom > innerHeight * 0.75) element.scrollIntoView({ block: "center" });
    };
    row.element.scrollIntoView({ block: "center" });
    if (focused) focused.focus({ preventScroll: true });
    go();
    requestAnimationFrame(() => requestAnimationFrame(go));
  }

  /** Marks what is looked for. @param {string} query @returns {Object[]} for each place its row */
  function mark(query) {
    const { text } = kantlijn.text(now.t);
    return now.rows.flatMap((row) => {
      const before = row.found.length;
      row.found = passages.find(text.slice(row.start, row.end), query).map(([from, to]) => [from + row.start, to + row.start]);
      if (before + row.found.length > 0) words(row);
      return row.found.map(() => row);
    });
  }

  /** Goes to what was found. @param {Object} row @param {number} nth of the places of its row */
  function goToFound(row, nth) {
    reader.querySelectorAll("mark.current").forEach((element) => element.classList.remove("current"));
    // Where a coding begins within a place, that lies in several pieces; the first one begins where the place does.
    const target = row.words.querySelector(`mark[data-start="${row.found[nth][0]}"]`);
    if (target) target.classList.add("current");
    bring(row, () => target || row.element);
  }

  /** Before printing: the margin of the whole transcript, at the width of a page. */
  function ontoPaper() {
    isPaper = true;
    reader.classList.add("paper");
    kantlijn.margin.place(now.rows.filter((row) => !row.element.hidden), now.strokeOf, false);
  }

  function offPaper() {
    isPaper = false;
    reader.classList.remove("paper");
    replace();
  }

  return { reader, now, build, show, fold, paint, labelOf, wordsOf, bring, mark, goToFound, ontoPaper, offPaper };
})();
