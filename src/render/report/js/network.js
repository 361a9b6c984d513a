/*
 * Pairs of codes as a network. Its places are found by forces, run to their end before anything is drawn and without random
 * numbers: the same pairs are always at the same places. Boxes of nodes and their names push each other off, so that no name
 * lies over another.
 */
kantlijn.network = (() => {
  const { data, phrase, make, pairs } = kantlijn;
  const NAME = 16;
  const ROUNDS = 300;

  /** Pairs of these codes with at least so much of a measure, the strongest first. */
  function edgesOf(codes, measure, least) {
    const shown = new Set(codes);
    const edges = [];
    pairs.pairs.a.forEach((a, at) => {
      const b = pairs.pairs.b[at];
      const value = pairs.pairs[measure.name][at];
      if (shown.has(a) && shown.has(b) && value !== null && value >= least) edges.push({ a, b, value });
    });
    return edges.sort((one, other) => other.value - one.value || one.a - other.a || one.b - other.b);
  }

  /**
   * The values that a smallest value may have, least first: those that pairs of these codes have and that are more than neutral.
   * @returns {{value: number, edges: number}[]} with how many pairs there are from it on
   */
  function thresholds(codes, measure) {
    const edges = edgesOf(codes, measure, measure.neutral === undefined ? Number.MIN_VALUE : measure.neutral);
    const steps = [];
    edges.forEach(({ value }, at) => {
      if (steps.length > 0 && steps.at(-1).value === value) steps.at(-1).edges = at + 1;
      else steps.push({ value, edges: at + 1 });
    });
    return steps.reverse();
  }

  /** Moves boxes off each other along the shorter way; says whether they were apart. @param {number} width @param {number} height of the room */
  function boxesApart(nodes, width, height) {
    const inside = (node) => {
      node.x = Math.max(node.half + 2, Math.min(width - node.half - 2, node.x));
      node.y = Math.max(node.r + 4, Math.min(height - node.r - NAME - 4, node.y));
    };
    return () => {
      let isApart = true;
      for (let i = 0; i < nodes.length; i += 1) {
        for (let j = i + 1; j < nodes.length; j += 1) {
          const [one, other] = [nodes[i], nodes[j]];
          const dx = one.x - other.x || (i - j) * 1e-3;
          const dy = one.y + (one.r + NAME) / 2 - one.r / 2 - (other.y + (other.r + NAME) / 2 - other.r / 2) || (j - i) * 1e-3;
          const overX = one.half + other.half + 6 - Math.abs(dx);
          const overY = one.r + other.r + NAME + 6 - Math.abs(dy);
          if (overX <= 0 || overY <= 0) continue;
          isApart = false;
          if (overX < overY) {
            one.x += (Math.sign(dx) * overX) / 2;
            other.x -= (Math.sign(dx) * overX) / 2;
          } else {
            one.y += (Math.sign(dy) * overY) / 2;
            other.y -= (Math.sign(dy) * overY) / 2;
          }
        }
      }
      nodes.forEach(inside);
      return isApart;
    };
  }

  /** Where boxes still lie over one another, as in a narrow room, moves the lower one down. @returns {number} the height that it takes */
  function settle(nodes, height) {
    const placed = [];
    for (const node of [...nodes].sort((one, other) => one.y - other.y || one.code - other.code)) {
      const over = (other) => Math.abs(node.x - other.x) < node.half + other.half && node.y - other.y < node.r + other.r + NAME;
      for (let other = placed.find(over); other; other = placed.find(over)) node.y = other.y + node.r + other.r + NAME + 2;
      placed.push(node);
    }
    return Math.ceil(Math.max(height, ...nodes.map(({ y, r }) => y + r + NAME + 4)));
  }

  /** Finds a place for every node. @returns {number} the height that they take */
  function lay(nodes, edges, width, height, strongest) {
    const links = edges.map(({ a, b, value }) => ({ source: a, target: b, weight: Math.sqrt(value / strongest) }));
    const apart = boxesApart(nodes, width, height);
    d3.forceSimulation(nodes)
      .force("link", d3.forceLink(links).id(({ code }) => code).distance(({ weight }) => 130 - 60 * weight).strength(({ weight }) => 0.08 + 0.3 * weight))
      .force("charge", d3.forceManyBody().strength(-260).distanceMax(400))
      .force("x", d3.forceX(width / 2).strength(0.04))
      .force("y", d3.forceY(height / 2).strength(0.04 * Math.min(2, width / height)))
      .force("apart", apart)
      .stop()
      .tick(ROUNDS);
    for (const [side, room] of [["x", width], ["y", height]]) {
      const [from, to] = d3.extent(nodes, (node) => node[side]);
      const wider = d3.scaleLinear([from, to], [room * 0.06, room * 0.9]);
      if (to > from) nodes.forEach((node) => { node[side] = wider(node[side]); });
    }
    for (let round = 0; round < ROUNDS && !apart(); round += 1);
    return settle(nodes, height);
  }

  /** Where on its edge a number has room; null where it has none. */
  function placeOf(edge, width, taken) {
    const [from, to] = [edge.from, edge.to];
    for (const t of [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8]) {
      const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t];
      const box = [x - width / 2, y - 7, x + width / 2, y + 7];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      return [x, y];
    }
    return null;
  }

  /**
   * The network of these codes.
   * @param {number[]} codes
   * @param {{name: string, isCount?: boolean, neutral?: number}} measure
   * @param {number} least the smallest value of a pair that is drawn
   * @param {number} width the room that there is
   * @param {function(?string): void} say shows what is pointed at in words
   * @returns {HTMLElement[]}
   */
  function draw(codes, measure, least, width, say) {
    const edges = edgesOf(codes, measure, least);
    const strongest = edges.length > 0 ? edges[0].value : 1;
    const { units } = pairs.all.measures;
    const most = Math.max(1, ...codes.map((code) => units[code]));
    const joined = new Set(edges.flatMap(({ a, b }) => [a, b]));
    const nodes = codes.filter((code) => joined.has(code)).map((code) => {
      const { name } = data.codes[code];
      const r = 4 + 14 * Math.sqrt(units[code] / most);
      return { code, name, r, half: Math.max(r, pairs.widthOf(name, 13) / 2) };
    });
    const room = d3.sum(nodes, ({ half, r }) => (2 * half + 10) * (2 * r + NAME + 14));
    const across = Math.max(320, width);
    const planned = Math.round(Math.max(280, Math.min(Math.max(560, across * 0.62), 420 + room / across), (room * 3) / across));
    const height = lay(nodes, edges, across, planned, strongest);
    const byCode = new Map(nodes.map((node) => [node.code, node]));
    edges.forEach((edge) => Object.assign(edge, { from: byCode.get(edge.a), to: byCode.get(edge.b) }));

    const svg = d3.create("svg").attr("class", "network").attr("viewBox", `0 0 ${across} ${height}`)
      .attr("width", across).attr("height", height)
      .attr("role", "group").attr("aria-label", phrase("report-pairs-network-of", { codes: phrase("codes", { n: nodes.length }), n: edges.length }));
    const taken = nodes.flatMap(({ x, y, half, r }) => [[x - r, y - r, x + r, y + r], [x - half, y + r + 2, x + half, y + r + NAME]]);
    const button = (selection, label) => selection.attr("role", "button").attr("tabindex", "-1").attr("aria-haspopup", "dialog").attr("aria-label", label);

    const edge = button(svg.append("g").selectAll("g").data(edges).join("g").attr("class", "edge"), ({ a, b }) => pairs.sentence(a, b));
    edge.attr("data-a", ({ a }) => a).attr("data-b", ({ b }) => b);
    for (const className of ["touch", "line"]) {
      edge.append("line").attr("class", className)
        .attr("x1", ({ from }) => from.x).attr("y1", ({ from }) => from.y).attr("x2", ({ to }) => to.x).attr("y2", ({ to }) => to.y)
        .attr("stroke-width", ({ value }) => (className === "touch" ? 14 : 0.75 + 5.25 * Math.sqrt(value / strongest)));
    }
    // Numbers lie over all lines.
    const number = svg.append("g").attr("aria-hidden", "true").selectAll("text").data(edges).join("text").attr("class", "number")
      .text(({ value }) => pairs.short(value, measure));
    number.each(function seat(one) {
      const place = placeOf(one, 6.5 * this.textContent.length + 4, taken);
      const [x, y] = place || [(one.from.x + one.to.x) / 2, (one.from.y + one.to.y) / 2];
      d3.select(this).classed("no-room", place === null).attr("x", x).attr("y", y).attr("dy", "0.35em");
    });

    const neighbours = ({ code }) => edges.filter(({ a, b }) => a === code || b === code).length;
    const node = button(svg.append("g").selectAll("g").data(nodes).join("g").attr("class", "node"),
      (one) => `${pairs.sentence(one.code, one.code)} ${phrase("report-pairs-joined", { n: neighbours(one) })}`);
    node.attr("transform", ({ x, y }) => `translate(${x},${y})`).attr("data-a", ({ code }) => code).attr("data-b", ({ code }) => code);
    node.append("circle").attr("r", ({ r }) => r).attr("fill", ({ code }) => data.codes[code].colour);
    node.append("text").attr("y", ({ r }) => r + 13).text(({ name }) => name);

    // ---- What is pointed at ----

    const codesOf = (one) => (one.code === undefined ? [one.a, one.b] : [one.code, one.code]);
    function point(one) {
      svg.classed("is-pointed", one !== null);
      for (const part of [edge, number]) part.classed("is-near", (other) => one !== null && (other === one || other.a === one.code || other.b === one.code));
      const near = new Set(one === null ? [] : codesOf(one));
      if (one !== null && one.code !== undefined) edges.forEach(({ a, b }) => { if (a === one.code || b === one.code) near.add(a).add(b); });
      node.classed("is-near", ({ code }) => near.has(code));
      say(one === null ? null : pairs.sentence(...codesOf(one)));
    }
    for (const part of [edge, node]) {
      part.on("pointerenter focus", (_, one) => point(one)).on("pointerleave blur", () => point(null))
        .on("click", (_, one) => pairs.open(...codesOf(one)));
    }

    // ---- Keys: nodes are gone through by where they are, edges from the strongest on ----

    function keys(part, next) {
      const all = part.nodes();
      if (all.length > 0) all[0].setAttribute("tabindex", "0");
      part.on("keydown", (event, one) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const at = all.indexOf(event.currentTarget);
        const found = { Home: 0, End: all.length - 1 }[event.key] ?? next(at, event.key);
        if (event.key === "Enter" || event.key === " ") pairs.open(...codesOf(one));
        else if (found === undefined) return;
        event.preventDefault();
        if (found === undefined || found === null || !all[found]) return;
        all[at].setAttribute("tabindex", "-1");
        all[found].setAttribute("tabindex", "0");
        all[found].focus();
      });
    }
    keys(edge, (at, key) => ({ ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 })[key]);
    keys(node, (at, key) => {
      const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
      if (!way) return undefined;
      const far = nodes.map(({ x, y }) => {
        const [dx, dy] = [x - nodes[at].x, y - nodes[at].y];
        const [along, aside] = [dx * way[0] + dy * way[1], Math.abs(dx * way[1]) + Math.abs(dy * way[0])];
        return along > 0 ? along + 2 * aside : Infinity;
      });
      const nearest = d3.minIndex(far);
      return far[nearest] === Infinity ? null : nearest;
    });

    const alone = codes.filter((code) => !joined.has(code));
    const rest = alone.length > 0 && edges.length > 0
      ? make("details", { class: "alone" }, make("summary", {}, phrase("report-pairs-alone", { n: alone.length })),
          make("p", { dir: "auto" }, alone.map((code) => data.codes[code].name).join(" · ")))
      : null;
    if (edges.length === 0) return [make("p", {}, phrase("report-pairs-none"))];
    const key = make("p", { class: "caption" }, phrase("report-pairs-network-key"));
    return [make("div", { class: "network-frame" }, svg.node()), key, rest].filter(Boolean);
  }

  return { draw, thresholds };
})();
