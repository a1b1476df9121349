#!/usr/bin/env python3
"""Compiles en/common-words.tsv: ordinary English words with a frequency from 1 to 255.

The words are SCOWL's lower-case lists up to tier 35, and those of tiers 40 to 60 that
WordNet's tagged texts use. The frequency is logarithmic: the tier gives the base
(10 = the few thousand commonest words), the counts of WordNet's senses add to it.
Only senses that are written in lower case count, so "china" does not profit from
China. Function words, which WordNet leaves out, are 255. core/lexicon/common-words.tsv
adds words and overrides frequencies.
"""

from math import log2

from table import CACHE, CORE, LISTS, read

SCOWL = CACHE / "scowl/usr/share/dict/scowl"
WORDNET = CACHE / "wordnet-base/usr/share/wordnet"
SPELLINGS = "english american british british_z canadian australian".split()
BASE = {10: 150, 20: 112, 35: 72, 40: 52, 50: 32, 55: 18, 60: 4}
PER_DOUBLING = 7.5
ALL_UP_TO = 35
PARTS = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
NOTE = """Ordinary English words with their frequency, 1 to 255 on a logarithmic scale; no proper names.
Made by sources/common_words.py from SCOWL, the sense counts of WordNet 3.0 and core/lexicon; edit those, not this file."""


def tiers():
    """Word -> the lowest SCOWL tier that has it."""
    found = {}
    for spelling in SPELLINGS:
        for tier in BASE:
            for kind in ("words", "contractions"):
                path = SCOWL / f"{spelling}-{kind}.{tier}"
                if path.is_file():
                    for word in path.read_text(encoding="utf-8").split():
                        found[word] = min(tier, found.get(word, tier))
    return found


def lower_case_senses():
    """The sense keys (lemma, part, file, number) whose word is written in lower case."""
    keys = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (WORDNET / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            cells = line.split(" ")
            for i in range(int(cells[3], 16)):
                word = cells[4 + 2 * i].split("(")[0]
                if word == word.lower():
                    keys.add((word, part, int(cells[1]), int(cells[5 + 2 * i], 16)))
    return keys


def counts():
    """Lemma -> how often the tagged texts use its senses in lower case."""
    senses, found = lower_case_senses(), {}
    for line in (WORDNET / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split(" ")[:3]
        lemma, rest = key.split("%")
        part, file, number = rest.split(":")[:3]
        if (lemma, PARTS[part], int(file), int(number)) in senses:
            found[lemma] = found.get(lemma, 0) + int(count)
    return found


def irregular():
    """Inflected form -> its lemmas, from WordNet's lists of exceptions."""
    found = {}
    for part in ("noun", "verb", "adj", "adv"):
        for line in (WORDNET / f"{part}.exc").read_text(encoding="utf-8").splitlines():
            form, *lemmas = line.split()
            found.setdefault(form, set()).update(lemmas)
    return found


def regular(word):
    """The words that `word` may be a regular inflection of."""
    for ending, replacements in (
        ("ies", ("y",)),
        ("es", ("e", "")),
        ("s", ("",)),
        ("ied", ("y",)),
        ("ed", ("e", "")),
        ("ing", ("e", "")),
        ("ier", ("y",)),
        ("er", ("e", "")),
        ("iest", ("y",)),
        ("est", ("e", "")),
        ("ly", ("",)),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            for replacement in replacements:
                yield stem + replacement
            if ending in ("ed", "ing", "er", "est") and stem[-1] == stem[-2:-1]:
                yield stem[:-1]


def count_of(word, lemmas, exceptions):
    """The word's own count, or a part of the count of what it is an inflection of."""
    shared = [lemmas[stem] for stem in [*exceptions.get(word, ()), *regular(word)] if stem in lemmas]
    return max([lemmas.get(word, 0), *(count / 4 for count in shared)])


def function_words():
    """The single words of en/function-words.tsv and en/pronouns.tsv."""
    for name in ("function-words.tsv", "pronouns.tsv"):
        path = LISTS / "en" / name
        if path.is_file():
            yield from (row["word"] for row in read(path) if " " not in row["word"])


def main():
    words, lemmas, exceptions = tiers(), counts(), irregular()
    grammar, freqs = set(function_words()), {}
    for word, tier in words.items():
        count = count_of(word, lemmas, exceptions)
        if word != word.lower() or not word.replace("'", "").isalpha() or word.endswith("'s"):
            continue
        if len(word) == 1 and word not in "ai" or tier > ALL_UP_TO and count < 1:
            continue
        freq = BASE[tier] + PER_DOUBLING * log2(1 + count)
        freqs[word] = 255 if word in grammar and tier <= 20 else max(1, min(254, round(freq)))
    freqs |= {row["word"]: int(row["freq"]) for row in read(CORE / "lexicon/common-words.tsv")}
    rows = [f"{word}\t{freq}" for word, freq in sorted(freqs.items()) if freq]
    head = [f"# {line}" for line in NOTE.split("\n")] + ["word\tfreq"]
    (LISTS / "en" / "common-words.tsv").write_text("\n".join(head + rows) + "\n", encoding="utf-8")
    print(f"en/common-words.tsv: {len(rows)} words")


if __name__ == "__main__":
    main()
