#!/usr/bin/env python3
"""Compiles ../events.tsv from core/events/."""

from table import CORE, Entity, read, write

NOTE = """
Events: wars, battles, revolutions, attacks, treaties, summits, championships, disasters, festivals.
Compiled by sources/events.py; edit sources/core/events/ instead.
"""


def cells(text, separator):
    return [cell.strip() for cell in text.split(separator) if cell.strip()]


def events():
    """The hand-written events."""
    for path in sorted((CORE / "events").glob("*.tsv")):
        for row in read(path):
            yield Entity(
                canonical=row["canonical"],
                kind="event",
                subkind=row["subkind"],
                aliases=cells(row.get("aliases", ""), "|"),
                country=row.get("country", ""),
                weight=float(row["weight"]),
                flags=set(cells(row.get("flags", ""), ",")),
            )


if __name__ == "__main__":
    write("events.tsv", list(events()), NOTE)
