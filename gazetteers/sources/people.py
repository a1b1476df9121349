#!/usr/bin/env python3
"""Compiles ../people.tsv from core/people/ and the persons of WordNet.

The hand-written core comes first; WordNet adds historical persons of two
words or more whose names the core does not have.
"""

import re
from collections import Counter, defaultdict
from dataclasses import replace

import name_tokens
import words
from name_sources import census, fold, social_security
from table import CACHE, CORE, Entity, read_entities, write

NOTE = """People that news names without explaining them; see README.md.
From sources/core/people/ (hand-written) and WordNet 3.0 (historical persons, weight 0.1 and less).
A short name that others bear too stands in a second line with the flag ctx."""

PERSON = "00007846"
# From this weight on a short name of the core stands alone though it is a word or a common name too (Trump).
FAMOUS = 0.5
# Lighter people stay in the core, where the name tokens come from, to keep the embedded image small.
LEAST = 0.05
# The first kind of which the synset or an ancestor is; offsets would break with another WordNet.
KINDS = [("sovereign", "monarch"), ("emperor", "monarch"), ("queen", "monarch"), ("king", "monarch"),
         ("head_of_state", "politician"), ("politician", "politician"), ("statesman", "politician"),
         ("pope", "religious"), ("religious_person", "religious"), ("religious_leader", "religious"),
         ("theologian", "religious"), ("spiritual_leader", "religious"), ("saint", "religious"),
         ("diplomat", "diplomat"), ("military_leader", "military"), ("general", "military"),
         ("military_officer", "military"), ("serviceman", "military"), ("athlete", "athlete"),
         ("musician", "musician"), ("composer", "musician"), ("singer", "musician"), ("actor", "actor"),
         ("film_maker", "actor"), ("writer", "writer"), ("poet", "writer"), ("journalist", "writer"),
         ("artist", "artist"), ("architect", "artist"), ("dancer", "artist"), ("scientist", "scientist"),
         ("mathematician", "scientist"), ("philosopher", "scientist"), ("scholar", "scientist"),
         ("inventor", "scientist"), ("businessman", "business"), ("industrialist", "business"),
         ("banker", "business"), ("reformer", "activist"), ("revolutionist", "activist")]
COUNTRIES = [("United States", "US"), ("American", "US"), ("English", "GB"), ("British", "GB"), ("Scottish", "GB"),
             ("Welsh", "GB"), ("Irish", "IE"), ("French", "FR"), ("German", "DE"), ("Austrian", "AT"),
             ("Italian", "IT"), ("Spanish", "ES"), ("Russian", "RU"), ("Soviet", "RU"), ("Dutch", "NL"),
             ("Belgian", "BE"), ("Swiss", "CH"), ("Swedish", "SE"), ("Danish", "DK"), ("Norwegian", "NO"),
             ("Finnish", "FI"), ("Polish", "PL"), ("Czech", "CZ"), ("Hungarian", "HU"), ("Portuguese", "PT"),
             ("Greek", "GR"), ("Canadian", "CA"), ("Australian", "AU"), ("Japanese", "JP"), ("Chinese", "CN"),
             ("Indian", "IN"), ("South African", "ZA"), ("Mexican", "MX"), ("Israeli", "IL"), ("Egyptian", "EG")]


def synsets():
    """The noun synsets of WordNet by offset: words, classes above, classes it is an instance of, gloss."""
    found = {}
    path = CACHE / "wordnet-base/usr/share/wordnet/data.noun"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        data, _, gloss = line.partition(" | ")
        cells = data.split()
        count = int(cells[3], 16)
        words = [cells[4 + 2 * at] for at in range(count)]
        pointers = cells[5 + 2 * count:]
        above = [pointers[at + 1] for at in range(0, len(pointers) - 3, 4) if pointers[at] == "@"]
        instance = [pointers[at + 1] for at in range(0, len(pointers) - 3, 4) if pointers[at] == "@i"]
        found[cells[0]] = (words, above, instance, gloss)
    return found


