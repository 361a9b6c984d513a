/* Whatever is said, named or noted down is shown as it is written, and does nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, go, openPanel, openReport, placesOf, useBrowser } from "./browser.js";
import { HOSTILE } from "./studies.js";

useBrowser();

test("names, definitions, memos and words are text", async () => {
  const page = await openReport("hostile-nl");
  const shown = [];
  for (const place of [...await placesOf(page), "transcripts/1", "transcripts/2"]) {
    await go(page, place);
    shown.push(await page.evaluate(() => document.body.textContent));
    // None of it became an element or an attribute that does something.
    const grown = await page.evaluate(() => [...document.querySelectorAll("main img, main iframe, main script, [onerror], [onload], main b")].map((each) => each.outerHTML));
    assert.deepEqual(grown, [], place);
  }
  await openPanel(page, "frequencies");
  shown.push(await page.locator("#quotes").innerText());
  const all = shown.join("\n");
  for (const [name, text] of Object.entries(HOSTILE)) assert.ok(all.includes(text), `${name} is not shown as it is`);
  assert.equal(await page.evaluate(() => globalThis.taken), undefined);
  assert.equal(await page.title(), await page.evaluate(() => kantlijn.data.title));
  assert.deepEqual(page.complaints, []);
  await closed(page);
});

test("every word of a transcript is there, in order", async () => {
  for (const report of ["hostile-nl", "sample-nl"]) {
    const page = await openReport(report);
    const count = await page.evaluate(() => kantlijn.data.transcripts.length);
    for (let t = 0; t < Math.min(count, 4); t += 1) {
      await go(page, `transcripts/${t}`);
      const [expected, shown] = await page.evaluate((at) => {
        const { text, turns } = kantlijn.text(at);
        const plain = (words) => words.replace(/\s+/g, "");
        return [turns.start.map((start, i) => plain(text.slice(start, turns.end[i]))), plain(document.querySelector("#transcripts .content").textContent)];
      }, t);
      let from = 0;
      for (const turn of expected) {
        const found = shown.indexOf(turn, from);
        assert.ok(found >= from, `${report}, transcript ${t}: “${turn.slice(0, 60)}” is missing or broken up`);
        from = found + turn.length;
      }
    }
    await closed(page);
  }
});

test("words of another direction turn round nothing but themselves", async () => {
  const page = await openReport("hostile-nl");
  await go(page, "codebook");
  const unset = await page.evaluate((words) => {
    const texts = document.createTreeWalker(document.querySelector("#codebook"), NodeFilter.SHOW_TEXT);
    const bare = [];
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (words.some((word) => data.includes(word)) && !parentElement.closest("[dir=auto], bdi, .hidden-text")) bare.push(parentElement.outerHTML.slice(0, 200));
    }
    return bare;
  }, ["עיניים", "\u202eomgekeerd"]);
  assert.deepEqual(unset, []);
  await closed(page);
});
