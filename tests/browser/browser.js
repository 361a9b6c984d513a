/* A report in headless Chromium, watched: whatever it asks for or complains of is kept. */
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { pathOf } from "./studies.js";

const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the browser, with the sandbox wherever one may. */
export function launch() {
  const executablePath = BROWSERS.find((path) => path && existsSync(path));
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

let browser;

/** Starts the browser before the tests of a file and stops it behind them. */
export function useBrowser() {
  before(async () => { browser = await launch(); });
  after(() => browser.close());
}

/**
 * Opens a report.
 * @param {string} name of a report of `studies.js`
 * @param {{width?: number, height?: number, colorScheme?: "light"|"dark", at?: string, from?: Browser, path?: string}} [wanted]
 * @returns {Promise<Page>} with `complaints`: what a report must not do, each as a line
 */
export async function openReport(name, { width = 1280, height = 900, colorScheme = "light", at = "", from = browser, path = pathOf(name) } = {}) {
  const context = await from.newContext({ viewport: { width, height }, colorScheme, offline: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  const address = pathToFileURL(path).href;
  page.complaints = [];
  page.on("console", (message) => page.complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.complaints.push(`error: ${error.stack || error}`));
  page.on("dialog", (dialog) => page.complaints.push(`dialog: ${dialog.message()}`));
  page.on("popup", () => page.complaints.push("a window was opened"));
  page.on("request", (request) => {
    // The address of its own icon is in the page, as `data:` with nothing in it.
    if (request.url().split("#")[0] !== address && !request.url().startsWith("data:")) page.complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`${address}${at}`);
  return page;
}

/** Closes a page and all that belongs to it. */
export const closed = (page) => page.context().close();

/** Goes to a place in the report, as a link would. @param {string} place such as `transcripts/1` */
export async function go(page, place) {
  await page.evaluate((to) => { location.hash = `#/${to}`; }, place);
  const section = page.locator(`#${place.split("/")[0]}`);
  await section.waitFor();
  await settled(page);
}

/** Waits until what was begun with the next frames is drawn. */
export const settled = (page) => page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))); }));

/** The names of the sections, in order. */
export const sectionsOf = (page) => page.evaluate(() => kantlijn.names());

/** Everything that there is to see: each section, and a transcript. */
export async function placesOf(page) {
  return [...await sectionsOf(page), "transcripts/0"];
}

/** Shows each figure of the section in view as the table that says the same. */
export async function asTables(page) {
  const views = page.locator("main > section:not([hidden]) [data-view=table], #cooccurrence:not([hidden]) .switch button:last-child");
  for (const view of await views.all()) await view.click();
  await settled(page);
}

/** Opens the panel by the first thing in a section that has words behind it. */
export async function openPanel(page, place = "frequencies") {
  await go(page, place);
  await page.locator(`#${place} [aria-haspopup=dialog]`).first().dispatchEvent("click");
  await page.locator("#quotes[open]").waitFor();
  await settled(page);
}
