/* What an automated check of accessibility can find, it does not find: every section, light and dark, panels open. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { asTables, closed, go, openPanel, openReport, placesOf, useBrowser } from "./browser.js";

useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, a line each: the rule, how bad, and where. */
async function found(page) {
  // The page's own policy forbids scripts from elsewhere; this one comes in by the debugger.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, impact, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => `${id} (${impact}): ${target.join(" ")} ${failureSummary.replace(/\s+/g, " ")}`));
}

const LOOKS = [
  // The hostile study has every section and few codes: what axe looks at, it looks at for long.
  ["hostile-nl", "light", 1280], ["hostile-nl", "light", 390], ["hostile-en", "dark", 1280], ["hostile-no-text", "dark", 390],
  ["sample-nl", "light", 1280], ["sample-nl", "light", 390], ["sample-nl", "dark", 1280], ["sample-nl", "dark", 390],
];
for (const [name, colorScheme, width] of LOOKS) {
  test(`${name}, ${colorScheme}, ${width} pixels wide`, async () => {
    const page = await openReport(name, { colorScheme, width });
    const all = [];
    for (const place of await placesOf(page)) {
      await go(page, place);
      all.push(...(await found(page)).map((line) => `${place}: ${line}`));
      // Of the sample study the tables are the same, with hundreds of rows.
      if (name.startsWith("hostile") && ["frequencies", "cooccurrence", "agreement", "saturation", "crosstabs"].includes(place)) {
        await asTables(page);
        all.push(...(await found(page)).map((line) => `${place} as a table: ${line}`));
      }
    }
    await openPanel(page);
    all.push(...(await found(page)).map((line) => `quotes: ${line}`));
    assert.ok(all.length === 0, `\n${all.join("\n")}`);
    await closed(page);
  });
}

test("headings are in order, and every section has a name", async () => {
  const page = await openReport("sample-nl");
  for (const place of await placesOf(page)) {
    await go(page, place);
    const levels = await page.evaluate(() => [...document.querySelectorAll("main > section:not([hidden]) :is(h2,h3,h4,h5,h6)")].filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1])));
    assert.equal(levels[0], 2, place);
    levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `${place}: ${levels}`));
  }
  await closed(page);
});
