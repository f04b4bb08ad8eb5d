#!/usr/bin/env python3
"""Lets local/check-history.py check a real history, and then every way to tamper with it.

    cargo build -p local && python3 tests/history.py target/debug/local

Starts the bundle, lives two weeks of one person over HTTP, has the days sealed, and reads what
their owner would read: history, proofs, roots. As it is, all of it holds. Then each value of each
file is changed, entries are moved, left out and added, and a whole chain is made anew: each must be
refused. Fails with the first that is not.
"""

import contextlib
import copy
import importlib.util
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).parent
PROGRAM = HERE.parent / "local" / "check-history.py"


def program():
    specification = importlib.util.spec_from_file_location("check_history", PROGRAM)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


CHECK = program()


class Bundle:
    """The local bundle as its own process, and somebody who speaks to it."""

    def __init__(self, binary):
        options = ["--listen", "127.0.0.1:0", "--empty", "--pages", "none", "--now", "2020-02-11T09:00:00+08:00"]
        self.process = subprocess.Popen([binary, *options], stdout=subprocess.PIPE, text=True)
        self.base = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.token = self.ask("POST", "/dev/tokens", {"sub": "me", "scope": "citizen"})["access_token"]

    def ask(self, method, path, body=None):
        headers = {"content-type": "application/json"}
        if path.startswith("/v1"):
            headers["authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def at(self, now):
        self.ask("PUT", "/dev/clock", {"now": f"2020-02-{now}+08:00"})

    def night_of(self, day):
        self.at(f"{day}T00:05:00")
        report = self.ask("POST", "/dev/countdown")
        assert report["failed"] == 0, report


def two_weeks(bundle):
    """History, proofs and roots of somebody to whom much happened, in a city of a few."""
    people = []
    for number in range(4):
        applied = bundle.ask("POST", "/v1/applications", {
            "person": {"relation": "other", "name": "鲍示例", "phone": "13800000000",
                       "document": {"type": "passport", "number": f"H000000{number}", "country": "KR"}},
            "presence": "in-hangzhou", "district": "330106",
            "travel": [{"place": "330302", "from": "2020-02-01", "to": "2020-02-05"}],
            "contact": {"confirmed_case": False, "quarantined_cohabitant": number == 1},
            "health": {"symptoms": []},
            "pledge": {"accepted": True, "version": "2020-02-11"},
        })
        people.append(applied["person_id"])
    me = f"/v1/people/{people[0]}"
    for day in range(11, 18):
        bundle.at(f"{day}T09:00:00")
        bundle.ask("POST", f"{me}/check-ins", {"temperature_c": 36.6})
        bundle.night_of(day + 1)
    bundle.at("18T09:00:00")
    bundle.ask("POST", f"{me}/check-ins", {"temperature_c": 38})
    bundle.ask("POST", f"{me}/reviews", {
        "ground": "data-error", "statement": "体温计坏了。", "phone": "13800000000", "district": "330106"})
    bundle.night_of(19)
    days = ["2020-02-12", "2020-02-18", "2020-02-19"]
    return {
        "history": bundle.ask("GET", f"{me}/history"),
        "proofs": [bundle.ask("GET", f"{me}/history/proof?day={day}") for day in days],
        "roots": bundle.ask("GET", "/v1/roots"),
    }


def verdict(told, folder):
    """The program's exit code for these answers, and what it printed."""
    files = {"history": told["history"], "roots": told["roots"]}
    proofs = [f"proof-{number}" for number in range(len(told["proofs"]))]
    files.update(zip(proofs, told["proofs"]))
    paths = {}
    for name, value in files.items():
        paths[name] = str(folder / f"{name}.json")
        pathlib.Path(paths[name]).write_text(json.dumps(value), encoding="utf-8")
    arguments = [paths["history"], *(paths[name] for name in proofs), "--roots", paths["roots"]]
    printed = io.StringIO()
    sys.argv = ["check-history.py", *arguments]
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        return CHECK.main(), printed.getvalue(), arguments


def places(value, path=()):
    """Where everything is that is no list and no object."""
    if isinstance(value, (dict, list)):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*path, name))
    else:
        yield path


