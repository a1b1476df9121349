"""Subdivisions of countries: all of the first level, those of the second where news names them."""

import countries
import geonames
import words
from cities import TRANSCRIBED, flags, sayings, size_weight
from table import CORE, Entity, read
from words import fold

SECOND_LEVEL = set("AZ BD BE ES FR GB IQ IT LK PH RS".split())
# The type as English text puts it after the name; empty: the name stands alone.
HEADS = {
    "Province": "Province",
    "Region": "Region",
    "State": "State",
    "Department": "Department",
    "County": "County",
    "Governorate": "Governorate",
    "Prefecture": "Prefecture",
    "District": "District",
    "Parish": "Parish",
    "Canton": "Canton",
    "Division": "Division",
    "Voivodship": "Voivodeship",
    "Administrative region": "Oblast",
    "Oblast": "Oblast",
    "Administrative territory": "Krai",
    "Emirate": "Emirate",
    "Regional state": "Region",
    "Geographical region": "Region",
    "Capital district": "Capital District",
}
# Types whose members are towns: left out where the town itself is listed.
TOWNS = ("unicipal", "Local council", "Commune", "Popularate", "City", "Town", "Rayon", "Parish", "Quarter", "city")


def entities(listed):
    """The subdivisions as entities; `listed` are the cities already there."""
    towns = {(place.country, fold(name)) for place in listed for name in place.names()}
    core = {}
    for row in read(CORE / "places/subdivisions.tsv"):
        core.setdefault(row["code"], []).append(row)
    found = []
    for place in geonames.subdivisions():
        if place.code in core:
            found.extend(listed_one(place, row) for row in core.pop(place.code))
        elif wanted(place, towns):
            found.append(ruled(place))
    if core:
        raise SystemExit(f"core/places/subdivisions.tsv: no subdivision has the codes {sorted(core)}")
    return [one for one in found if one]


def english(place):
    """CLDR's English name, or GeoNames'."""
    name = geonames.subdivision_names().get(place.code.lower().replace("-", ""), "") or place.name
    for foreign in (" oblysy", " oblusu", " viloyati", " Oblast"):
        name = name.removesuffix(foreign)
    name = name.translate(str.maketrans("şţŞŢ", "șțȘȚ")) if place.country in ("RO", "MD") else name
    name = name.split(",")[0].replace("’", "'").replace("ʼ", "'").replace("‘", "'").strip()
    if place.country in TRANSCRIBED and not name.isascii():
        name = " ".join(words.plain(name).split())
    return name


def wanted(place, towns):
    """Whether a subdivision outside the core is listed."""
    if place.country not in countries.weights() or not (place.level == 1 or place.country in SECOND_LEVEL):
        return False
    name = english(place)
    if place.type.startswith("Overseas") or (place.country == "US" and not place.population):
        return False
    if any(mark in place.type for mark in TOWNS) and (place.country, fold(name)) in towns:
        return False
    said = sayings().get(fold(name))
    return said != "drop" and len(fold(name)) >= 3 and name[0].isalpha() and place.latitude is not None


def generic(name):
    """Whether a name is made of ordinary English words: Central, North West, Red Sea."""
    return all(words.tier(word) <= 35 or word in ("of", "the", "and") for word in name.replace("-", " ").split())


def ruled(place):
    """A subdivision outside the core as an entity."""
    name = english(place)
    head = "County" if place.country == "RO" else HEADS.get(place.type, "")
    aliases = []
    weight = min(0.18, 0.55 * size_weight(place.population, place.country)) * (1 if place.level == 1 else 0.8)
    if head and not name.endswith(head):
        if generic(name) or place.country in ("KE",):
            name = head if head.startswith(name) else f"{name} {head}"
        else:
            aliases.append(f"{name} {head}")
    elif generic(name) and not head and words.tier(name) <= 35 and place.country != "GB":
        return None
    return entity(place, name, aliases, weight, flags(name, weight))


def listed_one(place, row):
    """A subdivision of the core as an entity."""
    name = row["canonical"] or english(place)
    aliases = [alias for alias in row["aliases"].split("|") if alias]
    marks = {flag for flag in row["flags"].split(",") if flag}
    weight = float(row["weight"])
    return entity(place, name, aliases, weight, marks | (flags(name, weight) - {"common"}))


def entity(place, name, aliases, weight, marks):
    return Entity(
        canonical=name,
        kind="place",
        subkind="subdivision",
        id=f"gn:{place.id}" if place.id else f"iso:{place.code}" if place.code else "",
        aliases=aliases,
        country=place.country,
        weight=max(weight, 0.02),
        latitude=place.latitude,
        longitude=place.longitude,
        flags=marks,
    )
