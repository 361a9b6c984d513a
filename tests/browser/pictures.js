/* The pictures of the README, of the report and of the terminal, made from the sample study: `tests/browser/run --pictures FOLDER`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { closed, go, launch, openReport, settled } from "./browser.js";
import { REPORTS, made, report } from "./studies.js";
import { terminalPictures } from "./terminal.js";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
mkdirSync(made, { recursive: true });
report("sample-en", REPORTS["sample-en"]);

const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
  const page = await openReport("sample-en", { colorScheme, from: browser, height: 860 });
  const most = await page.evaluate(() => {
    const { transcripts } = kantlijn.data;
    return transcripts.reduce((best, { codings: [from, to] }, t) => (to - from > best.n ? { t, n: to - from } : best), { t: 0, n: 0 }).t;
  });
  const first = await page.evaluate((t) => kantlijn.codings({ transcript: t })[3], most);
  for (const [name, place] of [["overview", "overview"], ["frequencies", "frequencies"], ["matrix", "cooccurrence"], ["transcript", `transcripts/${most}/${first}`]]) {
    await go(page, place);
    await page.waitForTimeout(400);
    await settled(page);
    await page.screenshot({ path: join(folder, `report-${name}-${colorScheme}.png`) });
  }
  await closed(page);
}
await terminalPictures(browser, (name, png) => writeFileSync(join(folder, name), png));
await browser.close();
