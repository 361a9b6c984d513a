/* A transcript and its margin: codings stand under their own words and beside their own lines, and everything leads to them. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { closed, go, openReport, settled, useBrowser } from "./browser.js";
import { made, written } from "./studies.js";

useBrowser();

/** Chooses from one of the lists above a transcript. @param {string} value "" for everything */
const choose = (page, name, value) => page.locator(`#transcripts select[name=${name}]`).selectOption(value);

/** What has the focus. */
const focused = (page) => page.evaluate(() => ({ classes: document.activeElement.className, text: document.activeElement.textContent }));

/** The coding that is held, whether its words are in view, and whether its card is there. */
const held = (page) =>
  page.evaluate(() => {
    const pieces = [...document.querySelectorAll("#transcripts .coded.here")];
    const { top, bottom } = pieces.length > 0 ? pieces[0].getBoundingClientRect() : { top: -1, bottom: -1 };
    return {
      codings: [...new Set(pieces.flatMap((piece) => piece.dataset.codings.split(" ").map(Number)))],
      isInView: top > 80 && bottom < innerHeight,
      hasCard: document.querySelector("#transcripts .card[role=group]") !== null,
      address: location.hash,
    };
  });

for (const name of ["sample-nl", "hostile-nl"]) {
  test(`every word of ${name} is there once, and every coding is under its own`, async () => {
    const page = await openReport(name);
    const { length } = await page.evaluate(() => kantlijn.data.transcripts);
    let codings = 0;
    for (let t = 0; t < length; t += 1) {
      await go(page, `transcripts/${t}`);
      await choose(page, "coder", "");
      const [wrong, checked] = await page.evaluate((at) => {
        const { text, turns } = kantlijn.text(at);
        const { start16, end16 } = kantlijn.data.codings;
        const squashed = (words) => words.replace(/\s+/g, "");
        const shown = [...document.querySelectorAll("#transcripts .words")].map((words) => words.textContent).join("");
        const said = turns.start.map((start, i) => text.slice(start, turns.end[i])).join("");
        const under = new Map();
        for (const piece of document.querySelectorAll("#transcripts .coded")) {
          for (const c of piece.dataset.codings.split(" ")) under.set(Number(c), (under.get(Number(c)) || "") + piece.textContent);
        }
        const all = kantlijn.codings({ transcript: at, coder: null });
        const bad = all.filter((c) => squashed(under.get(c) || "") !== squashed(text.slice(start16[c], end16[c])));
        return [[...bad, ...(squashed(shown) === squashed(said) ? [] : ["the words"])], all.length];
      }, t);
      assert.deepEqual(wrong, [], `transcript ${t}`);
      codings += checked;
    }
    assert.equal(codings, await page.evaluate(() => kantlijn.data.codings.code.length));
    assert.deepEqual(page.complaints, []);
    await closed(page);
  });
}

for (const width of [1280, 1000, 700]) {
  test(`brackets span the lines of their passages and names do not lie over one another, ${width} pixels wide`, async () => {
    // So high that the whole transcript is in view.
    const page = await openReport("sample-nl", { width, height: 9000 });
    for (const t of [1, 8, 11]) {
      await go(page, `transcripts/${t}`);
      await choose(page, "coder", "");
      await settled(page);
      const [problems, brackets] = await page.evaluate(() => {
        const found = [];
        const { now } = kantlijn.sheet;
        const isNear = (a, b) => Math.abs(a - b) <= 4;
        let n = 0;
        for (const row of now.rows) {
          const rects = [...row.margin.querySelectorAll(".label")].map((label) => label.getBoundingClientRect());
          rects.forEach((a, i) => rects.slice(i + 1).forEach((b) => {
            const isApart = a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5 || a.right <= b.left || b.right <= a.left;
            if (!isApart) found.push(`names of turn ${row.turn + 1}`);
          }));
          const drawn = row.strokes.map((stroke) => ({
            stroke,
            bracket: row.margin.querySelector(`g[data-stroke="${stroke.number}"] path`).getBoundingClientRect(),
          }));
          n += drawn.length;
          const edge = row.words.getBoundingClientRect().right;
          if (drawn.some(({ bracket }) => bracket.left < edge)) found.push(`brackets in the words of turn ${row.turn + 1}`);
          for (const { stroke, bracket } of drawn) {
            const pieces = [...row.words.querySelectorAll(".coded")].filter((piece) => piece.dataset.codings.split(" ").includes(String(stroke.codings[0])));
            const lines = pieces.flatMap((piece) => [...piece.getClientRects()]);
            const [top, bottom] = [Math.min(...lines.map((line) => line.top)), Math.max(...lines.map((line) => line.bottom))];
            if (stroke.start >= row.start && !isNear(bracket.top, top)) found.push(`turn ${row.turn + 1} begins ${bracket.top - top}`);
            if (stroke.end <= row.end && !isNear(bracket.bottom, bottom)) found.push(`turn ${row.turn + 1} ends ${bracket.bottom - bottom}`);
          }
          drawn.forEach(({ bracket: a }, i) => drawn.slice(i + 1).forEach(({ bracket: b }) => {
            if (a.right === b.right && a.top < b.bottom && b.top < a.bottom) found.push(`brackets of turn ${row.turn + 1}`);
          }));
        }
        return [found, n];
      });
      assert.deepEqual(problems, []);
      assert.ok(brackets > 20, `only ${brackets} brackets in transcript ${t}`);
    }
    await closed(page);
  });
}

