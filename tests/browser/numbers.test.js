/* Behind every number are the quotes that `kantlijn quotes` gives, as many and with the same words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asTables, closed, go, openReport, useBrowser } from "./browser.js";
import { STANCES, agree, counted, isBelow, keyOf, numberIn, pressAll, quotesOf, readData, shownCoder } from "./pressed.js";
import { rows, written } from "./studies.js";

useBrowser();

/** The choices of a section that have this value among their options. */
const choose = (page, section, value, label) => page.locator(`#${section} .controls label`, { hasText: label }).locator("select").selectOption(value);

for (const [name, study] of [["hostile-nl", "hostile"], ["english-en", "english"]]) {
  let known = null;
  const codingsOf = () => (known ??= new Map(written(study, "codings").map((row) => [keyOf(row), row])));

  test(`${name}: every number of the frequencies, over all and apart`, async () => {
    const page = await openReport(name);
    const data = await readData(page);
    const codings = codingsOf();
    const expectedOf = remembered();
    await go(page, "frequencies");
    await asTables(page);
    let numbers = 0;
    const by = page.locator("#frequencies .controls select").filter({ has: page.locator("option", { hasText: data.groups[1]?.variable ?? "nothing" }) });
    for (const at of data.groups.keys()) {
      if (at > 0) await by.first().selectOption(String(at));
      for (const pressed of await page.evaluate(pressAll, "frequencies")) {
        const expected = agree(pressed, study, data, codings, expectedOf);
        const measure = data.columns[pressed.column] ?? (/\d+ (participant|deelnemer)/.test(pressed.column) ? "participants" : "units");
        if (pressed.number !== null && pressed.filter.transcript === undefined) {
          assert.equal(numberIn(pressed.number), pressed.filter.uncoded ? expected.length : counted(measure, expected, pressed.quotes, codings), `${measure} of ${pressed.label}`);
          numbers += 1;
        }
      }
    }
    assert.ok(numbers > 10, `${numbers} numbers`);
    assert.deepEqual(page.complaints, []);
    await closed(page);
  });

  test(`${name}: every number of the codebook`, async () => {
    const page = await openReport(name);
    const data = await readData(page);
    const expectedOf = remembered();
    await go(page, "codebook");
    for (const pressed of await page.evaluate(pressAll, "codebook")) agree(pressed, study, data, codingsOf(), expectedOf);
    await closed(page);
  });

  test(`${name}: every cell of the co-occurrence, at every level, as a matrix and as a table`, async () => {
    const page = await openReport(name);
    const data = await readData(page);
    const codings = codingsOf();
    await go(page, "cooccurrence");
    const level = page.locator("#cooccurrence .controls select").first();
    const expectedOf = remembered();
    for (const at of data.levels.keys()) {
      if (data.levels.length > 1) await level.selectOption(String(at));
      const both = new Map(rows(study, "cooc", "--level", "all", ...shownCoder(data)).map((row) => [[row.code_a, row.code_b].sort().join(" "), row]));
      for (const view of await viewsOf(page)) {
        await view.click();
        const seen = new Set();
        for (const pressed of await page.evaluate(pressAll, "cooccurrence")) {
          const expected = agree(pressed, study, data, codings, expectedOf);
          const { code, with: other } = pressed.filter;
          if (other === undefined) {
            assert.equal(counted("codings", expected, pressed.quotes, codings), data.whole.codings[code]);
            continue;
          }
          const pair = [data.codes[code], data.codes[other]].sort().join(" ");
          seen.add(pair);
          const units = new Set(pressed.quotes.filter((quote) => isBelow(quote.code, data.codes[code])).flatMap(({ units: of }) => of));
          assert.ok(units.size >= both.get(pair).both, `${pair}: ${units.size} units, ${both.get(pair).both} counted`);
          if (pressed.number !== null) assert.equal(numberIn(pressed.number), both.get(pair).both, pair);
        }
        const shown = data.levels[at].codes.map((code) => data.codes[code]);
        const meeting = [...both.values()].filter((row) => row.both > 0 && shown.includes(row.code_a) && shown.includes(row.code_b));
        if (!(await isNetwork(page))) assert.equal(seen.size, meeting.length, `${seen.size} of ${meeting.length} pairs can be opened`);
      }
    }
    assert.deepEqual(page.complaints, []);
    await closed(page);
  });
}

/** The ways in which co-occurrence is shown. */
async function viewsOf(page) {
  const views = await page.locator("#cooccurrence .controls .switch button").all();
  return views.length > 0 ? views : [page.locator("#cooccurrence-title")];
}

/** A network leaves weak pairs out: a slider says which. */
const isNetwork = (page) => page.locator("#cooccurrence input[type=range]").isVisible();

