/* What was read and counted, and how: what a reader of an appendix asks first. */
kantlijn.section("overview", {
  render(element) {
    const { data, phrase, make, number } = kantlijn;
    const about = data.overview;
    const unit = about.unit.split(":")[0];
    const units = (n) => phrase("units-of", { n, unit });

    const facts = (all) => make("dl", { class: "facts" }, all.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
    const heading = (name) => make("h3", {}, phrase(name));

    /** The whole study in some sentences. */
    const sentences = [
      phrase("report-lead-read", { transcripts: phrase("transcripts", { n: about.transcripts }), participants: phrase("participants", { n: about.participants }), words: phrase("words", { n: about.words }), said: number(about.participant_words) }),
      phrase("report-lead-counted", { units: units(about.units), coder: about.coder === "rules" ? "rules" : "people", name: kantlijn.coderName(about.coder), codings: phrase("codings", { n: about.codings }) }),
      about.accepted > 0 && about.coder === "rules" ? phrase("report-lead-accepted", { n: about.accepted }) : null,
      about.rejected > 0 ? phrase("report-lead-rejected", { n: about.rejected }) : null,
      data.has_text ? null : phrase("report-no-text"),
    ];
    element.append(make("p", { class: "lead" }, sentences.filter(Boolean).join(" ")));

    if (about.remarks.length > 0) {
      const place = (section) => {
        const title = section && document.getElementById(`${section}-title`);
        return title ? make("a", { href: `#/${section}` }, title.textContent) : null;
      };
      const remark = ({ section, message, mend }) => {
        const link = place(section);
        return make("li", {}, link, link ? ": " : null, message, mend ? make("p", { class: "faint" }, mend) : null);
      };
      element.append(heading("report-remarks"), make("ul", { class: "remarks" }, about.remarks.map(remark)));
    }

    // Who was interviewed: each variable that numbers are apart for. A coder is nobody's variable.
    const variables = data.frequencies.filter(({ variable }) => variable !== null && variable !== "coder");
    if (variables.length > 0) {
      const head = ["participants", "transcripts", "units", "words", "codings"];
      const columns = [{ label: phrase("report-value") }, ...head.map((name) => ({ label: phrase(`report-column-${name}`), isNumber: true }))];
      const cells = (group) => head.map((name) => number(group[name]));
      const rows = variables.flatMap(({ variable, groups }) => [
        { cells: [variable, ...head.map(() => "")], className: "theme" },
        ...groups.map((group) => ({ cells: [group.value, ...cells(group)], indent: 1 })),
      ]);
      element.append(heading("report-sample"), kantlijn.table(phrase("report-sample-caption"), columns, rows));
    }

    const status = { accepted: "report-status-accepted", proposed: "report-status-proposed" }[about.status];
    element.append(
      heading("report-how-counted"),
      facts([
        [phrase("report-counted-in"), units(about.units)],
        [phrase("report-whose-words"), [phrase(`report-part-${about.part}`), about.condition].filter(Boolean).join(", ")],
        [phrase("report-counted-words"), phrase("words", { n: about.counted_words })],
        [phrase("report-codings"), phrase("report-codings-of", { n: about.codings, accepted: about.accepted, coder: kantlijn.coderName(about.coder) })],
        [phrase("report-rejected"), about.rejected > 0 ? number(about.rejected) : null],
        [phrase("report-coders"), data.coders.map(kantlijn.coderName).join(", ")],
        [phrase("report-only-status"), status ? phrase(status) : null],
        [phrase("report-only-stance"), about.stance === "all" ? null : phrase(`report-${about.stance}`)],
      ]),
      make("ul", { class: "caption sentences" }, data.frequencies[0].caption.map((sentence) => make("li", {}, sentence))),
      heading("report-made-of"),
      facts([
        [phrase("report-codebook"), [about.codebook, about.codebook_version].filter(Boolean).join(" ")],
        [phrase("report-codebook-hash"), make("code", { class: "hash" }, about.codebook_hash)],
        [phrase("report-corpus-hash"), make("code", { class: "hash" }, about.corpus_hash)],
        [phrase("report-program"), `kantlijn ${about.program_version}`],
      ]),
      make("p", { class: "caption" }, phrase("report-hash-note")),
    );
    if (about.left_out.length > 0) {
      const file = ({ name, why }) => [make("dt", {}, name), make("dd", {}, why)];
      element.append(heading("report-left-out"), make("dl", { class: "facts" }, about.left_out.flatMap(file)));
    }
  },
});
