"""Runs kantlijn and its peers by turns, checks every count against the truth, and prints Markdown. Called by `run`."""

import argparse
import csv
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from truth import compared, counts_of_terms, mentions, one_number, realistic_table, table_of_terms, truth
from turns import VERSIONS, Job, by_turns

ROOT = Path(__file__).resolve().parents[2]


# Words of nearly every sentence: what is written about them takes longer than to find them. None is another with an
# accent, as `een` is `één`.
COMMON = ["ik", "dat", "de", "en", "het", "was", "in", "op"]

# Rows of `codings.csv`, by study.
CODINGS = {}


def common_codebook(scratch):
    path = scratch / "common.toml"
    codes = (f'[[code]]\nid = "{word}"\nrules = ["{word}"]\n' for word in COMMON)
    path.write_text('[codebook]\nname = "Gewone woorden"\nlanguage = "nl"\n\n' + "\n".join(codes))
    return path


def common_words(study):
    """How often participants say each, by regular expressions."""
    if study not in COMMONNESS:
        word, found = re.compile(rf"\b({'|'.join(COMMON)})\b", re.IGNORECASE), Counter()
        for path in (study / "texts").iterdir():
            for line in path.read_text("utf-8").splitlines():
                if not line.startswith("I:"):
                    found.update(hit.lower() for hit in word.findall(line))
        COMMONNESS[study] = dict(found)
    return COMMONNESS[study]


COMMONNESS = {}