test("an address leads to its coding, whoever made it, and to its turn", async () => {
  const page = await openReport("sample-nl");
  const ofOthers = await page.evaluate(() => kantlijn.codings({ transcript: 8, coder: 2 }).pop());
  for (const address of [`transcripts/8/${ofOthers}`, `transcripts/8/coding/${ofOthers}`]) {
    await go(page, "transcripts");
    await go(page, address);
    const { codings, isInView, hasCard } = await held(page);
    assert.ok(codings.includes(ofOthers) && isInView && hasCard, `${address}: ${codings}`);
    assert.match((await focused(page)).classes, /label/);
  }
  await go(page, "transcripts/8/turn/30");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".turn").id), "turn-30");
  // What is no coding of this transcript is no reason to show nothing.
  for (const address of ["transcripts/8/0", "transcripts/8/99999", "transcripts/8/x", "transcripts/99"]) {
    await go(page, address);
    assert.ok(await page.locator("#transcripts h2").isVisible(), address);
  }
  assert.deepEqual(page.complaints, []);
  await closed(page);
});

test("by keyboard alone: along the code line, to a coding, its quotes, and back", async () => {
  const page = await openReport("sample-nl", { at: "#/transcripts/1" });
  await settled(page);
  const ticks = await page.locator("#transcripts .tick").count();
  assert.equal(await page.locator("#transcripts .tick[tabindex='0']").count(), 1, `one of ${ticks} is a stop of Tab`);
  await page.locator("#transcripts .tick[tabindex='0']").focus();
  const first = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  const other = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.notEqual(other, first);
  await page.keyboard.press("Enter");
  await settled(page);
  const name = (await focused(page)).text;
  assert.ok(other.startsWith(name.trim()), `${other} led to ${name}`);
  assert.ok((await held(page)).hasCard);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#quotes[open]").isVisible(), "the quotes of the code");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#quotes[open]").count(), 0);
  assert.ok(await page.evaluate(() => document.activeElement.closest(".card") !== null), "focus is back in the card");
  await page.keyboard.press("Escape");
  await settled(page);
  assert.match((await focused(page)).classes, /label/);
  const { hasCard, address } = await held(page);
  assert.deepEqual([hasCard, address], [false, "#/transcripts/1"]);
  // On a name what is known of it is told, without anything being held.
  await page.keyboard.press("ArrowDown");
  await settled(page);
  const described = await page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent);
  assert.match(described, /door de regels/);
  assert.deepEqual(page.complaints, []);
  await closed(page);
});

