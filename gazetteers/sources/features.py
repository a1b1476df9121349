"""Regions, former states, disputed areas, waters, lands and landmarks of core/places/."""

import json
from dataclasses import replace

import facilities
from table import CACHE, CORE, read_entities
from words import fold

FILES = ("regions", "waters", "lands", "landmarks")
# Organisations that are buildings too, and how much less a name means the building.
BUILDINGS, LESS = ("museum", "hospital"), 0.8
# Kinds of a core line that take over the GeoNames entry of the same name nearby.
SAME = {
    "region": ("subdivision",),
    "subdivision": ("subdivision",),
    "disputed": ("subdivision",),
    "landmark": ("city",),
    "city": ("city",),
    "island": ("subdivision",),
}


def entities():
    """The core lines as entities, and the buildings."""
    core = [one for file in FILES for one in read_entities(CORE / f"places/{file}.tsv", kind="place")]
    core += facilities.entities({fold(name) for place in core for name in place.names()})
    return core + buildings({fold(name) for place in core for name in place.names()})


def buildings(known):
    """Museums and hospitals of core/organisations as landmarks, where core/places does not have them."""
    found = {}
    for path in sorted((CORE / "organisations").glob("*.tsv")):
        for one in read_entities(path, kind="organisation"):
            if one.subkind in BUILDINGS and not one.flags & {"ctx"} and not known & set(map(fold, one.names())):
                names = [name for name in one.aliases if " " in name]
                place = replace(one, kind="place", subkind="landmark", id="", aliases=names, weight=LESS * one.weight)
                found.setdefault((fold(one.canonical), one.country), place)
    return list(found.values())


def joined(core, found):
    """Core lines and GeoNames entries together: a core line takes the id of the entry it means, whose line goes."""
    index = {}
    for place in found:
        for name in place.names():
            index.setdefault((place.country, fold(name)), []).append(place)
    gone = set()
    for place in core:
        if place.latitude is None and place.subkind == "landmark":
            locate(place, index)
        if place.id or place.latitude is None or place.flags & {"ctx"}:
            continue
        for other in index.get((place.country, fold(place.canonical)), []):
            if other.subkind in SAME.get(place.subkind, ()) and near(place, other) and id(other) not in gone:
                gone.add(id(other))
                place.id = other.id
                place.aliases = list(dict.fromkeys(place.aliases + [n for n in other.names() if n != place.canonical]))
                place.weight = max(place.weight, other.weight)
                place.flags |= other.flags - {"common"}
                if place.subkind == "region":
                    place.subkind = "subdivision"
                break
    return core + [place for place in found if id(place) not in gone]


def locate(place, index):
    """Gives a building the coordinates of the town in its name, if there is one: "Kyoto National Museum"."""
    words = place.canonical.split()
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            towns = [t for t in index.get((place.country, fold(" ".join(words[at : at + size]))), []) if t.subkind == "city"]
            if towns and (size > 1 or len(words[at]) > 3):
                town = max(towns, key=lambda town: town.weight)
                place.latitude, place.longitude = town.latitude, town.longitude
                return


def near(place, other):
    """Whether two entries can be one place."""
    reach = {"landmark": 0.3, "city": 0.3, "island": 0.7}.get(place.subkind, 4)
    return (
        other.latitude is not None
        and abs(place.latitude - other.latitude) < reach
        and abs(place.longitude - other.longitude) < 1.5 * reach
    )


def identified(places):
    """Gives former states and disputed areas without an id the Wikidata id that rigour has for their name."""
    ids = {}
    path = CACHE / "rigour/rigour/data/territories/data.jsonl"
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        for name in [row["name"], *row.get("names_strong", [])]:
            if row.get("qid"):
                ids.setdefault(fold(name), row["qid"])
    taken = {place.id for place in places}
    for place in sorted(places, key=lambda place: (-place.weight, place.canonical)):
        if not place.id and place.subkind in ("former-country", "disputed"):
            found = f"wd:{ids.get(fold(place.canonical))}"
            if fold(place.canonical) in ids and found not in taken:
                taken.add(found)
                place.id = found
    return places
