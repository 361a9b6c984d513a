/* Every two codes: what the table of co-occurrence says of them, as a number, a shade and a sentence. */
kantlijn.pairs = (() => {
  const { data, phrase, number } = kantlijn;
  const { pairs, apart, undefined: reasons } = data.cooccurrence;
  const [all] = data.frequencies[0].groups;
  const size = data.codes.length;
  const unit = data.overview.unit.split(":")[0];

  /** What a pair can be shown by. `neutral` is what the measure is when the two have nothing to do with one another. */
  const MEASURES = [
    { name: "both", isCount: true },
    { name: "participants_both", isCount: true },
    { name: "same_words", isCount: true },
    { name: "jaccard" },
    { name: "lift", neutral: 1 },
    { name: "phi", neutral: 0 },
    { name: "npmi", neutral: 0 },
  ];

  const row = new Map();
  pairs.a.forEach((a, at) => {
    row.set(a * size + pairs.b[at], at);
    row.set(pairs.b[at] * size + a, at);
  });

  /** The pair's row, or undefined where the two are never in one unit. @param {number} a @param {number} b */
  const rowOf = (a, b) => row.get(a * size + b);

  /** Whether one of two codes stands above the other: they are no pair. */
  const isRelated = (a, b) => a !== b && Boolean(kantlijn.codesBelow(a)[b] || kantlijn.codesBelow(b)[a]);

  // The measures of two codes that are never in one unit depend on nothing but in how many each is.
  const apartAt = new Map(apart.units_a.map((few, at) => [`${few} ${apart.units_b[at]}`, at]));

  function valueApart(a, b, name) {
    // What is counted of both is nothing.
    if (!apart[name]) return 0;
    const units = [all.measures.units[a], all.measures.units[b]].sort((one, other) => one - other);
    return apart[name][apartAt.get(units.join(" "))];
  }

  /** A measure of two codes that are a pair. @param {number} a @param {number} b @param {string} name @returns {?number} */
  function value(a, b, name) {
    const at = rowOf(a, b);
    return at === undefined ? valueApart(a, b, name) : pairs[name][at];
  }

  /** A measure in few characters: what is large needs no decimals. @param {?number} x @param {{isCount?: boolean}} measure */
  function short(x, { isCount }) {
    if (x === null || x === 0 || isCount) return number(x);
    const digits = Math.abs(x) >= 100 ? 0 : Math.abs(x) >= 10 ? 1 : 2;
    return kantlijn.decimal(x, digits).replace("-", "−");
  }

  /** Whether there are quotes behind a cell. */
  const isOpen = (a, b) => (a === b ? all.measures.units[a] > 0 : rowOf(a, b) !== undefined);

  /** What is known of two codes, or of one and itself, in a sentence or two. @param {number} a @param {number} b */
  function sentence(a, b) {
    const [code, other] = [data.codes[a].name, data.codes[b].name];
    const units = phrase("units-of", { n: all.units, unit });
    const by = (n) => phrase("participants", { n });
    if (a === b) return phrase("report-pairs-self", { code, n: all.measures.units[a], units, participants: by(all.measures.participants[a]) });
    if (isRelated(a, b)) return phrase("report-pairs-related", { code, other });
    if (rowOf(a, b) === undefined) return phrase("report-pairs-apart", { code, other, units });
    const of = (name) => {
      const x = value(a, b, name);
      return x === null ? `– (${reason(name)})` : short(x, MEASURES.find((measure) => measure.name === name) || {});
    };
    const met = phrase("report-pairs-met", { code, other, both: value(a, b, "both"), units, participants: by(value(a, b, "participants_both")), same: value(a, b, "same_words") });
    return `${met} ${phrase("report-pairs-ratios", { jaccard: of("jaccard"), lift: of("lift"), phi: of("phi"), npmi: of("npmi"), expected: of("expected") })}`;
  }

  /**
   * How strongly each value is shaded, from 0 to 1, below zero where it is less than neutral; drawn to the strongest of these
   * codes. Counts and Jaccard by their root, lift by its logarithm, φ and NPMI as they are.
   * @param {number[]} codes
   * @param {{name: string, isCount?: boolean, neutral?: number}} measure
   * @returns {{shade: function(?number): number, ticks: number[]}}
   */
  function shades(codes, measure) {
    const shown = new Set(codes);
    const values = pairs[measure.name].filter((x, at) => x !== null && shown.has(pairs.a[at]) && shown.has(pairs.b[at]));
    if (measure.neutral === undefined) {
      const most = Math.max(0, ...values);
      const ticks = most === 0 ? [] : measure.isCount ? wholeTicks(most) : [most / 16, most / 4, most];
      return { shade: (x) => (most > 0 ? Math.sqrt(x / most) : 0), ticks };
    }
    const scaled = measure.name === "lift" ? Math.log2 : (x) => x;
    const most = Math.max(0, ...values.map((x) => Math.abs(scaled(x))));
    const back = (v) => (measure.name === "lift" ? 2 ** v : v);
    const from = values.some((x) => scaled(x) < 0) ? [-most, -most / 2] : [];
    return {
      shade: (x) => (most > 0 ? Math.max(-1, scaled(x) / most) : 0),
      ticks: most === 0 ? [] : [...from, 0, most / 2, most].map(back),
    };
  }

  /** A few whole numbers up to the largest, each with a shade of its own. */
  function wholeTicks(most) {
    const ticks = [1, Math.round(most / 9), Math.round((most * 4) / 9), most].filter((n) => n > 0);
    return [...new Set(ticks)].sort((a, b) => a - b);
  }

  /** How wide words will be drawn, in pixels. @param {string} words @param {number} size of the letter */
  const widthOf = (() => {
    const pen = document.createElement("canvas").getContext("2d");
    return (words, size) => {
      pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
      return pen.measureText(words).width;
    };
  })();

  /** Opens the quotes behind a cell. @param {number} a @param {number} b */
  const open = (a, b) => kantlijn.quotes.open(a === b ? { code: a } : { code: a, with: b });

  /** Why a measure may be undefined; empty where it never is. @param {string} name */
  const reason = (name) => kantlijn.reasonOf(reasons, name);

  return { MEASURES, all, pairs, rowOf, isRelated, isOpen, value, short, sentence, shades, widthOf, open, reason };
})();
