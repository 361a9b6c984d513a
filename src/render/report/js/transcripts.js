/* The transcripts: a list to choose from, and one of them to read. */
(() => {
  const { data, phrase, make, number, shape, transcript: { reader } } = kantlijn;
  const list = make("div", { class: "transcripts" });
  const MANY = 12;
  const FEW = 40;
  let order = { column: -1, isDown: false };
  let sought = "";
  let last = -1;

  // Every variable that the tables know, and others that most transcripts have, but for the order of analysis.
  const counts = new Map();
  for (const { variables, speakers } of data.transcripts) {
    const names = new Set([variables, ...speakers.map((speaker) => speaker.variables)].flatMap(Object.keys));
    names.forEach((name) => counts.set(name, (counts.get(name) || 0) + 1));
  }
  const named = data.frequencies.map(({ variable }) => variable).filter((name) => counts.has(name));
  const isCommon = ([name, n]) => n * 2 >= data.transcripts.length && !named.includes(name) && name !== "analysed_on";
  const others = [...counts].filter(isCommon).map(([name]) => name).sort();
  const variables = [...named, ...others].slice(0, 5);

  function valuesOf(transcript, name) {
    return [...new Set([transcript, ...transcript.speakers].map((of) => of.variables[name]).filter(Boolean))];
  }
  const casesOf = (transcript) => [...new Set([transcript, ...transcript.speakers].map((of) => of.case).filter(Boolean))];

  // Its text is needed for where a transcript ends, which is worth parsing only when somebody looks.
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      fillCourse(target, Number(target.dataset.transcript));
    }
  }, { rootMargin: "300px 0px" });

  /** Where in a transcript its codings are, by theme, as small as a word. @param {number} t */
  function course(t) {
    const svg = shape("svg", { class: "course", viewBox: "0 0 120 12", width: 120, height: 12, "aria-hidden": "true" });
    svg.dataset.transcript = t;
    if (shown.length <= FEW) fillCourse(svg, t);
    else watcher.observe(svg);
    return svg;
  }

  function fillCourse(svg, t) {
    const { turns } = kantlijn.text(t);
    const length = Math.max(1, turns.end[turns.end.length - 1] || 1);
    const paths = new Map();
    for (const c of kantlijn.codings({ transcript: t })) {
      const theme = kantlijn.codeLine.themeOf(data.codings.code[c]);
      const x = ((data.codings.start16[c] / length) * 119 + 0.5).toFixed(1);
      paths.set(theme, `${paths.get(theme) || ""}M${x} 1v10`);
    }
    for (const [theme, d] of paths) {
      const path = shape("path", { d });
      path.style.stroke = kantlijn.passage.inked(data.codes[theme].colour);
      svg.append(path);
    }
  }

  const shown = data.transcripts.map((transcript, t) => ({
    t,
    transcript,
    cases: casesOf(transcript).join(", "),
    values: variables.map((name) => valuesOf(transcript, name).join(", ")),
    codings: kantlijn.codings({ transcript: t }).length,
  }));

  const said = (words) => (words ? make("span", { dir: "auto" }, words) : kantlijn.dash());
  const counted = (name, value) => ({ label: phrase(`report-column-${name}`), isNumber: true, key: value, cell: (row) => number(value(row)) });
  const duration = {
    label: phrase("report-column-duration"),
    isNumber: true,
    key: ({ transcript }) => transcript.duration ?? -1,
    isKnown: ({ transcript }) => transcript.duration !== null,
    why: phrase("report-no-times"),
    cell: ({ transcript }) => kantlijn.shown(transcript.duration, kantlijn.time(transcript.duration), phrase("report-no-times")),
  };

  const COLUMNS = [
    {
      label: phrase("report-column-transcript"),
      key: ({ t }) => t,
      cell: ({ t, transcript }) => make("a", { href: `#/transcripts/${t}`, dir: "auto" }, kantlijn.passage.idOf(transcript)),
    },
    { label: phrase("report-column-case"), key: ({ cases }) => cases, isKnown: ({ cases }) => cases !== "", cell: ({ cases }) => said(cases) },
    ...variables.map((name, i) => ({ label: name, key: ({ values }) => values[i], isKnown: ({ values }) => values[i] !== "", cell: ({ values }) => said(values[i]) })),
    counted("words", ({ transcript }) => transcript.words),
    counted("units", ({ transcript }) => transcript.units),
    {
      ...counted("codings", ({ codings }) => codings),
      cell: ({ codings, t, transcript }) => kantlijn.counted(codings, { transcript: t }, transcript.id),
    },
    { label: phrase("report-column-course"), cell: ({ t }) => course(t) },
    ...(data.transcripts.some((transcript) => transcript.duration !== null) ? [duration] : []),
  ];

  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), data.lang, { numeric: true }));

  const place = make("div");
  const count = make("output", { class: "count" });

  function draw() {
    const wanted = sought.trim().toLowerCase();
    const rows = shown.filter(({ transcript, cases, values }) => [transcript.id, cases, ...values].join("\n").toLowerCase().includes(wanted));
    if (order.column >= 0) {
      const { key } = COLUMNS[order.column];
      rows.sort((a, b) => (order.isDown ? -1 : 1) * compare(key(a), key(b)) || a.t - b.t);
    }
    const sort = (column) => () => {
      order = { column, isDown: order.column === column && !order.isDown };
      draw();
      place.querySelectorAll("thead th")[column].querySelector("button").focus();
    };
    const arrow = (at) => make("span", { "aria-hidden": "true" }, order.column !== at ? "" : order.isDown ? " ↓" : " ↑");
    const label = (column, at) =>
      column.key ? make("button", { type: "button", class: "sort", onclick: sort(at) }, column.label, arrow(at)) : column.label;
    const columns = COLUMNS.map((column, at) => ({ label: label(column, at), isNumber: column.isNumber }));
    const cells = (row) => ({ cells: COLUMNS.map(({ cell }) => cell(row)) });
    const table = kantlijn.table(phrase("report-transcript-list"), columns, rows.map(cells));
    table.querySelectorAll("thead th").forEach((head, at) => {
      if (COLUMNS[at].key) head.setAttribute("aria-sort", order.column !== at ? "none" : order.isDown ? "descending" : "ascending");
    });
    count.textContent = wanted === "" ? "" : phrase("transcripts", { n: rows.length });
    const lacking = COLUMNS.filter(({ isKnown }) => isKnown && !rows.every(isKnown));
    const reasons = kantlijn.reasons(lacking.map(({ label: name, why }) => [name, why || phrase("report-not-known")]));
    place.replaceChildren(...[table, reasons].filter(Boolean));
  }

  const seek = make("input", { type: "search", oninput: ({ target }) => { sought = target.value; draw(); } });

  /** Whether somebody reads a transcript, so that this is what is printed. */
  const isReading = () => !document.getElementById("transcripts").hidden && !reader.hidden;

  addEventListener("beforeprint", () => {
    if (isReading()) {
      document.documentElement.dataset.print = "transcript";
      kantlijn.transcript.ontoPaper();
    }
  });
  addEventListener("afterprint", () => {
    if (document.documentElement.dataset.print !== "transcript") return;
    delete document.documentElement.dataset.print;
    kantlijn.transcript.offPaper();
  });

  kantlijn.section("transcripts", {
    render(element) {
      if (shown.length > MANY) list.append(make("div", { class: "controls" }, make("label", {}, `${phrase("report-find-transcript")} `, seek), count));
      list.append(place);
      element.append(list, reader);
      draw();
    },
    show([t, ...rest]) {
      const next = Number(t);
      const isKnown = t !== undefined && data.transcripts[next] !== undefined;
      list.hidden = isKnown;
      if (isKnown) {
        last = next;
        // `#/transcripts/3/17` and `#/transcripts/3/coding/17` are the same place; `#/transcripts/3/turn/5` is a turn.
        const [kind, value] = rest.length > 1 ? rest : ["coding", rest[0]];
        kantlijn.transcript.show(next, value === undefined || Number.isNaN(Number(value)) ? {} : { [kind]: Number(value) });
        return;
      }
      reader.hidden = true;
      const link = last < 0 ? null : place.querySelector(`a[href="#/transcripts/${last}"]`);
      if (link) {
        link.scrollIntoView({ block: "center" });
        link.focus({ preventScroll: true });
      } else if (location.hash.startsWith("#/transcripts")) {
        scrollTo(0, 0);
      }
    },
  });
})();
