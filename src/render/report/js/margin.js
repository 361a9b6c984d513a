/*
 * The margin beside a text, as a researcher pencils it: a bracket along the lines of each passage, its code beside it. Where the
 * lines are only the browser knows, so that this is computed from the layout, for the rows that are in view.
 */
kantlijn.margin = (() => {
  const LANE = 9;
  const FIRST_LANE = 12;
  const LANES = 4;
  // Where there is no margin all lanes share what is left of the page beside the text.
  const STRIP = 34;
  const BETWEEN = 3;

  const { shape } = kantlijn;

  /** Where the strokes of a row lie, from the top of its words. @returns {Map<number, {top: number, bottom: number, line: number}>} by stroke */
  function linesOf(row, strokeOf) {
    const origin = row.words.getBoundingClientRect().top;
    const found = new Map();
    for (const piece of row.words.querySelectorAll(".coded")) {
      for (const rect of piece.getClientRects()) {
        for (const c of piece.dataset.codings.split(" ")) {
          const { number } = strokeOf.get(Number(c));
          const top = rect.top - origin;
          const bottom = rect.bottom - origin;
          const known = found.get(number);
          if (!known) found.set(number, { top, bottom, line: (top + bottom) / 2 });
          else {
            if (top < known.top) [known.top, known.line] = [top, (top + bottom) / 2];
            known.bottom = Math.max(known.bottom, bottom);
          }
        }
      }
    }
    return found;
  }

  /** Short brackets stand next to the text, longer ones around them. */
  function lanesOf(brackets) {
    const lanes = [];
    const short = [...brackets].sort((a, b) => (a.bottom - a.top) - (b.bottom - b.top) || a.top - b.top || a.stroke.number - b.stroke.number);
    for (const bracket of short) {
      let lane = lanes.findIndex((taken) => taken.every((other) => bracket.bottom <= other.top || bracket.top >= other.bottom));
      if (lane < 0) lane = lanes.push([]) - 1;
      lanes[lane].push(bracket);
      bracket.lane = lane;
    }
    return lanes.length;
  }

  /** Labels one below another, each as near to its bracket as the others let it. @returns {number} where the last one ends */
  function spread(labels, height) {
    labels.sort((a, b) => a.wanted - b.wanted || a.lane - b.lane);
    let free = 0;
    for (const label of labels) {
      label.y = Math.max(free, label.wanted - label.height / 2);
      free = label.y + label.height + BETWEEN;
    }
    let limit = Math.max(height, labels.reduce((sum, label) => sum + label.height + BETWEEN, 0));
    for (const label of [...labels].reverse()) {
      label.y = Math.min(label.y, limit - label.height);
      limit = label.y - BETWEEN;
    }
    return Math.max(0, ...labels.map((label) => label.y + label.height));
  }

  /** All that has to be read of a row before anything is written. */
  function measured(row, strokeOf, isNarrow) {
    const lines = linesOf(row, strokeOf);
    const height = row.words.getBoundingClientRect().height;
    const brackets = row.strokes.filter(({ number }) => lines.has(number)).map((stroke) => {
      const { top, bottom, line } = lines.get(stroke.number);
      const [isOpenAbove, isOpenBelow] = [stroke.start < row.start, stroke.end > row.end];
      const label = row.labels.get(stroke.number);
      return {
        stroke, label, isOpenAbove, isOpenBelow,
        top: isOpenAbove ? 0 : top + 1,
        bottom: isOpenBelow ? height : bottom - 2,
        wanted: line,
        height: label ? label.offsetHeight : 0,
      };
    });
    const lanes = lanesOf(brackets);
    return { row, brackets, lanes, height, isNarrow };
  }

  function drawn({ row, brackets, lanes, height, isNarrow }) {
    const first = isNarrow ? FIRST_LANE - 4 : FIRST_LANE;
    const lane = isNarrow ? Math.min(LANE, (STRIP - first) / lanes) : LANE;
    const edge = isNarrow ? STRIP : first + Math.max(lanes, LANES) * lane;
    const labels = brackets.filter(({ label }) => label);
    const bottom = isNarrow ? 0 : spread(labels, height);
    row.margin.style.minHeight = bottom > height ? `${Math.ceil(bottom)}px` : "";
    row.margin.style.setProperty("--edge", `${edge}px`);
    const picture = shape("svg", { class: "brackets", width: edge, height: Math.ceil(Math.max(height, bottom)), "aria-hidden": "true" });
    for (const bracket of brackets) {
      const { stroke, top, isOpenAbove, isOpenBelow, label } = bracket;
      const x = first + bracket.lane * lane;
      const end = isOpenBelow ? Math.max(bracket.bottom, bottom) : bracket.bottom;
      const group = shape("g", { "data-stroke": stroke.number, class: stroke.stance === 1 ? "negated" : "" });
      group.style.stroke = kantlijn.passage.colourOf(stroke);
      group.append(shape("path", { d: `${isOpenAbove ? `M${x} ${top}` : `M${x - 6} ${top}H${x}`}V${end}${isOpenBelow ? "" : `H${x - 6}`}` }));
      if (label && !isNarrow) {
        const y = bracket.y + Math.min(bracket.height, 20) / 2;
        label.parentElement.style.top = `${bracket.y}px`;
        group.append(shape("path", { class: "leader", d: `M${x} ${Math.min(Math.max(y, top + 2), end - 2)}L${edge - 1} ${y}` }));
      } else if (label) {
        label.parentElement.style.top = "";
      }
      picture.append(group);
    }
    row.margin.querySelector("svg")?.remove();
    row.margin.prepend(picture);
  }

  /**
   * Draws the margin of rows. Everything is read before anything is written, so that the browser lays out once.
   * @param {Object[]} rows of `kantlijn.passages`, with `element`, `words`, `margin`, `labels` (by stroke)
   * @param {Map<number, Object>} strokeOf the stroke of each coding
   * @param {boolean} isNarrow where there is no room beside the text, labels stand below it
   */
  function place(rows, strokeOf, isNarrow) {
    rows.filter((row) => row.strokes.length > 0).map((row) => measured(row, strokeOf, isNarrow)).forEach(drawn);
  }

  return { place };
})();
