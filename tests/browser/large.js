/*
 * How fast a large study is: 200 interviews and some 50,000 codings, made up by dice with a fixed seed. Times are printed, not
 * asserted: `tests/browser/run --large`. What is cut is told too: quotes and transcripts come in steps, as one scrolls.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { closed, go, launch, openReport, settled } from "./browser.js";
import { made } from "./studies.js";

const INTERVIEWS = Number(process.env.KANTLIJN_INTERVIEWS || 200);
const CODES = 40;
const CODINGS = 250;
const TURNS = 190;

/** Dice: a linear congruence (Numerical Recipes, third edition, section 7.1), the same on every machine. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const WORDS = "en toen ging ik naar huis want het werd laat maar niemand vroeg iets over die brief van school of de buurman met zijn fiets in de regen".split(" ");

/** Writes the study: each planted word belongs to one code. */
function study(folder) {
  mkdirSync(join(folder, "t"), { recursive: true });
  const codes = Array.from({ length: CODES }, (_, code) => {
    const id = code % 4 === 0 ? `thema${code}` : `thema${code - (code % 4)}/code${code}`;
    return `[[code]]\nid = "${id}"\nname = "Code ${code}"\ndefinition = "Wie plant${code}x zegt."\nrules = ["plant${code}x"]\n`;
  });
  writeFileSync(join(folder, "c.toml"), `[codebook]\nname = "Groot"\nversion = "1"\nlanguage = "nl"\n\n${codes.join("\n")}`);
  const roll = dice(7);
  const cases = ["transcript,speaker,case,beroep"];
  for (let n = 1; n <= INTERVIEWS; n += 1) {
    const name = `gesprek-${String(n).padStart(3, "0")}`;
    const turns = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const said = Array.from({ length: 50 }, () => WORDS[roll(WORDS.length)]);
      const planted = Math.floor(((turn + 1) * CODINGS) / TURNS) - Math.floor((turn * CODINGS) / TURNS);
      for (let i = 0; i < planted; i += 1) said[5 + i * 20] = `plant${roll(CODES)}x`;
      turns.push(`I: En hoe was dat?\n\nR: ${said.join(" ")}.\n`);
    }
    writeFileSync(join(folder, "t", `${name}.txt`), turns.join("\n"));
    cases.push(`${name},,P${n},${["bakker", "kok", "smid"][n % 3]}`);
  }
  writeFileSync(join(folder, "t", "cases.csv"), `${cases.join("\n")}\n`);
}

const folder = join(made, "large");
const path = join(made, "large.html");
study(folder);
execFileSync(process.env.KANTLIJN, ["report", "t", "-c", "c.toml", "-o", path, "--force", "-q"], { cwd: folder, stdio: "inherit" });

const browser = await launch();
const began = performance.now();
const page = await openReport("large", { from: browser, path });
await page.locator("#overview .content > *").first().waitFor();
const opened = performance.now() - began;
const told = await page.evaluate(() => ({ codings: kantlijn.data.codings.code.length, transcripts: kantlijn.data.transcripts.length, words: kantlijn.data.overview.words }));
console.log(`${told.transcripts} interviews, ${told.words} words, ${told.codings} codings: ${(statSync(path).size / 1e6).toFixed(1)} MB`);
const say = (what, ms) => console.log(`${what.padEnd(44)} ${ms.toFixed(0).padStart(7)} ms`);
say("opened, with the overview shown", opened);

/** How long something takes until it is drawn. */
async function timed(what, act) {
  const from = performance.now();
  await act();
  await settled(page);
  say(what, performance.now() - from);
}

await timed("frequencies", () => go(page, "frequencies"));
await timed("co-occurrence", () => go(page, "cooccurrence"));
await timed("quotes of all codings", async () => {
  await page.evaluate(() => kantlijn.quotes.open({}));
  await page.locator("#quotes blockquote").first().waitFor();
});
console.log(`  quotes made at once: ${await page.locator("#quotes blockquote").count()} of ${told.codings}`);

/** Scrolls by the wheel, and tells the longest task and frame meanwhile. */
async function scrolled(what) {
  await page.evaluate(() => {
    globalThis.longest = { task: 0, frame: 0, last: performance.now(), isOn: true, frames: [] };
    globalThis.watch = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => { longest.task = Math.max(longest.task, duration); }));
    watch.observe({ type: "longtask" });
    const tick = (now) => {
      longest.frames.push(now - longest.last);
      longest.last = now;
      if (longest.isOn) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  for (let i = 0; i < 40; i += 1) {
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(30);
  }
  const { task, frames } = await page.evaluate(() => {
    longest.isOn = false;
    watch.disconnect();
    return longest;
  });
  frames.sort((a, b) => a - b);
  console.log(`${what.padEnd(44)} longest task ${task.toFixed(0)} ms; frames: median ${frames[frames.length >> 1].toFixed(0)}, 95 % within ${frames[Math.floor(frames.length * 0.95)].toFixed(0)} ms`);
}

await page.mouse.move(1000, 500);
await scrolled("scrolling the quotes");
console.log(`  quotes made meanwhile: ${await page.locator("#quotes blockquote").count()}`);
await page.keyboard.press("Escape");
await timed("the list of transcripts", () => go(page, "transcripts"));
await timed("a transcript", () => go(page, "transcripts/120"));
await page.mouse.move(500, 600);
await scrolled("scrolling the transcript");
console.log(`  scrolled by ${await page.evaluate(() => Math.round(scrollY))} pixels`);
await timed("from one transcript to a coding in another", () => go(page, "transcripts/150/37600"));
await timed("codebook", () => go(page, "codebook"));
if (page.complaints.length > 0) console.log(page.complaints.join("\n"));
await closed(page);
await browser.close();