def lines_of_csv(path):
    with path.open(newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


class Peers:
    def __init__(self, options):
        self.options = options
        lines = (line.split("\t") for line in options.missing.read_text().splitlines())
        self.missing = dict(lines)

    def job(self, peer, *rest, **more):
        job = Job(peer, *rest, **more)
        if peer in self.missing:
            job.failed = f"not to be had: {self.missing[peer]}"
        return job

    def freq(self, study, terms, threads=1, codebook="terms"):
        check = table_of_terms if codebook == "terms" else realistic_table
        command = [self.options.kantlijn, "freq", study / "texts", "-c", study / f"{codebook}-{terms}.toml"]
        command += ["-j", threads, "-q", "-f", "csv"]
        work = f"freq, {terms:,} {'terms' if codebook == 'terms' else 'realistic rules'}, {threads} thread{'s' * (threads > 1)}"
        return self.job("kantlijn", work, study, command, check(study, terms))

    def freq_of_common(self, study, scratch):
        command = [self.options.kantlijn, "freq", study / "texts", "-c", common_codebook(scratch)]
        command += ["-j", 1, "-q", "-f", "csv"]
        expected = common_words(study)
        work = f"freq, {len(COMMON)} common words, 1 thread"
        return self.job("kantlijn", work, study, command, lambda answer: compared(mentions(answer), expected))

    def code_of_common(self, study, formats, scratch):
        """Writes every coding; checks that each mention is in a file."""
        output = scratch / ("code-" + "-".join(["csv", *formats]))
        command = [self.options.kantlijn, "code", study / "texts", "-c", common_codebook(scratch), "-o", output]
        command += ["-j", 1, "-q", *(f"-f{name}" for name in formats)]
        expected = common_words(study)

        def check(_):
            CODINGS[study] = lines_of_csv(output / "codings.csv")
            with (output / "mentions.csv").open(newline="") as file:
                return compared(Counter(row["code"] for row in csv.DictReader(file)), expected)

        work = f"code -o, {len(COMMON)} common words, {' and '.join(['CSV', *map(str.capitalize, formats)])}"
        return self.job("kantlijn", work, study, command, check, output=output)

    def wc(self, study, scratch):
        files = scratch / "files"
        files.write_bytes(b"".join(bytes(path) + b"\0" for path in sorted((study / "texts").iterdir())))
        count = one_number("words", truth(study)["stretches"])
        locale = {"LC_ALL": "C.UTF-8"}
        check = lambda answer: count(answer.splitlines()[-1].split()[0])
        command = ["wc", "-w", f"--files0-from={files}"]
        return self.job("wc", "-w, UTF-8 locale", study, command, check, environment=locale)

    def ripgrep(self, study, terms):
        # -u: a study may lie where git is told not to look.
        command = [self.options.ripgrep, "--no-config", "-u", "-j1", "--no-filename", "-c", "-i", "-w", "-F"]
        command += ["-f", study / f"terms-{terms}.txt", study / "texts"]
        check = one_number("lines", truth(study)["lines_with"][str(terms)])
        return self.job("ripgrep", f"-c -i -w -F -f, {terms:,} terms, 1 thread", study, command, check)

    def hyperscan(self, study, terms, boundaries, scratch):
        command = [self.options.hyperscan, study / f"terms-{terms}.txt", study / "texts", boundaries]
        command.append(scratch / f"{boundaries}-{terms}.hs")
        boundary = "`\\b`" if boundaries == "ascii" else "boundaries checked"
        work = f"scan, {terms:,} terms, {boundary}"
        return self.job("Hyperscan", work, study, command, counts_of_terms(study, terms), own_clock=True)

    def library(self, name, study, terms):
        command = [self.options.python, ROOT / "benches/peers/phrases.py", name, study / f"terms-{terms}.txt"]
        command.append(study / "texts")
        return self.job(name, f"{terms:,} terms", study, command, counts_of_terms(study, terms), own_clock=True)

    def quanteda(self, study, terms):
        command = ["Rscript", ROOT / "benches/peers/quanteda.R", study / f"terms-{terms}.txt", study / "texts"]
        work = f"tokens, lookup, counts, {terms:,} terms, 1 thread"
        return self.job("quanteda", work, study, command, counts_of_terms(study, terms), own_clock=True)

    def standard(self, study, what):
        command = [self.options.bench, "standard", study / "texts", what]
        work = "words" if what == "words" else "words and sentences"
        return self.job("unicode-segmentation", work, study, command, lambda _: "the standard itself")


def compile_times(bench):
    """Milliseconds of parsing and compiling the bench's codebook of 5,000 rules: by stage its median and least."""
    # Without `--bench` each would run once, without a clock.
    command = [bench, "parse", "compile", "--sample-count", "30", "--bench"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    time, times, stage = r"([\d.]+) (\S+) +│ +", {}, None
    milliseconds = {"ns": 1e-6, "µs": 1e-3, "ms": 1, "s": 1e3}
    for line in printed.splitlines():
        if found := re.search(r"[├╰]─ (parse|compile)\b", line):
            stage = found[1]
        elif found := re.search(rf"[├╰]─ 5000 +{time}{time}{time}", line):
            fastest, _, median = zip(found.groups()[::2], found.groups()[1::2])
            of = {min: fastest, statistics.median: median}
            times[stage] = {summary: float(value) * milliseconds[unit] for summary, (value, unit) in of.items()}
    return times


# The tables.


def number(value, digits=3):
    """So many significant digits."""
    if value is None:
        return "–"
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    return f"{value:,.{max(digits - whole, 0)}f}" if whole else f"{value:.{digits}g}"


class Goals:
    def __init__(self):
        self.rows = []

    def add(self, what, goal, met, of, unit=""):
        """`of` makes the figure of a summary (median, or the least time)."""
        try:
            middle, least = of(statistics.median), of(min)
        except (AttributeError, KeyError, TypeError):
            return self.rows.append(f"| {what} | {goal} | – | not measured |")
        verdict = "yes" if met(middle) else "**no**"
        self.rows.append(f"| {what} | {goal} | {number(middle)}{unit} ({number(least)}{unit}) | {verdict} |")

    def ratio(self, what, goal, met, upper, lower, figure="processor"):
        self.add(what, goal, met, lambda summary: upper.of(figure, summary) / lower.of(figure, summary))


def at_most(bound):
    return lambda value: value <= bound


def at_least(bound):
    return lambda value: value >= bound


def peer_rows(jobs):
    rows = ["| | work | MB | counts | processor s | wall s | peak MiB | MB/s |", "|---|---|---|---|---|---|---|---|"]
    for job in jobs:
        head = f"| {job.peer} | {job.work} | {job.bytes / 1e6:,.0f} {truth(job.study)['text']} "
        if job.failed:
            rows.append(f"{head}| {job.failed} | – | – | – | – |")
            continue
        times = [f"{number(job.of(f))} ({number(job.of(f, min))})" for f in ["processor", "wall"]]
        rows.append(
            f"{head}| {job.verdict} | {times[0]} | {times[1]} | {number(job.of('peak'))} | {number(job.rate())} |"
        )
    return "\n".join(rows)


def asked(*command):
    """The first line a command prints, or nothing."""
    try:
        lines = (
            subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT).stdout.strip().splitlines()
        )
        return lines[0] if lines else ""
    except OSError:
        return ""


def load():
    return f"{os.getloadavg()[0]:.1f}"


def heading(options, load_before):
    commit = asked("git", "rev-parse", "--short", "HEAD") or "unknown"
    changed = asked("git", "status", "--porcelain", "--", "src", "Cargo.toml", "Cargo.lock")
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = int(re.search(r"MemTotal: +(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    kantlijn = f"kantlijn {asked(options.kantlijn, '--version').split()[-1]}"
    others = [
        asked("wc", "--version").replace("wc (GNU coreutils)", "GNU coreutils"),
        asked(options.ripgrep, "--version"),
    ]
    others += [f"{peer} {version}" for peer, version in VERSIONS.items()]
    versions = ", ".join([kantlijn, *(other for other in others if other)])
    return f"""## {date.today():%-d %B %Y}, commit {commit}{" with changes" if changed else ""}, beside its peers

{os.cpu_count()} processors of {found[1] if found else platform.machine()}, {platform.system()} {platform.release()}, {memory:.0f} GiB; load \
{load_before} at the beginning, {load()} at the end. `benches/peers/run{" --quick" if options.quick else ""}`: {versions}.
Runs by turns after one that is not counted, page cache warm; median (and least) of {options.runs}; of {min(options.runs, 3)} for quanteda, the Python libraries and writing."""


def main():
    parser = argparse.ArgumentParser()
    for name in ["kantlijn", "bench", "ripgrep", "hyperscan", "python"]:
        parser.add_argument(f"--{name}", required=True)
    for name in ["studies", "missing"]:
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--sizes", nargs=4, required=True, help="MB: for Python, a tenth, for R and writing, large")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.runs = 2 if options.quick else 5
    load_before = load()
    little, tenth, middle, large = (options.studies / f"dutch-{size}" for size in options.sizes)
    exotic = options.studies / f"exotic-{options.sizes[1]}"
    peers, runs = Peers(options), options.runs
    scratch = Path(tempfile.mkdtemp(prefix="kantlijn-peers-"))
    try:
        tables(options, load_before, peers, runs, scratch, little, tenth, middle, large, exotic)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def tables(options, load_before, peers, runs, scratch, little, tenth, middle, large, exotic):
    sizes = [200, 1000, 5000]
    terms = {size: peers.freq(large, size) for size in [20, *sizes]}
    real = {size: peers.freq(large, size, codebook="realistic") for size in [200, 1000]}
    two, small = peers.freq(large, 200, threads=2), peers.freq(tenth, 200)
    wc = peers.wc(large, scratch)
    grep = {size: peers.ripgrep(large, size) for size in sizes}
    scan = {
        (size, edge): peers.hyperscan(large, size, edge, scratch) for size in sizes for edge in ["checked", "ascii"]
    }
    jobs = by_turns([*terms.values(), two, small, *real.values(), wc, *grep.values(), *scan.values()], runs)

    other = peers.freq(exotic, 200)
    standard = {what: peers.standard(exotic, what) for what in ["words", "sentences"]}
    jobs += by_turns([other, *standard.values()], runs)

    fifty = peers.freq(middle, 200)
    quanteda = peers.quanteda(middle, 200)
    jobs += by_turns([fifty, quanteda], min(runs, 3))

    libraries = [peers.library(name, little, 200) for name in ["spacy", "flashtext", "pyahocorasick"]]
    jobs += by_turns([peers.freq(little, 200), *libraries], min(runs, 3))

    counted = peers.freq_of_common(tenth, scratch)
    as_csv, as_parquet = (peers.code_of_common(tenth, formats, scratch) for formats in [[], ["parquet"]])
    less = peers.code_of_common(little, ["parquet"], scratch)
    jobs += by_turns([counted, as_csv, as_parquet, less], min(runs, 3))

    sample = [options.kantlijn, "freq", ROOT / "sample_data", "-c", ROOT / "codebooks/lived-experience.toml"]
    answers = lambda answer: "a table" if mentions(answer) else "no table"
    start = Job("kantlijn", "freq of the sample study", little, [*sample, "-q", "-f", "csv"], answers)
    by_turns([start], 5 if options.quick else 20)
    compiling = compile_times(options.bench)

    goals = Goals()
    megabytes = options.sizes[3]
    goals.ratio(
        f"`kantlijn freq`, {megabytes} MB, 200 terms, 1 thread / `wc -w`: processor",
        "≤ 0.20, then 0.10",
        at_most(0.2),
        terms[200],
        wc,
    )
    goals.ratio("the same, 2 threads: wall", "≤ 0.12, then 0.06", at_most(0.12), two, wc, "wall")
    for size, bound in zip(sizes, [0.33, 0.30, 0.10]):
        goals.ratio(
            f"/ ripgrep `-c -i -w -F -f`, {size:,} terms: processor",
            f"≤ {bound:.2f}",
            at_most(bound),
            terms[size],
            grep[size],
        )
    for edge, way in [("ascii", "`\\b`"), ("checked", "boundaries checked")]:
        for size, bound in zip(sizes, [2.5, 2, 1.5]):
            peer = scan[size, edge]
            goals.add(
                f"throughput of everything / Hyperscan's scan only, {way}, {size:,} terms",
                f"≥ {bound}",
                at_least(bound),
                lambda s, size=size, peer=peer: terms[size].rate(s) / peer.rate(s),
            )
    goals.ratio(
        f"quanteda, {options.sizes[2]} MB, 200 terms, 1 thread / kantlijn: processor",
        "≥ 200",
        at_least(200),
        quanteda,
        fifty,
    )
    goals.ratio("5,000 terms / 200 terms: processor", "≤ 3.5", at_most(3.5), terms[5000], terms[200])
    goals.ratio(f"{megabytes} MB / {options.sizes[1]} MB: processor", "≤ 10.5", at_most(10.5), terms[200], small)
    goals.add(
        f"peak memory, {megabytes} MB, 200 terms, 1 thread",
        "≤ 64 MiB",
        at_most(64),
        lambda s: terms[200].of("peak", s),
        " MiB",
    )
    goals.ratio(
        f"peak memory, {megabytes} MB / {options.sizes[1]} MB", "flat (≤ 1.2)", at_most(1.2), terms[200], small, "peak"
    )
    goals.ratio("1 thread / 2 threads: wall", "≥ 1.8", at_least(1.8), terms[200], two, "wall")
    goals.ratio(
        "every line exotic / unicode-segmentation alone, words: processor",
        "≤ 1.1",
        at_most(1.1),
        other,
        standard["words"],
    )
    goals.ratio("the same, words and sentences: processor", "≤ 1.1", at_most(1.1), other, standard["sentences"])
    codings = CODINGS.get(tenth, 0)
    goals.add(
        f"writing {codings:,} codings as CSV, processor: `code -o` less `freq`",
        "≥ 2 M a second",
        at_least(2),
        lambda s: codings / 1e6 / (as_csv.of("processor", s) - counted.of("processor", s)),
        " M a second",
    )
    goals.add(
        "writing them as Parquet, processor: CSV and Parquet less CSV",
        "≥ 2 M a second",
        at_least(2),
        lambda s: codings / 1e6 / (as_parquet.of("processor", s) - as_csv.of("processor", s)),
        " M a second",
    )
    goals.ratio(
        f"peak memory of `code -o` with both, {options.sizes[1]} MB / {options.sizes[0]} MB",
        "flat (≤ 1.2)",
        at_most(1.2),
        as_parquet,
        less,
        "peak",
    )
    goals.add(
        "start-up to the first table, sample study: wall",
        "≤ 50 ms",
        at_most(50),
        lambda s: start.of("wall", s) * 1e3,
        " ms",
    )
    goals.add("compiling 5,000 rules", "≤ 50 ms", at_most(50), lambda s: compiling["compile"][s], " ms")
    goals.add(
        "parsing and compiling them",
        "≤ 50 ms",
        at_most(50),
        lambda s: compiling["parse"][s] + compiling["compile"][s],
        " ms",
    )
    for size in [200, 1000]:
        goals.add(
            f"throughput of the realistic codebook / of the plain one, {size:,} terms",
            "≥ 0.5",
            at_least(0.5),
            lambda s, size=size: real[size].rate(s) / terms[size].rate(s),
        )

    wrong = [
        job for job in [*jobs, start] if job.peer == "kantlijn" and not job.verdict.startswith(("exact", "a table"))
    ]
    print(heading(options, load_before))
    print("\n| goal | | measured | met |\n|---|---|---|---|")
    print("\n".join(goals.rows))
    print()
    print(peer_rows(jobs))
    for job in wrong:
        print(f"\n**kantlijn is wrong**: {job.work}: {job.failed or job.verdict}")
    sys.exit(1 if wrong else 0)


main()
