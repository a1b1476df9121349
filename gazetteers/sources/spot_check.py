#!/usr/bin/env python3
"""Looks the names of spot_checks.tsv up in the compiled lists; prints what is not as it must be and exits 1."""

import sys

from table import HERE, LISTS, read
from words import fold


def main():
    entries = {}
    for path in sorted(LISTS.glob("*.tsv")):
        rows = read(path)
        if rows and "canonical" in rows[0] and "kind" in rows[0]:
            for row in rows:
                names = [name for name in row["aliases"].split("|") if name]
                if row["subkind"] != "nationality":
                    names.append(row["canonical"])
                for name in {fold(name) for name in names}:
                    entries.setdefault((name, row["kind"]), []).append(row)
    wrong, checks = 0, read(HERE / "spot_checks.tsv")
    for check in checks:
        rows = entries.get((fold(check["name"]), check["kind"]), [])
        best = max(rows, key=lambda row: float(row["weight"]), default={})
        differing = [cell for cell, value in check.items() if cell != "name" and value and best.get(cell) != value]
        if differing:
            wrong += 1
            print(f"{check['name']}: {', '.join(f'{cell} is {best.get(cell)!r}, not {check[cell]!r}' for cell in differing)}")
    print(f"spot checks: {len(checks) - wrong} of {len(checks)} hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