def others(value):
    """Other values that could stand in its place."""
    if isinstance(value, bool) or value is None:
        return [not value, "red"]
    if isinstance(value, int):
        return [value + 1, value - 1, value ^ 64, float(value), str(value)]
    changed = value[:-1] + ("0" if value[-1:] != "0" else "1")
    return [changed, value + " ", "", None]


def changed_values(told):
    for path in places(told):
        # The cursor is a place in a list, and no part of what is proved.
        if path[-1] == "next_cursor":
            continue
        *parents, last = path
        for other in others(get(told, path)):
            tampered = copy.deepcopy(told)
            get(tampered, parents)[last] = other
            yield f"{'/'.join(map(str, path))} = {other!r}", tampered


def get(value, path):
    for name in path:
        value = value[name]
    return value


def changed_orders(told):
    def with_entries(what, entries):
        tampered = copy.deepcopy(told)
        tampered["history"]["entries"] = entries
        return what, tampered

    entries = told["history"]["entries"]
    for one in range(len(entries)):
        yield with_entries(f"without entry {one + 1}", entries[:one] + entries[one + 1:])
        yield with_entries(f"entry {one + 1} twice", entries[:one + 1] + entries[one:])
        for other in range(one):
            swapped = list(entries)
            swapped[one], swapped[other] = entries[other], entries[one]
            yield with_entries(f"entries {other + 1} and {one + 1} swapped", swapped)
    yield with_entries("no entries", [])
    roots = told["roots"]["roots"]
    for one in range(1, len(roots) - 1):
        tampered = copy.deepcopy(told)
        del tampered["roots"]["roots"][one]
        yield f"without the root of {roots[one]['day']}", tampered
    for proof in range(len(told["proofs"])):
        for tree in ("in_bucket", "in_city"):
            for step in range(-1, len(told["proofs"][proof][tree]["path"])):
                tampered = copy.deepcopy(told)
                path = tampered["proofs"][proof][tree]["path"]
                path.append("0" * 64) if step < 0 else path.pop(step)
                yield f"proof {proof}, {tree}, another length", tampered


def made_anew(told):
    """Every hash fits again from the changed one on: what only an older proof or root can tell."""
    for first in range(len(told["history"]["entries"])):
        tampered = copy.deepcopy(told)
        history = tampered["history"]
        entries = history["entries"]
        entries[first]["at"] = "2020-02-11T10:00:00+08:00"
        before = entries[first]["prev_hash"]
        for entry in entries[first:]:
            entry["prev_hash"] = before
            before = entry["hash"] = CHECK.hash_of(entry)
        history["head"] = before
        alone = dict(tampered, proofs=[])
        yield f"a chain made anew from entry {first + 1}", tampered, alone
    for place, root in enumerate(told["roots"]["roots"]):
        tampered = copy.deepcopy(told)
        later = tampered["roots"]["roots"][place::-1]
        later[0]["people"] += 1
        before = later[0]["prev_hash"]
        for remade in later:
            remade["prev_hash"] = before
            before = remade["hash"] = CHECK.hash_of(remade)
        alone = dict(tampered, proofs=[])
        yield f"roots made anew from {root['day']}", tampered, alone


def main():
    bundle = Bundle(sys.argv[1])
    try:
        told = two_weeks(bundle)
    finally:
        bundle.process.kill()
        bundle.process.wait()
    kinds = [entry["kind"] for entry in told["history"]["entries"]]
    assert len(kinds) >= 4 and len(told["roots"]["roots"]) == 8, (kinds, told["roots"])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        code, printed, arguments = verdict(told, folder)
        assert code == 0, printed
        # As a person would start it.
        alone = subprocess.run([sys.executable, str(PROGRAM), *arguments], capture_output=True, text=True)
        assert (alone.returncode, alone.stdout) == (0, printed), alone
        print(printed, end="")
        refused = 0
        for what, tampered in [*changed_values(told), *changed_orders(told)]:
            code, printed, _ = verdict(tampered, folder)
            assert code in (1, 2), f"{what} was not found: {printed}"
            refused += 1
        for what, tampered, by_itself in made_anew(told):
            code, printed, _ = verdict(by_itself, folder)
            assert code == 0, f"{what} does not hold by itself: {printed}"
            code, printed, _ = verdict(tampered, folder)
            assert code == 1, f"{what} was not found: {printed}"
            refused += 1
    print(f"{refused} tampered files refused")


main()
