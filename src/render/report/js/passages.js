/* The text of a transcript in rows, and the strokes that its codings draw along it. Nothing here draws. */
kantlijn.passages = (() => {
  const { data } = kantlijn;
  // A turn that is longer stands in several rows, each of whole paragraphs, so that a row is something to look at at once.
  const ROW = 1200;
  // A paragraph of more than this is cut, where a sentence seems to end: some transcribers give an hour of talk as one.
  const PARAGRAPH = 2500;

  /** The paragraphs of a stretch of text, half-open, without the white space between them. */
  function paragraphsOf({ text, line_breaks: breaks }, start, end) {
    if (text === null) return [[start, end]];
    const separator = breaks === "wrap" ? /\n[^\S\n]*\n\s*/g : /\n\s*/g;
    const found = [];
    const add = (from, to) => {
      let at = from;
      while (to - at > PARAGRAPH) {
        const last = (mark) => text.lastIndexOf(mark, at + PARAGRAPH - 2);
        const stop = Math.max(last(". "), last("? "), last("! "));
        const space = last(" ");
        const cut = stop > at + PARAGRAPH / 2 ? stop + 2 : space > at ? space + 1 : at + PARAGRAPH;
        found.push([at, cut]);
        at = cut;
      }
      if (to > at) found.push([at, to]);
    };
    let from = start;
    for (const match of text.slice(start, end).matchAll(separator)) {
      add(from, start + match.index);
      from = start + match.index + match[0].length;
    }
    add(from, end);
    return found.length > 0 ? found : [[start, end]];
  }

  /**
   * The rows of a transcript: a turn each, or some paragraphs of a long one.
   * @param {number} t
   * @returns {{turn: number, start: number, end: number, isFirst: boolean, paragraphs: [number, number][], gaps: [number, number, number][]}[]}
   *   turns from 0; `gaps` are start, end and kind
   */
  function rowsOf(t) {
    const words = kantlijn.text(t);
    const { turns, gaps } = words;
    const rows = [];
    let gap = 0;
    turns.start.forEach((start, turn) => {
      let row = null;
      for (const [from, to] of paragraphsOf(words, start, turns.end[turn])) {
        if (row === null || to - row.start > ROW) {
          row = { turn, start: from, end: to, isFirst: row === null, paragraphs: [], gaps: [] };
          rows.push(row);
        }
        row.paragraphs.push([from, to]);
        row.end = to;
        while (gap < gaps.start.length && gaps.end[gap] <= from) gap += 1;
        for (let g = gap; g < gaps.start.length && gaps.start[g] < to; g += 1) row.gaps.push([gaps.start[g], gaps.end[g], gaps.kind[g]]);
      }
    });
    return rows;
  }

  /**
   * The strokes of codings: one for all coders who give the same passage the same code, in order of place. `layer` tells apart
   * those that lie over one another, from 0.
   * @param {number[]} codings by their row
   * @returns {{number: number, code: number, start: number, end: number, stance: number, codings: number[], layer: number}[]}
   */
  function strokesOf(codings) {
    const { code, start16, end16, stance } = data.codings;
    const known = new Map();
    for (const c of codings) {
      // People do not say whether something is affirmed; that is no reason to draw it twice.
      const said = Math.max(stance[c], 0);
      const key = `${start16[c]} ${end16[c]} ${code[c]} ${said}`;
      if (known.has(key)) known.get(key).codings.push(c);
      else known.set(key, { code: code[c], start: start16[c], end: end16[c], stance: said, codings: [c] });
    }
    const strokes = [...known.values()].sort((a, b) => a.start - b.start || b.end - a.end || a.code - b.code);
    const ends = [];
    strokes.forEach((stroke, number) => {
      const free = ends.findIndex((end) => end <= stroke.start);
      stroke.number = number;
      stroke.layer = free < 0 ? ends.length : free;
      ends[stroke.layer] = stroke.end;
    });
    return strokes;
  }

  /** Gives each row its strokes: those that lie along it. */
  function along(rows, strokes) {
    rows.forEach((row) => { row.strokes = []; });
    let first = 0;
    for (const stroke of strokes) {
      stroke.rows = [];
      while (first < rows.length && rows[first].end <= stroke.start) first += 1;
      for (let r = first; r < rows.length && rows[r].start < stroke.end; r += 1) {
        rows[r].strokes.push(stroke);
        stroke.rows.push(r);
      }
    }
  }

  /**
   * A stretch, cut where anything begins or ends.
   * @param {number} from
   * @param {number} to
   * @param {[number, number][]} stretches of what begins and ends
   * @returns {[number, number][]}
   */
  function cut(from, to, stretches) {
    const places = new Set([from, to]);
    for (const stretch of stretches) {
      for (const at of stretch.slice(0, 2)) if (at > from && at < to) places.add(at);
    }
    const sorted = [...places].sort((a, b) => a - b);
    return sorted.slice(1).map((end, i) => [sorted[i], end]);
  }

  /** Where a text holds what somebody looks for, whatever its case, spaces and apostrophes. @returns {[number, number][]} */
  function find(text, query) {
    const parts = query.trim().split(/\s+/).filter(Boolean);
    if (parts.length === 0 || text === null) return [];
    const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/['’‘]/g, "['’‘]").replace(/["“”]/g, '["“”]'));
    const pattern = new RegExp(escaped.join("\\s+"), "giu");
    return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
  }

  return { rowsOf, strokesOf, along, cut, find };
})();
