"""What is true of a study that the bench wrote, and whether an answer agrees with it."""

import csv
import io
import json

TRUTHS = {}


def truth(study):
    if study not in TRUTHS:
        TRUTHS[study] = json.loads((study / "truth.json").read_text())
        for name in ["terms", "realistic"]:
            TRUTHS[study][name] = list(csv.DictReader((study / f"{name}.tsv").open(), delimiter="\t"))
    return TRUTHS[study]


def compared(found, expected):
    """`found` and `expected` by term: exact, or how far off."""
    off = {term: found.get(term, 0) - count for term, count in expected.items() if found.get(term, 0) != count}
    if not off:
        return "exact"
    least = sum(number for number in off.values() if number < 0)
    most = sum(number for number in off.values() if number > 0)
    return f"off in {len(off):,} of {len(expected):,} terms: {least:+,} and {most:+,} of {sum(expected.values()):,}"


def one_number(what, expected):
    def check(answer):
        found = sum(int(number) for number in answer.split())
        return "exact" if found == expected else f"off: {found:,} {what}, not {expected:,}"

    return check


def counts_of_terms(study, terms):
    """The answer is lines of a term, a tab and its count."""
    expected = {row["term"]: int(row["standing"]) for row in truth(study)["terms"][:terms]}

    def check(answer):
        lines = (line.split("\t") for line in answer.splitlines())
        return compared({term: int(count) for term, count in lines}, expected)

    return check


def mentions(text):
    """By code; the row of units without a code has none."""
    return {row["code"]: int(row["mentions"]) for row in csv.DictReader(io.StringIO(text)) if row["code"]}


def table_of_terms(study, terms):
    """The answer is kantlijn's table of frequencies."""
    expected = {row["code"]: int(row["standing"]) for row in truth(study)["terms"][:terms]}
    return lambda answer: compared(mentions(answer), expected)


def realistic_table(study, terms):
    rows = truth(study)["realistic"][:terms]

    def check(answer):
        found = mentions(answer)
        off = [row["code"] for row in rows if not int(row["least"]) <= found[row["code"]] <= int(row["most"])]
        return f"off in {len(off):,} of {terms:,} codes, first {off[0]}" if off else "exact"

    return check
