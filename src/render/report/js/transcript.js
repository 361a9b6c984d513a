/* One transcript to read: its words, its codings under them and in the margin. */
kantlijn.transcript = (() => {
  const { data, phrase, make, sheet, pointing, controls } = kantlijn;
  const { reader, now } = sheet;
  const { codings: known } = data;
  let chosen = {};
  let isFolded = false;

  /** Shows what was chosen. */
  function apply() {
    const { speaker, ...others } = chosen;
    const { turns } = kantlijn.text(now.t);
    const speakerOf = (c) => (known.turn[c] > 0 ? turns.speaker[known.turn[c] - 1] : -1);
    const codings = kantlijn.codings({ ...others, transcript: now.t });
    pointing.reset();
    sheet.show(speaker === undefined ? codings : codings.filter((c) => speakerOf(c) === speaker));
    sheet.fold(isFolded || !data.has_text);
    controls.drawLine(chosen.code ?? null, (code, pressed) => {
      choose({ code: code ?? undefined });
      controls.focusLine(pressed);
    });
    controls.tell();
  }

  /** Changes what is shown. @param {Object} change of the filter */
  function filter(change) {
    Object.assign(chosen, change);
    for (const name of Object.keys(change)) {
      const list = reader.querySelector(`select[name="${name}"]`);
      if (list) list.value = String(chosen[name] ?? "");
    }
    apply();
  }

  /** What somebody chooses may hide the coding of the address, which then speaks of the transcript alone. */
  function choose(change) {
    history.replaceState(null, "", `#/transcripts/${now.t}`);
    filter(change);
  }

  function fold(isOn) {
    isFolded = isOn;
    sheet.fold(isOn);
  }

  /** The next coding, from the one that is held or else from what is in view. */
  function step(by) {
    const { strokes, rows, held, t } = now;
    let at = held === null ? -1 : strokes.indexOf(held);
    if (at < 0) {
      const below = strokes.findIndex((stroke) => rows[stroke.rows[0]].element.getBoundingClientRect().bottom > 180);
      at = by > 0 ? below - 1 : below;
    }
    const to = strokes[at + by];
    if (to) location.replace(`#/transcripts/${t}/${to.codings[0]}`);
  }

  /** The way to the others, and to paper. */
  function paging(t) {
    const link = (other, rel) => make("a", { href: `#/transcripts/${other}`, rel, dir: "auto" }, kantlijn.passage.idOf(data.transcripts[other]));
    const to = (other, rel) => (data.transcripts[other] ? link(other, rel) : null);
    const [before, behind] = [to(t - 1, "prev"), to(t + 1, "next")];
    const others = make("span", {}, before ? ["← ", before] : "", before && behind ? "\u2003" : "", behind ? [behind, " →"] : "");
    return make("nav", { class: "paging", "aria-label": phrase("report-transcripts") },
      make("a", { href: "#/transcripts" }, phrase("report-all-transcripts")), others,
      make("button", { type: "button", class: "quiet", onclick: () => print() }, phrase("report-print")));
  }

  function begin(t) {
    chosen = { coder: data.shown_coder };
    isFolded = false;
    pointing.reset();
    controls.reset();
    const body = sheet.build(t);
    reader.replaceChildren(
      paging(t), make("h3", { tabindex: "-1", dir: "auto" }, kantlijn.passage.idOf(data.transcripts[t])), controls.about(t),
      controls.line, controls.bar(t, chosen, { choose, fold, step }), body);
    apply();
  }

  /** Holds a coding, by its row. @returns {boolean} whether this transcript has it */
  function goToCoding(c) {
    const [from, to] = data.transcripts[now.t].codings;
    if (!(c >= from && c < to)) return false;
    // Whatever hides it gives way.
    const coder = data.shown_coder === known.coder[c] ? data.shown_coder : null;
    if (!now.strokeOf.has(c)) filter({ code: undefined, speaker: undefined, stance: undefined, coder });
    pointing.hold(now.strokeOf.get(c));
    controls.tell();
    return true;
  }

  /**
   * Shows a transcript, and a place in it.
   * @param {number} t
   * @param {{coding?: number, turn?: number}} place a coding by its row, or a turn from 1
   */
  function show(t, { coding, turn }) {
    const isNew = t !== now.t || reader.hidden;
    reader.hidden = false;
    if (t !== now.t) begin(t);
    if (coding !== undefined && goToCoding(coding)) return;
    const wasHeld = now.held !== null;
    if (wasHeld) {
      pointing.hold(null);
      controls.tell();
    }
    const row = now.rows.find((each) => each.turn + 1 === turn);
    if (row) {
      sheet.bring(row, () => row.element, row.element.querySelector("a"));
    } else if (isNew || !wasHeld) {
      scrollTo(0, 0);
      reader.querySelector("h3").focus({ preventScroll: true });
    }
  }

  function ontoPaper() {
    pointing.close();
    sheet.ontoPaper();
  }

  function offPaper() {
    sheet.offPaper();
    if (now.held) pointing.open(now.held);
  }

  return {
    reader, show, ontoPaper, offPaper,
    /** Goes to a transcript, and to a coding in it. @param {number} t @param {number} [coding] */
    open: (t, coding) => (coding === undefined ? kantlijn.go("transcripts", t) : kantlijn.go("transcripts", t, coding)),
  };
})();
