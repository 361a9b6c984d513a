/* How often codes occur: over all, or for each value of a variable on one scale. */
kantlijn.section("frequencies", {
  render(element) {
    const { data, phrase, make, number, decimal, counted, shown } = kantlijn;
    const COUNTS = ["participants", "transcripts", "units", "codings", "mentions", "negated", "prompted"];
    const unit = data.overview.unit.split(":")[0];
    const none = data.codes.length;
    const [whole] = data.frequencies[0].groups;
    const chosen = { at: 0, measure: "participants", order: "codes" };

    const columnName = (name) => phrase(`report-column-${name.replace(/_/g, "-")}`);
    const reason = (name) => kantlijn.reasonOf(data.frequencies[chosen.at].undefined, name);
    const measured = (group, name, code) => group.measures[name][code === null ? none : code];
    const nameOf = (code) => (code === null ? phrase("no-code") : data.codes[code].name);
    const percent = (share) => (share === null ? "–" : `${decimal(share, share > 0 && share < 1 ? 1 : 0)}%`);
    const units = (n) => phrase("units-of", { n, unit });

    /** The name of a group: a value of the variable, or a coder. */
    const groupName = ({ value }) => (data.frequencies[chosen.at].variable === "coder" ? kantlijn.coderName(value) : value);

    /** The filter of the units without a code: of everybody, of a group, and of coders those of the one whose numbers are shown alone. */
    function uncodedAt(place) {
      const { coder, group } = groupAt(place);
      if (coder !== undefined && coder !== data.shown_coder) return null;
      return group ? { uncoded: true, group } : { uncoded: true };
    }

    /** The filter of the group at a place among those of what is chosen. */
    function groupAt(place) {
      const { variable, groups } = data.frequencies[chosen.at];
      if (variable === null) return {};
      return variable === "coder" ? { coder: data.coders.indexOf(groups[place].value) } : { group: { variable: chosen.at - 1, value: place } };
    }

    const behind = (code, place) => (code === null ? uncodedAt(place) : { code, ...groupAt(place) });

    /** All that is counted of a code in a group, as a sentence. */
    function told(code, group) {
      const of = (n, all) => phrase("report-of", { n, all });
      const said = [
        `${of(measured(group, "participants", code), phrase("participants", { n: group.participants }))} (${percent(measured(group, "participants_pct", code))})`,
        `${of(measured(group, "units", code), units(group.units))} (${percent(measured(group, "units_pct", code))})`,
      ];
      if (code !== null) {
        said.push(phrase("codings", { n: measured(group, "codings", code) }));
        for (const name of ["negated", "prompted"]) {
          const n = measured(group, name, code);
          if (n) said.push(`${number(n)} ${phrase(`report-${name}`)}`);
        }
      }
      return `${nameOf(code)}${group.value ? `, ${groupName(group)}` : ""}: ${said.join(", ")}`;
    }

    /** What can be pressed: the places of bars, from one edge of their row to the other. */
    const bars = (svg, drawn, groups, { rowOf }) =>
      kantlijn.drawnOf(svg, "places").map((bar) => {
        const { key, code, place } = drawn[bar.__data__];
        // The bar of one person among many would be too small to hit.
        bar.setAttribute("width", String(Math.max(24, Number(bar.getAttribute("width")))));
        return { element: bar, key: `${key} ${place}`, row: rowOf(key), column: place, label: told(code, groups[place]), opensPanel: true, press: () => kantlijn.quotes.open(behind(code, place)) };
      });

    const coloured = (svg, name, drawn) => kantlijn.drawnOf(svg, name).forEach((bar) => { bar.style.fill = kantlijn.drawnIn(data.codes[drawn[bar.__data__].code].colour); });

    // ---- Over all ----

    function paintWhole(plan) {
      const { rows, isNarrow, insetTop, insetBottom } = plan;
      const { measure } = chosen;
      const values = rows.map(({ key, code }) => ({ key, code, place: 0, n: measured(whole, measure, code) }));
      const coded = values.filter(({ code, n }) => code !== null && n > 0);
      const most = measure === "participants" ? Math.max(1, whole.participants) : Math.max(1, ...data.codes.map((_, code) => measured(whole, measure, code)));
      // Stance and prompting are of codings: only among those they can be a part of a bar.
      const parts = measure === "codings" ? coded.map((row) => ({ ...row, negated: measured(whole, "negated", row.code), prompted: measured(whole, "prompted", row.code) })) : [];
      const asked = ["negated", "prompted"].filter((name) => data.codes.some((_, code) => measured(whole, name, code) > 0));
      const share = measure === "participants" || measure === "units" ? `${measure}_pct` : null;
      const right = isNarrow ? 0 : 58 + (share ? 62 : 0) + asked.length * 82;
      const counts = ({ code }) => number(measured(whole, measure, code));
      const shares = ({ code }) => percent(measured(whole, share, code));
      const columns = [];
      if (isNarrow) {
        columns.push({ head: "", about: phrase(`report-column-${measure}`), why: () => reason(measure), words: (row) => (share ? `${counts(row)} · ${shares(row)}` : counts(row)), dx: 0 });
      } else {
        columns.push({ head: "n", about: phrase(`report-column-${measure}`), why: () => reason(measure), words: counts, dx: 52 });
        if (share) columns.push({ head: "%", about: columnName(share), why: () => reason(share), words: shares, dx: 114, name: "numbers faint" });
        asked.forEach((name, at) => columns.push({
          head: columnName(name), why: () => reason(name), words: ({ code }) => (code === null ? "" : number(measured(whole, name, code)).replace(/^0$/, "·")), dx: right - (asked.length - 1 - at) * 82, name: `numbers faint ${name}`,
        }));
      }
      const bar = { y: "key", x1: 0, insetTop, insetBottom };
      return {
        marginRight: right,
        columns,
        x: { domain: [0, most], axis: null },
        marks: [
          axis(most, isNarrow),
          kantlijn.headOf(axisTitle(measure), { frameAnchor: "top-left", textAnchor: "start", dy: -24 }),
          Plot.barX(coded, { ...bar, x2: "n", className: "bars" }),
          Plot.barX(parts.filter(({ negated }) => negated > 0), { ...bar, x1: ({ n, negated }) => n - negated, x2: "n", className: "hatched" }),
          Plot.barX(parts.filter(({ prompted }) => prompted > 0), { ...bar, x2: "prompted", insetTop: isNarrow ? 40 : 22, insetBottom: insetBottom - 3, className: "under" }),
          Plot.barX(values.filter(({ code, n }) => n > 0 && code !== null), { ...bar, x2: "n", insetTop: isNarrow ? 20 : 1, insetBottom: 1, className: "places", fill: "transparent" }),
        ],
        targets: (svg) => {
          coloured(svg, "bars", coded);
          hatch(svg);
          return [...bars(svg, coded, [whole], plan), ...rest(svg, rows, measure), ...asides(svg, rows, asked)];
        },
      };
    }

    const axisTitle = (measure) => {
      if (measure === "participants") return phrase("report-of-all", { what: phrase("report-column-participants"), all: number(whole.participants) });
      if (measure === "units") return phrase("report-of-all", { what: phrase("report-column-units"), all: units(whole.units) });
      return phrase(`report-column-${measure}`);
    };

    const axis = (most, isNarrow) => {
      const ticks = d3.ticks(0, most, 5).filter(Number.isInteger);
      return [
        isNarrow ? null : Plot.gridX(ticks, { className: "grid", strokeOpacity: 1 }),
        Plot.text(ticks, { x: (tick) => tick, text: (tick) => number(tick), frameAnchor: "top", dy: -10, lineAnchor: "bottom", className: "head" }),
        isNarrow ? null : Plot.ruleX([0], { className: "zero" }),
      ];
    };

    /** The lines over bars of what is negated. */
    function hatch(svg) {
      const SVG = "http://www.w3.org/2000/svg";
      const element = (name, attributes) => {
        const made = document.createElementNS(SVG, name);
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        return made;
      };
      const pattern = element("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
      pattern.append(element("line", { x1: 0, y1: 0, x2: 0, y2: 5, class: "hatch" }));
      svg.prepend(pattern);
      kantlijn.drawnOf(svg, "hatched").forEach((bar) => bar.setAttribute("fill", "url(#hatch)"));
    }

    /** What is negated and prompted, beside the bars. */
    const asides = (svg, rows, asked) => asked.flatMap((name, at) =>
      kantlijn.drawnOf(svg, name).flatMap((words) => {
        const { code, key } = rows[words.__data__];
        const n = code === null ? 0 : measured(whole, name, code);
        if (!n) return [];
        const filter = name === "negated" ? { code, stance: 1 } : { code, prompted: 1 };
        const label = `${nameOf(code)}: ${phrase("codings", { n })}, ${phrase(`report-${name}`)}`;
        return [{ element: kantlijn.over(words, -40, 44), key: `${key} ${name}`, row: words.__data__, column: 1 + at, label, opensPanel: true, press: () => kantlijn.quotes.open(filter) }];
      }));

    /** The number of the row `no code`. */
    const rest = (svg, rows, measure) =>
      kantlijn.drawnOf(svg, "numbers").filter((words) => rows[words.__data__].code === null).slice(0, 1).flatMap((words) =>
        measure !== "units" || !measured(whole, "units", null) ? [] : [{
          element: kantlijn.over(words, -40, 44), key: "none 0", row: words.__data__, column: 0, label: told(null, whole), opensPanel: true, press: () => kantlijn.quotes.open({ uncoded: true }),
        }]);

    /** The numbers of the row `no code`, where the quotes of a group are known. */
    const restApart = (svg, counts, groups, { rowOf }) =>
      chosen.measure !== "units" ? [] : kantlijn.drawnOf(svg, "numbers").flatMap((words) => {
        const { key, code, place } = counts[words.__data__];
        const filter = code === null ? uncodedAt(place) : null;
        return filter === null ? [] : [{
          element: kantlijn.over(words, -2, 40), key: `${key} ${place}`, row: rowOf(key), column: place, label: told(null, groups[place]), opensPanel: true, press: () => kantlijn.quotes.open(filter),
        }];
      });

    // ---- Apart for a variable ----

    /** Shares, since groups are not equally large; codings by the words of a group. */
    const SHARES = { participants: "participants_pct", units: "units_pct", codings: "per_1000_words" };

    function paintApart(plan) {
      const { rows, isNarrow, insetTop, insetBottom, width, left } = plan;
      const { groups } = data.frequencies[chosen.at];
      const { measure } = chosen;
      const share = SHARES[measure];
      const all = groups.flatMap((_, place) => rows.map((row) => ({ ...row, place, n: measured(groups[place], measure, row.code), share: measured(groups[place], share, row.code) })));
      const there = all.filter(({ code, share: x }) => code !== null && x > 0);
      const counts = all.filter(({ n }) => n > 0);
      const most = measure === "participants" ? 100 : Math.max(0.1, ...groups.flatMap((group) => data.codes.map((_, code) => measured(group, share, code) || 0)));
      const panel = (width - left) / groups.length;
      const room = panel < 96 ? 22 : 30;
      const bar = { fx: "place", y: "key", x1: 0, insetTop, insetBottom };
      const ticks = panel < 96 ? [0, d3.ticks(0, most, 2).slice(-1)[0]] : d3.ticks(0, most, 3);
      const head = (group) => {
        if (measure === "codings") return phrase("words", { n: group.words });
        return measure === "participants" ? phrase(panel < 110 ? "report-n" : "participants", { n: group.participants }) : phrase(panel < 110 ? "report-n" : "units", { n: group.units });
      };
      return {
        marginTop: isNarrow ? 76 : 62,
        facet: { fx: () => 0 },
        fx: { domain: groups.map((_, place) => place), axis: null, padding: 0.06 },
        x: { domain: [0, most], axis: null, insetRight: room },
        marks: [
          isNarrow ? null : Plot.gridX(ticks, { className: "grid", strokeOpacity: 1 }),
          kantlijn.headOf(phrase(`report-axis-${share.replace(/_/g, "-")}`), { fx: () => 0, frameAnchor: "top-left", textAnchor: "start", dx: isNarrow ? 0 : -left, dy: isNarrow ? -58 : -10 }),
          Plot.text(groups, { fx: (_, place) => place, text: groupName, frameAnchor: "top-left", textAnchor: "start", dy: -42, title: groupName, className: "panel", lineWidth: (panel * 0.94 - 8) / 15, textOverflow: "ellipsis" }),
          Plot.text(groups, { fx: (_, place) => place, text: head, frameAnchor: "top-left", textAnchor: "start", dy: -26, className: "head" }),
          Plot.text(ticks, { x: (tick) => tick, text: (tick) => number(tick), frameAnchor: "top", dy: -6, lineAnchor: "bottom", className: "head" }),
          Plot.barX(there, { ...bar, x2: "share", className: "bars" }),
          isNarrow ? null : Plot.ruleX([0], { className: "zero" }),
          Plot.text(counts, { fx: "place", y: "key", x: ({ code, share: x }) => (code === null ? 0 : x), text: ({ n }) => number(n), textAnchor: "start", dx: 4, dy: plan.dy, className: "numbers" }),
          Plot.barX(there, { ...bar, x2: "share", insetTop: isNarrow ? 20 : 1, insetBottom: 1, className: "places", fill: "transparent" }),
        ],
        targets: (svg) => {
          coloured(svg, "bars", there);
          return [...bars(svg, there, groups, plan), ...restApart(svg, counts, groups, plan)];
        },
      };
    }

    // ---- The tables ----

    const rows = [...data.codes.map((_, code) => code), null];

    /** The filter behind a cell of one measure. */
    function cellFilter(code, measure, place) {
      const filter = behind(code, place);
      if (filter === null) return null;
      if (measure === "negated") filter.stance = 1;
      if (measure === "prompted") filter.prompted = 1;
      return filter;
    }

    function tableWhole() {
      const head = (name) => ({ label: phrase(`report-column-${name}`), isNumber: true });
      const columns = [{ label: phrase("report-column-code") }, ...COUNTS.flatMap((name) => (SHARES[name] ? [head(name), head(SHARES[name].replace(/_/g, "-"))] : [head(name)])), head("top-share"), head("dispersion")];
      const ratio = (name, code, digits) => shown(measured(whole, name, code), decimal(measured(whole, name, code), digits), reason(name));
      const cells = (code) => [
        ...COUNTS.flatMap((name) => {
          const value = measured(whole, name, code);
          const isOpened = code !== null || name === "units";
          const cell = isOpened ? counted(value, cellFilter(code, name, 0), nameOf(code), reason(name)) : shown(value, number(value), reason(name));
          return SHARES[name] ? [cell, ratio(SHARES[name], code, 1)] : [cell];
        }),
        ratio("top_share", code),
        ratio("dispersion", code),
      ];
      return [columns, rows.map((code) => kantlijn.codeRow(code, cells(code)))];
    }

    /** The columns of the table over all that have a cell without a number. */
    const shownUndefined = () => [...COUNTS, ...Object.values(SHARES), "top_share", "dispersion"].filter((name) => whole.measures[name].includes(null));

    function tableApart() {
      const { groups } = data.frequencies[chosen.at];
      const columns = [{ label: phrase("report-column-code") }];
      for (const group of groups) {
        const { participants, units: all } = group;
        columns.push({ label: `${groupName(group)}: ${phrase("participants", { n: participants })}`, isNumber: true }, { label: `${groupName(group)}: ${phrase("units", { n: all })}`, isNumber: true });
      }
      const cells = (code) => groups.flatMap((group, place) => ["participants", "units"].map((measure) => {
        const filter = code === null && measure !== "units" ? null : cellFilter(code, measure, place);
        const value = measured(group, measure, code);
        return filter === null ? number(value) : counted(value, filter, `${nameOf(code)}, ${groupName(group)}`);
      }));
      return [columns, rows.map((code) => kantlijn.codeRow(code, cells(code)))];
    }

    // ---- The section ----

    const weigh = () => (chosen.order === "codes" ? null : (code) => measured(whole, chosen.measure, code));
    const figure = kantlijn.codedFigure({
      label: phrase("report-how-often"),
      hasNoCode: true,
      weigh,
      paint: (plan) => (chosen.at === 0 ? paintWhole(plan) : paintApart(plan)),
      table: () => {
        const [columns, all] = chosen.at === 0 ? tableWhole() : tableApart();
        return make("div", {}, kantlijn.table(phrase("report-how-often"), columns, all), chosen.at === 0 ? kantlijn.reasons(shownUndefined().map((name) => [columnName(name), reason(name)])) : null);
      },
    });
    const strips = data.transcripts.length > 1 ? kantlijn.spreadFigure(weigh) : null;
    const note = make("p", { class: "caption" });
    const captions = make("div", { class: "caption" });

    function draw() {
      const frequencies = data.frequencies[chosen.at];
      // Mentions have no share, and their counts of unequal groups do not compare.
      const list = measureChoice.querySelector("select");
      list.querySelector('[value="mentions"]').disabled = chosen.at > 0;
      if (chosen.at > 0 && chosen.measure === "mentions") chosen.measure = "codings";
      list.value = chosen.measure;
      figure.redraw();
      const notes = [chosen.at > 0 ? "report-apart-note" : chosen.measure === "codings" ? "report-codings-note" : "report-bars-note"];
      if (frequencies.variable === "coder") notes.push("report-coders-note");
      note.textContent = notes.map((name) => phrase(name)).join(" ");
      captions.replaceChildren(kantlijn.caption(frequencies.caption));
    }
    const set = (name) => (value) => {
      chosen[name] = name === "at" ? Number(value) : value;
      draw();
      if (strips && (name === "order" || chosen.order === "frequent")) strips.redraw();
    };

    const variables = data.frequencies.map(({ variable }, at) => [String(at), variable === null ? phrase("report-everybody") : variable === "coder" ? phrase("report-coder") : variable]);
    const measures = ["participants", "units", "codings", "mentions"].map((name) => [name, phrase(`report-column-${name}`)]);
    const measureChoice = kantlijn.choice(phrase("report-count"), measures, set("measure"));
    element.append(
      make("div", { class: "controls" },
        measureChoice,
        variables.length > 1 ? kantlijn.choice(phrase("report-by"), variables, set("at")) : null,
        kantlijn.choice(phrase("report-order"), [["codes", phrase("report-order-codebook")], ["frequent", phrase("report-order-frequent")]], set("order")),
        figure.all, figure.view),
      figure.element, note, captions);
    draw();
    if (strips) {
      element.append(make("h3", {}, phrase("report-spread")), make("p", { class: "caption" }, phrase("report-spread-note")), make("div", { class: "controls" }, strips.all, strips.view), strips.element);
    }
  },
});
