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

  /**
   * A number that opens the quotes behind it; plain text where it is 0 or undefined.
   * @param {?number} value
   * @param {Object} filter as of `kantlijn.codings`
   * @param {string} [label] what a screen reader says besides the number
   */
  function counted(value, filter, label) {
    if (!value) return document.createTextNode(kantlijn.number(value));
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

  return { make, shape, counted, coderName, codeName, table, caption, choice };
})());
