/* The studies that are looked at, and the reports of them. All that is said in them is invented. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(import.meta.dirname, "../..");

/** Where studies and reports are made. */
export const made = join(tmpdir(), `kantlijn-browser-${process.env.KANTLIJN_RUN || "tests"}`);

/** What people say, are called and note down who want to take over the page. */
export const HOSTILE = {
  script: "</script><script>globalThis.taken = 1</script><!--",
  image: "<img src=x onerror=\"globalThis.taken = 2\">",
  entity: "&lt;b&gt; &amp; ${globalThis.taken = 3} `'\"\\",
  separators: "voor\u2028na\u2029en verder",
  rightToLeft: "בושה היא כבדה مرحبا",
  override: "\u202eomgekeerd\u202c",
  emoji: "👩🏽‍🚒🙂🏳️‍🌈",
};

const { script, image, entity, separators, rightToLeft, override, emoji } = HOSTILE;
const quoted = (text) => JSON.stringify(text).replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029");

const CODEBOOK = `[codebook]
name = ${quoted(`Vijandig ${script} ${emoji}`)}
version = "1 <b>"
language = "nl"

[[code]]
id = "shame"
name = { nl = ${quoted(`Schaamte ${script}`)}, en = ${quoted(`Shame ${image}`)} }
definition = ${quoted(`Wat iemand verbergt. ${image} ${entity}`)}
include = ${quoted(`Ook ${separators}`)}
exclude = ${quoted(`Niet ${override}.`)}
memo = ${quoted(`${script} ${emoji}`)}
examples = [${quoted(`Ik schaamde me ${script}`)}]
rules = ["schaam*", "בושה"]

[[code]]
id = "shame/hiding"
name = ${quoted(`Verbergen ${emoji}`)}
rules = ["verzwijg* OR verzweeg OR verzwegen"]

[[code]]
id = "shame/eyes"
name = ${quoted(`עיניים ${override}`)}
rules = ["keken OR aangekeken"]

[[code]]
id = "work"
name = ${quoted(image)}
rules = ["werk* OR baas"]

[[code]]
id = "work/tired"
name = ${quoted(entity)}
rules = ["moe OR zwaar"]

[[code]]
id = "never"
name = "Nooit gezegd"
rules = ["zeppelin*"]
`;

const TRANSCRIPTS = {
  "r1.txt": `I: Hoe begon het? ${script}

R: ${emoji} Ik schaamde me voor mijn werk ${script} en ik verzweeg het. ${image} Ze keken me aan.

I: Schaamde je je?

R: Nee, ik schaam me niet. ${rightToLeft} ${separators}

I: Waar was dat?

R: ${override} Thuis ${entity} was er niks.
`,
  "r2 <b>.txt": `I: Hoe gaat het op je werk?

R: De baas weet het. Het werk is zwaar, ik verzwijg dat ik moe ben. ${image}

I: En toen?

R: Ik ben aangekeken, en ik schaamde me. ${emoji}${emoji} Het werk ging door.
`,
  "r10.md": `I: Wie begint er?

Respondent 1: Ik heb het verzwegen voor de baas. <script>globalThis.taken = 4</script>

Respondent 2: Ik schaam me nergens voor. <b>Moe</b> ben ik wel.

I: Waarom niet?

Respondent 1: Ik verzweeg alles, ook dat ik me schaamde.

Respondent 2: בושה, zei mijn oma. Daarom ${entity}.
`,
};

const CASES = `transcript,speaker,case,profession,analysed_on
r1,,P1 ${script},<b>bakker</b> & zn,1
r2 <b>,,P2,<b>bakker</b> & zn,2
r10,Respondent 1,P3,kok ${emoji},3
r10,Respondent 2,"P4 <img src=x onerror=alert(1)>",kok ${emoji},3
`;

const CODINGS = `transcript,code,coder,text,memo
r1,shame,anna,Ik schaamde me,"${script}"
r1,work,anna,mijn werk,${rightToLeft}
r1,shame,bram <i>,Ik schaamde me,${emoji}
r10,work,bram <i>,de baas,<img src=x onerror=alert(1)>
r10,shame/hiding,anna,Ik verzweeg alles,
`;

/** A study: where its transcripts are, and what a command needs besides. */
export const STUDIES = {
  sample: { folder: root, args: ["sample_data", "-c", "codebooks/lived-experience.toml", "--codings", "sample_data/codings.csv"] },
  english: { folder: root, args: ["sample_data/english", "-c", "codebooks/peer-support.toml"] },
  hostile: { folder: join(made, "hostile"), args: ["t", "-c", "c.toml", "--codings", "hand.csv"] },
};

/** The reports: of which study, in which language, and with what else. */
export const REPORTS = {
  "sample-nl": { study: "sample", lang: "nl", more: [] },
  "sample-en": { study: "sample", lang: "en", more: [] },
  "english-en": { study: "english", lang: "en", more: [] },
  "hostile-nl": { study: "hostile", lang: "nl", more: [] },
  "hostile-en": { study: "hostile", lang: "en", more: ["--title", `Titel ${script} ${emoji}`] },
  "hostile-intervals": { study: "hostile", lang: "nl", more: ["--intervals"] },
  "sample-no-text": { study: "sample", lang: "nl", more: ["--no-text"] },
  "hostile-no-text": { study: "hostile", lang: "nl", more: ["--no-text"] },
};

/** What the command writes to standard output. @param {string} study @param {...string} args */
export function kantlijn(study, command, ...args) {
  const { folder, args: given } = STUDIES[study];
  return execFileSync(process.env.KANTLIJN, [command, ...given, ...args], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 30 });
}

/** The rows of a table that the command writes. */
export const rows = (study, command, ...args) => JSON.parse(kantlijn(study, command, ...args, "-f", "json", "-q")).rows;

/** The rows of a file that `kantlijn code` writes. @param {string} file such as `codings` */
export function written(study, file) {
  const folder = join(made, `${study}-code`);
  kantlijn(study, "code", "-o", folder, "-f", "json", "-q", "--force");
  return JSON.parse(execFileSync("cat", [join(folder, `${file}.json`)], { encoding: "utf8", maxBuffer: 2 ** 30 })).rows;
}

/** Where a report is. @param {string} name */
export const pathOf = (name) => join(made, `${name}.html`);

/** Makes one report. */
export function report(name, { study, lang, more }) {
  kantlijn(study, "report", "--lang", lang, ...more, "-o", pathOf(name), "--force", "-q");
}

/** Writes the hostile study into its folder. */
export function hostile() {
  const { folder } = STUDIES.hostile;
  mkdirSync(join(folder, "t"), { recursive: true });
  writeFileSync(join(folder, "c.toml"), CODEBOOK);
  writeFileSync(join(folder, "hand.csv"), CODINGS);
  writeFileSync(join(folder, "t", "cases.csv"), CASES);
  for (const [name, text] of Object.entries(TRANSCRIPTS)) writeFileSync(join(folder, "t", name), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  hostile();
  for (const [name, wanted] of Object.entries(REPORTS)) report(name, wanted);
}
