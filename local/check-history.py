#!/usr/bin/env python3
"""Checks a history of the health code from what the API gave, with nothing but Python.

    python3 local/check-history.py history.json [proof.json ...] [--roots roots.json ...]

history.json  the answer of GET /v1/people/{person}/history
proof.json    the answer of GET /v1/people/{person}/history/proof?day=..., of any day, any number
roots.json    the answer of GET /v1/roots, its pages in any order; better, what somebody
              else read and kept

It tells what holds and ends with 0, or names the first thing that does not and ends with 1.
What cannot be read ends with 2.

What is checked, and nothing else of the service is trusted or asked:
  1  Each entry's hash is SHA-256 over its other members as canonical JSON (RFC 8785); each names
     the hash of the one before; numbers and colours follow on each other; the last is the head.
  2  Each proof's leaf is an entry of this history. Both of its paths (RFC 6962, section 2.1) lead to
     the root that its record names, and the record gives its own hash.
  3  The roots give their hashes and each names the one before. The root of each proof is among them.

So an entry that was changed, left out, added or moved is found by 1; a history that was thrown away
and told anew is found by 2, with a proof from before; a root that was made anew for you alone is
found by 3, with roots that somebody else kept.
"""

import argparse
import hashlib
import json
import re
import sys

ZEROS = "0" * 64
BUCKET_BITS = 12
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# The largest whole number that every JSON reader takes for the same (RFC 7493).
LARGEST = 2**53 - 1
SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}

ENTRY = {"seq", "at", "kind", "actor", "colour_before", "colour_after", "detail", "prev_hash", "hash"}
ROOT = {"day", "people", "buckets", "root", "prev_hash", "hash"}


class Unreadable(Exception):
    """A file is not what it should be."""


class Broken(Exception):
    """Something does not hold."""


# ------------------------------------------------------------------ canonical JSON


def canonical(value):
    """RFC 8785, of what histories hold. A number with a fraction or an exponent is refused, since
    its spelling is the one part of that standard that is easy to get wrong."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise Unreadable(f"the number {value} is too large to be canonical")
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, dict):
        # By UTF-16 code units, not by code points.
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(quoted(name) + ":" + canonical(value[name]) for name in names) + "}"
    raise Unreadable(f"{value!r} cannot be made canonical safely")


def quoted(text):
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise Unreadable("a text has half of a surrogate pair")

    def escaped(letter):
        code = ord(letter)
        return SHORT.get(code) or (f"\\u{code:04x}" if code < 32 else letter)

    return '"' + "".join(map(escaped, text)) + '"'


def digest(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def hash_of(record):
    """The hash that an entry or a root should carry."""
    rest = {name: value for name, value in record.items() if name != "hash"}
    return digest(canonical(rest).encode()).hex()


# -------------------------------------------------------------------------- trees


def leaf(data):
    return digest(b"\0", canonical(data).encode())


def root_by(hashed, index, size, path):
    """The root to which a path leads from a place in a tree of this size (RFC 9162, 2.1.3.2)."""
    at, last = index, size - 1
    if not 0 <= at <= last:
        raise Broken(f"there is no place {index} in a tree of {size}")
    for beside in path:
        if last == 0:
            raise Broken("a path is longer than its place needs it")
        if at & 1 or at == last:
            hashed = digest(b"\1", beside, hashed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            hashed = digest(b"\1", hashed, beside)
        at, last = at >> 1, last >> 1
    if last:
        raise Broken("a path is shorter than its place needs it")
    return hashed


def bucket_of(person):
    """The first twelve bits of a person's id."""
    bits = 0
    for letter in person[2:]:
        bits = bits << 5 | BASE32.index(letter)
    return bits >> (128 - BUCKET_BITS)


# -------------------------------------------------------------------------- checks


def check_history(history):
    """Checks the chain; gives the hashes of its entries, by number."""
    before, colour, hashes = ZEROS, None, {}
    for place, entry in enumerate(history["entries"], 1):
        who = f"entry {place}"
        members(entry, ENTRY, who)
        if whole(entry["seq"], who) != place:
            raise Broken(f"{who} has the number {entry['seq']}: one was left out, added or moved")
        if entry["prev_hash"] != before:
            raise Broken(f"{who} does not follow the entry before it: its prev_hash is another")
        if entry["hash"] != hash_of(entry):
            raise Broken(f"{who} was changed: its content does not give its hash")
        if entry["colour_before"] != colour:
            raise Broken(f"{who} begins with {entry['colour_before']}, where the one before left {colour}")
        before, colour = entry["hash"], entry["colour_after"]
        hashes[place] = before
    if history["head"] != before:
        raise Broken("the head is not the hash of the last entry: entries are missing, or the head is another's")
    return hashes


