"""Names of listed companies as the news writes them, from the registry's spelling."""

import re
import subprocess

from table import CACHE, HERE

TABLE = "edgartools/edgar/reference/data/company_tickers.parquet"
SUFFIX = set(
    "inc incorporated corp corporation co company ltd limited llc lp llp plc sa nv ag se asa ab oyj spa sab srl bv kgaa"
    " adr ads cv de fi kk pcl bhd tbk pt oao ojsc pjsc jsc sarl pty pte".split()
)
# Words that news drops at the end of a name it has told in full before.
TAIL = {"holdings", "holding", "group", "the", "and", "&", "cos", "companies", "international"}
SHELL = re.compile(
    r"\b(acquisitions?|spac|funds?|etf|etn|trust|portfolio|income|municipal|notes|series|bond|merger|opportunity"
    r"|warrants?|units?|preferred|depositary|royalty|shares?|blank check|term|duration|leveraged|dividend)\b",
    re.IGNORECASE,
)
ESTATE = re.compile(r"\b(real estate|realty|properties|property|hotel|healthcare|apartment|residential|office)\b", re.I)
ROMAN = re.compile(r"^(i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii)$", re.IGNORECASE)
SMALL = {"of", "and", "the", "for", "de", "do", "la", "del", "a"}


def listed():
    """The names in the registry's order, which is that of market value."""
    command = ["node", str(HERE / "parquet.mjs"), str(CACHE / TABLE), "name"]
    text = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def spelt(word, first):
    """A word of a name in capitals, in the case that news would give it."""
    bare = word.strip(".,")
    if word.lower() in SMALL and not first:
        return word.lower()
    if ROMAN.match(bare) or (len(bare) <= 3 and not re.search("[AEIOUY]", bare)) or not bare.isalpha():
        return word
    return word[:1] + word[1:].lower()


def tidy(name):
    """The registry's name without its marks ("/DE/", "\\ADR") and, if it is in capitals, in mixed case."""
    name = re.sub(r"\s*[/\\]+\s*[A-Z. ]{2,12}[/\\]*\s*$", "", name)
    name = re.sub(r"\(.*?\)", "", name).replace('"', "")
    words = [word for word in re.split(r"\s+", name) if word]
    if name.isupper():
        words = [spelt(word, at == 0) for at, word in enumerate(words)]
    return " ".join(words).strip(" ,")


def short(name):
    """The name without its legal form."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].strip(".").replace(".", "").lower() in SUFFIX:
        words.pop()
    while len(words) > 1 and words[-1].lower() in {"&", "and", "the"}:
        words.pop()
    if len(words) > 1 and words[0].lower() == "the":
        words.pop(0)
    return " ".join(words)


def company_names():
    """For each company: its rank, its full name, its name without legal form, and still shorter ones."""
    for rank, raw in enumerate(listed()):
        full = tidy(raw)
        words = full.split()
        if not 1 <= len(words) <= 6 or ROMAN.match(words[-1].strip(".,")) or re.search(r"\d$", full):
            continue
        if SHELL.search(full) and not ESTATE.search(full):
            continue
        name = short(full)
        tail = name.split()
        while len(tail) > 1 and tail[-1].lower() in TAIL:
            tail.pop()
        yield rank, full, name, " ".join(tail)
