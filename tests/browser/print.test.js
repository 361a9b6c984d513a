/* On paper: every number of the frequencies, the words of a transcript, and nothing cut off at the edge of a sheet. */
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

async function printed(name, at = "") {
  const page = await openReport(name, { at });
  await settled(page);
  const file = join(made, `${name}.pdf`);
  writeFileSync(file, await page.pdf({ format: "A4", margin: { top: "15mm", right: "15mm", bottom: "15mm", left: "15mm" } }));
  assert.deepEqual(page.complaints, []);
  await closed(page);
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 2 ** 28 });
}

test("a transcript that is open is printed with every word of it", async () => {
  const text = (await printed("sample-nl", "#/transcripts/2")).replace(/\s+/g, "");
  const page = await openReport("sample-nl");
  const turns = await page.evaluate(() => {
    const { text: words, turns: { start, end } } = kantlijn.text(2);
    return start.map((from, i) => words.slice(from, end[i]));
  });
  await closed(page);
  // Words that are hyphenated or stand beside a bracket may be broken up: the first of each turn are enough.
  const missing = turns.map((turn) => turn.split(/\s+/).slice(0, 2).join("")).filter((words) => !text.includes(words));
  assert.ok(missing.length < turns.length / 20, `${missing.length} of ${turns.length} turns are not on paper: ${missing.slice(0, 5)}`);
});

test("the sample study on paper has every section, code and number", async () => {
  const text = await printed("sample-nl");
  const page = await openReport("sample-nl");
  const { titles, definitions } = await page.evaluate(() => ({
    titles: [...document.querySelectorAll("main > section h2")].map((each) => each.textContent),
    definitions: kantlijn.data.codes.slice(0, 5).map(({ definition }) => definition.split(" ").slice(0, 4).join(" ")),
  }));
  await closed(page);
  const plain = text.replace(/\s+/g, " ");
  for (const words of [...titles, ...definitions]) assert.ok(plain.includes(words), `“${words}” is not on paper`);
  const lines = text.split("\n");
  for (const row of rows("sample", "freq", "--coder", "rules").filter(({ level, code }) => level !== undefined ? level === 1 : !code.includes("/")).slice(0, 12)) {
    const { name, participants, units } = row;
    assert.ok(lines.some((line) => line.includes(name.split(" ")[0]) && [participants, units].every((n) => new RegExp(`(^|\\D)${n}(\\D|$)`).test(line))), `${name} with ${participants} and ${units} is on no line`);
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
