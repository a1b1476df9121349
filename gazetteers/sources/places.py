#!/usr/bin/env python3
"""Compiles ../places.tsv from the packages and core/places/."""

import cities
import countries
import features
import subdivisions
from table import write

NOTE = """
Places: countries, subdivisions, cities, waters, mountains, islands, regions, landmarks.
Compiled by sources/places.py; edit sources/core/places/ instead. Format and provenance: README.md.
Cities, populations, coordinates and gn: ids: GeoNames (geonames.org), CC BY 4.0.
"""


def entities():
    """All places."""
    towns = cities.entities()
    return countries.entities() + features.joined(features.entities(), towns + subdivisions.entities(towns))


def main():
    write("places.tsv", entities(), NOTE)


if __name__ == "__main__":
    main()
