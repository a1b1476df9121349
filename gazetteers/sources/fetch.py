#!/usr/bin/env python3
"""Downloads the packages of packages.tsv into cache/ and unpacks them.

    fetch.py            every package
    fetch.py NAME...    only these

Each package is asked for by name and pinned version from its registry's
ordinary client (pip, npm, apt-get), its SHA-256 is compared with the table,
and its files are unpacked into cache/NAME/. What is there already is kept.
"""

import csv
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE / "cache"


def packages():
    """The rows of packages.tsv as dictionaries."""
    lines = (HERE / "packages.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def digest(path):
    """The SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def download(row, folder):
    """Runs the registry's client and returns the one file it left in `folder`."""
    name, version = row["name"], row["version"]
    if row["registry"] == "pypi":
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", f"{name}=={version}"]
    elif row["registry"] == "npm":
        command = ["npm", "pack", "--silent", f"{name}@{version}"]
    elif row["registry"] == "debian":
        command = ["apt-get", "download", "-q", f"{name}={version}"]
    else:
        sys.exit(f"packages.tsv: {name}: unknown registry {row['registry']!r}")
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    files = sorted(folder.iterdir())
    if len(files) != 1:
        sys.exit(f"{name}: expected one file, got {[f.name for f in files]}")
    return files[0]


def unpack(archive, target):
    """Unpacks a wheel, a tarball or a Debian package into `target`."""
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(archive), str(target)], check=True)
    elif zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(target)
    else:
        with tarfile.open(archive) as tarred:
            tarred.extractall(target, filter="data")


def fetch(row):
    """Brings one package into the cache; exits when its digest is not the pinned one."""
    name, archive, wanted = row["name"], CACHE / row["file"], row["sha256"]
    if not (archive.is_file() and digest(archive) == wanted):
        with tempfile.TemporaryDirectory() as folder:
            shutil.move(download(row, Path(folder)), archive)
    found = digest(archive)
    if found != wanted:
        sys.exit(f"{name}: sha256 is {found}, packages.tsv says {wanted or 'nothing'}")
    done = CACHE / f"{name}.unpacked"
    if not done.is_file() or done.read_text() != found:
        unpack(archive, CACHE / name)
        done.write_text(found)
    print(f"{name} {row['version']}")


def main():
    CACHE.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    rows = packages()
    unknown = set(wanted) - {row["name"] for row in rows}
    if unknown:
        sys.exit(f"packages.tsv has no {', '.join(sorted(unknown))}")
    for row in rows:
        if not wanted or row["name"] in wanted:
            fetch(row)


if __name__ == "__main__":
    main()
