/* What is told of a passage: its words with their codings, the names in the margin, and the card with all that is known. */
kantlijn.passage = (() => {
  const { data, phrase, make } = kantlijn;
  const rows = data.codings;
  const STANCES = ["report-affirmed", "report-negated", "report-ceased", "report-normative"];
  // As many strokes fit between two lines of text; the margin shows them all.
  const LAYERS = 4;
  const GAPS = ["event", "time", "overlap", "markup"];

  // A code's colour as ink: no lighter than can be seen on paper, no darker than can be seen on black.
  const canMix = CSS.supports("color", "oklch(from red l c h)");
  const inked = (colour) => (canMix ? `oklch(from ${colour} clamp(var(--darkest), l, var(--lightest)) c h)` : colour);

  /** @param {{code: number}} stroke */
  const colourOf = ({ code }) => inked(data.codes[code].colour);

  /** The id of a transcript, which may break behind its folders. */
  const idOf = ({ id }) =>
    id.split(/(?<=\/)/).flatMap((part, i) => [i > 0 ? make("wbr") : "", part.length < 30 ? make("span", { class: "name" }, part) : part]);

  const rules = new Map();
  data.codes.forEach((code) => code.rules.forEach((rule) => rules.set(rule.rule, rule)));

  /** Lines under a piece, one for each stroke, which do not mix. */
  function underlined(strokes) {
    const drawn = strokes.filter(({ layer }) => layer < LAYERS);
    const image = (stroke) => {
      const colour = colourOf(stroke);
      return stroke.stance === 1 ? `repeating-linear-gradient(90deg,${colour} 0 4px,transparent 4px 7px)` : `linear-gradient(${colour},${colour})`;
    };
    const position = ({ layer }) => `0 calc(100% - ${(LAYERS - 1 - layer) * 3}px)`;
    return `background-image:${drawn.map(image).join(",")};background-position:${drawn.map(position).join(",")}`;
  }

  /**
   * The words of a paragraph, cut where codings, mentions, gaps and what is looked for begin and end.
   * @param {string} text
   * @param {[number, number]} paragraph
   * @param {Object} row of `kantlijn.passages`, with its strokes
   * @param {[number, number][]} found what is looked for
   * @returns {(Node|string)[]}
   */
  function pieces(text, [start, end], row, found) {
    const touches = ([from, to]) => from < end && to > start;
    const strokes = row.strokes.filter((stroke) => touches([stroke.start, stroke.end]));
    const mentions = strokes.flatMap(({ codings }) => codings.flatMap((c) => kantlijn.mentionsOf(c).map((mention) => [mention.start, mention.end, c])));
    const [gaps, marks] = [row.gaps.filter(touches), found.filter(touches)];
    const stretches = [...strokes.map((stroke) => [stroke.start, stroke.end]), ...mentions, ...gaps, ...marks];
    return kantlijn.passages.cut(start, end, stretches).map(([from, to]) => {
      const covers = ([a, b]) => a <= from && b >= to;
      const here = strokes.filter((stroke) => covers([stroke.start, stroke.end]));
      const gap = gaps.find(covers);
      let words = text.slice(from, to);
      const mark = marks.find(covers);
      if (mark) words = make("mark", { "data-start": mark[0] === from ? from : null }, words);
      if (gap) words = make("span", { class: `gap ${GAPS[gap[2]]}` }, words);
      if (here.length === 0) return words;
      const matched = mentions.filter(covers).map(([, , c]) => c);
      return make("span", {
        class: "coded",
        style: underlined(here),
        title: [...new Set(here.map(({ code }) => data.codes[code].name))].join(", "),
        "data-codings": here.flatMap(({ codings }) => codings).join(" "),
        "data-mentions": matched.length > 0 ? [...new Set(matched)].join(" ") : null,
      }, words);
    });
  }

  /** Who gave a stroke its code, as people read it. */
  const codersOf = ({ codings }) => [...new Set(codings.map((c) => rows.coder[c]))].map((coder) => kantlijn.coderName(data.coders[coder]));

  /** The name of a stroke's code, which stands beside its bracket. */
  function label(stroke, isOfOneCoder) {
    const { name } = data.codes[stroke.code];
    const aside = [stroke.stance > 0 ? phrase(STANCES[stroke.stance]) : "", isOfOneCoder ? "" : codersOf(stroke).join(", ")].filter(Boolean);
    return make("button", { type: "button", class: "label", "data-stroke": stroke.number, "aria-expanded": "false", style: `--stroke:${colourOf(stroke)}` },
      make("span", { dir: "auto" }, name), aside.length > 0 ? make("small", {}, ` ${aside.join(" · ")}`) : null);
  }

  /** The code above, and above that. */
  const path = (code) => (data.codes[code].parent === null ? [code] : [...path(data.codes[code].parent), code]);

  /** One coding of a stroke: who, how, by which words and rules. */
  function told(t, c) {
    const { text } = kantlijn.text(t);
    const words = (from, to) => (text === null ? null : `“${text.slice(from, to).replace(/\s+/g, " ")}”`);
    const isOfRules = data.coders[rows.coder[c]] === "rules";
    const mentions = kantlijn.mentionsOf(c);
    const cue = mentions.find((mention) => mention.cue && mention.stance === rows.stance[c]);
    const stance = rows.stance[c] < 0 ? "" : phrase(STANCES[rows.stance[c]]);
    const head = [
      phrase("report-coded-by", { coder: kantlijn.coderName(data.coders[rows.coder[c]]) }),
      isOfRules ? phrase(rows.status[c] === 1 ? "report-accepted" : "report-proposed") : "",
      cue && text !== null ? `${stance} (${words(...cue.cue)})` : stance,
      rows.prompted[c] === 1 ? phrase("report-prompted") : "",
    ];
    const of = new Map();
    mentions.forEach((mention) => of.set(mention.rule, [...(of.get(mention.rule) || []), words(mention.start, mention.end)]));
    const reasons = [...of].map(([number, said]) => {
      const rule = rules.get(number);
      const quoted = [...new Set(said.filter(Boolean))].join(", ");
      if (!rule) return quoted ? make("li", {}, quoted) : null;
      const line = make("span", { class: "faint" }, phrase("report-rule-at", { line: String(rule.line) }));
      const note = rule.note ? make("span", { class: "faint" }, ` ${rule.note}`) : null;
      return make("li", {}, quoted, quoted ? " " : "", line, " ", make("code", {}, rule.text), note);
    });
    return [
      make("p", {}, head.filter(Boolean).join(" · ")),
      reasons.length > 0 ? make("ul", {}, reasons) : null,
      rows.memo[c] ? make("p", { class: "memo", dir: "auto" }, rows.memo[c]) : null,
    ];
  }

  /**
   * The card of a stroke.
   * @param {number} t
   * @param {Object} stroke
   * @param {boolean} isHeld whether it stays, so that it may hold links
   */
  function card(t, stroke, isHeld) {
    const name = path(stroke.code).map((code) => data.codes[code].name).join(" › ");
    const open = () => kantlijn.quotes.open({ code: stroke.code, coder: null });
    const quotes = make("button", { type: "button", "aria-haspopup": "dialog", onclick: open }, phrase("report-quotes-of-code"));
    const codebook = make("a", { href: `#/codebook/${stroke.code}` }, phrase("report-in-codebook"));
    const links = isHeld ? make("p", { class: "links" }, quotes, " ", codebook) : null;
    const is = { role: isHeld ? "group" : "tooltip", "aria-label": isHeld ? name : null };
    return make("div", { class: "card", id: "card", ...is, style: `--stroke:${colourOf(stroke)}` },
      make("p", { class: "path", dir: "auto" }, name), stroke.codings.flatMap((c) => told(t, c)), links);
  }

  return { pieces, label, card, idOf, colourOf, inked };
})();
