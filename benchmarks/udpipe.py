#!/usr/bin/env python3
"""Trains UDPipe 1 on the files Selon is trained on and scores it on the same dev file, raw text to trees.

    python3 -m venv peers && peers/bin/pip install ufal.udpipe==1.4.0.1
    peers/bin/python benchmarks/udpipe.py --train ../shared/corpora/ud/fr_sequoia-train.conllu … \\
        --dev ../shared/corpora/ud/fr_sequoia-dev.conllu --model udpipe-fr.model --output udpipe-fr.conllu

UDPipe is trained by its own trainer with the options of its published UD 2.x models, but for the number of rounds, which is
cut down (one round of the tagger takes minutes), and without word embeddings (they would be data the other side does not
have). The output is scored with `selon eval analyse --system FILE`.
"""
import argparse
import re
import time

from ufal.udpipe import Model, Pipeline, ProcessingError, Sentence, Sentences, InputFormat, Trainer

TOKENIZER = "epochs=30;dropout=0.1;early_stopping=1"
TAGGER = "models=2;templates_1=tagger;guesser_suffix_rules_1=12;guesser_enrich_dictionary_1=6;iterations_1=6;" \
    "templates_2=lemmatizer;guesser_suffix_rules_2=6;guesser_enrich_dictionary_2=4;iterations_2=2"
PARSER = "iterations=10;embedding_upostag=20;embedding_feats=20;embedding_deprel=20;embedding_form=50;" \
    "embedding_lemma=0;use_gold_tags=0;learning_rate=0.02;learning_rate_final=0.001;l2=0.3;hidden_layer=200;" \
    "batch_size=10;transition_system=projective;transition_oracle=dynamic"


def sentences(path):
    """The sentences of a CoNLL-U file as UDPipe holds them."""
    reader = InputFormat.newConlluInputFormat()
    reader.setText(open(path, encoding="utf-8").read())
    error = ProcessingError()
    found = Sentences()
    sentence = Sentence()
    while reader.nextSentence(sentence, error):
        found.push_back(sentence)
        sentence = Sentence()
    if error.occurred():
        raise SystemExit(f"{path}: {error.message}")
    return found


def raw_text(path):
    """The text of a treebank as the shared task gives it: sentences joined by spaces, paragraphs by blank lines."""
    text = ""
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        line = re.search(r"^# text = (.*)$", block, re.M)
        if line:
            new = re.search(r"^# (newpar|newdoc)", block, re.M)
            text += ("\n\n" if new and text else " " if text else "") + line.group(1)
    return text


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", nargs="+", required=True)
    arguments.add_argument("--dev", required=True)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--output", required=True)
    options = arguments.parse_args()

    train = Sentences()
    for path in options.train:
        for sentence in sentences(path):
            train.push_back(sentence)
    error = ProcessingError()
    begin = time.time()
    model = Trainer.train("morphodita_parsito", train, Sentences(), TOKENIZER, TAGGER, PARSER, error)
    if error.occurred():
        raise SystemExit(error.message)
    open(options.model, "wb").write(model.encode("utf-8", "surrogateescape") if isinstance(model, str) else model)
    print(f"trained in {time.time() - begin:.0f} s")

    loaded = Model.load(options.model)
    pipeline = Pipeline(loaded, "tokenize", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
    text = raw_text(options.dev)
    begin = time.process_time()
    output = pipeline.process(text, error)
    seconds = time.process_time() - begin
    words = sum(1 for line in output.splitlines() if re.match(r"\d+\t", line))
    print(f"{words} words in {seconds:.2f} s of one core: {words / seconds:.0f} words/s")
    open(options.output, "w", encoding="utf-8").write(output)


if __name__ == "__main__":
    main()
