/* Agreement, saturation and crosstabs: tables that are shown as they are, with the quotes behind their numbers. */
Object.assign(kantlijn, (() => {
  const { data, phrase, make, counted, shown } = kantlijn;
  const codeOf = new Map(data.codes.map(({ id }, code) => [id, code]));
  const transcriptOf = new Map(data.transcripts.map(({ id }, t) => [id, t]));
  const unit = data.overview.unit.split(":")[0];

  /** A cell with more letters than this has lines of its own length. */
  const LONG = 60;

  /** What coders agree or differ on, by the units of the page; a case is none, since it may speak in several transcripts. */
  const ofCoders = (code, agreed) => (unit === "case" ? undefined : { code, coder: null, agreed });

  /** For each table the filters behind a row's numbers, by column. A row that is about no code has none: nobody coded what it counts. */
  const BEHIND = {
    crosstab(row, { variable }) {
      const at = data.frequencies.findIndex((each) => each.variable === variable) - 1;
      const code = codeOf.get(row.code);
      if (at < 0 || code === undefined) return {};
      return { count: { code, group: { variable: at, value: data.frequencies[at + 1].groups.findIndex(({ value }) => value === row[variable]) } } };
    },
    saturation(row) {
      const transcript = transcriptOf.get(row.transcript);
      const codes = (row.new_names || "").split(", ").map((id) => codeOf.get(id)).filter((code) => code !== undefined);
      return { codings: { transcript }, codes: { transcript }, new_codes: { transcript, codes } };
    },
    agreement(row) {
      const code = codeOf.get(row.code);
      return code === undefined ? {} : { all: ofCoders(code, { by: "all" }), some: ofCoders(code, { by: "some" }) };
    },
    agreement_pairs(row) {
      const code = codeOf.get(row.code);
      const coders = [row.coder_a, row.coder_b].map((name) => data.coders.indexOf(name));
      if (code === undefined || coders.includes(-1)) return {};
      const [a, b] = coders;
      return { both: ofCoders(code, { coders, by: "all" }), only_a: ofCoders(code, { coders, by: a }), only_b: ofCoders(code, { coders, by: b }) };
    },
  };

  /**
   * The filters behind a row's numbers.
   * @param {Object} table of `data.tables`
   * @param {Object} row by the names of its columns
   * @returns {Object<string, Object>} by column
   */
  const behind = (table, row) => (BEHIND[table.name] ? BEHIND[table.name](row, table) : {});

  /** What a row is about, as a screen reader says it beside a number. */
  const about = (table, row) => [row.name, row[table.variable], row.transcript, [row.coder_a, row.coder_b].filter(Boolean).map(kantlijn.coderName).join(", ")].filter(Boolean).join(", ");

  /** Why a cell of a row is empty: rows of all codes together have few of the columns. */
  function why(table, row, name) {
    const isOfAll = table.name === "agreement" && !row.code && !(row.alpha === null && row.kappa === null && ["alpha", "kappa"].includes(name));
    return isOfAll ? phrase("report-not-of-row") : kantlijn.reasonOf(table.undefined, name);
  }

  /** A table as it is. */
  function asTable(table) {
    // The first cell names its row; rows of all codes together have no theme.
    const isName = ({ name }) => name === "name";
    const shownFirst = table.columns[0].name === "theme" ? table.columns.filter(isName) : [];
    const order = [...shownFirst, ...table.columns.filter((column) => !shownFirst.includes(column))];
    const columns = order.map(({ label, kind }) => ({ label, isNumber: kind === "count" || kind === "ratio" }));
    const lacking = [];
    const rows = kantlijn.named(table).map((row) => {
      const filters = behind(table, row);
      const cells = order.map(({ name, label, kind }) => {
        const value = row[name];
        if (filters[name]) return counted(value, filters[name], about(table, row));
        if (value === null) lacking.push([label, why(table, row, name)]);
        const words = name.startsWith("coder") && value !== null ? kantlijn.coderName(value) : kantlijn.cell(value, kind);
        // A long list beside numbers would be a column of single words.
        return words.length > LONG ? make("span", { class: "long" }, words) : shown(value, words, why(table, row, name));
      });
      return { cells };
    });
    return make("div", {}, kantlijn.table(table.title, columns, rows), kantlijn.reasons(lacking));
  }

  for (const name of ["agreement", "saturation", "crosstabs"]) {
    kantlijn.section(name, {
      render(element) {
        const title = document.getElementById(`${name}-title`).textContent;
        for (const table of data.tables.filter(({ section }) => section === name)) {
          // The first has the name of the section.
          const heading = table.title === title ? null : make("h3", {}, table.title);
          element.append(...[heading, kantlijn.drawn(table, asTable(table)), kantlijn.caption(table.caption)].filter(Boolean));
        }
      },
    });
  }

  return { behind };
})());