test("as many codings are shown as the command writes, whatever is chosen", async () => {
  const page = await openReport("sample-nl");
  const all = written("sample", "codings");
  const { names, coders, codes } = await page.evaluate(() => ({
    names: kantlijn.data.transcripts.map(({ id }) => id),
    coders: kantlijn.data.coders,
    codes: kantlijn.data.codes.map(({ id }) => id),
  }));
  const shown = () => page.evaluate(() => kantlijn.sheet.now.strokes.reduce((sum, { codings }) => sum + codings.length, 0));
  for (const t of [1, 11, 13]) {
    await go(page, `transcripts/${t}`);
    const here = all.filter((row) => row.transcript === names[t]);
    const speakers = await page.evaluate((at) => kantlijn.data.transcripts[at].speakers.map(({ label }) => label), t);
    for (const [list, value, is] of [
      ["coder", "", () => true],
      ...coders.map((coder, at) => ["coder", String(at), (row) => row.coder === coder]),
      ["coder", "", () => true],
      ...speakers.map((speaker, at) => ["speaker", String(at), (row) => row.speaker === speaker]),
      ["speaker", "", () => true],
      ["stance", "1", (row) => row.stance === "negated"],
      ["stance", "", () => true],
      ["code", "0", (row) => row.code === codes[0] || row.code.startsWith(`${codes[0]}/`)],
      ["code", "", () => true],
    ]) {
      // A list is there only where there is something to choose.
      if ((await page.locator(`#transcripts select[name=${list}] option[value="${value}"]`).count()) === 0) {
        assert.equal(here.filter(is).length, 0, `${list} ${value} cannot be chosen`);
        continue;
      }
      await choose(page, list, value);
      assert.equal(await shown(), here.filter(is).length, `${list} ${value} of ${names[t]}`);
    }
  }
  await closed(page);
});

test("words are found whatever their case, one after another", async () => {
  const page = await openReport("sample-nl", { at: "#/transcripts/1" });
  const expected = await page.evaluate(() => {
    const { text, turns } = kantlijn.text(1);
    return turns.start.reduce((n, start, i) => n + text.slice(start, turns.end[i]).toLowerCase().split("keuken").length - 1, 0);
  });
  assert.ok(expected > 1);
  const input = page.locator("#transcripts .finder input");
  await input.fill("KEUKEN");
  for (let n = 1; n <= expected + 1; n += 1) {
    await input.press("Enter");
    await settled(page);
    const at = ((n - 1) % expected) + 1;
    assert.equal(await page.locator("#transcripts .finder output").textContent(), `${at} van ${expected}`);
    const box = await page.locator("#transcripts mark.current").boundingBox();
    assert.ok(box && box.y > 80 && box.y < 900, "it is in view");
  }
  await input.press("Escape");
  assert.equal(await page.locator("#transcripts mark").count(), 0);
  await closed(page);
});

for (const [width, colorScheme] of [[1280, "light"], [390, "dark"]]) {
  test(`a transcript is printed with its margin, from a window ${width} pixels wide`, async () => {
    const page = await openReport("sample-nl", { width, colorScheme, at: "#/transcripts/1" });
    await settled(page);
    const path = join(made, `transcript-${width}.pdf`);
    const margin = { top: "15mm", right: "15mm", bottom: "15mm", left: "15mm" };
    await page.pdf({ path, format: "A4", margin });
    const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    const { names, words } = await page.evaluate(() => ({
      names: [...new Set([...document.querySelectorAll("#transcripts .label")].map((label) => label.firstElementChild.textContent))],
      words: document.querySelector("#turn-49 .words, #turn-48 .words").textContent.trim().split(/\s+/),
    }));
    const flat = text.replace(/\s+/g, " ");
    // A long name may break, in the middle of which stands a line of the text.
    for (const name of names) assert.ok(name.split(" ").every((word) => flat.includes(word)), name);
    assert.ok(flat.includes(words.slice(0, 3).join(" ")), words.join(" "));
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [path], { encoding: "utf8" }))[1]);
    assert.ok(pages >= 4 && pages <= 9, `${pages} pages`);
    assert.equal(await page.locator("#transcripts .paper").count(), 0, "the screen is as it was");
    await closed(page);
  });
}

test("without text no word is shown, and every coding still has its name", async () => {
  const page = await openReport("sample-no-text", { at: "#/transcripts/1", height: 4000 });
  await settled(page);
  const { labels, strokes, pieces } = await page.evaluate(() => ({
    labels: [...document.querySelectorAll("#transcripts .label")].filter((label) => label.checkVisibility()).length,
    strokes: kantlijn.sheet.now.strokes.length,
    pieces: document.querySelectorAll("#transcripts .coded").length,
  }));
  assert.deepEqual([labels, pieces], [strokes, 0]);
  await page.locator("#transcripts .label").nth(3).click();
  await settled(page);
  assert.equal(await page.locator("#transcripts .card").count(), 1);
  assert.deepEqual(page.complaints, []);
  await closed(page);
});
