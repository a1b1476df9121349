"""What a name can be besides a name: an English word, a given name, a surname.

English words come from SCOWL with their tier (10 = the thousand commonest words,
70 = large dictionaries), given names and surnames from the United States census
with the share of people, in percent, who bear them.
"""

import unicodedata
from functools import cache

from table import CACHE

FLAG_TIER = 55
PERSON_SHARE = 0.004


def fold(name):
    """Lower case, no accents, no apostrophes, hyphens as spaces: what matching folds too."""
    return " ".join(plain(name).lower().replace("-", " ").split())


def plain(name):
    """A name without accents and apostrophes."""
    bare = unicodedata.normalize("NFD", name.translate(LETTERS))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


LETTERS = str.maketrans(
    {"’": "", "‘": "", "'": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "ʹ": "", "ʺ": "", "–": "-", "‐": "-"}
    | {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d"}
    | {"ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ŋ": "ng"}
)


@cache
def tiers():
    """English word -> its SCOWL tier."""
    found = {}
    folder = CACHE / "scowl/usr/share/dict/scowl"
    for spelling in ("english", "american", "british"):
        for path in sorted(folder.glob(f"{spelling}-words.*")):
            tier = int(path.suffix[1:])
            if tier <= 70:
                for word in path.read_text(encoding="iso-8859-1").split():
                    found[word] = min(tier, found.get(word, 99))
    return found


def tier(name):
    """The tier of a name that is one English word in lower case; 99 when it is none."""
    return tiers().get(fold(name), 99) if " " not in name else 99


@cache
def shares(file):
    """Name -> percent of people, from one census table."""
    lines = (CACHE / "names/names-0.3.0/names" / file).read_text(encoding="ascii").split("\n")
    cells = [line.split() for line in lines if line.strip()]
    return {cell[0].lower(): float(cell[1]) for cell in cells}


def given_share(name):
    """Percent of women or of men who bear the given name."""
    return max(shares("dist.female.first").get(fold(name), 0), shares("dist.male.first").get(fold(name), 0))


def family_share(name):
    """Percent of people who bear the surname."""
    return shares("dist.all.last").get(fold(name), 0)


def flags(name, weight):
    """The flags that a name of this weight gets: common, given, family."""
    if " " in name:
        return set()
    found = set()
    if tier(name) <= (35 if weight >= 0.45 else FLAG_TIER):
        found.add("common")
    share = 5 * PERSON_SHARE if weight >= 0.45 else PERSON_SHARE
    if given_share(name) >= share:
        found.add("given")
    if family_share(name) >= share:
        found.add("family")
    return found
