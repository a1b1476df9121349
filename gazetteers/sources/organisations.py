#!/usr/bin/env python3
"""Compiles organisations.tsv: the hand-written core and what packages add to it.

A core line holds for its own aliases only, so an entity with lines of
different flags keeps them; its first line stands for the canonical name.
A name of a package that the core has already is left out.
"""

import re
from dataclasses import dataclass

from features import BUILDINGS
from organisation_packages import companies, fold, universities, wordnet
from table import CORE, LISTS, Entity, read, read_entities, write

NOTE = """Organisations: the hand-written core (core/organisations), WordNet 3.0, universities of Swot,
companies listed in the United States (SEC EDGAR).
Made by sources/organisations.py; edit the core, not this file."""

# From this strength on (of 255) a word is given as a personal name too; a rare organisation then needs context,
# the rarest even if its name is hardly borne by anyone.
NAME, RARE, RAREST = 180, 0.05, 0.03
# Adjectives where the first inhabitant of core/groups/nationalities.tsv is none.
ADJECTIVES = {"NZ": "New Zealand", "PH": "Philippine", "US": "American", "GB": "British", "HK": "Hong Kong"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"(?:(?:{MONTHS}) \d+|\d+ (?:{MONTHS}))\Z")
# Words that Britain and America spell differently, and a sign that is also written out.
SPELLINGS = [
    (r"Organi[sz]ation", "Organisation", "Organization"),
    (r"Defen[cs]e", "Defence", "Defense"),
    (r"Labou?r", "Labour", "Labor"),
    (r"Cent(?:re|er)", "Centre", "Center"),
    (r"Programme|Program", "Programme", "Program"),
    (r"&", "and"),
]


def spellings(name):
    """The other spellings of a name of several words."""
    found = []
    for pattern, *forms in SPELLINGS:
        if re.search(rf"(?<=\s)(?:{pattern})(?=\s|$)|^(?:{pattern})(?=\s)", name):
            for form in forms:
                found.append(re.sub(rf"(?<!\S)(?:{pattern})(?!\S)", form, name))
    return [other for other in dict.fromkeys(found) if other != name]


@dataclass
class Organisation:
    """An entity of the core: what it is, and each of its names with flags and weight."""

    canonical: str
    subkind: str
    country: str
    id: str
    weight: float
    names: dict

    def lines(self):
        """The lines of the list: names of the same flags and weight share one."""
        groups = {}
        for name, (flags, weight) in self.names.items():
            groups.setdefault((tuple(sorted(flags)), weight), []).append(name)
        own_flags, own_weight = self.names[self.canonical]
        own = (tuple(sorted(own_flags)), own_weight)
        # A doubtful canonical name stands alone: the line without aliases keeps it and its flags.
        alone = own_flags and len(groups) > 1
        for (flags, weight), names in sorted(groups.items(), key=lambda group: group[0] != own):
            names = [name for name in names if name != self.canonical]
            if (flags, weight) == own and (alone or not names):
                yield self.line((), flags, weight)
            if names:
                yield self.line(names, flags, weight)

    def line(self, aliases, flags, weight):
        """One line of the list."""
        return Entity(
            self.canonical, "organisation", self.subkind, self.id, list(aliases), self.country, weight, flags=set(flags)
        )


def core():
    """The organisations of core/organisations; one that stands in two files is one."""
    found = {}
    for path in sorted((CORE / "organisations").glob("*.tsv")):
        for line in read_entities(path, kind="organisation"):
            key = (fold(line.canonical), line.country)
            new = Organisation(line.canonical, line.subkind, line.country, line.id, line.weight, {})
            entity = found.setdefault(key, new)
            if entity.weight < line.weight:  # the heavier line says what it is
                entity.subkind, entity.weight = line.subkind, line.weight
            entity.id = entity.id or line.id
            # The first line is the canonical name's; the later ones speak of their aliases only.
            names = line.names() if entity is new else line.aliases
            for name in names:
                if DATE.match(name) and name != entity.canonical:
                    continue  # "March 14" is a day far more often than an alliance
                for spelling in [name, *spellings(name)]:
                    entity.names.setdefault(spelling, (frozenset(line.flags), line.weight))
    return [found[key] for key in sorted(found)]


