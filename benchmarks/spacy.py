#!/usr/bin/env python3
"""Trains spaCy on the files Selon is trained on and scores it on the same dev file, raw text to trees.

    python3 -m venv peers && peers/bin/pip install spacy==3.8.18
    export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
    peers/bin/python benchmarks/spacy.py --language fr --train ../shared/corpora/ud/fr_sequoia-train.conllu … \\
        --dev ../shared/corpora/ud/fr_sequoia-dev.conllu --words merged --folder spacy-fr --output spacy-fr.conllu

The pipeline is the one `spacy init config --optimize efficiency` makes: tagger of UPOS and features, trained
lemmatiser and parser on a shared tok2vec, no word vectors (they would be data the other side does not have); the
parser parts the sentences. spaCy stops when it gets no better on the tail of the first training file, which is held
out for that; the dev file is for the score alone: `selon eval analyse --system FILE`.

spaCy has no multiword tokens, so `--words` says what it is to read:

    merged  raw text, words of a multiword token merged into one (`spacy convert --merge-subtokens`): French `du` is
            one word and misses the two of the treebank;
    split   raw text, words as the treebank has them: for English, whose tokeniser parts `don't` by itself;
    gold    the treebank's own tokens and words, given in training and in the test, so that what it cannot split costs
            nothing. Selon and UDPipe read raw text and have no such help.
"""
import argparse
import os
import re
import subprocess
import sys
import time

# This file bears the library's name and must not be found in its place.
sys.path = [path for path in sys.path if os.path.abspath(path or ".") != os.path.dirname(os.path.abspath(__file__))]

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs

COMPONENTS = "morphologizer,trainable_lemmatizer,parser"
# Documents of several sentences, or the parser never sees where one ends.
SENTENCES = 10
# One sentence in so many of the first file is held out.
HELD_OUT = 20


def blocks(path):
    """The sentences of a CoNLL-U file, as text."""
    return [block for block in open(path, encoding="utf-8").read().strip().split("\n\n") if block]


def without_spaces(doc):
    """The same document with its words alone, which spaCy then trains on as they are instead of on its own tokens."""
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )


def convert(sentences, words, path):
    """What `spacy convert --n-sents 10` does, for sentences of several files."""
    docs = conllu_to_docs("\n\n".join(sentences), n_sents=SENTENCES, merge_subtokens=words == "merged", no_print=True)
    DocBin(docs=[without_spaces(doc) if words == "gold" else doc for doc in docs]).to_disk(path)


def train(options):
    """Trains into the folder."""
    first, *others = [blocks(path) for path in options.train]
    kept = len(first) - len(first) // HELD_OUT
    convert(first[:kept] + [block for other in others for block in other], options.words, f"{options.folder}/train.spacy")
    convert(first[kept:], options.words, f"{options.folder}/held-out.spacy")
    spacy_command = [sys.executable, "-m", "spacy"]
    config = f"{options.folder}/config.cfg"
    subprocess.run(
        spacy_command + ["init", "config", config, "--force", "--lang", options.language]
        + ["--pipeline", COMPONENTS, "--optimize", "efficiency"],
        check=True,
    )
    subprocess.run(
        spacy_command + ["train", config, "--output", options.folder]
        + ["--paths.train", f"{options.folder}/train.spacy", "--paths.dev", f"{options.folder}/held-out.spacy"]
        + ["--training.max_steps", str(options.max_steps)],
        check=True,
    )


def paragraphs(path):
    """The treebank's paragraphs, each a list of sentences."""
    found = []
    for block in blocks(path):
        if not found or re.search(r"^# (newpar|newdoc)", block, re.M):
            found.append([])
        found[-1].append(block)
    return found


def text_of(paragraph):
    return " ".join(re.search(r"^# text = (.*)$", block, re.M).group(1) for block in paragraph)


def gold_words(paragraph):
    """The syntactic words of a paragraph, and for the first word of a multiword token its form and number of words."""
    words, multiword = [], {}
    for line in "\n".join(paragraph).splitlines():
        cells = line.split("\t")
        if re.fullmatch(r"\d+-\d+", cells[0]):
            begin, end = map(int, cells[0].split("-"))
            multiword[len(words)] = (cells[1], end - begin + 1)
        elif cells[0].isdigit():
            words.append(cells[1])
    return words, multiword


def sentences(doc, multiword):
    """The tokens of each sentence without white space; one that ends inside a multiword token runs on to the next."""
    inside = {number for first, (_, length) in multiword.items() for number in range(first + 1, first + length)}
    found = []
    for sentence in doc.sents:
        if sentence.start not in inside:
            found.append([])
        found[-1] += [token for token in sentence if not token.is_space]
    return [tokens for tokens in found if tokens]


def head_of(token):
    """Its head that is no white space, None for a root."""
    while token.head.i != token.i:
        token = token.head
        if not token.is_space:
            return token
    return None


def conllu(doc, multiword):
    """The document as CoNLL-U. White space, a token to spaCy, is left out."""
    out = []
    for tokens in sentences(doc, multiword):
        number = {token.i: position + 1 for position, token in enumerate(tokens)}
        root = next((token.i for token in tokens if head_of(token) is None), tokens[0].i)
        for token in tokens:
            here = number[token.i]
            if token.i in multiword:
                form, length = multiword[token.i]
                out.append(f"{here}-{here + length - 1}\t{form}" + "\t_" * 8)
            head = head_of(token)
            if token.i == root:
                above, relation = 0, "root"
            else:
                above, relation = number.get(head.i if head else root, number[root]), token.dep_ or "dep"
                relation = "dep" if relation == "ROOT" else relation
            misc = "_" if token.whitespace_ else "SpaceAfter=No"
            cells = [here, token.text, token.lemma_ or "_", token.pos_ or "X", "_", str(token.morph) or "_"]
            out.append("\t".join(map(str, cells + [above, relation, "_", misc])))
        out.append("")
    return "\n".join(out) + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--language", required=True)
    arguments.add_argument("--train", nargs="*", help="none: the folder holds a trained model already")
    arguments.add_argument("--dev", required=True)
    arguments.add_argument("--words", choices=["merged", "split", "gold"], required=True)
    arguments.add_argument("--folder", required=True)
    arguments.add_argument("--output", required=True)
    arguments.add_argument("--max-steps", type=int, default=20000, help="spaCy's own bound is 20000")
    options = arguments.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    if options.train:
        begin = time.time()
        train(options)
        print(f"trained in {time.time() - begin:.0f} s")

    nlp = spacy.load(f"{options.folder}/model-best")
    found = paragraphs(options.dev)
    if options.words == "gold":
        given = [gold_words(paragraph) for paragraph in found]
        texts = [Doc(nlp.vocab, words=words) for words, _ in given]
        multiword = [multiword for _, multiword in given]
    else:
        texts = [text_of(paragraph) for paragraph in found]
        multiword = [{}] * len(texts)
    begin = time.process_time()
    docs = list(nlp.pipe(texts))
    seconds = time.process_time() - begin
    words = sum(not token.is_space for doc in docs for token in doc)
    print(f"{words} words in {seconds:.2f} s of one core: {words / seconds:.0f} words/s")
    with open(options.output, "w", encoding="utf-8") as output:
        for doc, joined in zip(docs, multiword):
            output.write(conllu(doc, joined))


if __name__ == "__main__":
    main()
