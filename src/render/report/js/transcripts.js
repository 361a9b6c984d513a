/* The transcripts: a list, and the text of one with its codings. */
kantlijn.transcript = (() => {
  const { data, phrase, make, number } = kantlijn;
  const list = make("div");
  const reader = make("div");

  function draw() {
    const columns = [
      { label: phrase("report-column-transcript") },
      { label: phrase("report-column-case") },
      ...["words", "units", "codings"].map((name) => ({ label: phrase(`report-column-${name}`), isNumber: true })),
      { label: phrase("report-column-duration"), isNumber: true },
    ];
    const row = (transcript, t) => {
      const cases = [...new Set([transcript.case, ...transcript.speakers.map((speaker) => speaker.case)].filter(Boolean))];
      return {
        cells: [
          make("a", { href: `#/transcripts/${t}` }, transcript.id),
          cases.join(", "),
          number(transcript.words),
          number(transcript.units),
          kantlijn.counted(kantlijn.codings({ transcript: t }).length, { transcript: t }, transcript.id),
          kantlijn.time(transcript.duration === null ? -1 : transcript.duration),
        ],
      };
    };
    list.replaceChildren(kantlijn.table(phrase("report-transcripts"), columns, data.transcripts.map(row)));
  }

  /** The stretch of a text, cut where codings and gaps begin and end. */
  function pieces(t, start, end, codings) {
    const { text, gaps } = kantlijn.text(t);
    const rows = data.codings;
    const cuts = new Set([start, end]);
    const inside = (at) => at > start && at < end && cuts.add(at);
    codings.forEach((c) => { inside(rows.start16[c]); inside(rows.end16[c]); });
    const within = gaps.start.map((from, i) => [from, gaps.end[i]]).filter(([from, to]) => from < end && to > start);
    within.forEach(([from, to]) => { inside(from); inside(to); });
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(1).map((to, i) => {
      const from = places[i];
      const here = codings.filter((c) => rows.start16[c] <= from && rows.end16[c] >= to);
      const isGap = within.some(([a, b]) => a <= from && b >= to);
      const words = text.slice(from, to);
      if (here.length === 0) return isGap ? make("span", { class: "gap" }, words) : words;
      const names = [...new Set(here.map((c) => data.codes[rows.code[c]].name))].join(", ");
      const { colour } = data.codes[rows.code[here[0]]];
      return make("span", { class: `coded${isGap ? " gap" : ""}`, style: `--code:${colour}`, title: names, "data-codings": here.join(" ") }, words);
    });
  }

  /**
   * Shows a transcript, and a coding in it.
   * @param {number} t
   * @param {number} [coding] its row
   */
  function show(t, coding) {
    const transcript = data.transcripts[t];
    const { text, turns } = kantlijn.text(t);
    const all = kantlijn.codings({ transcript: t });
    const turn = (start, i) => {
      const end = turns.end[i];
      const speaker = turns.speaker[i] < 0 ? null : transcript.speakers[turns.speaker[i]];
      const codings = all.filter((c) => data.codings.start16[c] < end && data.codings.end16[c] > start);
      const words = text === null ? phrase("report-words-left-out") : pieces(t, start, end, codings);
      const who = [speaker ? speaker.label : "", kantlijn.time(turns.time[i])].filter(Boolean).join(" ");
      return make("div", { class: "turn", id: `turn-${i + 1}` }, make("div", { class: "speaker" }, `${i + 1} ${who}`), make("div", { class: "words", dir: "auto" }, words));
    };
    reader.replaceChildren(
      make("p", {}, make("a", { href: "#/transcripts" }, phrase("report-all-transcripts"))),
      make("h3", { tabindex: "-1", dir: "auto" }, transcript.id),
      ...turns.start.map(turn),
    );
    [list.hidden, reader.hidden] = [true, false];
    const here = coding === undefined ? [] : [...reader.querySelectorAll(".coded")].filter((piece) => piece.dataset.codings.split(" ").includes(String(coding)));
    here.forEach((piece) => piece.classList.add("here"));
    if (here.length > 0) here[0].scrollIntoView({ block: "center" });
    else reader.querySelector("h3").focus();
  }

  kantlijn.section("transcripts", {
    render(element) {
      element.append(list, reader);
      draw();
    },
    show([t, coding]) {
      if (t !== undefined && data.transcripts[Number(t)]) {
        show(Number(t), coding === undefined ? undefined : Number(coding));
      } else {
        [list.hidden, reader.hidden] = [false, true];
      }
    },
  });

  return {
    /** Goes to a transcript, and to a coding in it. @param {number} t @param {number} [coding] */
    open: (t, coding) => (coding === undefined ? kantlijn.go("transcripts", t) : kantlijn.go("transcripts", t, coding)),
  };
})();