/** Quotes by what was asked, since many numbers ask the same. */
function remembered() {
  const known = new Map();
  return (study, data, filter, codings, turned = false) => {
    const key = JSON.stringify([filter, turned]);
    if (!known.has(key)) known.set(key, quotesOf(study, data, filter, codings, turned));
    return known.get(key);
  };
}

test("the sample study: every number and pair, told from one table of quotes, and some pairs by the command itself", async () => {
  const page = await openReport("sample-nl");
  const data = await readData(page);
  const codings = new Map(written("sample", "codings").map((row) => [keyOf(row), row]));
  const all = rows("sample", "quotes", "--coder", "any");
  const uncoded = new Map();
  const units = await page.evaluate(() => {
    const { start, end, code, coder } = kantlijn.data.codings;
    return code.map((_, c) => [[kantlijn.data.transcripts[kantlijn.transcriptOf[c]].id, start[c], end[c], kantlijn.data.codes[code[c]].id, kantlijn.data.coders[coder[c]]].join("|"), kantlijn.unitsOf(c).map((unit) => `${kantlijn.transcriptOf[c]} ${unit}`)]);
  });
  const unitsOf = new Map(units);
  const placed = (row) => unitsOf.get([row.transcript, row.start, row.end, row.code, row.coder].join("|"));
  const groups = new Map(data.groups.slice(1).filter(({ variable }) => variable !== "coder").flatMap(({ variable, values }) =>
    values.map((value) => [`${variable} ${value}`, new Set(rows("sample", "quotes", "--coder", "any", "--where", `${variable} = "${value}"`).map(keyOf))])));

  /** As `quotesOf`, without running the command for each of thousands of cells. */
  function expectedOf(study, _, filter, __, turned = false) {
    if (filter.uncoded) {
      const key = JSON.stringify(filter.group);
      if (!uncoded.has(key)) uncoded.set(key, quotesOf("sample", data, filter, codings));
      return uncoded.get(key);
    }
    const [code, other] = turned ? [filter.with, filter.code] : [filter.code, filter.with];
    const coder = filter.coder === undefined ? data.shownCoder : filter.coder;
    const there = all.filter((row) =>
      (coder === null || row.coder === data.coders[coder]) &&
      (filter.stance === undefined || row.stance === STANCES[filter.stance]) &&
      (filter.transcript === undefined || row.transcript === data.transcripts[filter.transcript]) &&
      (filter.prompted === undefined || codings.get(keyOf(row)).prompted === Boolean(filter.prompted)) &&
      (!filter.group || groups.get(`${data.groups[filter.group.variable + 1].variable} ${data.groups[filter.group.variable + 1].values[filter.group.value]}`).has(keyOf(row))));
    const of = (wanted) => there.filter((row) => isBelow(row.code, data.codes[wanted]));
    if (other === undefined) return of(code);
    const held = new Set(of(other).flatMap(placed));
    return of(code).filter((row) => placed(row).some((unit) => held.has(unit)));
  }

  await go(page, "frequencies");
  await asTables(page);
  const by = page.locator("#frequencies .controls select").filter({ has: page.locator("option", { hasText: data.groups[1].variable }) });
  for (const at of data.groups.keys()) {
    if (at > 0) await by.first().selectOption(String(at));
    const all = await page.evaluate(pressAll, "frequencies");
    // Each group has a number of units without a code; of coders only the one whose numbers are shown.
    const apart = data.groups[at].variable === "coder" ? 1 : data.groups[at].values.length;
    assert.equal(all.filter(({ filter }) => filter.uncoded).length, apart, `“no code” apart for ${data.groups[at].variable}`);
    for (const pressed of all) {
      const expected = agree(pressed, "sample", data, codings, expectedOf);
      if (pressed.filter.transcript !== undefined) continue;
      const measure = data.columns[pressed.column] ?? (/\d+ deelnemer/.test(pressed.column) ? "participants" : "units");
      assert.equal(numberIn(pressed.number), pressed.filter.uncoded ? pressed.quotes.length : counted(measure, expected, pressed.quotes, codings), `${measure} of ${pressed.label}`);
    }
  }

  await go(page, "cooccurrence");
  const level = page.locator("#cooccurrence .controls select").first();
  let number = 0;
  for (const at of data.levels.keys()) {
    await level.selectOption(String(at));
    const pairs = (await page.evaluate(pressAll, "cooccurrence")).filter(({ filter }) => filter.with !== undefined);
    assert.ok(pairs.length > 50, `${pairs.length} pairs at level ${at}`);
    for (const pressed of pairs) {
      agree(pressed, "sample", data, codings, expectedOf);
      // Every so many pairs the command itself, since it is slow where it is not optimised.
      if (number % 150 === 0) agree(pressed, "sample", data, codings);
      number += 1;
    }
  }
  assert.deepEqual(page.complaints, []);
  await closed(page);
});
