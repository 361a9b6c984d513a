"""Counts terms with one of three Python libraries: `phrases.py spacy|flashtext|pyahocorasick TERMS FOLDER`.

Importing, reading and preparing the terms are outside the clock. Prints one line of JSON with what it took, then a line
a term: the term, a tab, its count.
"""

import json
import sys
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path


def spacy_counter(terms):
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("nl")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for term in terms:
        matcher.add(term, [nlp.make_doc(term)])

    def count(text, counts):
        for match, _, _ in matcher(nlp.make_doc(text)):
            counts[nlp.vocab.strings[match]] += 1

    return count


def flashtext_counter(terms):
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for term in terms:
        processor.add_keyword(term)
    return lambda text, counts: counts.update(processor.extract_keywords(text))


def pyahocorasick_counter(terms):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term, term)
    automaton.make_automaton()

    # It knows no words: whatever holds a term is counted.
    def count(text, counts):
        counts.update(term for _, term in automaton.iter(text.lower()))

    return count


def main():
    library, terms, folder = sys.argv[1:]
    terms = Path(terms).read_text("utf-8").split()
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).iterdir())]
    counter = {"spacy": spacy_counter, "flashtext": flashtext_counter, "pyahocorasick": pyahocorasick_counter}[library]
    count, counts = counter(terms), Counter()

    wall, processor = time.perf_counter(), time.process_time()
    for text in texts:
        count(text, counts)
    taken = {"processor": time.process_time() - processor, "wall": time.perf_counter() - wall}
    print(json.dumps({**taken, "version": version(library)}))
    for term in terms:
        print(f"{term}\t{counts[term]}")


main()
