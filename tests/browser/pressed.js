/* What opens the panel is pressed, and what the panel then holds is held to what the command gives. */
import assert from "node:assert/strict";
import { rows } from "./studies.js";

/**
 * In the page: presses everything in a section that opens the panel, or of many every so many, and tells of each which number it shows, what it was
 * said to be, which filter it opened and what the panel then held.
 */
export function pressAll(wanted) {
  const { section, every = 1 } = typeof wanted === "string" ? { section: wanted } : wanted;
  const { data } = kantlijn;
  const dialog = document.getElementById("quotes");
  const { open } = kantlijn.quotes;
  let asked = null;
  kantlijn.quotes.open = (filter) => {
    asked = filter;
    open(filter);
  };
  const pressed = [];
  const inView = [...document.querySelectorAll(`#${section} [aria-haspopup=dialog]`)].filter((element) => !element.closest("[hidden]"));
  for (const element of inView.filter((_, at) => at % every === 0)) {
    asked = null;
    element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    if (asked === null || !dialog.open) throw new Error(`nothing opens: ${element.outerHTML.slice(0, 300)}`);
    const more = dialog.querySelector("button.more") || dialog.querySelector(".content > button:last-child");
    while (more && !more.hidden) more.click();
    const quotes = [...dialog.querySelectorAll(".content blockquote")].map((quote) => {
      const text = quote.querySelector("p").textContent;
      if (quote.dataset.coding === undefined) return { text };
      const c = Number(quote.dataset.coding);
      const { start, end, code, coder } = data.codings;
      const t = kantlijn.transcriptOf[c];
      return { text, t: data.transcripts[t].id, start: start[c], end: end[c], code: data.codes[code[c]].id, coder: data.coders[coder[c]], units: kantlijn.unitsOf(c).map((unit) => `${t} ${unit}`) };
    });
    const cell = element.closest("td");
    const column = cell ? cell.closest("table").querySelectorAll("thead th")[cell.cellIndex].textContent : null;
    pressed.push({ number: cell ? cell.firstElementChild.childNodes[0].textContent : null, label: element.getAttribute("aria-label") || element.textContent, column, filter: asked, quotes });
    dialog.close();
  }
  kantlijn.quotes.open = open;
  return pressed;
}

/** What is in the page, as far as a number is explained by it. */
export const readData = (page) =>
  page.evaluate(() => {
    const { codes, coders, shown_coder: shownCoder, frequencies, lang } = kantlijn.data;
    const measures = ["participants", "transcripts", "units", "codings", "mentions", "negated", "prompted"];
    return {
      codes: codes.map(({ id }) => id),
      transcripts: kantlijn.data.transcripts.map(({ id }) => id),
      coders,
      shownCoder,
      groups: frequencies.map(({ variable, groups }) => ({ variable, values: groups.map(({ value }) => value) })),
      whole: frequencies[0].groups[0].measures,
      columns: Object.fromEntries(measures.map((name) => [kantlijn.phrase(`report-column-${name}`), name])),
      levels: kantlijn.data.cooccurrence.levels,
      lang,
    };
  });

export const STANCES = ["affirmed", "negated", "ceased", "normative"];
export const keyOf = ({ t, transcript, start, end, code, coder, text }) => [t ?? transcript, start, end, code, coder, text].join("|");
export const isBelow = (code, above) => code === above || code.startsWith(`${above}/`);

/** Of several coders a report shows the numbers of one. */
export const shownCoder = (data) => ["--coder", data.shownCoder === null ? "any" : data.coders[data.shownCoder]];

/** The quotes behind a filter as the command gives them; `turned` those of the other code of a pair. */
export function quotesOf(study, data, filter, codings, turned = false) {
  const whereOf = ({ variable, value }) => ["--where", `${data.groups[variable + 1].variable} = "${data.groups[variable + 1].values[value]}"`];
  if (filter.uncoded) return rows(study, "quotes", "--uncoded", ...shownCoder(data), ...(filter.group ? whereOf(filter.group) : []));
  const [code, other] = turned ? [filter.with, filter.code] : [filter.code, filter.with];
  const flags = ["--code", data.codes[code]];
  if (other !== undefined) flags.push("--with", data.codes[other]);
  const coder = filter.coder === undefined ? data.shownCoder : filter.coder;
  flags.push("--coder", coder === null ? "any" : data.coders[coder]);
  if (filter.stance !== undefined) flags.push("--stance", STANCES[filter.stance]);
  if (filter.group) flags.push(...whereOf(filter.group));
  // The command cannot ask what was prompted, which the table of codings tells, nor for one transcript of many.
  return rows(study, "quotes", ...flags).filter((row) =>
    (filter.prompted === undefined || codings.get(keyOf(row)).prompted === Boolean(filter.prompted)) &&
    (filter.transcript === undefined || row.transcript === data.transcripts[filter.transcript]));
}

/** The number that so many quotes make, counted anew. */
export function counted(measure, quotes, shown, codings) {
  const of = (rows, value) => new Set(rows.map(value)).size;
  if (measure === "participants") return of(quotes, (row) => row.case ?? `${row.transcript} ${row.speaker}`);
  if (measure === "transcripts") return of(quotes, (row) => row.transcript);
  if (measure === "units") return new Set(shown.flatMap(({ units }) => units)).size;
  if (measure === "mentions") return quotes.reduce((sum, row) => sum + codings.get(keyOf(row)).mentions, 0);
  return quotes.length;
}

/** Holds what the panel showed to what the command gives. */
export function agree(pressed, study, data, codings, expectedOf = quotesOf) {
  const { filter, quotes, label } = pressed;
  const about = `${label}: ${JSON.stringify(filter)}`;
  if (filter.uncoded) {
    assert.deepEqual(quotes.map(({ text }) => text).sort(), expectedOf(study, data, filter, codings).map(({ text }) => text).sort(), about);
    return quotes;
  }
  const sorted = (all) => all.map(keyOf).sort();
  const [own, others] = [[], []];
  for (const quote of quotes) (isBelow(quote.code, data.codes[filter.code]) ? own : others).push(quote);
  const expected = expectedOf(study, data, filter, codings);
  assert.deepEqual(sorted(own), sorted(expected), about);
  // Of a pair the panel may show the other code's words in the same units as well: then all of them.
  if (others.length > 0) assert.deepEqual(sorted(others), sorted(expectedOf(study, data, filter, codings, true)), `${about}, the other code`);
  assert.ok(quotes.length > 0, `${about}: nothing is behind the number`);
  return expected;
}

export const numberIn = (text) => Number(text.replace(/[.,\u00a0\u202f]/g, ""));
