/* What was read and counted, and how. */
kantlijn.section("overview", {
  render(element) {
    const { data, phrase, make, number } = kantlijn;
    const about = data.overview;
    const unit = about.unit.split(":")[0];
    const facts = [
      [phrase("report-read"), [phrase("transcripts", { n: about.transcripts }), phrase("participants", { n: about.participants }), phrase("words", { n: about.words })].join(", ")],
      [phrase("report-by-participants"), phrase("words", { n: about.participant_words })],
      [phrase("report-counted-in"), phrase("units-of", { n: about.units, unit })],
      [phrase("report-codings"), phrase("report-codings-of", { n: about.codings, accepted: about.accepted, coder: kantlijn.coderName(about.coder) })],
      [phrase("report-rejected"), about.rejected > 0 ? number(about.rejected) : null],
      [phrase("report-whose-words"), [phrase(`report-part-${about.part}`), about.condition].filter(Boolean).join(", ")],
      [phrase("report-coders"), data.coders.map(kantlijn.coderName).join(", ")],
      [phrase("report-only-status"), about.status === "all" ? null : about.status],
      [phrase("report-only-stance"), about.stance === "all" ? null : about.stance],
      [phrase("report-codebook"), [about.codebook, about.codebook_version].filter(Boolean).join(" ")],
      [phrase("report-codebook-hash"), about.codebook_hash],
      [phrase("report-corpus-hash"), about.corpus_hash],
      [phrase("report-program"), `kantlijn ${about.program_version}`],
    ];
    const list = facts.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
    element.append(make("dl", { class: "facts" }, list));
    if (!data.has_text) element.append(make("p", {}, phrase("report-no-text")));
    if (about.remarks.length > 0) {
      const remark = ({ message, mend }) => make("li", {}, message, mend ? make("span", { class: "faint" }, ` ${mend}`) : null);
      element.append(make("h3", {}, phrase("report-remarks")), make("ul", { class: "remarks" }, about.remarks.map(remark)));
    }
    if (about.left_out.length > 0) {
      const file = ({ name, why }) => make("li", {}, `${name}: ${why}`);
      element.append(make("h3", {}, phrase("report-left-out")), make("ul", {}, about.left_out.map(file)));
    }
    element.append(make("h3", {}, phrase("report-how-counted")), kantlijn.caption(data.frequencies[0].caption));
  },
});