def check_proof(proof, hashes, who):
    """Checks a proof against the history; gives its root's record."""
    person, seq, head = (proof["leaf"][name] for name in ("person_id", "seq", "hash"))
    if hashes.get(whole(seq, who)) != head:
        raise Broken(f"{who}: the sealed entry {seq} with hash {head} is not in this history")
    in_bucket, in_city, root = proof["in_bucket"], proof["in_city"], proof["root"]
    check_root(root, f"the root of {who}")
    number, size = whole(in_bucket["bucket"], who), whole(in_bucket["size"], who)
    if number != bucket_of(person):
        raise Broken(f"{who}: bucket {number} is not that of {person}")
    try:
        of_bucket = root_by(leaf(proof["leaf"]), whole(in_bucket["index"], who), size, hashes_in(in_bucket["path"]))
        bucket = {"bucket": number, "size": size, "root": of_bucket.hex()}
        of_city = root_by(leaf(bucket), whole(in_city["index"], who), whole(root["buckets"], who), hashes_in(in_city["path"]))
    except Broken as why:
        raise Broken(f"{who}: {why}") from None
    if of_city.hex() != root["root"]:
        raise Broken(f"{who}: the paths do not lead to the root")
    return root


def check_root(root, who):
    members(root, ROOT, who)
    if root["hash"] != hash_of(root):
        raise Broken(f"{who} was changed: its record does not give its hash")


def check_roots(roots):
    """Checks a list of roots; gives them by day."""
    by_day = {}
    for root in roots:
        check_root(root, f"the root of {root.get('day')}")
        if by_day.setdefault(root["day"], root) != root:
            raise Broken(f"there are two roots of {root['day']}")
    days = sorted(by_day)
    for earlier, later in zip(days, days[1:]):
        if by_day[later]["prev_hash"] != by_day[earlier]["hash"]:
            raise Broken(f"the root of {later} does not follow that of {earlier}: one was changed or is missing")
    return by_day


# ------------------------------------------------------------------------- reading


def read(path):
    def once(pairs):
        value = dict(pairs)
        if len(value) != len(pairs):
            raise Unreadable(f"{path}: a member stands there twice")
        return value

    def refused(what):
        raise Unreadable(f"{path}: the number {what} cannot be made canonical safely")

    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file, object_pairs_hook=once, parse_float=refused, parse_constant=refused)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"{path}: {error}") from None
    if not isinstance(value, dict):
        raise Unreadable(f"{path}: an object is expected")
    return value


def members(value, expected, who):
    if not isinstance(value, dict) or set(value) != expected:
        raise Broken(f"{who} has not the members {', '.join(sorted(expected))}")


def whole(value, who):
    if not isinstance(value, int) or isinstance(value, bool):
        raise Broken(f"{who}: {value!r} is not a whole number")
    return value


def hashes_in(path):
    if not all(isinstance(one, str) and re.fullmatch("[0-9a-f]{64}", one) for one in path):
        raise Broken("a path holds something that is no hash")
    return [bytes.fromhex(one) for one in path]


def run(arguments):
    hashes = check_history(read(arguments.history))
    print(f"holds: the chain of {len(hashes)} entries, each as it was hashed, each after the one before")
    proved = []
    for path in arguments.proofs:
        proof = read(path)
        root = check_proof(proof, hashes, path)
        proved.append((path, root))
        print(f"holds: entry {proof['leaf']['seq']} was the head in the root of {root['day']} ({path})")
    for path, root in proved:
        for other, another in proved:
            if root["day"] == another["day"] and root != another:
                raise Broken(f"{path} and {other} have different roots of {root['day']}")
    if not arguments.roots:
        if proved:
            print("not checked: whether others are shown the same roots (--roots)")
        return
    by_day = check_roots([root for path in arguments.roots for root in read(path)["roots"]])
    print(f"holds: the chain of {len(by_day)} roots")
    for path, root in proved:
        if by_day.get(root["day"]) != root:
            raise Broken(f"{path}: its root of {root['day']} is not among the roots")
    if proved:
        print("holds: every proof's root is among them")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("history")
    parser.add_argument("proofs", nargs="*")
    parser.add_argument("--roots", nargs="+", default=[], metavar="ROOTS")
    try:
        run(parser.parse_args())
    except Broken as why:
        print(f"does not hold: {why}")
        return 1
    except Unreadable as why:
        print(f"cannot be read: {why}", file=sys.stderr)
        return 2
    except (KeyError, TypeError, ValueError, AttributeError) as why:
        print(f"cannot be read: not an answer of the health code ({type(why).__name__}: {why})", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
