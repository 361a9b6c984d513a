/* The pictures of the terminal in the README, made from the sample studies: `tests/browser/run --pictures FOLDER`. Each command
   runs in a pseudo-terminal, and a terminal emulator shows in the browser what it would on anybody's screen. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { smaller } from "./png.js";

const root = resolve(import.meta.dirname, "../..");
const brought = (path) => readFileSync(resolve(import.meta.dirname, "node_modules", path));

const SAMPLE = "sample_data -c codebooks/lived-experience.toml --lang en";
const ENGLISH = "sample_data/english -c codebooks/peer-support.toml";

/** What is shown: the command as it is typed, and the columns of the screen. */
const SHOWN = {
  freq: { columns: 110, line: `freq ${SAMPLE} --level 1` },
  cooc: { columns: 110, line: `cooc ${SAMPLE} --level 1 --matrix` },
  quotes: { columns: 90, line: `quotes ${ENGLISH} --code hierarchy` },
  kwic: { columns: 90, line: `kwic '"felt" OR asham* OR (tell* NEAR/4 anyone)' sample_data/english` },
};

/** Colours of two usual terminals. Bold text is drawn in the bright ones, as most do. */
const THEMES = {
  light: {
    background: "#ffffff", foreground: "#1f2328", black: "#24292f", red: "#cf222e", green: "#116329", yellow: "#4d2d00", blue: "#0969da",
    magenta: "#8250df", cyan: "#1b7c83", white: "#6e7781", brightBlack: "#57606a", brightRed: "#a40e26", brightGreen: "#1a7f37",
    brightYellow: "#633c01", brightBlue: "#218bff", brightMagenta: "#a0309c", brightCyan: "#3192aa", brightWhite: "#8c959f",
  },
  dark: {
    background: "#0d1117", foreground: "#e6edf3", black: "#484f58", red: "#ff7b72", green: "#3fb950", yellow: "#d29922", blue: "#58a6ff",
    magenta: "#bc8cff", cyan: "#39c5cf", white: "#b1bac4", brightBlack: "#6e7681", brightRed: "#ffa198", brightGreen: "#56d364",
    brightYellow: "#e3b341", brightBlue: "#79c0ff", brightMagenta: "#f778ba", brightCyan: "#56d4dd", brightWhite: "#ffffff",
  },
};

const FONT = "DejaVu Sans Mono of the pictures";
const face = (file, weight) =>
  `@font-face { font-family: "${FONT}"; font-weight: ${weight}; src: url(data:font/ttf;base64,${brought(`dejavu-fonts-ttf/ttf/${file}`).toString("base64")}); }`;

const PAGE = `<!doctype html><meta charset="utf-8"><style>${brought("@xterm/xterm/css/xterm.css")}
${face("DejaVuSansMono.ttf", 400)}${face("DejaVuSansMono-Bold.ttf", 700)}
body { margin: 0 } #screen { display: inline-block; padding: 14px 16px } .xterm-viewport { overflow: hidden !important }</style>
<div id="screen"></div>`;

/** What a terminal is sent when this is typed into it. */
function typed(line, columns) {
  // Wider than high without end: nothing is paged, and nothing scrolls away.
  const command = `stty columns ${columns} rows 400; exec '${process.env.KANTLIJN}' ${line} --quiet`;
  const { HOME, PATH } = process.env;
  const env = { HOME, PATH, TERM: "xterm-256color", LANG: "C.UTF-8", KANTLIJN_PAGER: "" };
  const shown = execFileSync("script", ["-qec", command, "/dev/null"], { cwd: root, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return `\x1b[1m$\x1b[0m kantlijn ${line}\r\n${shown.trimEnd()}`;
}

/** Makes a picture of each command in each theme. @param {Browser} browser @param {(name: string, png: Buffer) => void} keep */
export async function terminalPictures(browser, keep) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, deviceScaleFactor: 2, offline: true });
  for (const [name, { columns, line }] of Object.entries(SHOWN)) {
    const text = typed(line, columns);
    for (const [scheme, theme] of Object.entries(THEMES)) {
      const page = await context.newPage();
      await page.setContent(PAGE);
      await page.addScriptTag({ content: String(brought("@xterm/xterm/lib/xterm.js")) });
      await page.evaluate(async ({ text, columns, theme, font }) => {
        await Promise.all([document.fonts.load(`14px "${font}"`), document.fonts.load(`bold 14px "${font}"`)]);
        document.body.style.background = theme.background;
        const written = (terminal) => new Promise((done) => { terminal.write(`${text}\x1b[?25l`, done); });
        const settings = { cols: columns, rows: 400, fontFamily: `"${font}"`, fontSize: 14, lineHeight: 1.15, theme, scrollback: 0, allowProposedApi: true };
        const terminal = new Terminal(settings);
        terminal.open(document.getElementById("screen"));
        await written(terminal);
        // As high as what is on it.
        terminal.resize(columns, terminal.buffer.active.cursorY + 1);
        await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
      }, { text, columns, theme, font: FONT });
      await page.waitForTimeout(300);
      const picture = await page.locator("#screen").screenshot();
      keep(`terminal-${name}-${scheme}.png`, await smaller(page, picture));
      await page.close();
    }
  }
  await context.close();
}
