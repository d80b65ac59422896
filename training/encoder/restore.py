#!/usr/bin/env python3
"""Makes a network to go on training from of the model that ships: `restore.py careful.model --encoder … --pieces
pieces.txt --out restored.pt`, then `train.py --init restored.pt`.

Its weights are those of the model file, rounded as they are there. The habits of treebanks that no language is answered in are
not in the file: they begin as those of their language.
"""
import argparse

import numpy as np
import torch

from e5 import Packed
from export import HEADS, LABEL_HEADS, LAYER, MAGIC, VERSION
from network import Network
from train import TREEBANKS, keep


class Reader:
    """Reads what `export.Writer` wrote."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def bytes(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def unsigned(self):
        value, shift = 0, 0
        while True:
            byte, = self.bytes(1)
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def text(self):
        return self.bytes(self.unsigned()).decode()

    def floats(self, *shape):
        return torch.from_numpy(np.frombuffer(self.bytes(4 * int(np.prod(shape))), "<f4").reshape(shape).copy())

    def shorts(self, count):
        unit = self.floats(1)
        return torch.from_numpy(np.frombuffer(self.bytes(2 * count), "<i2").astype(np.float32)) * unit

    def dense(self):
        inputs, outputs = self.unsigned(), self.unsigned()
        weights = self.shorts(inputs * outputs).reshape(inputs, outputs)
        return weights.T.contiguous(), self.shorts(outputs)

    def matrix(self):
        outputs, inputs = self.unsigned(), self.unsigned()
        units = self.floats(outputs)
        cells = np.frombuffer(self.bytes(outputs * inputs), np.int8).astype(np.float32).reshape(outputs, inputs)
        return torch.from_numpy(cells) * units[:, None], self.floats(outputs)


def read_heads(reader, state, width):
    """Reads up to the encoder; gives the names of tags, bundles and relations. Tags are those of Universal Dependencies."""
    own = {}
    for _ in range(reader.unsigned()):
        language = reader.text()
        own[language] = [reader.floats(width), reader.floats(width)]
    bundles = [reader.text() for _ in range(reader.unsigned())]
    tags = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
    for _ in tags:
        for _ in range(reader.unsigned()):
            reader.unsigned()
    labels = []
    for _ in range(reader.unsigned()):
        labels.append(reader.text())
        reader.unsigned()
    for name in HEADS:
        state[f"{name}.weight"], state[f"{name}.bias"] = reader.dense()
    state["root"] = reader.dense()[1]
    for name in LABEL_HEADS:
        state[f"{name}.weight"], bias = reader.dense()
        if f"{name}.bias" in state:
            state[f"{name}.bias"] = bias
    reader.dense()
    state["ends.weight"], state["ends.bias"] = reader.floats(1, width), reader.floats(1)
    of_style = [language for language, styles in TREEBANKS.items() for _ in styles]
    for which in (0, 1):
        state[f"styles.{which}.weight"] = torch.stack([own[language][which] for language in of_style])
    return tags, bundles, labels


def read_encoder(reader, state, packed):
    width, _, layers, _ = reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.floats(1)
    for _ in range(reader.unsigned()):
        reader.unsigned()
        reader.text()
    for _ in range(3):
        reader.unsigned()
    for _ in range(reader.unsigned()):
        reader.text()
        reader.floats(1)
    reader.bytes(reader.unsigned() * packed.width // 32 * 18)
    state["encoder.places"] = reader.floats(reader.unsigned(), width)

    def norm(name):
        state[f"{name}.weight"] = reader.floats(width)
        state[f"{name}.bias"] = reader.floats(width)

    norm("encoder.norm")
    for number in range(layers):
        layer = f"encoder.layers.{number}"
        for name in LAYER:
            if name.startswith("norm"):
                norm(f"{layer}.{name}")
            else:
                state[f"{layer}.{name}.weight"], state[f"{layer}.{name}.bias"] = reader.matrix()
    state["mix"] = torch.log(torch.stack([reader.floats(layers + 1), reader.floats(layers + 1)]))
    norm("norms.0")
    norm("norms.1")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    for name in ["encoder", "pieces", "out"]:
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    reader = Reader(open(options.model, "rb").read())
    if reader.bytes(9) != MAGIC + bytes([VERSION]):
        raise SystemExit(f"{options.model}: not a careful model of this version")
    packed = Packed(options.encoder)
    kept = keep(packed, options.pieces)
    styles = sum(len(treebanks) for treebanks in TREEBANKS.values())
    width, state = reader.unsigned(), {"label_dependent.bias": None, "labels.bias": None}
    tags, bundles, labels = read_heads(reader, state, width)
    read_encoder(reader, state, packed)
    layers = state["mix"].shape[1] - 1
    network = Network(packed, kept, layers, 0.1, styles, len(tags), len(bundles), len(labels))
    # Of the root's one relation nothing is asked, so the file does not say what it was chosen by.
    state["root_label"] = network.root_label
    state["encoder.rows.weight"] = network.encoder.rows.weight
    network.load_state_dict(state)
    torch.save(dict(network=network.state_dict(), tags=tags, bundles=bundles, labels=labels, layers=layers, styles=styles),
               options.out)
    print(f"{options.out}: {reader.at} of {len(reader.data)} bytes read")


if __name__ == "__main__":
    main()
