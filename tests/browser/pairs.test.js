/* The measures of every two codes are those of the table, also where the two are never in one unit. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, go, openReport, useBrowser } from "./browser.js";
import { readData, shownCoder } from "./pressed.js";
import { rows } from "./studies.js";

useBrowser();

for (const [name, study] of [["hostile-nl", "hostile"], ["english-en", "english"], ["sample-nl", "sample"]]) {
  test(`${name}: every measure of every pair, to the last digit`, async () => {
    const page = await openReport(name);
    const data = await readData(page);
    await go(page, "cooccurrence");
    const expected = rows(study, "cooc", "--level", "all", "--measures", "all", ...shownCoder(data));
    const measured = await page.evaluate((all) => {
      const at = new Map(kantlijn.data.codes.map(({ id }, code) => [id, code]));
      const names = kantlijn.pairs.MEASURES.map(({ name: measure }) => measure);
      return all.map(({ code_a: a, code_b: b }) => Object.fromEntries(names.map((measure) => [measure, kantlijn.pairs.value(at.get(a), at.get(b), measure)])));
    }, expected);
    assert.ok(expected.some(({ both }) => both === 0), "all meet");
    expected.forEach((row, i) => {
      const wanted = Object.fromEntries(Object.keys(measured[i]).map((measure) => [measure, row[measure] ?? null]));
      assert.deepEqual(measured[i], wanted, `${row.code_a} and ${row.code_b}`);
    });
    await closed(page);
  });
}