def ancestors(nouns, offset):
    """All classes above one, itself included, nearest first."""
    line, seen = [offset], set()
    for at in line:
        if at not in seen:
            seen.add(at)
            line += nouns[at][1]
    return list(dict.fromkeys(line))


def wordnet(taken):
    """Persons of WordNet with a name of two words or more, none of whose names is taken."""
    nouns = synsets()
    for _, (words, _, instance, gloss) in sorted(nouns.items()):
        classes = list(dict.fromkeys(above for offset in instance for above in ancestors(nouns, offset)))
        if PERSON not in classes:
            continue
        names = [word.replace("_", " ") for word in words]
        full = [name for name in names if " " in name and name[0].isupper() and "." not in name[-2:]]
        full = [name for name in full if not re.match(r"(The|Saint|St\.|Sir|Lord|Baron|Duke|Count|Dame) ", name)]
        if not full or taken & set(names):
            continue
        kinds = {word for offset in classes for word in nouns[offset][0]}
        subkind = next((kind for word, kind in KINDS if word in kinds), "historical")
        country = next((code for word, code in COUNTRIES if re.search(rf"\b{word}\b", gloss)), "")
        weight = 0.1 if len(names) > 2 else 0.05
        best = min(full, key=lambda name: (len(name.split()) != 2, names.index(name)))
        yield Entity(best, "person", subkind, country=country, weight=weight)


def core():
    """The hand-written people of every file; a name may stand in one place only, its ctx line apart."""
    people, lines = [], Counter()
    for path in sorted((CORE / "people").glob("*.tsv")):
        for person in read_entities(path, kind="person"):
            key = (person.canonical, person.country, "ctx" in person.flags)
            lines[key] += 1
            if lines[key] > 1:
                raise SystemExit(f"{path.name}: {person.canonical} twice")
            people.append(person)
    return people


def borne_by_others():
    """Single words, folded, that also are words, towns, frequent given names or frequent surnames."""
    others = {word for word, weight in name_tokens.words().items() if weight >= 80}
    others |= {place for place in name_tokens.places() if " " not in place}
    others |= {fold(name.token) for name in social_security() if name.strength >= 170}
    return others | {fold(name.token) for name in census() if name.strength >= 200}


def short_names(people):
    """Moves short names of one word that are ambiguous into lines of their own with the flag ctx.

    A word that names several people, alone or as the last of their names, stays with the one who is half as
    heavy again as the next, if there is one.
    """
    others, weights = borne_by_others(), defaultdict(dict)
    for person in people:
        family = person.canonical.split()[-1]
        for name in {fold(name) for name in [family, *person.names()]}:
            weights[name][person.canonical, person.country] = person.weight
    lines = {}

    def keep(person, aliases, flags):
        key = (person.canonical, person.country, "ctx" in flags)
        line = lines.setdefault(key, replace(person, aliases=[], flags=flags))
        for name in aliases:
            if words.fold(name) not in map(words.fold, line.names()):
                line.aliases.append(name)

    def ambiguous(name, weight):
        first, second = sorted([*weights[fold(name)].values(), 0, 0], reverse=True)[:2]
        leads = weight == first >= 1.5 * second
        return " " not in name and (not leads or weight < FAMOUS and fold(name) in others)

    for person in people:
        risky = [name for name in person.aliases if "ctx" not in person.flags and ambiguous(name, person.weight)]
        safe = [name for name in person.aliases if name not in risky]
        alone = ambiguous(person.canonical, person.weight)
        keep(person, safe, person.flags | ({"ctx"} if alone else set()))
        if risky:
            keep(person, risky, person.flags | {"ctx"})
    return list(lines.values())


def main():
    people = core()
    taken = {name for person in people for name in person.names()}
    people += list(wordnet(taken))
    write("people.tsv", [person for person in short_names(people) if person.weight >= LEAST], NOTE)


if __name__ == "__main__":
    main()
