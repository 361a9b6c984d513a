/*
 * The panel with the words behind a number. For a pair of codes it holds what `kantlijn quotes --code A --with B` and
 * `--code B --with A` give, laid together unit by unit.
 */
kantlijn.quotes = (() => {
  const { data, phrase, make } = kantlijn;
  const rows = data.codings;
  const BATCH = 40;
  const dialog = document.getElementById("quotes");
  const content = dialog.querySelector(".content");
  const title = document.getElementById("quotes-title");
  const unitName = data.overview.unit.split(":")[0];
  title.setAttribute("tabindex", "-1");
  title.setAttribute("autofocus", "");

  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  // A click beside the panel closes it, as people expect.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  const isPair = ({ code, with: other }) => code !== undefined && other !== undefined;
  const turned = (filter) => ({ ...filter, code: filter.with, with: filter.code });

  /** Whose codings a filter lets through; null for everybody's. */
  const coderOf = ({ coder }) => (coder === undefined ? data.shown_coder : coder);

  /** The codings of a filter: of a pair those of either code where the other is in the same unit; `side` keeps to one. */
  function codingsOf(filter) {
    if (!isPair(filter) || filter.side === "code") return kantlijn.codings(filter);
    if (filter.side === "with") return kantlijn.codings(turned(filter));
    return [...new Set([...kantlijn.codings(filter), ...kantlijn.codings(turned(filter))])].sort((a, b) => a - b);
  }

  /** What a filter is about, as the panel's title. */
  function heading({ uncoded: isUncoded, group, codes, code, with: other }) {
    if (isUncoded) return [[phrase("no-code"), group ? kantlijn.filters.groupName(group) : null].filter(Boolean).join(" · ")];
    if (codes !== undefined) return [`${phrase("report-quotes-new")} `, ...codes.flatMap((at, i) => [i > 0 ? " · " : null, kantlijn.codeName(at)].filter(Boolean))];
    const named = [code, other].filter((at) => at !== undefined).map(kantlijn.codeName);
    if (named.length === 0) return [phrase("report-quotes")];
    if (code === undefined) return [`${phrase("report-quotes-filter-with")} `, named[0]];
    return named.length === 2 ? [named[0], make("span", { class: "and" }, ` ${phrase("report-quotes-with")} `), named[1]] : named;
  }

  // ---- One quote ----

  const words = (pieces) =>
    pieces === null
      ? make("p", { class: "faint" }, phrase("report-words-left-out"))
      : make("p", { dir: "auto" }, pieces.map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text)));

  const placeOf = (t, turn) => (turn > 0 ? `${data.transcripts[t].id}:${turn}` : data.transcripts[t].id);
  const timeOf = (t, turn) => kantlijn.time(turn > 0 ? kantlijn.text(t).turns.time[turn - 1] : -1);

  /** Who says a coding's words: the label in the transcript, and the case where there is one. @param {number} c */
  function speakerOf(c) {
    const speaker = kantlijn.speakerOf(c);
    const participant = rows.participant[c] < 0 ? null : data.participants[rows.participant[c]];
    if (!speaker) return participant;
    return speaker.case ? `${speaker.label} (${speaker.case})` : speaker.label;
  }

  /** The link into the transcript, which closes the panel. */
  function into(t, coding) {
    const go = (event) => {
      event.preventDefault();
      dialog.close();
      kantlijn.transcript.open(t, coding);
    };
    return make("a", { class: "into", href: `#/transcripts/${t}${coding === undefined ? "" : `/${coding}`}`, onclick: go }, phrase("report-quotes-in-transcript"));
  }

  /** Who, where and when. */
  const placeSaid = (t, turn, who) => [who, placeOf(t, turn), timeOf(t, turn)].filter(Boolean);

  /** What stands above the quotes that are made, and need not be said again beneath each. */
  let said = null;

  const told = make("p", { class: "hidden-text", role: "status" });

  /** Puts a quote with its place on the clipboard. */
  async function copy(text, place, button) {
    const quote = phrase("report-quotes-copied", { words: text, place });
    try {
      await navigator.clipboard.writeText(quote);
    } catch {
      // Where a page from a file may not use the clipboard, the older way may still work.
      const field = make("textarea", { class: "hidden-text", "aria-hidden": "true", tabindex: "-1" });
      field.value = quote;
      content.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = phrase("report-quotes-is-copied");
    told.textContent = phrase("report-quotes-is-copied");
    setTimeout(() => {
      button.textContent = phrase("report-quotes-copy");
      told.textContent = "";
    }, 2000);
  }

  /** What stands beneath a quote: who, where, when; which code and how; what can be done with it. */
  function foot(t, turn, coding, pieces, who, tags) {
    const place = placeSaid(t, turn, who);
    const named = (part, i) => [i > 0 ? " · " : null, make("span", { dir: "auto", class: i === 0 && who ? "who" : null }, part)];
    const source = place.join(" · ") === said ? [] : place.flatMap(named);
    const onclick = ({ target }) => copy(pieces.map(({ text }) => text).join(""), place.join(", "), target);
    const copying = pieces === null ? null : make("button", { type: "button", class: "copy", onclick }, phrase("report-quotes-copy"));
    return make("div", { class: "foot" },
      source.length > 0 ? make("div", { class: "source" }, source) : null,
      make("div", { class: "tags" }, tags || []),
      make("div", { class: "doing" }, into(t, coding), copying));
  }

  /** A coding as a quote. @param {number} c */
  function coding(c) {
    const t = kantlijn.transcriptOf[c];
    const pieces = kantlijn.quoteOf(c);
    const tag = (name, className) => make("span", { class: `tag${className ? ` ${className}` : ""}` }, name);
    const tags = [
      kantlijn.codeName(rows.code[c]),
      rows.stance[c] > 0 ? tag(kantlijn.filters.stanceName(rows.stance[c]), "stance") : null,
      rows.prompted[c] === 1 ? tag(phrase("report-prompted")) : null,
      coderOf(filter) === null && data.coders.length > 1 ? tag(kantlijn.coderName(data.coders[rows.coder[c]])) : null,
      rows.status[c] === 1 && data.coders[rows.coder[c]] === "rules" ? tag(phrase("report-quotes-accepted")) : null,
    ];
    const memo = rows.memo[c] ? make("p", { class: "memo", dir: "auto" }, make("span", { class: "of" }, `${phrase("report-memo")} `), rows.memo[c]) : null;
    return make("blockquote", { tabindex: "-1", style: `--code:${data.codes[rows.code[c]].colour}`, "data-coding": c, "data-code": rows.code[c] },
      words(pieces), memo, foot(t, rows.turn[c], c, pieces, speakerOf(c), tags));
  }

  /** A unit without a code as a quote. */
  function unit({ t, stretches }) {
    const quoted = stretches.map(([start, end]) => kantlijn.quoted(t, start, end));
    const { turns } = kantlijn.text(t);
    const turn = turns.end.findIndex((end) => end > stretches[0][0]);
    const pieces = quoted.includes(null) ? null : quoted.flatMap((each, i) => (i > 0 ? [{ text: " … " }, ...each] : each));
    const speaker = turn < 0 || turns.speaker[turn] < 0 ? null : data.transcripts[t].speakers[turns.speaker[turn]].label;
    return make("blockquote", { tabindex: "-1" }, words(pieces), foot(t, turn + 1, undefined, pieces, speaker, null));
  }

  /** The codings of one unit of a pair, or of several coders: a coding that runs on into a further unit stands in the first alone. */
  function together({ codings, runsOn }) {
    const [c] = [...codings, ...runsOn];
    const t = kantlijn.transcriptOf[c];
    said = placeSaid(t, rows.turn[c], speakerOf(c)).join(" · ");
    const on = runsOn.map((further) => make("p", { class: "faint runs-on" }, phrase("report-quotes-runs-on", { code: data.codes[rows.code[further]].name })));
    const made = make("section", { class: "unit" }, make("h3", { dir: "auto" }, said), on, codings.map(coding));
    said = null;
    return made;
  }

  // ---- All of them ----

  /** A unit's name in the whole study: a case may speak in several transcripts. */
  const unitKey = (c, number) => (unitName === "case" && rows.participant[c] >= 0 ? `case ${rows.participant[c]}` : `${kantlijn.transcriptOf[c]} ${number}`);

  /** Whether what a filter asks is about units: a pair of codes, or coders that agree or differ. */
  const isOfUnits = (filter) => isPair(filter) || filter.agreed !== undefined;

  /** Whether a unit is one that a filter is about: one that holds both codes, or to which so many coders gave the code. */
  function isMeant(filter) {
    if (filter.agreed) {
      const agreed = kantlijn.unitsAgreed(filter);
      return (key) => agreed.has(key);
    }
    const has = (which) => new Set(kantlijn.codings(which).flatMap((c) => kantlijn.unitsOf(c).map((number) => unitKey(c, number))));
    const [one, other] = [has(filter), has(turned(filter))];
    return (key) => one.has(key) && other.has(key);
  }

  /** Codings, unit by unit of those that the filter is about. */
  function byUnit(codings, filter) {
    const isHere = isMeant(filter);
    const units = new Map();
    for (const c of codings) {
      const met = kantlijn.unitsOf(c).map((number) => unitKey(c, number)).filter(isHere);
      met.forEach((key, i) => {
        if (!units.has(key)) units.set(key, { codings: [], runsOn: [] });
        units.get(key)[i === 0 ? "codings" : "runsOn"].push(c);
      });
    }
    return [...units.values()];
  }

  /** What is there, in numbers that say what they count. */
  function counts(codings, units) {
    const participants = new Set(codings.map((c) => rows.participant[c]).filter((at) => at >= 0));
    const coder = coderOf(filter);
    const all = phrase("codings", { n: codings.length });
    return phrase("report-quotes-count", {
      codings: coder === null || data.coders.length < 2 ? all : phrase("report-quotes-by", { codings: all, coder: kantlijn.coderName(data.coders[coder]) }),
      units: phrase("units-of", { n: units, unit: unitName }),
      participants: phrase("participants", { n: participants.size }),
    });
  }

  let filter = {};
  const summary = make("p", { class: "summary", role: "status" });
  const sides = make("div", { class: "switch", role: "group", "aria-label": phrase("report-quotes-of") });
  const list = make("div", { class: "list" });
  const more = make("button", { type: "button", class: "more" });
  const filters = kantlijn.filters.build(() => filter, (changed) => show(changed));
  const hint = make("p", { class: "hint faint" }, phrase("report-quotes-keys"));
  content.append(summary, sides, filters.element, hint, list, more, told);

  let waiting = [];
  let one = coding;
  function add() {
    const isFocused = document.activeElement === more;
    const made = waiting.splice(0, BATCH).map(one);
    list.append(...made);
    more.hidden = waiting.length === 0;
    more.textContent = phrase("report-more-quotes", { n: waiting.length });
    if (isFocused && made.length > 0) (made[0].matches("blockquote") ? made[0] : made[0].querySelector("blockquote") || title).focus();
  }
  more.addEventListener("click", add);
  // What comes into view while scrolling is made then, so that thousands open as fast as ten.
  new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting) && document.activeElement !== more && waiting.length > 0) add();
  }, { root: content, rootMargin: "600px" }).observe(more);

  /** Whose quotes of a pair are shown. */
  function showSides() {
    const side = filter.side || "both";
    const button = (value, name) => make("button", { type: "button", "aria-pressed": String(side === value), onclick: () => {
      show({ ...filter, side: value });
      sides.querySelector("[aria-pressed=true]").focus();
    } }, name);
    sides.hidden = !isPair(filter);
    if (sides.hidden) return sides.replaceChildren();
    return sides.replaceChildren(button("both", phrase("report-quotes-both")), button("code", kantlijn.codeName(filter.code)), button("with", kantlijn.codeName(filter.with)));
  }

  /** Shows what a filter lets through. */
  function show(asked) {
    filter = asked;
    title.replaceChildren(...heading(filter));
    filters.element.hidden = Boolean(filter.uncoded);
    list.replaceChildren();
    showSides();
    if (filter.uncoded) {
      waiting = kantlijn.uncoded(filter);
      one = unit;
      summary.textContent = phrase("report-quotes-uncoded", { units: phrase("units-of", { n: waiting.length, unit: unitName }) });
    } else {
      const codings = codingsOf(filter);
      const units = isOfUnits(filter) ? byUnit(codings, filter) : null;
      waiting = units || [...codings];
      one = units ? together : coding;
      summary.textContent = counts(codings, units ? units.length : new Set(codings.flatMap((c) => kantlijn.unitsOf(c).map((number) => unitKey(c, number)))).size);
      if (unitName === "case" && isPair(filter)) summary.append(" ", make("span", { class: "faint" }, phrase("report-quotes-cases")));
      filters.update();
    }
    hint.hidden = waiting.length < 2;
    add();
    content.scrollTop = 0;
  }

  /**
   * Opens the panel with the codings that a filter lets through, or with `{uncoded: true}` the units without a code, of a
   * group if there is one.
   * @param {Object} asked as of `kantlijn.codings`; of a pair `side` ("code", "with") keeps to the quotes of one
   */
  function open(asked) {
    show(asked);
    if (!dialog.open) dialog.showModal();
    content.scrollTop = 0;
    title.focus();
  }

  // ---- Keys: up and down from quote to quote, Enter into the transcript, C copies ----

  dialog.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select, input, summary")) return;
    const quote = event.target.closest("blockquote");
    const all = [...list.querySelectorAll("blockquote")];
    const at = all.indexOf(quote);
    const press = (selector) => { if (quote && event.target === quote) quote.querySelector(selector)?.click(); };
    if (event.key === "ArrowDown") {
      if (at === all.length - 1 && waiting.length > 0) add();
      (all[at + 1] || [...list.querySelectorAll("blockquote")][at + 1])?.focus();
    } else if (event.key === "ArrowUp") (at > 0 ? all[at - 1] : title).focus();
    else if (event.key === "Home") (all[0] || title).focus();
    else if (event.key === "End") all.at(-1)?.focus();
    else if (event.key === "Enter" && quote && event.target === quote) press(".into");
    else if (event.key.toLowerCase() === "c" && quote && event.target === quote) press(".copy");
    else return;
    event.preventDefault();
  });

  return { open, codingsOf, close: () => dialog.close() };
})();
