/* The filters of the panel of quotes: what it shows is what `kantlijn.codings` lets through, and each part of that can be chosen. */
kantlijn.filters = (() => {
  const { data, phrase, make } = kantlijn;
  const rows = data.codings;
  const STANCES = ["affirmed", "negated", "ceased", "normative"];
  const variables = data.frequencies.slice(1).filter(({ variable }) => variable !== "coder");

  const groupName = ({ variable, value }) => `${variables[variable].variable}: ${variables[variable].groups[value].value}`;
  const stanceName = (stance) => phrase(`report-${STANCES[stance]}`);
  const indented = (code) => `${"\u2003".repeat(data.codes[code].depth)}${data.codes[code].name}`;
  const allCodes = data.codes.map((_, code) => [String(code), indented(code)]);

  /** How many of these codings there are for each value of a column. */
  function tallied(codings, valuesOf) {
    const counts = new Map();
    for (const c of codings) for (const value of valuesOf(c)) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  }

  /** Choices with how many codings each would leave; those that would leave none are not there. */
  const counted = (counts, name, order) =>
    [...counts].filter(([value]) => value >= 0).sort(order || (([a], [b]) => a - b)).map(([value, n]) => [String(value), `${name(value)} (${kantlijn.number(n)})`]);

  /**
   * What can be chosen. `options` are lists of value and words, or of a heading and such a list; of the codings that are there
   * without this part of the filter.
   */
  const PARTS = [
    { name: "code", label: "report-column-code", options: () => allCodes },
    { name: "with", label: "report-quotes-filter-with", options: () => allCodes },
    {
      name: "group",
      label: "report-quotes-filter-variable",
      options: (codings) => variables.map(({ variable, groups }, at) => {
        const { value, more } = rows.values[at];
        const counts = tallied(codings, (c) => [value[c], ...(more[c] || [])]);
        return [variable, counted(counts, (place) => groups[place].value || "–").map(([place, words]) => [`${at}/${place}`, words])];
      }),
      read: (value) => { const [variable, place] = value.split("/").map(Number); return { variable, value: place }; },
      write: ({ variable, value }) => `${variable}/${value}`,
      said: (group) => groupName(group),
    },
    {
      name: "participant",
      label: "report-quotes-filter-participant",
      options: (codings) => counted(tallied(codings, (c) => [rows.participant[c]]), (at) => data.participants[at]),
      said: (at) => data.participants[at],
    },
    {
      name: "transcript",
      label: "report-column-transcript",
      options: (codings) => counted(tallied(codings, (c) => [kantlijn.transcriptOf[c]]), (t) => data.transcripts[t].id),
      said: (t) => data.transcripts[t].id,
    },
    {
      name: "stance",
      label: "report-quotes-filter-stance",
      options: (codings) => counted(tallied(codings, (c) => [rows.stance[c]]), stanceName),
      said: stanceName,
    },
    {
      name: "coder",
      label: "report-quotes-filter-coder",
      options: () => [...data.coders.map((name, at) => [String(at), kantlijn.coderName(name)]), ["all", phrase("report-quotes-all-coders")]],
      read: (value) => (value === "all" ? null : Number(value)),
      write: (coder) => (coder === null ? "all" : String(coder)),
      said: (coder) => (coder === null ? phrase("report-quotes-all-coders") : kantlijn.coderName(data.coders[coder])),
    },
    { name: "prompted", options: null, said: (prompted) => phrase(prompted === 1 ? "report-prompted" : "report-quotes-unprompted") },
    {
      name: "agreed",
      options: null,
      said: ({ by }) => (typeof by === "number" ? phrase("report-quotes-only-by", { coder: kantlijn.coderName(data.coders[by]) }) : phrase(`report-quotes-by-${by}`)),
    },
    { name: "codes", options: null, said: () => phrase("report-quotes-new-here") },
    { name: "status", options: null, said: (status) => phrase(status === 1 ? "report-quotes-accepted" : "report-quotes-proposed") },
  ];

  /** Whether a part can be chosen in this study at all. */
  const isOffered = ({ name, options }) =>
    options !== null && (name !== "coder" || data.coders.length > 1) && (name !== "group" || variables.length > 0);

  /**
   * The filters, and what is chosen besides codes as words that can be taken away.
   * @param {function(): Object} current the filter
   * @param {function(Object): void} onchange takes a new one
   * @returns {{element: HTMLElement, update: function(): void}}
   */
  function build(current, onchange) {
    const chips = make("div", { class: "chips" });
    const all = (part) => (part.name === "coder" ? null : ["", phrase("report-quotes-filter-all")]);
    const selects = PARTS.filter(isOffered).map((part) => {
      const list = make("select", {
        onchange: () => {
          const filter = { ...current() };
          if (list.value === "") delete filter[part.name];
          else filter[part.name] = part.read ? part.read(list.value) : Number(list.value);
          onchange(filter);
        },
      });
      return { part, list, element: make("label", {}, make("span", {}, phrase(part.label)), list) };
    });
    const option = ([value, words]) => (Array.isArray(words) ? make("optgroup", { label: value }, words.map(option)) : make("option", { value }, words));

    function fill({ part, list }) {
      const filter = current();
      const without = { ...filter };
      delete without[part.name];
      const value = part.name === "coder" && filter.coder === undefined ? data.shown_coder : filter[part.name];
      const options = part.options(["code", "with", "coder"].includes(part.name) ? [] : kantlijn.quotes.codingsOf(without));
      list.replaceChildren(...[all(part), ...options].filter(Boolean).map(option));
      list.value = value === undefined ? "" : part.write ? part.write(value) : String(value);
    }

    const fold = make("details", { class: "filters" },
      make("summary", {}, phrase("report-quotes-filter")), make("div", { class: "choices" }, selects.map(({ element }) => element)));
    // Counting what each choice would leave is work that nobody needs to wait for.
    fold.addEventListener("toggle", () => { if (fold.open) selects.forEach(fill); });

    function update() {
      const filter = current();
      if (fold.open) selects.forEach(fill);
      const chosen = PARTS.filter(({ name, said }) => said && filter[name] !== undefined);
      chips.replaceChildren(...chosen.map(({ name, said }) => {
        const words = said(filter[name]);
        const remove = () => {
          const less = { ...filter };
          delete less[name];
          onchange(less);
          document.getElementById("quotes-title").focus();
        };
        const label = phrase("report-quotes-filter-remove", { filter: words });
        return make("button", { type: "button", class: "chip", onclick: remove, "aria-label": label },
          make("span", { dir: "auto" }, words), make("span", { "aria-hidden": "true" }, " ×"));
      }));
    }
    return { element: make("div", { class: "filtering" }, fold, chips), update };
  }

  return { build, stanceName, groupName };
})();
