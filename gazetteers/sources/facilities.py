"""Parts of countries, airports and other facilities: what core/places/ gives with a town or a direction for coordinates."""

from functools import cache

import cities
import geonames
import words
from table import CORE, Entity, read
from words import fold

# What a direction is called, its other names, and which third of a country lies there: (north, east).
DIRECTIONS = {
    "n": (["Northern"], (1, 0)),
    "s": (["Southern"], (-1, 0)),
    "e": (["Eastern"], (0, 1)),
    "w": (["Western"], (0, -1)),
    "c": (["Central"], (0, 0)),
    "ne": (["Northeastern", "North-Eastern", "Northeast"], (1, 1)),
    "nw": (["Northwestern", "North-Western", "Northwest"], (1, -1)),
    "se": (["Southeastern", "South-Eastern", "Southeast"], (-1, 1)),
    "sw": (["Southwestern", "South-Western", "Southwest"], (-1, -1)),
}


@cache
def index():
    """Finds towns by country and name."""
    return geonames.Index(geonames.cities(500))


def town(country, name, where):
    """The town of a row of `where`; exits when GeoNames does not have it."""
    found = index().find(country, [name])
    if found is None:
        raise SystemExit(f"core/places/{where}: {country} {name}: not in GeoNames")
    return found


def landmark(country, names, weight, place, subkind="landmark"):
    """A landmark at a place that has coordinates."""
    return Entity(
        canonical=names[0],
        kind="place",
        subkind=subkind,
        aliases=names[1:],
        country=country,
        weight=weight,
        latitude=round(place.latitude, 2),
        longitude=round(place.longitude, 2),
    )


def split(text, mark):
    """The parts of a cell."""
    return [part.strip() for part in text.split(mark) if part.strip()]


def airports():
    """The airports of airports.tsv."""
    for row in read(CORE / "places/airports.tsv"):
        for one in split(row["airports"], ";"):
            city, _, own = one.partition("=")
            city, _, seat = city.partition("@")
            place = town(row["country"], seat or city, "airports.tsv")
            usual = city if city.isascii() else place.name
            names = [f"{usual} International Airport", f"{usual} Airport"]
            yield landmark(row["country"], split(own, "/") + names, float(row["weight"]), place)


def facilities():
    """The facilities of the files facilities-*.tsv: those in or near one town share a line."""
    for path in sorted((CORE / "places").glob("facilities-*.tsv")):
        for row in read(path):
            seat = town(row["country"], row["town"], path.name)
            for one in split(row["facilities"], ";"):
                place = named(row["country"], one.partition("|")[0]) or seat
                yield landmark(row["country"], split(one, "|"), float(row["weight"]), place, row["subkind"])


@cache
def larger_towns():
    """The towns of 50,000 inhabitants or more by country and name, the most populous first; no English words."""
    found = {}
    for city in geonames.cities(15000):
        if city.population >= 50_000 and len(city.name) > 3 and words.tier(city.name) > 55:
            found.setdefault((city.country, fold(city.name)), city)
    return found


def named(country, name):
    """The larger town whose name is part of a facility's name: "Aleppo Citadel"."""
    parts = name.split()
    grams = [" ".join(parts[at : at + size]) for size in (3, 2, 1) for at in range(len(parts) - size + 1)]
    return next((town for gram in grams if (town := larger_towns().get((country, fold(gram))))), None)


@cache
def country_names():
    """Country code -> its usual name."""
    rows = read(CORE / "places/countries.tsv")
    return {row["iso"]: row["canonical"] for row in reversed(rows)}


def parts():
    """The parts of countries of parts.tsv."""
    for row in read(CORE / "places/parts.tsv"):
        names = split(row["names"], "|") or [country_names()[row["country"]]]
        for part in row["parts"].split():
            forms, (north, east) = DIRECTIONS[part]
            place = middle(row["country"], north, east)
            found = [f"{form} {name}" for name in names for form in forms]
            yield landmark(row["country"], found, float(row["weight"]), place, "region")


@cache
def middle(country, north, east):
    """The middle of the towns in the third of a country that lies in a direction, as a place."""
    towns = [city for city in geonames.cities(15000) if city.country == country]
    latitudes, longitudes = (sorted(getattr(city, side) for city in towns) for side in ("latitude", "longitude"))

    def inside(value, values, side):
        least, most = values[len(values) // 3], values[-1 - len(values) // 3]
        return side == 0 or (value >= most if side > 0 else value <= least)

    chosen = [c for c in towns if inside(c.latitude, latitudes, north) and inside(c.longitude, longitudes, east)] or towns
    mean = lambda values: sum(values) / len(values)
    return geonames.City(0, "", country, 0, mean([c.latitude for c in chosen]), mean([c.longitude for c in chosen]), [])


def entities(known):
    """All of them, less names that `known` (folded) has already."""
    found = []
    for place in [*parts(), *airports(), *facilities()]:
        # A word, or a person's name, means such a place too seldom.
        names = [name for name in dict.fromkeys(place.names()) if not cities.flags(name, place.weight)]
        names = [name for name in names if fold(name) not in known and (place.country, fold(name)) not in larger_towns()]
        if names:
            known |= {fold(name) for name in names}
            place.canonical, place.aliases = names[0], names[1:]
            found.append(place)
    return found
