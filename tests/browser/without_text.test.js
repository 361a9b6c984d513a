/* A report without text holds no word that a participant says, on the page or in the file. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { closed, go, openPanel, openReport, useBrowser } from "./browser.js";
import { HOSTILE, pathOf, rows } from "./studies.js";

useBrowser();

test("no quote of the study is in the file", () => {
  for (const study of ["sample", "hostile"]) {
    const file = readFileSync(pathOf(`${study}-no-text`), "utf8");
    const phrases = rows(study, "quotes", "--coder", "any").map(({ text }) => text).filter((text) => text.split(" ").length > 4);
    assert.ok(phrases.length > 2);
    for (const text of phrases) assert.ok(!file.includes(JSON.stringify(text).slice(1, -1).replaceAll("<", "\\u003c")), text);
  }
  assert.ok(!readFileSync(pathOf("hostile-no-text"), "utf8").includes(HOSTILE.rightToLeft));
});

test("numbers open a panel that says words were left out", async () => {
  const page = await openReport("sample-no-text");
  await openPanel(page);
  const words = await page.evaluate(() => kantlijn.phrase("report-words-left-out"));
  assert.equal(await page.locator("#quotes blockquote p").first().innerText(), words);
  await page.keyboard.press("Escape");
  await go(page, "transcripts/0");
  assert.ok((await page.locator("#transcripts .content").innerText()).includes(words));
  assert.deepEqual(page.complaints, []);
  await closed(page);
});
