/* Agreement, saturation and crosstabs: tables that are shown as they are. */
for (const name of ["agreement", "saturation", "crosstabs"]) {
  kantlijn.section(name, {
    render(element) {
      const { data, make } = kantlijn;
      for (const table of data.tables.filter(({ section }) => section === name)) {
        const columns = table.columns.map(({ label, kind }) => ({ label, isNumber: kind === "count" || kind === "ratio" }));
        const rows = table.rows.map((cells) => ({ cells: cells.map((value, i) => kantlijn.cell(value, table.columns[i].kind)) }));
        element.append(make("h3", {}, table.title), kantlijn.drawn(table, kantlijn.table(table.title, columns, rows)), kantlijn.caption(table.caption));
      }
    },
  });
}
