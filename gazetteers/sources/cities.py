"""Cities: the larger ones of GeoNames, and those of core/places/cities.tsv."""

import math
import unicodedata
from functools import cache

import countries
import geonames
import words
from table import CORE, Entity, read
from words import fold

# Countries whose names GeoNames spells in a scholarly transcription; English drops its marks.
TRANSCRIBED = set(
    "AE AF AM AZ BD BG BH BT BY CN CY DJ DZ EG EH ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MO"
    " MR MV NP OM PK PS QA RU SA SD SO SY TH TJ TM TN TW UA UZ VN YE".split()
)
ARAB = set("AE BH DJ DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
ARTICLES = "Al Ad An Ar As Ash At Ath Az Adh El".split()
# Smaller towns are listed where English-language news is at home, and somewhat smaller ones where news often reports from.
ENGLISH_SPEAKING = set("AU CA GB IE NZ US ZA".split())
EUROPE = set("AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IS IT LT LU LV MD ME MK MT NL NO PL PT RO RS SE SI SK UA XK".split())
AFRICA_AND_ASIA = set(
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD"
    " SL SN SO SS ST SZ TD TG TN TZ UG ZM ZW AE AF AM AZ BH GE IL IQ IR JO KG KW KZ LB OM PK PS QA SA SY TJ TM TR UZ YE BD LK NP"
    " MM KH LA TH MY TL".split()
)
SIZES = [(500, 0.02), (5e3, 0.02), (15e3, 0.03), (50e3, 0.06), (100e3, 0.1), (500e3, 0.19), (1e6, 0.26), (5e6, 0.4), (2e7, 0.48)]


@cache
def sayings():
    """Folded name -> what words.tsv says of it."""
    return {fold(row["name"]): row["is"] for row in read(CORE / "places/words.tsv")}


def size_weight(population, country):
    """The weight of a city of this size: logarithmic between the steps, times the country's share of news."""
    size = min(max(population, 500), 2e7)
    for (low, least), (high, most) in zip(SIZES, SIZES[1:]):
        if size <= high:
            share = math.log(size / low) / math.log(high / low)
            return min(0.45, (least + share * (most - least)) * countries.news().get(country, 1) ** 0.6)
    return 0.45


def large(city):
    """Whether a city is large enough to be listed."""
    country = city.country
    least = 10000 if country in ENGLISH_SPEAKING else 13000 if country in EUROPE else 20000
    least = 35000 if countries.news().get(country, 1) < 1 else least
    return city.population >= least


def flags(name, weight):
    """The flags of a place name."""
    found = words.flags(name, weight)
    said = sayings().get(fold(name))
    if said == "common":
        found.add("common")
    elif said == "proper":
        found.discard("common")
    return found


def unwanted(name, weight):
    """Whether a town is left out: its name is an English word, a person's name, or nearly always something else."""
    if sayings().get(fold(name)) == "drop" or not name[:1].isalpha():
        return True
    if len(fold(name)) < 3:
        return True
    if " " in name and weight < 0.1 and all(words.tier(word) <= 20 for word in name.split()):
        return True
    if weight < 0.1 and (words.family_share(name) >= 0.03 or words.given_share(name) >= 0.05):
        return True
    tier = words.tier(name)
    return tier <= 20 and weight < 0.15 or tier <= 50 and weight < 0.08


def english(name, country):
    """GeoNames' spelling as English text has it."""
    name = name.split(" (")[0].split("/")[0].split(",")[0].strip()
    if country in TRANSCRIBED:
        name = name.translate({ord(mark): None for mark in "‘’ʻʼʿʾ`ʹ'"}) if country != "CN" else name.replace("’", "'")
        plain = unicodedata.normalize("NFD", name.translate(words.LETTERS) if country in ("AZ", "VN", "TM", "TR") else name)
        name = unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    name = name.translate(str.maketrans("şţŞŢ", "șțȘȚ")) if country in ("RO", "MD") else name
    name = name.replace("’", "'").replace("‘", "'").replace("ʻ", "'").replace("ʼ", "'")
    for ending in {"KR": ("-si", "-gun", "-eup", "-myeon", "-dong", "-ri"), "JP": ("-shi", "-cho", "-machi")}.get(country, ()):
        name = name.removesuffix(ending)
    if country == "US":
        name = name.removeprefix("The ")
    if country in ARAB and "-" not in name[:4]:
        first, _, rest = name.partition(" ")
        if first in ARTICLES and rest:
            name = f"{first}-{rest}"
    return name[:1].upper() + name[1:]


def spellings(name, city):
    """Other spellings of a transcribed name that English texts have: alternate names close to it."""
    found = []
    if city.country in ARAB and name.partition("-")[0] in ARTICLES:
        bare = name.partition("-")[2]
        if len(bare) >= 5 and words.tier(bare) > 70:
            found.append(bare)
    for saint in ("Saint ", "Saint-"):
        if name.startswith(saint):
            found.append("St. " + name.removeprefix(saint))
    if city.country in TRANSCRIBED and city.population >= 100_000:
        known = {fold(one) for one in [name, *found]}
        near = [other for other in city.names if close(fold(name), other) and fold(other) not in known]
        near.sort(key=lambda other: (distance(fold(name), fold(other)), other))
        for other in near:
            if fold(other) not in known and len(found) < 3:
                known.add(fold(other))
                found.append(other)
    return found


# Letter groups of German, French, Polish, Baltic and Turkish transcriptions that English ones lack.
FOREIGN = ("tsch", "sch", "cz", "sz", "dsch", "ou", "tch", "dj", "ij", "oe", "ae", "ue", "aa", "uu", "w", "q", "x", "vv", "ii")


def close(plain, other):
    """Whether `other` is an English-looking spelling of nearly the same letters."""
    low = other.lower()
    if not other.isascii() or not other[:1].isupper() or not other.replace(" ", "").replace("-", "").isalpha():
        return False
    if low[0] != plain[0] or len(low) < 5 or low[-1] in "jq" or words.tier(other) <= 70:
        return False
    if any(group in low and group not in plain for group in FOREIGN) or ("j" in low) != ("j" in plain):
        return False
    if low.endswith(("as", "is", "us", "o", "skaja", "ska", "e", "i", "en", "om", "u")) and low[-1] != plain[-1]:
        return False
    return distance(plain, fold(other)) <= (1 if len(plain) < 8 else 2)


def distance(one, other):
    """The edit distance of two short strings."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def entities():
    """All cities as entities."""
    index = geonames.Index(geonames.cities(500))
    listed, found = core(index)
    capitals = {
        city.id: country
        for country, name in geonames.capitals().items()
        if (city := index.find(country, [name])) and country in countries.weights()
    }
    for city in geonames.cities(500):
        if city.id in listed or not (city.id in capitals or large(city)) or city.country == "VA":
            continue
        listed.add(city.id)
        name = english(city.name, city.country)
        size = size_weight(city.population, city.country)
        weight = max(0.03, min(0.18, 0.7 * size))
        if city.id in capitals:
            weight = 0.75 * countries.weights()[city.country]
        if unwanted(name, max(size, weight)) or any(letter.isdigit() for letter in city.name):
            continue
        others = spellings(name, city)
        found.append(entity(city, name, others, weight, flags(name, weight)))
    return found


def entity(city, name, others, weight, marks):
    """One city as an entity."""
    return Entity(
        canonical=name,
        kind="place",
        subkind="city",
        id=f"gn:{city.id}",
        aliases=others,
        country=city.country,
        weight=weight,
        latitude=city.latitude,
        longitude=city.longitude,
        flags=marks,
    )


def core(index):
    """The cities of core/places/cities.tsv: their GeoNames ids and the entities."""
    listed, found, seen = set(), [], {}
    for row in read(CORE / "places/cities.tsv"):
        country, name = row["country"], row["canonical"]
        others = [other for other in row["aliases"].split("|") if other]
        city = seen.get((country, name)) or index.find(country, [row["geonames"]] if row["geonames"] else [name, *others])
        if row["latitude"]:
            point = float(row["latitude"]), float(row["longitude"])
            city = index.near(country, name, *point) or geonames.City(0, name, country, 0, *point, [])
        if city is None:
            raise SystemExit(f"core/places/cities.tsv: {country} {name}: not in GeoNames, give coordinates")
        weight = float(row["weight"]) if row["weight"] else size_weight(city.population, country)
        marks = {flag for flag in row["flags"].split(",") if flag}
        if (country, name) not in seen:
            if city.id and city.id in listed:
                raise SystemExit(f"core/places/cities.tsv: {country} {name}: GeoNames {city.id} ({city.name}) is listed twice")
            marks |= flags(name, weight)
        seen[country, name] = city
        listed.add(city.id)
        made = entity(city, name, others, weight, marks)
        if not city.id:
            made.id = ""
        found.append(made)
    return listed, found