def adjectives():
    """Country code -> the adjective that names of its institutions begin with."""
    found = {}
    for row in read(CORE / "groups/nationalities.tsv"):
        name = row["names"].split("|")[0]
        found.setdefault(row["iso"], ADJECTIVES.get(row["iso"], name))
    return found


def institutions(found):
    """Adds the institutions of core/institutions/forms.tsv to the organisations `found`, where no name is known."""
    known = {fold(name): entity for entity in found for name in entity.names}
    adjective = adjectives()
    nations = {row["iso"]: row for row in reversed(read(CORE / "places/countries.tsv")) if row["weight"]}
    for form in read(CORE / "institutions/forms.tsv"):
        for code, nation in sorted(nations.items()):
            heavy = nation["subkind"] == "country" and float(nation["weight"]) >= float(form["least"])
            if not heavy or code not in adjective or code in form["without"].split():
                continue
            names = [name.format(a=adjective[code], n=nation["canonical"]) for name in form["names"].split("|")]
            new = [name for name in names if fold(name) not in known]
            weight = round(float(form["share"]) * float(nation["weight"]), 2)
            entity = next((known[fold(name)] for name in names if fold(name) in known), None)
            if entity is None:
                entity = Organisation(new[0], form["subkind"], code, "", weight, {})
                found.append(entity)
            for name in new:
                entity.names.setdefault(name, (frozenset(), weight))
                known[fold(name)] = entity
    return found


def words_of(path, *columns):
    """Names of a table with the greatest value that each has in `columns`, all folded."""
    found = {}
    for row in read(path):
        name = row.get("token") or row.get("word") or row.get("canonical")
        names = [name, *row.get("aliases", "").split("|")]
        value = tuple(float(row[column] or 0) for column in columns)
        for word in names:
            if word:
                key = fold(word)
                found[key] = tuple(map(max, found.get(key, value), value))
    return found


class Doubts:
    """What other lists say of the name of an organisation, above all one of a single word."""

    def __init__(self):
        self.common = words_of(LISTS / "en/common-words.tsv", "freq")
        self.places = words_of(LISTS / "places.tsv", "weight")
        self.tokens = words_of(LISTS / "name-tokens.tsv", "given", "family")

    def flags(self, name, weight, subkind=""):
        """The flags that a name must have."""
        found, word = set(), fold(name)
        if subkind not in BUILDINGS and word in self.places and weight < self.places[word][0] + 0.1 and not name.isupper():
            found.add("ctx")
        if not name.isalpha():
            return found
        if word in self.common:
            found.add("cased" if name.isupper() else "common")
        if name[1:].islower():
            given, family = self.tokens.get(word, (0, 0))
            found |= {"given"} if given >= NAME else set()
            found |= {"family"} if family >= NAME else set()
            if weight <= RARE and max(given, family) >= (NAME if weight > RAREST else 1):
                found.add("ctx")
        return found

    def ordinary(self, name):
        """Whether all words of a name are ordinary words, places or personal names."""
        words = fold(name).split()
        return all(word in self.common or word in self.places or word in self.tokens for word in words)


def main():
    doubts = Doubts()
    organisations = institutions(core())
    for entity in organisations:
        for name, (flags, weight) in entity.names.items():
            entity.names[name] = (flags | doubts.flags(name, weight, entity.subkind), weight)
    entities = [line for organisation in organisations for line in organisation.lines()]
    for reader in (wordnet, universities, companies):
        known = {fold(name) for entity in entities for name in entity.names()}
        entities += list(reader(known, doubts))
    write("organisations.tsv", entities, NOTE)


if __name__ == "__main__":
    main()
