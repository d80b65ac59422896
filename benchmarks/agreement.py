#!/usr/bin/env python3
"""How far the annotators of PolNeAR agree with each other, scored as `selon eval attribution` scores Selon against one of them.

    python3 benchmarks/agreement.py polnear/train polnear/dev

Some articles were annotated twice. One side is taken for gold and the other for found: a pair is two attributions whose contents
share words, those that share a cue or more words first; exact F1 counts parts with the same words, overlap F1 the shared words.
"""

import collections
import re
import sys
from pathlib import Path

PARTS = ("Source", "Cue", "Content")


def attributions(path: Path) -> list[dict]:
    bound, found = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            spans = rest.partition("\t")[0].partition(" ")[2]
            bound[name] = [tuple(map(int, span.split())) for span in spans.split(";")]
        elif name.startswith("E"):
            one = {part: [] for part in PARTS}
            for argument in rest.split():
                role, _, at = argument.partition(":")
                one.get(role.rstrip("0123456789"), []).extend(bound.get(at, []))
            found += [one] if one["Content"] else []
    return found


def words(text: str, spans: list) -> set:
    return {(a + m.start(), a + m.end()) for a, b in spans for m in re.finditer(r"[^\W_]+", text[a:b])}


def pairs(text: str, gold: list, found: list) -> list:
    def rank(i: int, j: int) -> tuple:
        one, other = (words(text, side["Content"]) for side in (gold[i], found[j]))
        cue = bool(words(text, gold[i]["Cue"]) & words(text, found[j]["Cue"]))
        return cue, 2 * len(one & other) / max(1, len(one) + len(other))

    ranked = [(rank(i, j), i, j) for i in range(len(gold)) for j in range(len(found))]
    left, right, chosen = set(), set(), []
    for (_, shared), i, j in sorted(ranked, key=lambda one: (-one[0][0], -one[0][1], one[1], one[2])):
        if shared and i not in left and j not in right:
            left.add(i), right.add(j), chosen.append((i, j))
    return chosen


def main() -> None:
    totals = {part: collections.Counter() for part in PARTS}
    articles = 0
    for folder in map(Path, sys.argv[1:]):
        by_article = collections.defaultdict(list)
        for path in sorted((folder / "attributions").glob("*.ann")):
            by_article[path.stem.rsplit("_", 1)[0]].append(path)
        for name, annotated in by_article.items():
            if len(annotated) < 2:
                continue
            articles += 1
            text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
            gold, found = (attributions(path) for path in annotated[:2])
            for part, total in totals.items():
                total["gold"] += sum(bool(one[part]) for one in gold)
                total["found"] += sum(bool(one[part]) for one in found)
            for i, j in pairs(text, gold, found):
                for part, total in totals.items():
                    one, other = words(text, gold[i][part]), words(text, found[j][part])
                    total["exact"] += bool(one) and one == other
                    if one & other:
                        total["recall"] += len(one & other) / len(one)
                        total["precision"] += len(one & other) / len(other)
    print(f"{articles} articles annotated twice")
    for part, total in totals.items():
        recall, precision = total["recall"] / total["gold"], total["precision"] / total["found"]
        exact = 2 * total["exact"] / (total["gold"] + total["found"])
        print(f"{part:8} exact F1 {100 * exact:.2f}  overlap F1 {100 * 2 * recall * precision / (recall + precision):.2f}")


if __name__ == "__main__":
    main()
