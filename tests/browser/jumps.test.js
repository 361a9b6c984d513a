/* Filters and jumps: from a quote to its place in the transcript, and what is chosen is what is shown. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asTables, closed, go, openReport, settled, useBrowser } from "./browser.js";

useBrowser();

test("the address of a coding shows its transcript, with the coding in view", async () => {
  const page = await openReport("sample-nl");
  const codings = await page.evaluate(() => [0, 17, kantlijn.data.codings.code.length - 1].map((c) => [c, kantlijn.transcriptOf[c], kantlijn.quoteOf(c).map(({ text }) => text).join("")]));
  for (const [c, t, words] of codings) {
    await page.evaluate(() => { location.hash = "#/overview"; });
    await settled(page);
    await page.evaluate((to) => { location.hash = to; }, `#/transcripts/${t}/${c}`);
    await settled(page);
    await page.waitForTimeout(300);
    assert.match(await page.evaluate(() => location.hash), new RegExp(`^#/transcripts/${t}/`));
    const first = words.split(" ")[0];
    const inView = await page.evaluate((word) => [...document.querySelectorAll("#transcripts .here")].some((each) => {
      const box = each.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight && each.closest(".turn, [id^=turn]").textContent.includes(word);
    }), first);
    assert.ok(inView, `coding ${c} (“${words.slice(0, 40)}”) is not in view`);
  }
  assert.deepEqual(page.complaints, []);
  await closed(page);
});

test("the choices of the panel narrow its quotes down as `kantlijn.codings` does", async () => {
  const page = await openReport("sample-nl");
  await go(page, "frequencies");
  await page.evaluate(() => kantlijn.quotes.open({}));
  await settled(page);
  const lists = await page.locator("#quotes select").all();
  if (lists.length === 0) return;
  for (const list of lists) {
    const before = await page.evaluate(() => kantlijn.codings({}).length);
    const options = await list.locator("option").count();
    if (options < 2 || !(await list.isVisible())) continue;
    await list.selectOption({ index: 1 });
    await settled(page);
    const numbers = await page.locator("#quotes .summary").innerText();
    const shown = Number(/[\d.,]+/.exec(numbers)[0].replace(/[.,]/g, ""));
    assert.ok(shown > 0 && shown <= before * 3, numbers);
    await page.evaluate(() => {
      const more = document.querySelector("#quotes button.more");
      while (more && !more.hidden) more.click();
    });
    assert.equal(await page.locator("#quotes blockquote").count(), shown, numbers);
    await page.evaluate(() => kantlijn.quotes.open({}));
    await settled(page);
  }
  assert.deepEqual(page.complaints, []);
  await closed(page);
});

test("each choice of a section draws something else, without a complaint", async () => {
  const page = await openReport("sample-nl");
  for (const section of ["frequencies", "cooccurrence"]) {
    await go(page, section);
    for (const list of await page.locator(`#${section} .controls select`).all()) {
      if (!(await list.isVisible())) continue;
      const options = await list.locator("option").count();
      for (let index = options - 1; index >= 0; index -= 1) {
        await list.selectOption({ index });
        await settled(page);
        assert.ok((await page.locator(`#${section} .content`).innerText()).length > 40);
      }
    }
    await asTables(page);
    assert.ok(await page.locator(`#${section} table`).first().isVisible(), section);
  }
  assert.deepEqual(page.complaints, []);
  await closed(page);
});
