#!/usr/bin/env python3
"""Compiles ../places.tsv from the packages and core/places/."""

from dataclasses import replace

import cities
import countries
import features
import subdivisions
import words
from table import write

NOTE = """
Places: countries, subdivisions, cities, waters, mountains, islands, regions, landmarks.
Compiled by sources/places.py; edit sources/core/places/ instead. Format and provenance: README.md.
Cities, populations, coordinates and gn: ids: GeoNames (geonames.org), CC BY 4.0.
"""


def entities():
    """All places."""
    towns = cities.entities()
    joined = features.joined(features.entities(), towns + subdivisions.entities(towns))
    found = countries.entities() + features.identified(joined)
    return [line for place in found for line in lines(place)]


def lines(place):
    """A place as one line, or more where other names need flags that its own name does not need."""
    apart = {}
    for name in place.names()[1:]:
        more = set() if "cased" in place.flags else dangers(name, place.weight) - place.flags
        if more:
            apart.setdefault(frozenset(place.flags | more), []).append(name)
    yield replace(place, aliases=[n for n in place.aliases if not any(n in names for names in apart.values())])
    for flags, names in apart.items():
        yield replace(place, aliases=names, flags=set(flags))


def dangers(name, weight):
    """The flags that keep a name from being found wrongly: acronyms, ordinary words."""
    acronym = name.isupper() and " " not in name and len(name) <= 5
    tier = words.tier(name)
    if acronym:
        return {"cased"} | ({"ctx"} if tier <= 60 else set())
    return cities.flags(name, weight) & {"common"}


def main():
    write("places.tsv", entities(), NOTE)


if __name__ == "__main__":
    main()
