#!/usr/bin/env python3
"""Writes the model file of the careful analyser: `export.py careful.pt --encoder … --treebanks … --pieces pieces.txt --out
careful.model`.

Layers become whole numbers of one byte, each output with a unit of its own; the rows of the pieces are copied from the
encoder's file bit for bit, four bits a number; heads take two bytes a number. The layout is read by
`stages/2-analyse/src/careful.rs` and `encoder.rs`.
"""
import argparse
import collections
import struct

import numpy as np
import torch

from e5 import Packed
from train import TREEBANKS, keep
import treebanks

MAGIC, VERSION = b"SelonEnc", 1
# The style a language is answered in.
STYLES = {"fr": 0, "en": 5}
# What a relation must be seen with, and how seldom twice, for a head to have one such dependent (selon train: labels.rs).
KNOWN, SLIP = 30, 400


# The parts of the heads and of a layer, in the order of the file.
HEADS = ["tags", "bundles", "dependent", "head", "arcs"]
LABEL_HEADS = ["label_dependent", "label_head", "labels"]
LAYER = ["all", "out", "norm1", "up", "down", "norm2"]


class Writer:
    """Numbers and texts as `model/bytes.rs` reads them."""

    def __init__(self):
        self.parts = []

    def bytes(self, some):
        self.parts.append(bytes(some))

    def unsigned(self, *values):
        for value in values:
            out = bytearray()
            while value >= 0x80:
                out.append(value & 0x7F | 0x80)
                value >>= 7
            out.append(value)
            self.bytes(out)

    def text(self, text):
        data = text.encode()
        self.unsigned(len(data))
        self.bytes(data)

    def floats(self, numbers):
        self.bytes(np.asarray(numbers, "<f4").tobytes())

    def shorts(self, numbers):
        """Two bytes a number: multiples of one unit."""
        numbers = np.asarray(numbers, np.float32)
        unit = np.float32(max(np.abs(numbers).max(initial=0) / 32767, 1e-20))
        self.floats([unit])
        self.bytes(np.rint(numbers / unit).astype("<i2").tobytes())

    def dense(self, inputs, outputs, weights, bias):
        """A layer of a head. PyTorch has a row for each output, the file for each input."""
        self.unsigned(inputs, outputs)
        self.shorts(np.asarray(weights, np.float32).T.ravel())
        self.shorts(bias)

    def matrix(self, weights, bias):
        """A layer of the encoder in one byte a number."""
        weights = weights.numpy().astype(np.float32)
        units = np.maximum(np.abs(weights).max(1), 1e-20) / np.float32(127)
        self.unsigned(*weights.shape)
        self.floats(units)
        self.bytes(np.clip(np.rint(weights / units[:, None]), -127, 127).astype(np.int8).tobytes())
        self.floats(bias)


def sentences(folder, language, first=False):
    for number, (_, names) in enumerate(TREEBANKS[language]):
        if number and first:
            return
        for name in names:
            yield from treebanks.sentences(f"{folder}/{name}.conllu")


def soles(folder, labels):
    """For each relation whether a head has one dependent in it, in every language whose first treebank can tell."""
    said = collections.defaultdict(list)
    for language in TREEBANKS:
        heads, twice = collections.Counter(), collections.Counter()
        for sentence in sentences(folder, language, first=True):
            arcs = collections.Counter((word.head, word.label) for word in sentence.words)
            for (_, label), count in arcs.items():
                heads[label] += 1
                twice[label] += count > 1
        for label, count in heads.items():
            if count >= KNOWN:
                said[label].append(twice[label] * SLIP < count)
    return [bool(said[label]) and all(said[label]) for label in labels]


def write_encoder(out, saved, packed, kept):
    state, layers = saved["network"], saved["layers"]
    get = lambda name: state[name].float()
    out.unsigned(packed.width, packed.heads, layers)
    out.floats([packed.epsilon])
    out.unsigned(len(packed.normal))
    for character, usual in sorted(packed.normal.items()):
        out.unsigned(ord(character))
        out.text(usual)
    special = [packed.bos, packed.eos, packed.unknown]
    out.unsigned(*[kept.index(piece) for piece in special])
    out.unsigned(len(kept))
    for piece in kept:
        out.text("" if piece in special or piece == packed.pad else packed.pieces[piece])
        out.floats([packed.scores[piece]])
    raw, size = packed.raw("emb.word"), packed.width // 32 * 18
    out.unsigned(len(kept))
    out.bytes(b"".join(raw[piece * size:(piece + 1) * size] for piece in kept))
    out.unsigned(packed.positions)
    out.floats(get("encoder.places").ravel())
    norm = lambda name: (out.floats(get(f"{name}.weight")), out.floats(get(f"{name}.bias")))
    norm("encoder.norm")
    for number in range(layers):
        layer = f"encoder.layers.{number}"
        for name in LAYER:
            if name.startswith("norm"):
                norm(f"{layer}.{name}")
            else:
                out.matrix(get(f"{layer}.{name}.weight"), get(f"{layer}.{name}.bias"))
    for mix in torch.softmax(get("mix"), 1):
        out.floats(mix)
    norm("norms.0")
    norm("norms.1")


def write(saved, packed, kept, folder):
    state, width = saved["network"], packed.width
    tags, bundles, labels = saved["tags"], saved["bundles"], saved["labels"]
    get = lambda name: state[name].float().numpy()
    out = Writer()
    out.bytes(MAGIC + bytes([VERSION]))
    out.unsigned(width, len(STYLES))
    for language, style in STYLES.items():
        out.text(language)
        for which in (0, 1):
            out.floats(get(f"styles.{which}.weight")[style])
    pairs = {(word.upos, word.feats) for language in TREEBANKS for s in sentences(folder, language) for word in s.words}
    out.unsigned(len(bundles))
    for bundle in bundles:
        out.text(bundle)
    for tag in tags:
        own = [number for number, bundle in enumerate(bundles) if (tag, bundle) in pairs]
        out.unsigned(len(own), *own)
    out.unsigned(len(labels))
    for label, sole in zip(labels, soles(folder, labels)):
        out.text(label)
        out.unsigned(int(sole))
    for name in HEADS:
        weights = get(f"{name}.weight")
        out.dense(weights.shape[1], weights.shape[0], weights, get(f"{name}.bias"))
    out.dense(0, len(get("root")), np.zeros((0, 0)), get("root"))
    for name in LABEL_HEADS:
        weights = get(f"{name}.weight")
        bias = get(f"{name}.bias") if f"{name}.bias" in state else np.zeros(weights.shape[0])
        out.dense(weights.shape[1], weights.shape[0], weights, bias)
    out.dense(0, 0, np.zeros((0, 0)), np.zeros(0))
    out.floats(get("ends.weight").ravel())
    out.floats(get("ends.bias"))
    write_encoder(out, saved, packed, kept)
    return b"".join(out.parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained")
    for name in ["encoder", "treebanks", "pieces", "out"]:
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    saved = torch.load(options.trained, weights_only=False, map_location="cpu")
    packed = Packed(options.encoder)
    model = write(saved, packed, keep(packed, options.pieces), options.treebanks)
    open(options.out, "wb").write(model)
    print(f"{options.out}: {len(model) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
