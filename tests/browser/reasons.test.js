/* Where there is no number stands why: for a mouse, for a screen reader, and for everybody to read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asTables, closed, go, openReport, sectionsOf, useBrowser } from "./browser.js";

useBrowser();

/** In the page: every dash in view that says no reason, and how many there are. */
function unexplained(name) {
  const section = document.getElementById(name);
  const read = [...section.querySelectorAll(".reasons, .legend")].filter((each) => each.checkVisibility()).map((each) => each.textContent).join("\n");
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  const found = { dashes: 0, silent: [] };
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    const isSvg = parent.namespaceURI.endsWith("svg") && parent.closest("text");
    if (!parent.checkVisibility() || !(isSvg ? text.data.includes("–") : text.data.trim() === "–") || parent.closest("output")) continue;
    found.dashes += 1;
    const told = isSvg ? parent.closest("svg") : parent.closest(".dash");
    // In a drawing a place over the words says it, and the arrow keys come there.
    const said = isSvg
      ? [...told.querySelectorAll("[role=img][tabindex], [role=button]")].map((each) => each.getAttribute("aria-label")).filter((label) => /not defined: |niet bepaald: /.test(label))
      : [told?.title, told?.querySelector(".hidden-text")?.textContent].filter(Boolean);
    const reason = said[0]?.replace(/^.*?(not defined|niet bepaald): /, "");
    const isRead = reason !== undefined && read.includes(reason.replace(/\.$/, ""));
    if (said.length === 0 || !isRead) found.silent.push(`${parent.closest("tr, svg")?.textContent.slice(0, 80)}: ${said[0]}`);
  }
  return found;
}

for (const name of ["hostile-nl", "english-en", "sample-nl", "hostile-no-text"]) {
  test(`${name}: no dash without its reason`, async () => {
    const page = await openReport(name);
    let dashes = 0;
    for (const section of await sectionsOf(page)) {
      await go(page, section);
      const views = [async () => {}, () => asTables(page)];
      for (const view of views) {
        await view();
        const found = await page.evaluate(unexplained, section);
        dashes += found.dashes;
        assert.deepEqual(found.silent, [], section);
      }
      if (section !== "cooccurrence") continue;
      await page.locator("#cooccurrence .controls .switch button").first().click();
      const measures = page.locator("#cooccurrence .controls select").filter({ has: page.locator("option[value=npmi]") });
      for (const measure of ["phi", "npmi"]) {
        await measures.selectOption(measure);
        const found = await page.evaluate(unexplained, section);
        dashes += found.dashes;
        assert.deepEqual(found.silent, [], `${section}, ${measure}`);
      }
    }
    assert.ok(dashes > 0, "there is no dash at all");
    assert.deepEqual(page.complaints, []);
    await closed(page);
  });
}

test("the arrow keys come to what is undefined in a matrix, and its reason is told", async () => {
  const page = await openReport("hostile-nl");
  await go(page, "cooccurrence");
  await page.locator("#cooccurrence .controls select").filter({ has: page.locator("option[value=npmi]") }).selectOption("npmi");
  const cell = page.locator("#cooccurrence .cell.undefined[tabindex]").first();
  await cell.focus();
  const label = await cell.getAttribute("aria-label");
  assert.match(label, /niet bepaald: .+/);
  assert.equal(await page.locator("#cooccurrence .reading").innerText(), label);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#quotes[open]").count(), 0, "there are no quotes of it");
  assert.deepEqual(page.complaints, []);
  await closed(page);
});
