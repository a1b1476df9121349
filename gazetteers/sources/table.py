"""The lists' own format: one entity a line, TAB-separated, columns in fixed order.

`read` reads a hand-written table (a header row; columns may be left out),
`Entity` is one line of a final list, `write` sorts, checks and writes a list.
"""

from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = "id kind subkind canonical aliases country weight latitude longitude flags".split()
HERE = Path(__file__).resolve().parent
LISTS = HERE.parent
CORE = HERE / "core"
CACHE = HERE / "cache"


@dataclass
class Entity:
    """One entity of a list."""

    canonical: str
    kind: str
    subkind: str = ""
    id: str = ""
    aliases: list = field(default_factory=list)
    country: str = ""
    weight: float = 0.0
    latitude: float | None = None
    longitude: float | None = None
    flags: set = field(default_factory=set)

    def names(self):
        """The canonical name and the aliases, without repeats, in order."""
        return list(dict.fromkeys([self.canonical, *self.aliases]))

    def line(self):
        """The entity as a line without line end."""
        aliases = "|".join(name for name in self.names() if name != self.canonical)
        place = [""] * 2
        if self.latitude is not None and self.longitude is not None:
            place = [number(self.latitude, 3), number(self.longitude, 3)]
        cells = [self.id, self.kind, self.subkind, self.canonical, aliases, self.country]
        return "\t".join(cells + [number(self.weight, 2), *place, ",".join(sorted(self.flags))])


def number(value, digits):
    """A number with at most `digits` decimals and no trailing zeros."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def read(path):
    """The rows of a TSV as dictionaries of cells; errors name file and line."""
    header, rows = None, []
    for at, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise SystemExit(f"{path}:{at}: {len(cells)} cells, the header has {len(header)}")
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)))))
    return rows


def read_entities(path, **defaults):
    """The rows of a hand-written table as entities; `defaults` fill empty or missing columns."""
    return [entity({**defaults, **{k: v for k, v in row.items() if v}}) for row in read(path)]


def entity(cells):
    """One entity from a dictionary of cells."""
    return Entity(
        canonical=cells["canonical"],
        kind=cells["kind"],
        subkind=cells.get("subkind", ""),
        id=cells.get("id", ""),
        aliases=[name.strip() for name in cells.get("aliases", "").split("|") if name.strip()],
        country=cells.get("country", ""),
        weight=float(cells.get("weight") or 0),
        latitude=float(cells["latitude"]) if cells.get("latitude") else None,
        longitude=float(cells["longitude"]) if cells.get("longitude") else None,
        flags={flag.strip() for flag in cells.get("flags", "").split(",") if flag.strip()},
    )


def write(name, entities, note):
    """Writes a final list sorted: heaviest first, then by name, id, number of flags, and the whole line."""
    keyed = sorted({(-round(e.weight, 2), e.canonical, e.id, len(e.flags), e.line()) for e in entities})
    head = [f"# {line}" for line in note.strip().split("\n")]
    lines = head + ["\t".join(COLUMNS)] + [key[-1] for key in keyed]
    (LISTS / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    names = sum(len(e.names()) for e in entities)
    print(f"{name}: {len(keyed)} lines, {names} names")
