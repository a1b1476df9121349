"""WordNet 3.0's nouns and adjectives as synsets."""

from dataclasses import dataclass
from functools import cache

from table import CACHE

FOLDER = CACHE / "wordnet-base/usr/share/wordnet"


@dataclass
class Synset:
    """Words of one meaning, its pointers (symbol, target offset, part of speech) and its definition."""

    offset: str
    words: list
    pointers: list
    gloss: str

    def targets(self, *symbols):
        """The offsets of the nouns that pointers of these symbols lead to."""
        return [target for symbol, target, part in self.pointers if symbol in symbols and part == "n"]


@cache
def synsets(part):
    """Offset -> synset of data.noun or data.adj."""
    found = {}
    for line in (FOLDER / f"data.{part}").read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("  "):
            continue
        head, _, gloss = line.partition(" | ")
        cells = head.split()
        count = int(cells[3], 16)
        words = [cells[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(count)]
        at = 4 + 2 * count
        pointers = [tuple(cells[at + 1 + 4 * i : at + 4 + 4 * i]) for i in range(int(cells[at]))]
        found[cells[0]] = Synset(cells[0], words, pointers, gloss.strip())
    return found


@cache
def below(offset):
    """The offsets of all nouns below one: its hyponyms and instances, and theirs."""
    nouns, found, todo = synsets("noun"), set(), [offset]
    while todo:
        at = todo.pop()
        if at not in found:
            found.add(at)
            todo.extend(nouns[at].targets("~", "~i"))
    return found


def noun(word, start):
    """The offset of the noun synset that has `word` and whose definition starts so."""
    for offset, synset in sorted(synsets("noun").items()):
        if word in synset.words and synset.gloss.startswith(start):
            return offset
    raise SystemExit(f"WordNet has no noun {word!r}: {start!r}")
