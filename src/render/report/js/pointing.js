/* What is told of a coding that somebody points at, by mouse, finger or keyboard. */
kantlijn.pointing = (() => {
  const { passage, sheet } = kantlijn;
  const { reader, now } = sheet;
  // Long enough to reach a card, too short to be in the way.
  const LINGER = 180;
  const PAUSE = 250;

  let active = null;
  let card = null;
  let closing = 0;
  let pause = 0;

  function close() {
    clearTimeout(closing);
    if (!card) return;
    card.label.removeAttribute("aria-describedby");
    card.element.remove();
    card.page.classList.remove("open");
    card = null;
  }

  /** Shows what is known of a stroke, beside its label. */
  function open(stroke) {
    const isHeld = stroke === now.held;
    clearTimeout(closing);
    if (card && card.stroke === stroke && card.isHeld === isHeld) return;
    close();
    const label = sheet.labelOf(stroke);
    const element = passage.card(now.t, stroke, isHeld);
    const page = label.closest(".page");
    page.classList.add("open");
    label.after(element);
    if (!isHeld) label.setAttribute("aria-describedby", "card");
    // Near the lower edge of the window it opens upwards.
    const isLow = element.getBoundingClientRect().bottom > innerHeight;
    element.classList.toggle("above", isLow && label.getBoundingClientRect().top > element.offsetHeight + 120);
    card = { stroke, label, element, page, isHeld };
  }

  /** @param {?Object} stroke that is pointed at */
  function point(stroke) {
    clearTimeout(closing);
    if (active && active !== stroke && now.strokes.includes(active)) sheet.paint(active, "active", false);
    // What is no longer pointed at, but held, keeps its matched words.
    if (active === now.held && now.held) sheet.paint(now.held, "here", true);
    active = stroke;
    if (!stroke) return;
    sheet.paint(stroke, "active", true);
    open(stroke);
  }

  function rest() {
    clearTimeout(closing);
    closing = setTimeout(() => {
      point(null);
      if (now.held) open(now.held);
      else close();
    }, LINGER);
  }

  /** Forgets what was pointed at, when other codings are shown. */
  function reset() {
    close();
    active = null;
  }

  /** Holds a stroke, so that its card stays; or none. @param {?Object} stroke */
  function hold(stroke) {
    if (now.held) {
      sheet.paint(now.held, "here", false);
      sheet.labelOf(now.held).setAttribute("aria-expanded", "false");
    }
    close();
    now.held = stroke;
    if (!stroke) return;
    sheet.paint(stroke, "here", true);
    const label = sheet.labelOf(stroke);
    label.setAttribute("aria-expanded", "true");
    const { top, bottom } = label.getBoundingClientRect();
    if (top > 160 && bottom < innerHeight - 60) label.focus({ preventScroll: true });
    else sheet.bring(now.rows[stroke.rows[0]], () => sheet.wordsOf(stroke), label);
    open(stroke);
    card.element.scrollIntoView({ block: "nearest" });
  }

  const ofLabel = (label) => now.strokes[Number(label.dataset.stroke)];

  /** The strokes of a piece of text, the innermost first: that is the shortest. */
  function ofPiece(piece) {
    const strokes = new Set(piece.dataset.codings.split(" ").map((c) => now.strokeOf.get(Number(c))));
    return [...strokes].sort((a, b) => (a.end - a.start) - (b.end - b.start) || a.number - b.number);
  }

  reader.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    clearTimeout(pause);
    const [label, piece] = [target.closest(".label"), target.closest(".coded")];
    if (label) point(ofLabel(label));
    else if (piece) pause = setTimeout(() => { if (piece.isConnected) point(ofPiece(piece)[0]); }, PAUSE);
    else if (target.closest(".card")) clearTimeout(closing);
    else if (active) rest();
  });
  reader.addEventListener("pointerleave", () => {
    clearTimeout(pause);
    if (active) rest();
  });
  reader.addEventListener("focusin", ({ target }) => {
    if (target.matches(".label")) point(ofLabel(target));
  });
  reader.addEventListener("focusout", ({ target, relatedTarget }) => {
    const isInCard = relatedTarget && relatedTarget.closest(".card");
    if (target.closest(".label, .card") && !isInCard) rest();
  });

  reader.addEventListener("click", ({ target }) => {
    const [label, piece] = [target.closest(".label"), target.closest(".coded")];
    // Who selects words does not click on them.
    if (!label && (!piece || !getSelection().isCollapsed)) return;
    // A second click on the same words takes the next coding around them, and behind the last none.
    const there = label ? [ofLabel(label)] : ofPiece(piece);
    const next = there[there.indexOf(now.held) + 1];
    kantlijn.transcript.open(now.t, next ? next.codings[0] : undefined);
  });

  reader.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key === "Escape" && card) {
      const { label, element } = card;
      if (element.contains(document.activeElement)) label.focus();
      close();
      if (now.held) location.replace(`#/transcripts/${now.t}`);
      event.stopPropagation();
    } else if (target.matches(".label") && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      const to = now.strokes[ofLabel(target).number + (key === "ArrowDown" ? 1 : -1)];
      if (to) sheet.bring(now.rows[to.rows[0]], () => sheet.wordsOf(to), sheet.labelOf(to));
    }
  });

  return { hold, open, close, reset };
})();
