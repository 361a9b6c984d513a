/* On paper: every number of the frequencies, every word, and nothing cut off at the edge of a sheet. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { closed, openReport, settled, useBrowser } from "./browser.js";
import { made, rows } from "./studies.js";

useBrowser();

/** A sheet of A4 between margins of 15 millimetres, in pixels. */
const SHEET = Math.floor(((210 - 30) / 25.4) * 96);

async function printed(name) {
  const page = await openReport(name);
  const file = join(made, `${name}.pdf`);
  writeFileSync(file, await page.pdf({ format: "A4", margin: { top: "15mm", right: "15mm", bottom: "15mm", left: "15mm" } }));
  assert.deepEqual(page.complaints, []);
  await closed(page);
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 2 ** 28 });
}

test("the sample study on paper has every section, code and number, and the words of participants", async () => {
  const text = await printed("sample-nl");
  const page = await openReport("sample-nl");
  const { titles, quotes, definitions } = await page.evaluate(() => ({
    titles: [...document.querySelectorAll("main > section h2")].map((each) => each.textContent),
    quotes: [0, 200, 400].map((c) => kantlijn.quoteOf(c).map((piece) => piece.text).join("").split(" ").slice(0, 3).join(" ")),
    definitions: kantlijn.data.codes.slice(0, 5).map(({ definition }) => definition.split(" ").slice(0, 4).join(" ")),
  }));
  await closed(page);
  const plain = text.replace(/\s+/g, " ");
  for (const words of [...titles, ...quotes, ...definitions]) assert.ok(plain.includes(words), `“${words}” is not on paper`);
  const lines = text.split("\n");
  for (const row of rows("sample", "freq", "--coder", "rules").filter(({ level, code }) => level !== undefined ? level === 1 : !code.includes("/")).slice(0, 12)) {
    const { name, participants, units } = row;
    assert.ok(lines.some((line) => line.includes(name) && [participants, units].every((n) => new RegExp(`(^|\\D)${n}(\\D|$)`).test(line))), `${name} with ${participants} and ${units} is on no line`);
  }
});

test("nothing is wider than a sheet", async () => {
  for (const name of ["sample-nl", "hostile-nl"]) {
    const page = await openReport(name, { width: SHEET, height: 1000 });
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await settled(page);
    const wide = await page.evaluate(() => {
      const all = [...document.querySelectorAll("main *")].filter((each) => each.checkVisibility() && !each.closest(".hidden-text, svg *"));
      return all.filter((each) => each.getBoundingClientRect().right > innerWidth + 1).slice(0, 8).map((each) => `${each.closest("section").id}: ${each.tagName} ${each.className} ${each.textContent.slice(0, 40)} ends at ${Math.round(each.getBoundingClientRect().right)} of ${innerWidth}`);
    });
    assert.ok(wide.length === 0, `${name}\n${wide.join("\n")}`);
    await closed(page);
  }
});
