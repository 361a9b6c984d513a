/* A report opens from a stick, without a network, and says nothing in the console. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asTables, closed, go, openPanel, openReport, placesOf, settled, useBrowser } from "./browser.js";
import { REPORTS } from "./studies.js";

useBrowser();

for (const name of Object.keys(REPORTS)) {
  test(`${name}: every part is shown without a request or a complaint`, async () => {
    const page = await openReport(name);
    for (const place of await placesOf(page)) {
      await go(page, place);
      const [section] = place.split("/");
      assert.ok((await page.locator(`#${section} .content`).innerText()).trim().length > 20, `${place} is empty`);
      await asTables(page);
      assert.equal(await page.locator("main > section:not([hidden])").count(), 1, place);
      assert.equal(await page.locator(`nav [aria-current]`).getAttribute("href"), `#/${section}`);
    }
    await openPanel(page);
    await page.keyboard.press("Escape");
    await page.locator("#theme").click();
    await page.setViewportSize({ width: 390, height: 800 });
    await settled(page);
    assert.deepEqual(page.complaints, []);
    assert.equal(await page.evaluate(() => globalThis.taken), undefined);
    await closed(page);
  });
}

test("a message that is missing would show its name: none does", async () => {
  for (const name of ["sample-nl", "sample-en", "hostile-no-text"]) {
    const page = await openReport(name);
    for (const place of await placesOf(page)) {
      await go(page, place);
      const words = await page.locator("body").innerText();
      assert.doesNotMatch(words, /\breport-[a-z]|\{ ?\$|undefined|\[object|NaN/, `${name}, ${place}`);
      const labels = await page.locator("[aria-label]").evaluateAll((all) => all.map((element) => element.getAttribute("aria-label")).join("\n"));
      assert.doesNotMatch(labels, /^report-[a-z]|\{ ?\$|undefined|\[object|NaN/m, `${name}, ${place}`);
    }
    await closed(page);
  }
});

test("an address that leads nowhere shows the overview, a later one the place", async () => {
  for (const at of ["", "#/nowhere", "#/transcripts/9999/8", "#/%E0%A4%A", "#/transcripts/-1/x"]) {
    const page = await openReport("sample-nl", { at });
    await settled(page);
    assert.equal(await page.locator("main > section:not([hidden])").count(), 1, at);
    assert.deepEqual(page.complaints, [], at);
    await closed(page);
  }
});
