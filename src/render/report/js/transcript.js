/* One transcript to read: its words, its codings under them and in the margin. */
kantlijn.transcript = (() => {
  const { data, phrase, make, number, passages, passage } = kantlijn;
  const { codings: known } = data;
  const reader = make("div", { class: "reader", hidden: true });
  const narrow = matchMedia("(max-width: 52rem)");

  // What is shown: the transcript, its rows and strokes, what was chosen.
  let t = -1;
  let rows = [];
  let strokes = [];
  let strokeOf = new Map();
  let chosen = {};
  let held = null;
  let body = null;
  let lineAsTable = false;
  let byCode = null;
  let isPaper = false;

  // ---- The margin follows what is in view ----

  const PAGE = 60;
  let pages = new Map();
  const inView = new Set();
  const waiting = new Set();
  let isAsked = false;

  function place() {
    isAsked = false;
    const all = [...waiting].filter((row) => row.element.isConnected);
    waiting.clear();
    kantlijn.margin.place(all, strokeOf, narrow.matches && !isPaper);
  }

  function ask(row) {
    row.isPlaced = true;
    waiting.add(row);
    if (!isAsked) {
      isAsked = true;
      requestAnimationFrame(place);
    }
  }

  // A page of rows at a time: a browser asked about each of thousands does nothing else while somebody scrolls.
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
    rows.forEach((row) => { row.isPlaced = false; });
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

  // ---- The rows ----

  function words(row) {
    const { text } = kantlijn.text(t);
    if (text === null) {
      row.words.replaceChildren(make("p", { class: "faint" }, phrase("report-words-left-out")));
      return;
    }
    const paragraph = (stretch) => make("p", { dir: "auto" }, passage.pieces(text, stretch, row, row.found));
    row.words.replaceChildren(...row.paragraphs.map(paragraph));
  }

  /** The words of a row, and the names in its margin. */
  function fill(row) {
    words(row);
    row.labels = new Map();
    const isOfOneCoder = new Set(strokes.flatMap(({ codings }) => codings.map((c) => known.coder[c]))).size < 2;
    const items = row.strokes.filter((stroke) => rows[stroke.rows[0]] === row).map((stroke) => {
      const label = passage.label(stroke, isOfOneCoder);
      row.labels.set(stroke.number, label);
      return make("li", {}, label);
    });
    row.margin.replaceChildren(...(items.length > 0 ? [make("ul", { "aria-label": phrase("report-codings-at-turn", { turn: row.turn + 1 }) }, items)] : []));
    row.isPlaced = false;
    if (inView.has(pages.get(row.element.parentElement))) ask(row);
  }

  function build() {
    const { turns } = kantlijn.text(t);
    const { speakers } = data.transcripts[t];
    inView.clear();
    watcher.disconnect();
    rows = passages.rowsOf(t);
    rows.forEach((row) => {
      const speaker = turns.speaker[row.turn] < 0 ? null : speakers[turns.speaker[row.turn]];
      row.found = [];
      row.speaker = turns.speaker[row.turn];
      row.colourOf = passage.colourOf;
      row.words = make("div", { class: "words" });
      row.margin = make("div", { class: "margin" });
      const time = kantlijn.time(turns.time[row.turn]);
      const who = row.isFirst
        ? make("div", { class: "speaker" }, make("span", { class: "who", dir: "auto" }, speaker ? speaker.label : ""), " ",
          make("span", { class: "at" }, make("a", { href: `#/transcripts/${t}/turn/${row.turn + 1}`, "aria-label": phrase("report-turn", { turn: row.turn + 1 }) }, number(row.turn + 1)), time ? ` ${time}` : ""))
        : make("div", { class: "speaker" });
      // The height that it is taken to have out of view: about seventy characters a line.
      row.lines = row.paragraphs.reduce((sum, [from, to]) => sum + Math.ceil((to - from + 1) / 68), 0);
      row.element = make("div", {
        class: `turn${row.isFirst ? "" : " further"}${speaker && speaker.part === "interviewer" ? " interviewer" : ""}${row.end - row.start > 2000 ? " long" : ""}`,
        id: row.isFirst ? `turn-${row.turn + 1}` : null,
      }, who, row.words, row.margin);
    });
    pages = new Map();
    for (let at = 0; at < rows.length;) {
      const page = [];
      let lines = 0;
      while (at < rows.length && lines < PAGE) {
        page.push(rows[at]);
        lines += rows[at].lines + 1;
        at += 1;
      }
      pages.set(make("div", { class: "page", style: `--lines:${lines}` }, page.map(({ element }) => element)), page);
    }
    body = make("div", { class: "turns" }, [...pages.keys()]);
    for (const element of pages.keys()) watcher.observe(element);
  }

  /** Applies what was chosen. */
  function apply() {
    const speakerOf = (c) => (known.turn[c] > 0 ? kantlijn.text(t).turns.speaker[known.turn[c] - 1] : -1);
    const { speaker, ...filter } = chosen;
    const all = kantlijn.codings({ ...filter, transcript: t }).filter((c) => speaker === undefined || speakerOf(c) === speaker);
    const before = rows.map((row) => row.strokes && row.strokes.length > 0);
    strokes = passages.strokesOf(all);
    strokeOf = new Map(strokes.flatMap((stroke) => stroke.codings.map((c) => [c, stroke])));
    passages.along(rows, strokes);
    rows.forEach((row, r) => {
      if (before[r] === undefined || before[r] || row.strokes.length > 0) fill(row);
    });
    held = null;
    fold();
    drawLine();
    tell();
  }

  // ---- Only what is coded ----

  let isFolded = false;

  function fold() {
    const isOut = (row) => row.strokes.length === 0 && (isFolded || !data.has_text);
    rows.forEach((row) => { row.element.hidden = isOut(row); });
    pages.forEach((page, element) => { element.hidden = page.every(isOut); });
  }

  /** Shows a row that was folded away. */
  function reveal(row) {
    row.element.hidden = false;
    row.element.parentElement.hidden = false;
  }

  // ---- Above the text ----

  const line = make("figure", { class: "line-of-codes" });
  const count = make("output", { class: "count" });

  function drawLine() {
    const isDeep = byCode ?? new Set(strokes.map(({ code }) => code)).size <= 12;
    const how = {
      byCode: isDeep, chosen: chosen.code ?? null, colourOf: passage.colourOf,
      choose: (code) => { choose({ code: code === null ? undefined : code }, code ?? chosen.code); },
    };
    const figure = lineAsTable ? kantlijn.codeLine.table(t, strokes, isDeep) : kantlijn.codeLine.draw(t, strokes, how);
    const toggle = (label, isOn, onclick) => make("button", { type: "button", class: "quiet", "aria-pressed": isOn ? "true" : "false", onclick }, label);
    line.replaceChildren(
      make("figcaption", {}, make("span", {}, [phrase("report-code-line"), strokes.some(({ stance }) => stance === 1) ? phrase("report-open-is-negated") : ""].join(" ").trim()), make("span", { class: "switches" },
        toggle(phrase("report-all-codes"), isDeep, () => { byCode = !isDeep; drawLine(); line.querySelector(".switches button").focus(); }),
        toggle(phrase("report-as-table"), lineAsTable, () => { lineAsTable = !lineAsTable; drawLine(); line.querySelectorAll(".switches button")[1].focus(); }))),
      strokes.length > 0 ? figure : make("p", { class: "faint" }, phrase("report-no-codings-here")));
  }

  /** Changes what is shown. @param {Object} change of the filter @param {number} [focus] a code whose line keeps the focus */
  function choose(change, focus) {
    Object.assign(chosen, change);
    for (const name of Object.keys(change)) {
      const list = reader.querySelector(`select[name="${name}"]`);
      if (list) list.value = chosen[name] === undefined || chosen[name] === null ? "" : String(chosen[name]);
    }
    apply();
    const button = focus === undefined ? null : line.querySelector(`button[data-code="${focus}"]`);
    if (button) button.focus();
  }

  function tell() {
    const at = held === null ? -1 : strokes.indexOf(held);
    const all = strokes.reduce((sum, { codings }) => sum + codings.length, 0);
    count.textContent = at < 0 ? phrase("codings", { n: all }) : phrase("report-nth-of", { n: at + 1, all: strokes.length });
  }

  function select(name, label, options) {
    const list = make("select", { name, onchange: ({ target }) => choose({ [name]: target.value === "" ? (name === "coder" ? null : undefined) : Number(target.value) }) },
      options.map(([value, text]) => make("option", { value }, text)));
    list.value = chosen[name] === undefined || chosen[name] === null ? "" : String(chosen[name]);
    list.setAttribute("aria-label", label);
    return list;
  }

  function controls() {
    const transcript = data.transcripts[t];
    const here = kantlijn.codings({ transcript: t, coder: null });
    const has = new Set(here.flatMap((c) => withParents(known.code[c])));
    const codes = data.codes.map((code, at) => [String(at), `${"\u2003".repeat(code.depth)}${code.name}`]).filter(([at]) => has.has(Number(at)));
    const speakers = transcript.speakers.map((speaker, at) => [String(at), speaker.label]);
    const stances = [...new Set(here.map((c) => known.stance[c]))].filter((stance) => stance >= 0).sort();
    const names = ["report-affirmed", "report-negated", "report-ceased", "report-normative"];
    return make("div", { class: "controls", role: "group", "aria-label": phrase("report-show") },
      select("code", phrase("report-column-code"), [["", phrase("report-all-codes")], ...codes]),
      speakers.length > 1 ? select("speaker", phrase("report-speaker"), [["", phrase("report-all-speakers")], ...speakers]) : null,
      data.coders.length > 1 ? select("coder", phrase("report-coder"), [["", phrase("report-all-coders")], ...data.coders.map((name, at) => [String(at), kantlijn.coderName(name)])]) : null,
      stances.length > 1 ? select("stance", phrase("report-stance"), [["", phrase("report-all-stances")], ...stances.map((stance) => [String(stance), phrase(names[stance])])]) : null,
      data.has_text ? make("label", { class: "tickbox" }, make("input", { type: "checkbox", checked: isFolded, onchange: ({ target }) => { isFolded = target.checked; fold(); } }), ` ${phrase("report-only-coded")}`) : null,
      make("span", { class: "steps" }, count, make("button", { type: "button", "aria-label": phrase("report-previous-coding"), onclick: () => step(-1) }, "↑"), make("button", { type: "button", "aria-label": phrase("report-next-coding"), onclick: () => step(1) }, "↓")),
      data.has_text ? kantlijn.finder.controls(found) : null);
  }

  const withParents = (code) => (code === null ? [] : [code, ...withParents(data.codes[code].parent)]);

  // ---- Looking for words ----

  const found = {
    /** Marks what is looked for; says in which rows. @param {string} query @returns {Object[]} a row for each place */
    mark(query) {
      const { text } = kantlijn.text(t);
      return rows.flatMap((row) => {
        const before = row.found.length;
        row.found = passages.find(text.slice(row.start, row.end), query).map(([from, to]) => [from + row.start, to + row.start]);
        if (before + row.found.length > 0) {
          words(row);
          if (held !== null && row.strokes.includes(held)) paint(held, "here", true);
        }
        return row.found.map(() => row);
      });
    },
    /** Goes to a place. @param {Object} row @param {number} nth of the row's places */
    go(row, nth) {
      reader.querySelectorAll("mark.current").forEach((mark) => mark.classList.remove("current"));
      reveal(row);
      const [from] = row.found[nth];
      // A place may lie in several pieces; the first begins where the place does.
      let at = row.start;
      let target = null;
      const walker = document.createTreeWalker(row.words, NodeFilter.SHOW_TEXT);
      const paragraphs = row.paragraphs.map(([start]) => start);
      let parent = null;
      while (walker.nextNode() && target === null) {
        const node = walker.currentNode;
        const p = node.parentElement.closest("p");
        if (p !== parent) [parent, at] = [p, paragraphs.shift()];
        if (at >= from) target = node.parentElement.closest("mark");
        at += node.length;
      }
      if (target) target.classList.add("current");
      bring(row, () => target || row.element);
    },
  };

  // ---- One stroke at a time ----

  let active = null;
  let shownCard = null;
  let closing = 0;

  function paint(stroke, name, isOn) {
    const of = new Set(stroke.codings.map(String));
    const has = (list) => list !== undefined && list.split(" ").some((c) => of.has(c));
    for (const r of stroke.rows) {
      for (const piece of rows[r].words.querySelectorAll(".coded")) {
        if (!has(piece.dataset.codings)) continue;
        piece.classList.toggle(name, isOn);
        if (isOn) piece.style.setProperty("--tint", passage.colourOf(stroke));
        if (has(piece.dataset.mentions)) piece.classList.toggle("matched", isOn);
      }
      rows[r].margin.querySelector(`g[data-stroke="${stroke.number}"]`)?.classList.toggle(name, isOn);
      rows[r].labels.get(stroke.number)?.classList.toggle(name, isOn);
    }
  }

  // Where words are left out there are labels alone.
  const wordsOf = (stroke) => rows[stroke.rows[0]].words.querySelector(".coded.here, .coded.active") || labelOf(stroke);
  const labelOf = (stroke) => rows[stroke.rows[0]].labels.get(stroke.number);

  function closeCard() {
    clearTimeout(closing);
    if (!shownCard) return;
    shownCard.label.removeAttribute("aria-describedby");
    shownCard.element.remove();
    shownCard.page.classList.remove("open");
    shownCard = null;
  }

  function openCard(stroke) {
    clearTimeout(closing);
    if (shownCard && shownCard.stroke === stroke && shownCard.isHeld === (stroke === held)) return;
    closeCard();
    const label = labelOf(stroke);
    const element = passage.card(t, stroke, stroke === held);
    const page = rows[stroke.rows[0]].element.parentElement;
    page.classList.add("open");
    label.after(element);
    if (stroke !== held) label.setAttribute("aria-describedby", "card");
    // Near the lower edge of the window it opens upwards.
    element.classList.toggle("above", element.getBoundingClientRect().bottom > innerHeight && label.getBoundingClientRect().top > element.offsetHeight + 120);
    shownCard = { stroke, label, element, page, isHeld: stroke === held };
  }

  function activate(stroke) {
    clearTimeout(closing);
    if (active && active !== stroke) paint(active, "active", false);
    if (active === held && held) paint(held, "here", true);
    active = stroke;
    if (stroke) {
      paint(stroke, "active", true);
      openCard(stroke);
    }
  }

  /** What is no longer pointed at goes, after a moment in which the card can be reached. */
  function rest() {
    clearTimeout(closing);
    closing = setTimeout(() => {
      activate(null);
      if (held) openCard(held);
      else closeCard();
    }, 180);
  }

  const strokeAt = (target) => {
    const label = target.closest(".label");
    if (label) return strokes[Number(label.dataset.stroke)];
    const piece = target.closest(".coded");
    // The shortest is the innermost.
    return piece ? strokesAt(piece)[0] : null;
  };
  const strokesAt = (piece) =>
    [...new Set(piece.dataset.codings.split(" ").map((c) => strokeOf.get(Number(c))))].sort((a, b) => (a.end - a.start) - (b.end - b.start) || a.number - b.number);

  let pause = 0;
  reader.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(pause);
    const stroke = strokeAt(event.target);
    if (stroke) pause = setTimeout(() => activate(stroke), event.target.closest(".label") ? 0 : 250);
    else if (event.target.closest(".card")) clearTimeout(closing);
    else if (active) rest();
  });
  reader.addEventListener("pointerleave", () => { clearTimeout(pause); if (active) rest(); });
  reader.addEventListener("focusin", ({ target }) => { if (target.matches(".label")) activate(strokes[Number(target.dataset.stroke)]); });
  reader.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target.matches(".label") && !(relatedTarget && relatedTarget.closest(".card"))) rest();
  });
  reader.addEventListener("click", ({ target }) => {
    const label = target.closest(".label");
    const piece = target.closest(".coded");
    if (!label && (!piece || !getSelection().isCollapsed)) return;
    // A second click on the same words takes the next one around them.
    const there = label ? [strokes[Number(label.dataset.stroke)]] : strokesAt(piece);
    const next = there[there.indexOf(held) + 1];
    kantlijn.transcript.open(t, next ? next.codings[0] : undefined);
  });
  reader.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shownCard) {
      const { label } = shownCard;
      if (shownCard.element.contains(document.activeElement)) label.focus();
      closeCard();
      if (held) location.replace(`#/transcripts/${t}`);
      event.stopPropagation();
    }
    if (!event.target.matches(".label") || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const to = strokes[Number(event.target.dataset.stroke) + (event.key === "ArrowDown" ? 1 : -1)];
    if (to) bring(rows[to.rows[0]], () => wordsOf(to), labelOf(to));
  });

  // ---- Going to a place ----

  /** Brings something of a row into view. What was never in view has no height yet, so that it is done again when it has. */
  function bring(row, target, focused) {
    reveal(row);
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

  function hold(stroke) {
    if (held) {
      paint(held, "here", false);
      labelOf(held).setAttribute("aria-expanded", "false");
    }
    closeCard();
    held = stroke;
    tell();
    if (!stroke) return;
    paint(stroke, "here", true);
    const label = labelOf(stroke);
    label.setAttribute("aria-expanded", "true");
    const { top, bottom } = label.getBoundingClientRect();
    const isInView = top > 160 && bottom < innerHeight - 60;
    if (isInView) label.focus({ preventScroll: true });
    else bring(rows[stroke.rows[0]], () => wordsOf(stroke), label);
    openCard(stroke);
  }

  /** The next coding, from the one that is held or else from what is in view. */
  function step(by) {
    let at = held === null ? -1 : strokes.indexOf(held);
    if (at < 0) {
      const below = strokes.findIndex((stroke) => rows[stroke.rows[0]].element.getBoundingClientRect().bottom > 180);
      at = by > 0 ? below - 1 : below;
    }
    const to = strokes[at + by];
    if (to) location.replace(`#/transcripts/${t}/${to.codings[0]}`);
  }

  /** The head of a transcript: what is known of it and of who speaks. */
  function about() {
    const transcript = data.transcripts[t];
    const { turns } = kantlijn.text(t);
    const facts = [phrase("words", { n: transcript.words }), phrase("report-turns", { n: turns.start.length }),
      phrase("units-of", { unit: data.overview.unit, n: transcript.units }), kantlijn.time(transcript.duration ?? -1)];
    const shared = Object.entries(transcript.variables);
    const person = ({ label, part, case: of, variables }) => {
      const own = Object.entries(variables).filter(([name, value]) => transcript.variables[name] !== value).map(([name, value]) => `${name}: ${value}`);
      return make("li", {}, make("span", { class: "who", dir: "auto" }, label), ` ${[phrase(`report-plays-${part}`), of, ...own].filter(Boolean).join(" · ")}`);
    };
    return make("div", { class: "about" },
      make("p", { class: "faint" }, facts.filter(Boolean).join(" · ")),
      make("ul", { class: "people", "aria-label": phrase("report-speakers") }, transcript.speakers.map(person)),
      shared.length > 0 ? make("dl", { class: "variables" }, shared.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", { dir: "auto" }, value)))) : null);
  }

  function open(next) {
    t = next;
    chosen = { coder: data.shown_coder };
    [isFolded, byCode, held, active] = [false, null, null, null];
    closeCard();
    build();
    const at = (by) => (data.transcripts[t + by] ? make("a", { href: `#/transcripts/${t + by}`, rel: by > 0 ? "next" : "prev", dir: "auto" }, data.transcripts[t + by].id) : null);
    const neighbours = [at(-1), at(1)];
    reader.replaceChildren(
      make("nav", { class: "paging", "aria-label": phrase("report-transcripts") }, make("a", { href: "#/transcripts" }, phrase("report-all-transcripts")),
        make("button", { type: "button", class: "quiet", onclick: () => print() }, phrase("report-print")),
        make("span", {}, neighbours[0] ? ["← ", neighbours[0]] : "", neighbours[0] && neighbours[1] ? "\u2003" : "", neighbours[1] ? [neighbours[1], " →"] : "")),
      make("h3", { tabindex: "-1", dir: "auto" }, data.transcripts[t].id), about(), line, controls(), body);
    apply();
  }

  /**
   * Shows a transcript, and a place in it.
   * @param {number} next
   * @param {{coding?: number, turn?: number}} place
   */
  function show(next, { coding, turn }) {
    const isNew = next !== t || reader.hidden;
    reader.hidden = false;
    if (next !== t) open(next);
    if (coding !== undefined) {
      // Whatever hides the coding gives way.
      if (!strokeOf.has(coding) && known.code[coding] !== undefined) choose({ code: undefined, speaker: undefined, stance: undefined, coder: known.coder[coding] === data.shown_coder ? data.shown_coder : null });
      hold(strokeOf.get(coding) || null);
      if (strokeOf.has(coding)) return;
    } else if (held) {
      hold(null);
      if (!isNew && turn === undefined) return;
    }
    const row = turn === undefined ? null : rows.find((each) => each.turn === turn - 1);
    if (row) {
      bring(row, () => row.element);
      row.element.querySelector("a").focus({ preventScroll: true });
    } else if (isNew) {
      scrollTo(0, 0);
      reader.querySelector("h3").focus({ preventScroll: true });
    }
  }

  // ---- On paper ----

  /** Before printing: the margin beside the text at the width of a page, of the whole transcript. */
  function ontoPaper() {
    isPaper = true;
    reader.classList.add("paper");
    closeCard();
    kantlijn.margin.place(rows.filter((row) => !row.element.hidden), strokeOf, false);
  }

  function offPaper() {
    isPaper = false;
    reader.classList.remove("paper");
    if (held) openCard(held);
    replace();
  }

  return {
    reader, show, ontoPaper, offPaper,
    /** Goes to a transcript, and to a coding in it. @param {number} t @param {number} [coding] */
    open: (of, coding) => (coding === undefined ? kantlijn.go("transcripts", of) : kantlijn.go("transcripts", of, coding)),
  };
})();
