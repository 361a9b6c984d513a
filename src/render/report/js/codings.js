/* Which codings are behind a number, and what they say. */
Object.assign(kantlijn, (() => {
  const { data } = kantlijn;
  const rows = data.codings;

  /** The transcript of each coding. */
  const transcriptOf = new Uint32Array(rows.code.length);
  data.transcripts.forEach(({ codings: [from, to] }, t) => transcriptOf.fill(t, from, to));

  /** The first mention of each coding, and behind the last. */
  const firstMention = new Uint32Array(rows.code.length + 1);
  rows.mentions.forEach((n, c) => { firstMention[c + 1] = firstMention[c] + n; });

  const below = new Map();

  /** For each code whether it is this one or stands below it. @param {number} code @returns {Uint8Array} */
  function codesBelow(code) {
    if (!below.has(code)) {
      const is = new Uint8Array(data.codes.length);
      // A parent stands before its codes.
      data.codes.forEach(({ parent }, at) => { is[at] = at === code || (parent !== null && is[parent]) ? 1 : 0; });
      below.set(code, is);
    }
    return below.get(code);
  }

  /** The units that a coding touches, within its transcript. @param {number} c @returns {number[]} */
  const unitsOf = (c) => (rows.unit[c] < 0 ? [] : [rows.unit[c], ...(rows.more_units[c] || [])]);

  /** Whether a coding counts for a value of a variable: places among `frequencies`, less the first, and their groups. */
  function countsFor(c, variable, value) {
    const column = rows.values[variable];
    return column.value[c] === value || (column.more[c] || []).includes(value);
  }

  /**
   * The codings that a filter lets through, by their row, in order of place.
   * @param {Object} filter
   * @param {number} [filter.code] this code and everything below it
   * @param {number[]} [filter.codes] these codes themselves, without what stands below them
   * @param {{coders?: number[], by: "all"|"some"|number}} [filter.agreed] only in units to which all of these coders gave the code, or some
   *     of them and not all, or this one alone; else all who rated the transcript are asked
   * @param {number} [filter.with] only in units that also hold this code, as `kantlijn quotes --with`
   * @param {{variable: number, value: number}} [filter.group] only those that count for this group of `frequencies[variable + 1]`
   * @param {number} [filter.transcript]
   * @param {number} [filter.participant]
   * @param {?number} [filter.coder] else the coder whose numbers are shown; null for all
   * @param {number} [filter.stance] 0 affirmed, 1 negated, 2 ceased, 3 normative
   * @param {number} [filter.prompted] 0 or 1
   * @param {number} [filter.status] 0 proposed, 1 accepted
   * @returns {number[]}
   */
  function codings(filter) {
    const coder = filter.coder === undefined ? data.shown_coder : filter.coder;
    const isBelow = filter.code === undefined ? null : codesBelow(filter.code);
    const isOneOf = filter.codes === undefined ? null : new Set(filter.codes);
    const units = filter.agreed === undefined ? null : unitsAgreed(filter);
    const isWith = filter.with === undefined ? null : codesBelow(filter.with);
    const { group } = filter;
    const [from, to] = filter.transcript === undefined ? [0, rows.code.length] : data.transcripts[filter.transcript].codings;
    // As the command has it: everything but the codes narrows down which codings there are, for both codes of a pair.
    const isThere = (c) =>
      (coder === null || rows.coder[c] === coder) &&
      (filter.participant === undefined || rows.participant[c] === filter.participant) &&
      (filter.stance === undefined || rows.stance[c] === filter.stance) &&
      (filter.prompted === undefined || rows.prompted[c] === filter.prompted) &&
      (filter.status === undefined || rows.status[c] === filter.status) &&
      (!group || countsFor(c, group.variable, group.value));
    const matches = (c) =>
      (!isBelow || isBelow[rows.code[c]]) && (!isOneOf || isOneOf.has(rows.code[c])) && (!units || isAsked(c, filter.agreed)) && isThere(c) &&
      (!units || unitsOf(c).some((unit) => units.has(`${transcriptOf[c]} ${unit}`)));
    const there = new Map();
    if (isWith) {
      for (let c = from; c < to; c += 1) {
        if (!isWith[rows.code[c]] || !isThere(c)) continue;
        const t = transcriptOf[c];
        if (!there.has(t)) there.set(t, new Set());
        unitsOf(c).forEach((unit) => there.get(t).add(unit));
      }
    }
    const found = [];
    for (let c = from; c < to; c += 1) {
      if (!matches(c)) continue;
      const held = isWith && there.get(transcriptOf[c]);
      if (!isWith || (held && unitsOf(c).some((unit) => held.has(unit)))) found.push(c);
    }
    return found;
  }

  /** Whether a coding is one coder's of those who are compared in its transcript. @param {number} c */
  function isAsked(c, { coders }) {
    const { raters } = data.transcripts[transcriptOf[c]];
    const asked = coders || raters;
    return asked.length > 1 && asked.every((coder) => raters.includes(coder)) && asked.includes(rows.coder[c]);
  }

  /** The units that a filter's `agreed` is about, as `transcript unit`: whatever else it asks narrows down what is shown of them. */
  function unitsAgreed({ code, agreed }) {
    const found = new Map();
    for (const c of codings({ code, coder: null })) {
      if (!isAsked(c, agreed)) continue;
      for (const unit of unitsOf(c)) {
        const key = `${transcriptOf[c]} ${unit}`;
        if (!found.has(key)) found.set(key, new Set());
        found.get(key).add(rows.coder[c]);
      }
    }
    const isMeant = (key, by) => {
      const all = agreed.coders || data.transcripts[Number(key.split(" ")[0])].raters;
      if (agreed.by === "all") return by.size === all.length;
      return agreed.by === "some" ? by.size < all.length : by.size === 1 && by.has(agreed.by);
    };
    return new Set([...found].filter(([key, by]) => isMeant(key, by)).map(([key]) => key));
  }

  /** The units of a group without a coding of it, or of everybody: which unit, and where its stretches are. @param {{group?: Object}} filter */
  function uncoded({ group }) {
    return data.transcripts.flatMap((_, t) => {
      const { value, beside, ...all } = kantlijn.text(t).uncoded;
      const stretch = ({ unit, start, end }, i) => ({ number: unit[i], start: start[i], end: end[i] });
      const of = (columns, values) => columns.unit.map((_, i) => i).filter((i) => !group || values[i] === group.value).map((i) => stretch(columns, i));
      const further = group ? of(beside[group.variable], beside[group.variable].value) : [];
      const stretches = [...of(all, group ? value[group.variable] : []), ...further].sort((a, b) => a.number - b.number || a.start - b.start);
      return d3.groups(stretches, ({ number }) => number).map(([number, some]) => ({ t, number, stretches: some.map(({ start, end }) => [start, end]) }));
    });
  }

  // White space as the program knows it: JavaScript's own differs in two characters.
  const isSpace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

  /**
   * A stretch of a transcript as a quote shows it: without times and markup, white space made single spaces.
   * @param {number} t
   * @param {number} start
   * @param {number} end
   * @param {[number, number][]} [marks] stretches to mark
   * @returns {?{text: string, isMarked: boolean}[]} null where words are left out
   */
  function quoted(t, start, end, marks = []) {
    const { text, gaps } = kantlijn.text(t);
    if (text === null) return null;
    const pieces = [];
    const add = (character, isMarked) => {
      const last = pieces[pieces.length - 1];
      if (last && last.isMarked === isMarked) last.text += character;
      else pieces.push({ text: character, isMarked });
    };
    let gap = 0;
    while (gap < gaps.end.length && gaps.end[gap] <= start) gap += 1;
    let isApart = false;
    let wasMarked = false;
    for (let at = start; at < end; ) {
      if (gap < gaps.start.length && at >= gaps.start[gap]) {
        const isHidden = gaps.kind[gap] === 1 || gaps.kind[gap] === 3;
        if (isHidden && at < gaps.end[gap]) at = gaps.end[gap];
        if (at >= gaps.end[gap]) {
          gap += 1;
          continue;
        }
      }
      const character = text[at];
      if (isSpace.test(character)) {
        isApart = pieces.length > 0;
      } else {
        const isMarked = marks.some(([from, to]) => from <= at && at < to);
        if (isApart) add(" ", isMarked && wasMarked);
        add(character, isMarked);
        [isApart, wasMarked] = [false, isMarked];
      }
      at += 1;
    }
    return pieces;
  }

  /** Where the mentions of a coding stand. @param {number} c @returns {{start: number, end: number, rule: number, stance: number, cue: ?number[]}[]} */
  function mentionsOf(c) {
    const all = [];
    for (let m = firstMention[c]; m < firstMention[c + 1]; m += 1) {
      const { start16, end16, rule, stance, cue } = rows.mention;
      all.push({ start: start16[m], end: end16[m], rule: rule[m], stance: stance[m], cue: cue[m] || null });
    }
    return all;
  }

  /** The words of a coding, mentions marked; as `quoted`. @param {number} c */
  const quoteOf = (c) => quoted(transcriptOf[c], rows.start16[c], rows.end16[c], mentionsOf(c).map(({ start, end }) => [start, end]));

  /** The speaker of a coding's turn, if it has one. @param {number} c */
  function speakerOf(c) {
    const t = transcriptOf[c];
    const { turns } = kantlijn.text(t);
    const speaker = rows.turn[c] > 0 ? turns.speaker[rows.turn[c] - 1] : -1;
    return speaker < 0 ? null : data.transcripts[t].speakers[speaker];
  }

  return { codings, unitsAgreed, uncoded, codesBelow, unitsOf, mentionsOf, quoted, quoteOf, speakerOf, transcriptOf };
})());
