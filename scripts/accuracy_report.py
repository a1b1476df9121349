#!/usr/bin/env python3
"""Writes ACCURACY.md: every figure of a program on the development corpora.

    scripts/accuracy_report.py --dateline PROGRAM [--corpora ../shared/corpora] [-o ACCURACY.md]

Called by `scripts/accuracy report`. Figures of names and times come from `dateline evaluate`, those of
suites, coreference and coordinates from the scorers beside the corpora (../score), where they are.
Needs nothing but Python 3; the comparison with spaCy installs it (scripts/compare_spacy.py), unless
--no-spacy is given.
"""

import argparse
import collections
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ["person", "place", "organisation"]
FOLDED = ["--no-the", "--strip-titles"]
ENTITIES = [
    ("worldwide.dev", "newswire from Asia, Africa, the Middle East and Latin America"),
    ("conll2003.testa", "Reuters reports of 1996, much sport"),
    ("gum-news.train", "Wikinews; spans made by heuristic, rough"),
    ("wikigold.all", "Wikipedia; **part of the training set, no fair figure**"),
    ("uner-ewt.dev", "web text: reviews, mails, forums; **part of the training set, no fair figure**"),
]
TIMES = [
    ("te3_timebank", "news with TIMEX3"),
    ("wikiwars", "histories of wars from antiquity on"),
    ("tweets_train", "tweets"),
]
ERRORS_OF = "worldwide.dev"


