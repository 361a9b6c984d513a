"use strict";
/*
 * The ground of the page: its data, its words, its numbers, its sections. What `data` holds, field by field, is in the
 * documentation of the module `report` of the library. Nothing here counts: numbers are the tables', and the page finds the
 * codings behind them.
 */
const kantlijn = (() => {
  /** @param {string} id of a script that holds JSON */
  const embedded = (id) => JSON.parse(document.getElementById(id).textContent);

  const data = embedded("data");

  // ---- Words ----

  const bundle = new FluentBundle.FluentBundle(data.lang, { useIsolating: false });
  bundle.addResource(new FluentBundle.FluentResource(embedded("messages")));

  /**
   * The message of this name in the page's language.
   * @param {string} name
   * @param {Object<string, string|number>} [args] its values; numbers choose between singular and plural
   * @returns {string} a message that is missing shows its name
   */
  function phrase(name, args) {
    const message = bundle.getMessage(name);
    return message && message.value ? bundle.formatPattern(message.value, args, []) : name;
  }

  // ---- Numbers ----

  const whole = new Intl.NumberFormat(data.lang, { maximumFractionDigits: 0 });
  const decimals = [0, 1, 2, 3].map(
    (digits) => new Intl.NumberFormat(data.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );

  /** A whole number as the language writes it; `–` for what is undefined. @param {?number} n */
  const number = (n) => (n === null || n === undefined ? "–" : whole.format(n));

  /** A number with so many decimals, three at most. @param {?number} x @param {number} [digits] */
  const decimal = (x, digits = 2) => (x === null || x === undefined ? "–" : decimals[digits].format(x));

  /**
   * A cell of a table as people read it.
   * @param {null|number|boolean|string} value
   * @param {"count"|"ratio"|"flag"|"text"} kind
   */
  function cell(value, kind) {
    if (value === null) return "–";
    if (kind === "count") return number(value);
    if (kind === "ratio") return Number.isInteger(value) ? number(value) : decimal(value);
    if (kind === "flag") return phrase(value ? "report-yes" : "report-no");
    return String(value);
  }

  /** Milliseconds as `h:mm:ss`. @param {?number} ms */
  function time(ms) {
    if (ms === null || ms < 0) return "";
    const seconds = Math.floor(ms / 1000);
    const two = (n) => String(n).padStart(2, "0");
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  // ---- Texts ----

  const texts = new Map();

  /**
   * A transcript's words, turns and gaps, parsed when first asked for.
   * @param {number} t
   * @returns {{text: ?string, line_breaks: string, turns: Object, gaps: Object, uncoded: Object}}
   */
  function text(t) {
    if (!texts.has(t)) texts.set(t, embedded(`t-${t}`));
    return texts.get(t);
  }

  // ---- Sections ----

  const sections = new Map();

  /**
   * Registers a section. `render` fills its element once, when it is first shown; `show`, if there is one, is called each
   * time with what stands behind the section's name in the address: of `#/transcripts/3/17` that is `["3", "17"]`.
   * @param {string} name the id of the `<section>`
   * @param {{render: function(HTMLElement): void, show?: function(string[], HTMLElement): void}} section
   */
  function section(name, { render, show }) {
    sections.set(name, { render, show, isRendered: false });
  }

  /** Fills a section's element if it has not been filled yet. @param {string} name @returns {?HTMLElement} */
  function rendered(name) {
    const element = document.getElementById(name);
    const registered = sections.get(name);
    if (!element || !registered) return null;
    const content = element.querySelector(".content");
    if (!registered.isRendered) {
      registered.isRendered = true;
      registered.render(content);
    }
    return content;
  }

  /** The words of an address; of one that is damaged none. @param {string} address */
  function decoded(address) {
    try {
      return decodeURI(address);
    } catch {
      return "";
    }
  }

  /** Shows what the address says, else the overview. */
  function route() {
    const [name, ...rest] = decoded(location.hash).replace(/^#\/?/, "").split("/");
    const known = sections.has(name) && document.getElementById(name) ? name : "overview";
    for (const element of document.querySelectorAll("main > section")) element.hidden = element.id !== known;
    for (const link of document.querySelectorAll("nav a")) {
      if (link.getAttribute("href") === `#/${known}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const content = rendered(known);
    const { show } = sections.get(known);
    if (show) show(name === known ? rest : [], content);
    return known;
  }

  /** Every section that has an element, in order. */
  const names = () => [...document.querySelectorAll("main > section")].map((element) => element.id);

  /** Goes to a place in the page: `go("transcripts", 3, 17)`. @param {...(string|number)} place */
  const go = (...place) => {
    location.hash = `#/${place.join("/")}`;
  };

  return { data, phrase, number, decimal, cell, time, text, section, rendered, route, names, go };
})();
