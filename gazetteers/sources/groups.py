#!/usr/bin/env python3
"""Compiles ../groups.tsv from core/groups/ and ../places.tsv, which places.py makes first."""

import countries
from table import CORE, LISTS, Entity, read_entities, read, write

NOTE = """
Groups: nationalities and inhabitants, peoples, religions, political adherents; as nouns and as adjectives.
In lines of the subkind nationality the canonical name is the place a mention stands for and is no name of the
group itself: only the aliases are. Compiled by sources/groups.py; edit sources/core/groups/ instead.
"""


def cells(text, separator):
    return [cell.strip() for cell in text.split(separator) if cell.strip()]


def nationalities():
    """Adjectives and inhabitants of countries."""
    names = {row["iso"]: row["canonical"] for row in reversed(countries.rows())}
    for row in read(CORE / "groups/nationalities.tsv"):
        weight = countries.weights()[row["iso"]]
        yield group("nationality", names[row["iso"]], row["names"], row["iso"], weight, row["flags"], f"iso:{row['iso']}")


def local(found):
    """Adjectives and inhabitants of other places; `found` are the places."""
    heaviest = {}
    for place in found:
        for country in (place.country, ""):
            key = (place.canonical, country)
            if key not in heaviest or place.weight > heaviest[key].weight:
                heaviest[key] = place
    for row in read(CORE / "groups/local.tsv"):
        place = heaviest.get((row["of"], row["country"]))
        if place is None:
            raise SystemExit(f"core/groups/local.tsv: places.tsv has no {row['of']} {row['country']}")
        yield group("nationality", row["of"], row["names"], place.country, float(row["weight"]), row["flags"], place.id)


def others():
    """Peoples, religions, political adherents."""
    for file, subkind in (("ethnic", "ethnic"), ("faiths", "religion"), ("political", "political")):
        for row in read(CORE / f"groups/{file}.tsv"):
            yield group(subkind, row["canonical"], row["aliases"], row.get("country", ""), float(row["weight"]), row["flags"])


def group(subkind, canonical, names, country, weight, flags, identifier=""):
    """One group as an entity."""
    return Entity(
        canonical=canonical,
        kind="group",
        subkind=subkind,
        id=identifier,
        aliases=cells(names, "|"),
        country=country,
        weight=weight,
        flags=set(cells(flags, ",")),
    )


def main():
    write("groups.tsv", [*nationalities(), *local(read_entities(LISTS / "places.tsv")), *others()], NOTE)


if __name__ == "__main__":
    main()
