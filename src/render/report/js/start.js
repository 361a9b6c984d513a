/* Begins when everything is registered. */
(() => {
  const root = document.documentElement;
  document.getElementById("theme").addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
  });
  // The way past the navigation leads to no other place: the address stays as it is.
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  addEventListener("hashchange", () => {
    kantlijn.quotes.close();
    const name = kantlijn.route();
    // Of a transcript the place that was asked for is in view, which the heading must not take away.
    if (name !== "transcripts") {
      scrollTo(0, 0);
      document.getElementById(`${name}-title`).focus({ preventScroll: true });
    }
  });
  // What is printed is everything, also what nobody has opened yet.
  addEventListener("beforeprint", () => kantlijn.names().forEach(kantlijn.rendered));
  kantlijn.route();
})();
