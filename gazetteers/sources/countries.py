"""Countries and territories: core/places/countries.tsv."""

from functools import cache

from table import CORE, Entity, read


@cache
def rows():
    return read(CORE / "places/countries.tsv")


@cache
def news():
    """Country code -> how much news talks of its cities for their size."""
    return {row["iso"]: float(row["news"]) for row in reversed(rows())}


@cache
def weights():
    """Country code -> its own weight."""
    return {row["iso"]: float(row["weight"]) for row in reversed(rows())}


def entities():
    """The countries as entities."""
    return [
        Entity(
            canonical=row["canonical"],
            kind="place",
            subkind=row["subkind"],
            id=f"iso:{row['iso']}",
            aliases=[name for name in row["aliases"].split("|") if name],
            country=row["iso"],
            weight=float(row["weight"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            flags={flag for flag in row["flags"].split(",") if flag},
        )
        for row in rows()
    ]
