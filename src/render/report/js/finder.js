/* Looking for words in a transcript. */
kantlijn.finder = (() => {
  const { phrase, make, number } = kantlijn;

  /**
   * A field, how often its words are there, and buttons to go from one to the next.
   * @param {{mark: function(string): Object[], go: function(Object, number): void}} text
   */
  function controls(text) {
    let places = [];
    let at = -1;
    const count = make("output", { class: "count" });
    const input = make("input", { type: "search", size: "10", placeholder: phrase("report-find"), "aria-label": phrase("report-find-in-text") });
    const tell = () => {
      if (input.value.trim() === "") count.textContent = "";
      else count.textContent = at < 0 ? number(places.length) : phrase("report-nth-of", { n: at + 1, all: places.length });
      buttons.forEach((button) => { button.disabled = places.length === 0; });
    };
    const step = (by) => {
      if (places.length === 0) return;
      at = at < 0 && by < 0 ? places.length - 1 : (at + by + places.length) % places.length;
      text.go(places[at], at - places.indexOf(places[at]));
      tell();
    };
    const buttons = [[-1, "report-previous-place", "↑"], [1, "report-next-place", "↓"]].map(([by, name, arrow]) =>
      make("button", { type: "button", "aria-label": phrase(name), disabled: true, onclick: () => step(by) }, arrow));
    let pause = 0;
    const look = () => {
      clearTimeout(pause);
      [places, at] = [text.mark(input.value), -1];
      tell();
    };
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(look, 200);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        if (at < 0) look();
        step(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape" && input.value !== "") {
        input.value = "";
        look();
      }
    });
    return make("span", { class: "finder", role: "search" }, input, count, buttons);
  }

  return { controls };
})();
