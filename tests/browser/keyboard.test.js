/* The keyboard alone reaches everything; a panel that is closed gives the focus back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, go, openReport, sectionsOf, settled, useBrowser } from "./browser.js";

useBrowser();

/** What has the focus, in words. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return element === document.body ? "body" : `${element.tagName.toLowerCase()} ${element.id} ${element.getAttribute("aria-label") || element.textContent}`.trim().slice(0, 80);
});

/** Whether what has the focus can be seen to have it, and is in view. */
const isSeen = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none" || (element instanceof SVGElement && style.stroke !== "none");
  return { marked, inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
});

test("the first Tab leads past the navigation", async () => {
  const page = await openReport("sample-nl");
  await page.keyboard.press("Tab");
  assert.match(await focused(page), /^a /);
  assert.ok((await isSeen(page)).inView);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  assert.equal(await page.locator("main > section:not([hidden])").getAttribute("id"), "overview");
  await closed(page);
});

test("Tab reaches everything that can be pressed in every section, and shows where it is", async () => {
  const page = await openReport("hostile-nl");
  for (const place of [...await sectionsOf(page), "transcripts/0"]) {
    await go(page, place);
    // Of a figure, or a group that arrows go through, one place is a stop of the Tab key.
    const stops = await page.evaluate(() => {
      const all = [...document.querySelectorAll("main > section:not([hidden]) :is(a[href], button, select, input, summary, textarea, [tabindex])")];
      const isStop = (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true });
      const stops = all.filter(isStop);
      stops.forEach((element, i) => element.setAttribute("data-stop", i));
      document.querySelector("main").focus();
      return stops.length;
    });
    const reached = new Set();
    for (let presses = 0; presses < stops * 2 + 10 && reached.size < stops; presses += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => document.activeElement.getAttribute("data-stop"));
      if (stop === null) continue;
      reached.add(stop);
      const seen = await isSeen(page);
      assert.ok(seen.marked && seen.inView, `${place}: ${await focused(page)} has the focus unseen: ${JSON.stringify(seen)}`);
    }
    assert.equal(reached.size, stops, `${place}: Tab comes to ${reached.size} of ${stops}`);
  }
  await closed(page);
});

test("what opens quotes can be reached by Tab and arrows, each of it", async () => {
  const page = await openReport("hostile-nl");
  for (const section of ["frequencies", "cooccurrence", "agreement", "saturation", "crosstabs"]) {
    await go(page, section);
    const unreached = await page.evaluate(async (name) => {
      const all = [...document.querySelectorAll(`#${name} :is(button, [role=button])`)].filter((element) => element.checkVisibility());
      const reached = new Set(all.filter((element) => element.tabIndex >= 0));
      // Arrows from each place that is reached, until nothing new comes.
      for (const element of reached) {
        for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]) {
          element.focus();
          element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          if (all.includes(document.activeElement)) reached.add(document.activeElement);
        }
      }
      return all.filter((element) => element.ariaHasPopup === "dialog" && !reached.has(element)).map((element) => element.getAttribute("aria-label") || element.outerHTML.slice(0, 120));
    }, section);
    assert.deepEqual(unreached, [], section);
  }
  await closed(page);
});

test("a drawing is no stop of the Tab key by itself: what can be pressed in it is", async () => {
  const page = await openReport("hostile-nl", { width: 700 });
  for (const place of await sectionsOf(page)) {
    await go(page, place);
    for (const view of place === "cooccurrence" ? [0, 1] : [null]) {
      if (view !== null) await page.locator("#cooccurrence .controls .switch button").nth(view).click();
      await page.evaluate(() => document.querySelector("main").focus());
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
          const element = document.activeElement;
          return element.closest("main") === null ? null : { tag: element.tagName.toLowerCase(), name: element.className.baseVal ?? element.className, role: element.getAttribute("role") };
        });
        if (stop === null) break;
        assert.ok(stop.tag !== "svg" && !/^(drawing|network-frame|matrix)$/.test(stop.name), `${place}: Tab stops at ${JSON.stringify(stop)}`);
      }
    }
  }
  await closed(page);
});

test("the header takes little of a screen, and every part of the report is in it", async () => {
  for (const [width, most] of [[1280, 80], [1024, 80], [768, 96]]) {
    const page = await openReport("sample-nl", { width });
    const { height } = await page.locator("body > header").boundingBox();
    assert.ok(height <= most, `${height} pixels at ${width}`);
    for (const link of await page.locator("body > header nav a").all()) {
      const { x, width: long } = await link.boundingBox();
      assert.ok(x >= 0 && x + long <= width, `${await link.innerText()} is out of view at ${width}`);
    }
    await closed(page);
  }
});

for (const section of ["frequencies", "cooccurrence", "transcripts", "codebook"]) {
  for (const key of ["Enter", " "]) {
    test(`${section}: “${key}” opens the quotes, Escape gives the focus back`, async () => {
      const page = await openReport("sample-nl");
      await go(page, section);
      const opener = await page.evaluate((name) => {
        const element = [...document.querySelectorAll(`#${name} [aria-haspopup=dialog]`)].find((each) => each.checkVisibility());
        element?.focus();
        element?.setAttribute("data-opener", "");
        return element !== undefined;
      }, section);
      assert.ok(opener, "nothing opens quotes");
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.locator("#quotes[open]").waitFor();
      await settled(page);
      assert.ok(await page.evaluate(() => document.querySelector("#quotes").contains(document.activeElement)), "the focus is in the panel");
      // Tab stays in the panel, or goes to the browser's own buttons; never behind it.
      for (let i = 0; i < 12; i += 1) {
        await page.keyboard.press("Tab");
        assert.ok(await page.evaluate(() => document.activeElement === document.body || document.querySelector("#quotes").contains(document.activeElement)), `behind the panel: ${await focused(page)}`);
      }
      await page.keyboard.press("Escape");
      await settled(page);
      assert.equal(await page.locator("#quotes[open]").count(), 0);
      assert.ok(await page.evaluate(() => document.activeElement.hasAttribute("data-opener")), `the focus is at ${await focused(page)}`);
      await closed(page);
    });
  }
}

test("from a quote into the transcript and back, by keys", async () => {
  const page = await openReport("sample-nl");
  await go(page, "codebook");
  await page.locator("#codebook [aria-haspopup=dialog]").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("#quotes[open]").waitFor();
  const link = page.locator("#quotes blockquote a[href^='#/transcripts/']").first();
  const href = await link.getAttribute("href");
  await link.focus();
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.locator("#quotes[open]").count(), 0);
  assert.equal(await page.locator("main > section:not([hidden])").getAttribute("id"), "transcripts");
  assert.match(await page.evaluate(() => location.hash), new RegExp(`^#/transcripts/${href.split("/")[2]}/`));
  await page.goBack();
  await settled(page);
  assert.equal(await page.locator("main > section:not([hidden])").getAttribute("id"), "codebook");
  assert.deepEqual(page.complaints, []);
  await closed(page);
});
