/* Behind the numbers of crosstabs, saturation and agreement are the quotes that they count. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asTables, closed, go, openReport, useBrowser } from "./browser.js";
import { isBelow, keyOf, numberIn, pressAll, quotesOf, readData } from "./pressed.js";
import { rows, written } from "./studies.js";

useBrowser();

const distinct = (all, value) => new Set(all.map(value)).size;

/** All codings of a study as the command has them, each with the units of the page that it touches. */
async function everything(page, study) {
  const units = new Map(await page.evaluate(() => {
    const { start, end, code, coder } = kantlijn.data.codings;
    return code.map((_, c) => [[kantlijn.data.transcripts[kantlijn.transcriptOf[c]].id, start[c], end[c], kantlijn.data.codes[code[c]].id, kantlijn.data.coders[coder[c]]].join("|"), kantlijn.unitsOf(c).map((unit) => `${kantlijn.transcriptOf[c]} ${unit}`)]);
  }));
  return rows(study, "quotes", "--coder", "any").map((row) => ({ ...row, units: units.get([row.transcript, row.start, row.end, row.code, row.coder].join("|")) }));
}

/** Who rated each transcript: the rules all of them, people those in which they coded anything. */
function ratersOf(study, coders) {
  const raters = new Map();
  for (const { transcript, coder } of written(study, "codings")) {
    if (!raters.has(transcript)) raters.set(transcript, new Set(coders.includes("rules") ? ["rules"] : []));
    raters.get(transcript).add(coder);
  }
  return raters;
}

/** The units that coders agree or differ on, found anew, and the codings that make them. */
function agreedOn(all, code, asked, by, raters) {
  const units = new Map();
  const there = all.filter((row) => {
    const who = asked || [...raters.get(row.transcript)];
    return isBelow(row.code, code) && who.length > 1 && who.every((name) => raters.get(row.transcript).has(name)) && who.includes(row.coder);
  });
  for (const row of there) for (const unit of row.units) units.set(unit, (units.get(unit) || new Set()).add(row.coder));
  const sizeOf = (row) => (asked || [...raters.get(row.transcript)]).length;
  const isMeant = (row) => (unit) => {
    const who = units.get(unit);
    if (by === "all") return who.size === sizeOf(row);
    return by === "some" ? who.size < sizeOf(row) : who.size === 1 && who.has(by);
  };
  const rowsOf = there.filter((row) => row.units.some(isMeant(row)));
  return { expected: rowsOf, n: new Set(rowsOf.flatMap((row) => row.units.filter(isMeant(row)))).size };
}

// Of the sample study's hundreds every twenty-third, which comes to every column; of a curve of twenty transcripts every fifth.
for (const [name, study, every] of [["hostile-nl", "hostile", 1], ["sample-nl", "sample", 23]]) {
  test(`${name}: numbers of the crosstabs, saturation and agreement`, async () => {
    const page = await openReport(name);
    const data = await readData(page);
    const all = await everything(page, study);
    const codings = new Map(written(study, "codings").map((row) => [keyOf(row), row]));
    const raters = ratersOf(study, data.coders);
    const shown = all.filter(({ coder }) => data.shownCoder === null || coder === data.coders[data.shownCoder]);
    const groups = new Map();
    const inGroup = ({ variable, value }) => {
      const key = `${data.groups[variable + 1].variable} = "${data.groups[variable + 1].values[value]}"`;
      if (!groups.has(key)) groups.set(key, new Set(rows(study, "quotes", "--coder", "any", "--where", key).map(keyOf)));
      return groups.get(key);
    };
    const pressedIn = {};
    const codesColumn = await page.evaluate(() => kantlijn.phrase("report-column-codes"));
    for (const section of ["crosstabs", "saturation", "agreement"]) {
      await go(page, section);
      await asTables(page);
      for (const pressed of await page.evaluate(pressAll, { section, every: section === "saturation" ? Math.min(every, 5) : every })) {
        const { filter, label, column } = pressed;
        const about = `${section}, ${column} of ${label}: ${JSON.stringify(filter)}`;
        let expected;
        let n;
        if (filter.agreed) {
          const { coders, by } = filter.agreed;
          const named = (at) => (typeof at === "number" ? data.coders[at] : at);
          ({ expected, n } = agreedOn(all, data.codes[filter.code], coders ? coders.map(named) : null, named(by), raters));
        } else if (filter.transcript !== undefined) {
          const own = filter.codes && filter.codes.map((code) => data.codes[code]);
          expected = shown.filter((row) => row.transcript === data.transcripts[filter.transcript] && (!own || own.includes(row.code)));
          n = own || column === codesColumn ? distinct(expected, ({ code }) => code) : expected.length;
        } else {
          expected = shown.filter((row) => isBelow(row.code, data.codes[filter.code]) && inGroup(filter.group).has(keyOf(row)));
          n = distinct(expected, (row) => row.case ?? `${row.transcript} ${row.speaker}`);
          // Every so many the command itself, as somebody would ask it.
          if ((pressedIn[section] || 0) % 10 === 0) assert.deepEqual(expected.map(keyOf).sort(), quotesOf(study, data, filter, codings).map(keyOf).sort(), about);
        }
        assert.deepEqual(pressed.quotes.map(keyOf).sort(), expected.map(keyOf).sort(), about);
        assert.equal(numberIn(pressed.number), n, about);
        pressedIn[section] = (pressedIn[section] || 0) + 1;
      }
    }
    for (const section of ["crosstabs", "saturation", "agreement"]) assert.ok(pressedIn[section] > 4, `${section}: ${pressedIn[section]} numbers`);
    assert.deepEqual(page.complaints, []);
    await closed(page);
  });
}

test("the numbers of figures open what the table’s do", async () => {
  const page = await openReport("sample-nl");
  for (const [section, key] of [["agreement", / (all|some)$/], ["saturation", /^new /]]) {
    await go(page, section);
    const keys = await page.evaluate((name) => [...document.querySelectorAll(`#${name} .drawing [aria-haspopup=dialog]`)].map((each) => each.dataset.key), section);
    assert.ok(keys.filter((each) => key.test(each)).length > 3, `${section}: ${keys}`);
    await page.locator(`#${section} .drawing [data-key="${keys.find((each) => key.test(each))}"]`).dispatchEvent("click");
    await page.locator("#quotes[open]").waitFor();
    assert.ok(await page.locator("#quotes blockquote").count() > 0, section);
    await page.keyboard.press("Escape");
  }
  assert.deepEqual(page.complaints, []);
  await closed(page);
});

test("agreement shows its intervals where they were computed", async () => {
  for (const [name, isThere] of [["hostile-intervals", true], ["hostile-nl", false]]) {
    const page = await openReport(name);
    await go(page, "agreement");
    const { lines, label, lows } = await page.evaluate(() => {
      const table = kantlijn.named(kantlijn.data.tables.find((each) => each.name === "agreement"));
      const shown = table.filter((row) => row.code && !row.code.includes("/") && row.alpha_low !== null && row.alpha_low !== undefined && row.alpha !== null);
      return {
        lines: document.querySelectorAll("#agreement .drawing .interval line").length,
        label: document.querySelector("#agreement .drawing .places .target").getAttribute("aria-label"),
        lows: shown.map((row) => row.alpha_low),
      };
    });
    assert.equal(lines, lows.length, "a line for each theme that has an interval");
    assert.equal(lines > 0, isThere, name);
    assert.equal(/95\s%-interval/.test(label), isThere, label);
    assert.deepEqual(page.complaints, []);
    await closed(page);
  }
});
