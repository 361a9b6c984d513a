/* Elements out of values. Everything that anybody said goes in as text, never as HTML. */
Object.assign(kantlijn, (() => {
  /**
   * An element.
   * @param {string} tag
   * @param {Object<string, *>} [attributes] `on…` are listeners; what is false, null or undefined is left out
   * @param {...(Node|string|number|null)} children
   * @returns {HTMLElement}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined).map((child) => (child instanceof Node ? child : String(child))));
    return element;
  }

  /** An element of a picture. @param {string} tag @param {Object<string, string|number>} attributes @returns {SVGElement} */
  function shape(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  /** Why there is no number, as a sentence reads it. @param {string} [why] */
  const undefinedBy = (why) => kantlijn.phrase("report-undefined", { reason: why || kantlijn.phrase("report-not-known") });

  /** The dash of what is undefined, which says why: to a mouse that waits and to a screen reader. Everybody else reads it in `reasons`. @param {string} [why] */
  const dash = (why) =>
    make("span", { class: "dash", title: undefinedBy(why) }, make("span", { "aria-hidden": "true" }, "–"), make("span", { class: "hidden-text" }, undefinedBy(why)));

  /** What a cell shows: its words, or a dash where its value is undefined. @param {*} value @param {string} words @param {string} [why] */
  const shown = (value, words, why) => (value === null || value === undefined ? dash(why) : document.createTextNode(words));

  /**
   * Why cells have no number, to be read beneath them.
   * @param {[string, string][]} named what lacks numbers, and why
   * @returns {?HTMLElement} null where nothing does
   */
  function reasons(named) {
    if (named.length === 0) return null;
    const byReason = d3.rollups(named, (all) => [...new Set(all.map(([name]) => name))], ([, why]) => why);
    return make("ul", { class: "caption reasons" }, byReason.map(([why, names]) => make("li", {}, `– ${names.filter(Boolean).join(", ")}: ${why}`)));
  }

  /** The reason of a column that may be undefined. @param {[string, string][]} reasons as data have them @param {string} name */
  const reasonOf = (reasons, name) => (reasons.find(([column]) => column === name) || ["", kantlijn.phrase("report-not-known")])[1];

  /**
   * A number that opens the quotes behind it; plain text where it is 0, a dash where it is undefined.
   * @param {?number} value
   * @param {Object} filter as of `kantlijn.codings`
   * @param {string} [label] what a screen reader says besides the number
   * @param {string} [why] it may be undefined
   */
  function counted(value, filter, label, why) {
    if (!value) return shown(value, kantlijn.number(value), why);
    const open = () => kantlijn.quotes.open(filter);
    const hidden = label ? make("span", { class: "hidden-text" }, ` ${label}`) : null;
    return make("button", { type: "button", class: "number", "aria-haspopup": "dialog", onclick: open }, kantlijn.number(value), hidden);
  }

  /** The name of a coder, as people read it: rules are nobody. @param {string} name */
  const coderName = (name) => (name === "rules" ? kantlijn.phrase("report-the-rules") : name);

  /** The name of a code, with its colour beside it. @param {number} code */
  function codeName(code) {
    const { name, colour } = kantlijn.data.codes[code];
    const swatch = make("span", { class: "swatch", style: `background:${colour}`, "aria-hidden": "true" });
    return make("span", {}, swatch, make("span", { dir: "auto" }, name));
  }

  /**
   * A table.
   * @param {string} caption
   * @param {{label: string, isNumber?: boolean}[]} columns
   * @param {{cells: (Node|string)[], className?: string, indent?: number}[]} rows the first cell names the row
   */
  function table(caption, columns, rows) {
    const head = columns.map(({ label, isNumber }) => make("th", { scope: "col", class: isNumber ? "number" : null }, label));
    const row = ({ cells, className, indent = 0 }) =>
      make("tr", { class: className }, cells.map((content, i) =>
        i === 0
          ? make("th", { scope: "row", style: indent ? `padding-inline-start:${0.6 + indent * 1.2}rem` : null }, content)
          : make("td", { class: columns[i].isNumber ? "number" : null }, content)));
    const made = make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, head)), make("tbody", {}, rows.map(row)));
    // It scrolls by keys, so it has a name; it is no landmark, of which a page should have few.
    return make("div", { class: "table", tabindex: "0", role: "group", "aria-label": caption }, made);
  }

  /** The sentences of a caption. @param {string[]} sentences */
  const caption = (sentences) => make("p", { class: "caption" }, sentences.join(" "));

  /** A choice of one of several. @param {string} label @param {[string, string][]} options value and words @param {function(string): void} onchange */
  function choice(label, options, onchange) {
    const list = make("select", { onchange: (event) => onchange(event.target.value) }, options.map(([value, words]) => make("option", { value }, words)));
    return make("label", {}, `${label} `, list);
  }

  return { make, shape, undefinedBy, dash, shown, reasons, reasonOf, counted, coderName, codeName, table, caption, choice };
})());
