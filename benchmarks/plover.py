#!/usr/bin/env python3
"""How many of PLOVER's gold standard records `selon read` finds: sentences with one coded event each.

    python3 benchmarks/plover.py [--list] ../shared/corpora/plover-gsr.json

Each record codes one event of its sentence, so that only what is found of it can be scored; how many events are coded in all says
what is bought by that. A source or target is found when the record calls an actor there by words that overlap the coder's.
Who consults, agrees or cooperates with whom may stand on either side.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

MUTUAL = {"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "FIGHT"}


def parties(side) -> list[str]:
    side = [side] if isinstance(side, dict) else side
    return [party["actorText"] for party in side or [] if isinstance(party, dict) and party.get("actorText")]


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if word not in {"the", "of", "in", "a", "and"}}


def main() -> None:
    show = "--list" in sys.argv
    path = [argument for argument in sys.argv[1:] if not argument.startswith("--")][0]
    records = [record for record in json.loads(Path(path).read_text(encoding="utf-8")) if record.get("text")]
    with tempfile.TemporaryDirectory() as folder:
        for number, record in enumerate(records):
            text = re.sub(r"[{}]", "", record["text"]).strip()
            Path(folder, f"{number:04}.txt").write_text(text + "\n", encoding="utf-8")
        read = ["selon", "read", "--language", "en", "--format", "json", folder]
        out = subprocess.run(read, capture_output=True, text=True, check=True).stdout.splitlines()
    found = {Path(one["document"]["origin"]).stem: one for one in map(json.loads, out)}
    kind = source = target = whole = coded = 0
    for number, record in enumerate(records):
        one = found.get(f"{number:04}", {"events": [], "actors": []})
        named = {actor["id"]: set().union(*(words(mention["span"]["text"]) for mention in actor["mentions"])) for actor in one["actors"]}
        coded += len(one["events"])
        best = (False, False, False)
        for event in one["events"]:
            if event["type"] != record["event"]:
                continue
            sides = [event["actor"], event["recipient"]]
            if record["event"] in MUTUAL:
                sides = [sides[0] + sides[1]] * 2
            right = [
                all(any(words(party) & named[actor] for actor in side) for party in parties(record.get(role)))
                for side, role in zip(sides, ("source", "target"))
            ]
            best = max(best, (True, right[0], right[1]), key=sum)
        kind, source, target = kind + best[0], source + (best[0] and best[1]), target + (best[0] and best[2])
        whole += all(best)
        if show and not all(best):
            print(record["event"], parties(record.get("source")), parties(record.get("target")), "|", record["text"].strip())
            for event in one["events"]:
                print("   ", event["type"], event["trigger"], event["actor"], event["recipient"])
    share = lambda count: f"{count:4} {100 * count / len(records):6.2f} %"
    print(f"{len(records)} records, {coded} events coded")
    for name, count in (("type", kind), ("and source", source), ("and target", target), ("whole", whole)):
        print(f"{name:12}{share(count)}")


main()
