"""Subdivisions of countries: all of the first level, those of the second where news names them."""

import countries
import geonames
import words
from cities import TRANSCRIBED, flags, sayings, size_weight
from table import CORE, Entity, read
from words import fold

SECOND_LEVEL = set("AZ BD BE ES FR GB IQ IT LK PH RS".split())
# Districts without an ISO code that news names with their head word only, and the fewest inhabitants of their towns.
DISTRICTS = {"US": ("County", 150_000), "IN": ("District", 150_000), "PK": ("District", 100_000), "AF": ("District", 20_000)}
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
# How English text writes a subdivision of a country besides or instead of its type; "*" is the name. The head has its
# capital: "Helmand province" is the name Helmand and a word.
FORMS = {
    ("* Province",): "AF AO AR CA CD CN EC ID IR JO KH MZ NL PG PH PK TH TR VN ZA ZM ZW",
    ("* State",): "AT AU BR IN MX MY NG SD SS VE",
    ("* Region",): "CL CZ GH GR IT MA ML NE SO TZ UZ",
    ("* Department", "* Province",): "CO",
    ("* Governorate", "* Province",): "EG",
    ("* Region", "* Regional State",): "ET",
    ("* Province", "* Governorate",): "IQ SY YE",
    ("* Prefecture",): "JP",
    ("* County",): "KE",
    ("* State", "* Region",): "MM",
    ("* Region", "* Department",): "PE",
    ("* Oblast", "* Region",): "RU UA",
    ("* Province", "* Region",): "SA",
}
FORMS = {country: forms for forms, countries in FORMS.items() for country in countries.split()}
# Countries whose types say less than the table above: Russia's republics are no oblasts.
OBLASTS = {"RU": ("Administrative region",), "UA": ("Region",), "MM": ("State", "Region"), "CN": ("Province",)}
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
        elif place.code or place.level == 1:
            if wanted(place, towns):
                found.append(ruled(place))
        elif place.level == 2 and place.country in DISTRICTS:
            found.append(district(place))
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
    if any(mark in place.type for mark in TOWNS) and (place.population < 30_000 or (place.country, fold(name)) in towns):
        return False
    said = sayings().get(fold(name))
    return said != "drop" and len(fold(name)) >= 3 and name[0].isalpha() and place.latitude is not None


def forms(place, name, known):
    """The name with the head words that English puts to it, less those that are known in any case."""
    if place.level != 1 or place.type not in OBLASTS.get(place.country, (place.type,)) or place.type in ("City", "Capital city"):
        return []
    bare = name
    for head in HEADS.values():
        bare = bare.removesuffix(f" {head}")
    found = [form.replace("*", bare) for form in FORMS.get(place.country, [])]
    if place.country == "MM":
        found = [form for form in found if form.endswith(place.type)]
    known = {other.lower() for other in known}
    return [form for form in found if form.lower() not in known and not name.endswith(form.rsplit(" ", 1)[-1])]


def district(place):
    """A district of the second level, whose name is its town's and means it with the head word only."""
    head, least = DISTRICTS[place.country]
    name = english(place).removesuffix(" City")
    name = " ".join(words.plain(name).split()) if place.country in ("IN", "NP") else name
    bare = name.removesuffix(f" {head}")
    if place.population < least or len(bare) < 3 or not bare[0].isalpha() or bare in ("Capital", "Central"):
        return None
    weight = min(0.12, 0.4 * size_weight(place.population, place.country))
    return entity(place, f"{bare} {head}", [], weight, set())


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
            aliases += forms(place, name, aliases)
    elif generic(name) and not head and words.tier(name) <= 35 and place.country != "GB":
        return None
    return entity(place, name, aliases, weight, flags(name, weight))


def listed_one(place, row):
    """A subdivision of the core as an entity."""
    name = row["canonical"] or english(place)
    aliases = [alias for alias in row["aliases"].split("|") if alias]
    marks = {flag for flag in row["flags"].split(",") if flag}
    weight = float(row["weight"])
    if not marks & {"cased", "ctx"}:
        aliases += forms(place, name, aliases)
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