class Report:
    def __init__(self, options):
        self.program = options.dateline
        self.corpora = options.corpora
        self.score = options.corpora.parent / "score"
        self.scratch = tempfile.TemporaryDirectory()
        self.predictions = pathlib.Path(self.scratch.name) / "predictions.jsonl"
        self.lines = []

    def say(self, *lines):
        self.lines += lines

    def table(self, head, rows, left=1):
        self.say("| %s |" % " | ".join(head))
        self.say("|%s" % "".join("---|" if i < left else "---:|" for i in range(len(head))))
        self.lines += ["| %s |" % " | ".join(str(cell) for cell in row) for row in rows]
        self.say("")

    def run(self, *command):
        run = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if run.returncode not in (0, 1):
            sys.exit("%s: %s" % (" ".join(map(str, command)), run.stderr))
        return run.stdout

    def dateline(self, *arguments):
        return self.run(self.program, *arguments)

    def extract(self, path, *arguments):
        self.predictions.write_text(
            self.dateline("extract", "--from", "jsonl", "--to", "jsonl", *arguments, path), encoding="utf8")
        return self.predictions

    def gold(self, folder, name):
        return self.corpora / folder / (name + ".jsonl")

    # Parts, in the order of the page.

    def head(self):
        cpu = platform.processor() or platform.machine()
        try:
            with open("/proc/cpuinfo", encoding="utf8") as lines:
                cpu = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
        except (OSError, StopIteration):
            pass
        commit = self.run("git", "-C", HERE, "rev-parse", "--short", "HEAD").strip()
        dirty = self.run("git", "-C", HERE, "status", "--porcelain", "--untracked-files=no", "--", "src", "gazetteers", "weights")
        weights = HERE.parent / "weights/builtin.weights"
        image = HERE.parent / "gazetteers/builtin.gaz"
        size = lambda path: "%.2f MB" % (path.stat().st_size / 1e6) if path.exists() else "?"
        self.say(
            "# Accuracy", "",
            "Written by `scripts/accuracy report`; do not edit. Commit %s%s, %s, %s cores of %s, %s %s. "
            "Weights %s, lists %s." % (
                commit, " with changes" if dirty.strip() else "", datetime.date.today().isoformat(),
                os.cpu_count(), cpu, platform.system(), platform.machine(), size(weights), size(image)), "",
            "Precision, recall and F1 in percent. These corpora were measured while the library was made: no "
            "weight was learned from them unless the table says so, and no name was listed because one of them "
            "has it, but rules and settings were chosen by their figures: expect a few points less on texts of "
            "your own. `dateline evaluate` prints the same for any corpus in its format.", "")

    def names(self):
        self.say(
            "## Names", "",
            "A name is right when span and kind are equal, with a leading \"the\", a final 's and titles of "
            "persons taken off on both sides, since corpora differ there. `micro` is person, place and "
            "organisation together, `span` ignores the kind, `partial` takes overlapping names of one kind one "
            "to one.", "")
        rows, groups = [], []
        for name, what in ENTITIES:
            path = self.gold("entities", name)
            figures = json.loads(self.dateline("evaluate", path, *FOLDED, "--json"))["entities"]
            rows.append([name] + ["%.1f" % figures[kind]["f1"] for kind in KINDS + ["micro", "span", "partial"]])
            groups.append((name, figures))
        self.table(["F1", *KINDS, "micro", "span", "partial"], rows)
        self.table(["corpus", "what it is"], ENTITIES, left=2)
        detail = []
        for name, figures in groups:
            for kind in KINDS + ["micro"]:
                f = figures[kind]
                detail.append([name, kind, "%.1f" % f["p"], "%.1f" % f["r"], "%.1f" % f["f1"], f["right"], f["found"], f["gold"]])
                name = ""
        self.table(["corpus", "kind", "P", "R", "F1", "right", "found", "gold"], detail, left=2)

    def compared(self, output):
        self.say(
            "## Compared with spaCy", "",
            "F1 on the same texts by the same scorer, and speed on the same machine by time of one core, without the "
            "loading of models and the components of spaCy that names do not need; its GPE, LOC and FAC are "
            "places. Written by `scripts/compare_spacy.py`. uner-ewt.dev is part of the training set of dateline.", "")
        self.say(output.strip() if output else "Left out of this run.", "")

    def times(self):
        self.say(
            "## Times", "",
            "As in TempEval-3: `strict` is the same span, `relaxed` an overlapping one, `type` and `value` are "
            "those of the relaxed ones that are equal.", "")
        rows = []
        for name, what in TIMES:
            figures = json.loads(self.dateline("evaluate", self.gold("times", name), "--date-field", "dct", "--json"))["times"]
            rows.append([name, what] + ["%.1f" % figures[f]["f1"] for f in ("strict", "relaxed", "type", "value")])
        self.table(["F1", "what it is", "strict", "relaxed", "type", "value"], rows, left=2)

    def suites(self):
        scorer = self.score / "score_suites.py"
        if not scorer.exists():
            return
        self.say(
            "## Numbers, and times of two other libraries", "",
            "Halves of the test suites of Microsoft's Recognizers-Text and of Duckling, written for assistants: "
            "F1 of spans, and of spans with their values.", "")
        rows = []
        for name in ("ms_recognizers_en", "duckling_en"):
            suite = self.gold("suites", name)
            inputs = pathlib.Path(self.scratch.name) / "inputs.jsonl"
            inputs.write_text(self.run(sys.executable, scorer, "inputs", suite), encoding="utf8")
            scored = self.run(sys.executable, scorer, "score", suite, self.extract(inputs, "--bias", "future"))
            for line in scored.splitlines()[1:]:
                part, cases, gold, found, span, value = line.split()
                rows.append([part, cases, gold, found, span, value])
        self.table(["suite", "cases", "gold", "found", "span", "value"], rows)

    def scored(self, mode, scorer, gold):
        """The object that one of the scorers beside the corpora prints."""
        found = self.extract(gold)
        adapted = pathlib.Path(self.scratch.name) / "adapted.jsonl"
        adapted.write_text(self.run(sys.executable, self.score / "adapt.py", mode, found), encoding="utf8")
        return json.loads(self.run(sys.executable, self.score / scorer, gold, adapted))

    def entities(self):
        if not (self.score / "score_coref.py").exists():
            return
        figures = self.scored("coref", "score_coref.py", self.gold("names", "gum_news.coref"))
        self.say(
            "## One entity", "",
            "Mentions of persons by name that stand for the same one, over all pairs of mentions found, in "
            "gum_news: P %s, R %s, F1 %s; %s %% of %s mentions were found." % (
                figures["pair_p"], figures["pair_r"], figures["pair_f1"], figures["mention_recall"], figures["mentions"]), "",
            "## Where", "",
            "Places found at all (exact span), how many of those that were found are the right GeoNames entry, "
            "and how many have coordinates within 161 km (100 miles), as the field measures; `all` counts what "
            "was not found as wrong.", "")
        rows = []
        for name in ("geovirus", "lgl"):
            f = self.scored("places", "score_places.py", self.gold("places", name + ".places"))
            rows.append([name, f["exact"]["p"], f["exact"]["r"], f["exact"]["f1"], f["id_acc_matched"] or "",
                         f["acc161_matched"], f["acc161_end_to_end"], f["median_km"]])
        self.table(["corpus", "P", "R", "F1", "right id", "within 161 km", "all", "median km"], rows)

    def article(self):
        scorer = self.score / "score_article.py"
        folder = self.corpora.parent / "acceptance"
        if not scorer.exists() or not folder.is_dir():
            return
        found = pathlib.Path(self.scratch.name) / "article.json"
        found.write_text(self.dateline(
            "extract", "--from", "text", "--to", "json", "--date", "2016-06-22", folder / "japan-russia.txt"), encoding="utf8")
        lines = self.run(sys.executable, scorer, folder / "japan-russia.gold.json", found).splitlines()
        wanted = [" ".join(line.split()) for line in lines if " right" in line and not line.startswith("all ")]
        self.say("## The article that the project started from", "", *["- " + line for line in wanted], "")

    def reach(self):
        text = self.corpora / "speed/news.txt"
        noise = ["--text", text] if text.exists() else []
        golds = [self.gold("entities", name) for name in ("worldwide.dev", "conll2003.testa")]
        found = json.loads(self.dateline("reach", *golds, *noise, "--lists", "--json"))
        found["corpora"] = {gold.stem: found["corpora"][gold.stem] for gold in golds}
        self.say(
            "## What the lists know", "",
            "The share of annotated names whose text is a name of their kind in the lists, whatever the "
            "context; of persons also the share all of whose tokens are known from names.", "")
        kinds = ["place", "group", "organisation", "person", "tokens"]
        rows = []
        for name, figures in found["corpora"].items():
            rows.append([name] + ["%.1f" % figures[kind]["percent"] if kind in figures else "" for kind in kinds])
        self.table(["reach in percent", *kinds[:-1], "all tokens of a person"], rows)
        if "noise" in found:
            n = found["noise"]
            self.say(
                "Noise: of 1,000 words of 16 MB of news, %.3f are ordinary words, in lower case or at the start "
                "of a sentence, that the lists alone would mark (%d of %d)." % (n["per_thousand"], n["marked"], n["words"]), "")
        kinds = collections.defaultdict(list)
        first, second = [figures["lists"] for figures in found["corpora"].values()]
        for one, two in zip(first, second):
            kinds[one["kind"]].append((one["subkind"], one["entries"], one["names"], one["mentions"], two["mentions"]))
        rows = []
        for kind, lists in kinds.items():
            total = [sum(row[i] for row in lists) for i in range(1, 5)]
            rows.append(["**%s**" % kind] + total)
            rows += [["%s" % (row[0] or "other"), *row[1:]] for row in sorted(lists, key=lambda row: (-row[1], row[0]))]
        self.table(["list", "entities", "names", *["mentions in " + name for name in found["corpora"]]], rows)

    def reliability(self):
        self.say(
            "## Confidence", "",
            "Of the names that are about equally sure, how many are right. The table of src/entity/confidence.rs "
            "says how it was fitted.", "")
        rows = collections.defaultdict(list)
        names = ("worldwide.dev", "conll2003.testa")
        for name in names:
            out = self.dateline("evaluate", self.gold("entities", name), *FOLDED, "--reliability", "--to", "tsv")
            for line in out.splitlines():
                bin_, found, right, share, mean = line.split("\t")
                rows[bin_] += [found, share if int(found) else "", mean if int(found) else ""]
        head = [part for name in names for part in ("%s: found" % name, "right %", "mean confidence %")]
        self.table(["confidence", *head], [[bin_, *cells] for bin_, cells in rows.items()])

    def errors(self):
        gold_path = self.gold("entities", ERRORS_OF)
        found = {}
        with open(self.extract(gold_path), encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                found[row["id"]] = row.get("entities", [])
        count = collections.Counter()
        confused = collections.Counter()
        by_length = collections.defaultdict(lambda: [0, 0])
        right = wanted = predicted = 0
        with open(gold_path, encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                gold = names_of(row["entities"])
                pred = names_of(found.get(row["id"], []))
                wanted += len(gold)
                predicted += len(pred)
                right += len(set(gold) & set(pred))
                for (start, end, kind), text in gold.items():
                    length = min(len(text.split()), 4)
                    by_length[kind, length][1] += 1
                    if (start, end, kind) in pred:
                        by_length[kind, length][0] += 1
                        continue
                    other = [k for s, e, k in pred if (s, e) == (start, end)]
                    over = [k for s, e, k in pred if s < end and start < e]
                    if other:
                        count["wrong kind", kind] += 1
                        confused[kind, other[0]] += 1
                    elif kind in over:
                        count["wrong boundary", kind] += 1
                    elif over:
                        count["wrong kind and boundary", kind] += 1
                    else:
                        count["missed", kind] += 1
                for start, end, kind in pred:
                    if not any(s < end and start < e for s, e, _ in gold):
                        count["spurious", kind] += 1
        self.say(
            "## Errors on %s" % ERRORS_OF, "",
            "By the kind of the annotated name (spurious: by that of the one found). The last column is what F1 "
            "would gain if all errors of the line were mended.", "")
        f1 = lambda r, p, w: 200.0 * r / (p + w)
        now = f1(right, predicted, wanted)
        rows = []
        for error in ("wrong kind", "wrong boundary", "wrong kind and boundary", "missed", "spurious"):
            n = sum(count[error, kind] for kind in KINDS)
            if error == "missed":
                mended = f1(right + n, predicted + n, wanted)
            elif error == "spurious":
                mended = f1(right, predicted - n, wanted)
            else:
                mended = f1(right + n, predicted, wanted)
            rows.append([error] + [count[error, kind] for kind in KINDS] + [n, "+%.1f" % (mended - now)])
        self.table(["error", *KINDS, "all", "F1"], rows)
        worst = max(rows, key=lambda row: float(row[-1]))
        self.say("Mended first, by this table: %s (+%s points); most of them %s." % (
            worst[0], worst[-1][1:], max(KINDS, key=lambda kind: count[worst[0], kind])), "")
        self.say("Kinds taken for another (annotated, then found):", "")
        self.table(["annotated", "found", "count"], [[a, b, n] for (a, b), n in confused.most_common()], left=2)
        self.say("Recall by the number of words in the name, in percent (annotated names):", "")
        rows = []
        for kind in KINDS:
            cells = []
            for length in range(1, 5):
                r, w = by_length[kind, length]
                cells.append("%.1f (%d)" % (100.0 * r / w, w) if w else "")
            rows.append([kind, *cells])
        self.table(["kind", "1", "2", "3", "4 and more"], rows)


TITLES = ["president", "prime minister", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "sir", "professor",
          "prof.", "prof", "sen.", "senator", "rep.", "gov.", "minister", "king", "queen", "prince", "princess",
          "general", "gen."]


def names_of(mentions):
    """Names of the three kinds by span and kind, folded as `dateline evaluate --no-the --strip-titles` does."""
    names = {}
    for mention in mentions:
        start, end, kind, text = mention["start"], mention["end"], mention["kind"], mention["text"]
        if kind not in KINDS:
            continue
        if text[:4].lower() == "the " and len(text) > 4:
            start, text = start + 4, text[4:]
        for suffix in ("'s", "’s"):
            if text.endswith(suffix) and len(text) > len(suffix):
                end, text = end - len(suffix.encode()), text[:-len(suffix)]
        again = kind == "person"
        while again:
            again = False
            for title in TITLES:
                if text.lower().startswith(title + " "):
                    start, text, again = start + len(title) + 1, text[len(title) + 1:], True
        names[start, end, kind] = text
    return names


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--dateline", required=True)
    options.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path("../shared/corpora"))
    options.add_argument("--no-spacy", action="store_true", help="leave the comparison out")
    options.add_argument("-o", "--output", type=pathlib.Path, default=HERE.parent / "ACCURACY.md")
    options = options.parse_args()
    compared = ""
    if not options.no_spacy:
        compared = subprocess.run(
            [sys.executable, HERE / "compare_spacy.py", "--corpora", options.corpora, "--dateline", options.dateline],
            stdout=subprocess.PIPE, text=True, check=True).stdout
    report = Report(options)
    report.head()
    report.names()
    report.compared(compared)
    report.times()
    report.suites()
    report.entities()
    report.article()
    report.reach()
    report.reliability()
    report.errors()
    options.output.write_text("\n".join(report.lines).rstrip() + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
