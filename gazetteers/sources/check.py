#!/usr/bin/env python3
"""Checks the form of lists in the entity format: check.py FILE...

Prints every fault as file:line: what, and exits 1 if there is one.
"""

import re
import sys
import unicodedata

from table import COLUMNS

KINDS = {
    "place": "country territory former-country subdivision city sea ocean river lake mountain desert island strait"
    " gulf region continent disputed landmark",
    "organisation": "government ministry parliament party agency alliance bank central-bank company exchange court"
    " police military armed-group intelligence university school hospital museum union ngo think-tank religious club"
    " league sports-body newspaper magazine news-agency broadcaster website band award-body regulator",
    "group": "nationality ethnic religion political",
    "event": "war battle treaty summit championship disaster election festival attack protest agreement holiday-event",
    "person": "politician monarch diplomat banker religious athlete artist musician actor writer scientist business"
    " founder military activist historical",
}
KINDS = {kind: set(subkinds.split()) for kind, subkinds in KINDS.items()}
FLAGS = {"cased", "ctx", "common", "given", "family", "hist"}
ID = re.compile(r"(gn:\d+|wd:Q\d+|iso:[A-Z]{2}(-[A-Z0-9]{1,3})?|)\Z")


def name_fault(name):
    """What is wrong with a name, or nothing."""
    if name != " ".join(name.split()):
        return "stray space"
    if any(unicodedata.category(letter).startswith("C") for letter in name):
        return "control character"
    if unicodedata.normalize("NFC", name) != name:
        return "not in normal form C"
    if name.startswith("the "):
        return "leading the"
    return "" if any(letter.isalnum() for letter in name) else "no letter or digit"


def in_range(text, least, most):
    try:
        return least <= float(text) <= most
    except ValueError:
        return False


def faults(cells):
    """The faults of one line."""
    if len(cells) != len(COLUMNS):
        yield f"{len(cells)} cells, not {len(COLUMNS)}"
        return
    row = dict(zip(COLUMNS, cells))
    if not ID.match(row["id"]):
        yield f"id {row['id']!r}"
    if row["kind"] not in KINDS:
        yield f"kind {row['kind']!r}"
    elif row["subkind"] and row["subkind"] not in KINDS[row["kind"]]:
        yield f"subkind {row['subkind']!r}"
    aliases = row["aliases"].split("|") if row["aliases"] else []
    for name in [row["canonical"], *aliases]:
        fault = name_fault(name)
        if fault:
            yield f"name {name!r}: {fault}"
    if len(set(aliases)) != len(aliases) or row["canonical"] in aliases:
        yield "alias twice"
    if not re.match(r"([A-Z]{2})?\Z", row["country"]):
        yield f"country {row['country']!r}"
    if not in_range(row["weight"], 0, 1):
        yield f"weight {row['weight']!r}"
    if bool(row["latitude"]) != bool(row["longitude"]):
        yield "one coordinate"
    if row["latitude"] and not (in_range(row["latitude"], -90, 90) and in_range(row["longitude"], -180, 180)):
        yield "coordinate out of range"
    unknown = set(filter(None, row["flags"].split(","))) - FLAGS
    if unknown:
        yield f"flags {sorted(unknown)}"


def check(path):
    """Prints the faults of one list and returns how many there are."""
    found, seen, header = 0, {}, False
    with open(path, encoding="utf-8", newline="") as lines:
        for at, line in enumerate(lines, 1):
            if not line.endswith("\n") or line.endswith("\r\n"):
                print(f"{path}:{at}: line end")
                found += 1
            line = line.rstrip("\r\n")
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if not header:
                header = True
                what = [] if cells == COLUMNS else ["header"]
            else:
                what = list(faults(cells))
                if line in seen:
                    what.append(f"same as line {seen[line]}")
                seen[line] = at
            for fault in what:
                print(f"{path}:{at}: {fault}")
                found += 1
    return found


if __name__ == "__main__":
    sys.exit(1 if sum(check(path) for path in sys.argv[1:]) else 0)
