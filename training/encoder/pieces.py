#!/usr/bin/env python3
"""Chooses the pieces of the encoder that the careful analyser keeps: `pieces.py ENCODER TREEBANKS TEXT... > pieces.txt`.

A line is the number of a piece in the encoder, a tab and the piece. Kept are all pieces of the treebanks' words, every
letter and mark of European writing, and of the words of further texts and tables those that come most often.
"""
import collections
import glob
import re
import sys

import treebanks
from e5 import Packed

COUNT = 36_000
WORD = re.compile(r"\w+|[^\w\s]")


def letters():
    """Characters of European writing, and its punctuation and currency signs."""
    ranges = [(0x20, 0x7f), (0xa0, 0x250), (0x370, 0x460), (0x1e00, 0x1f00), (0x2010, 0x2040), (0x20a0, 0x20c0)]
    return [chr(code) for first, end in ranges for code in range(first, end)] + ["\u2581"]


def main():
    packed = Packed(sys.argv[1])
    sure, counts = {packed.bos, packed.eos, packed.pad, packed.unknown}, collections.Counter()
    for path in sorted(glob.glob(f"{sys.argv[2]}/*-train.conllu") + glob.glob(f"{sys.argv[2]}/*_pud.conllu")
                       + glob.glob(f"{sys.argv[2]}/fr_gsd-dev.conllu") + glob.glob(f"{sys.argv[2]}/fr_fqb.conllu")):
        for sentence in treebanks.sentences(path):
            for word in sentence.words:
                sure.update(packed.word(word.form, word.spaced))
    sure.update(packed.number[c] for c in letters() if c in packed.number)
    for path in sys.argv[3:]:
        words = collections.Counter(WORD.findall(open(path, encoding="utf-8").read()))
        for word, count in words.items():
            for piece in packed.word(word, True):
                counts[piece] += count
    more = [piece for piece, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if piece not in sure]
    kept = sorted(sure | set(more[:max(0, COUNT - len(sure))]))
    print(f"{len(sure)} of treebanks and letters, {len(kept)} in all", file=sys.stderr)
    for piece in kept:
        print(piece, packed.pieces[piece], sep="\t")


if __name__ == "__main__":
    main()
