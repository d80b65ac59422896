#!/usr/bin/env python3
"""Makes the tables of forms that training takes: which parts of speech the dictionaries give a form.

    pip download --no-deps lemminflect==0.2.3 && unzip lemminflect-0.2.3-py3-none-any.whl
    apt-get install hunspell-fr-classical          # 1:7.0
    training/forms.py en lemminflect/resources > training/forms.en.tsv
    training/forms.py fr /usr/share/hunspell   > training/forms.fr.tsv

Facts alone are taken over: a form and its parts of speech. English: the lookup tables of LemmInflect (MIT), which come
from the SPECIALIST Lexicon of the US National Library of Medicine. French: the spelling dictionary of Dicollecte and
Grammalecte (MPL 2.0), its inflections written out by the rules of its affix file.
"""
import collections
import csv
import gzip
import re
import sys
from pathlib import Path

ENGLISH = {"adj": "ADJ", "adv": "ADV", "aux": "AUX", "noun": "NOUN", "verb": "VERB", "propn": "PROPN"}
FRENCH = {"nom": "NOUN", "adj": "ADJ", "adv": "ADV", "npr": "PROPN", "prn": "PROPN", "patr": "PROPN",
          "v1": "VERB", "v2": "VERB", "v3": "VERB", "interj": "INTJ"}
HEADER = """# Forms and the parts of speech that dictionaries give them, for forms too rare in the treebanks. Made by forms.py, which
# names the sources.
#
# form: in small letters, but for proper nouns.
# tags: universal parts of speech.
#! form\ttags"""


def english(folder):
    """Every form of the lookup tables with its tags."""
    tags = collections.defaultdict(set)
    with gzip.open(folder / "lemma_lu.csv.gz", "rt", encoding="utf-8") as table:
        for form, tag, _ in csv.reader(table):
            tags[form].add(ENGLISH[tag])
    with gzip.open(folder / "infl_lu.csv.gz", "rt", encoding="utf-8") as table:
        for lemma, tag, *forms in csv.reader(table):
            tags[lemma].add(ENGLISH[tag])
            for form in re.split("[;/]", ";".join(forms)):
                if form and not form.startswith("<"):
                    tags[form].add(ENGLISH[tag])
    return tags


def suffix_rules(path):
    """The suffix rules of an affix file: for each flag what comes off, what comes on, and behind which ending."""
    rules = collections.defaultdict(list)
    long_flags = False
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if cells[:2] == ["FLAG", "long"]:
            long_flags = True
        if cells[:1] == ["SFX"] and len(cells) > 4:
            strip = "" if cells[2] == "0" else cells[2]
            add = cells[3].split("/")[0]
            kind = re.search(r"po:(\S+)", line)
            rules[cells[1]].append((strip, "" if add == "0" else add, re.compile(f"(?:{cells[4]})$"), kind and kind[1]))
    return rules, long_flags


def french(folder):
    """Every word of the dictionary with its inflections."""
    rules, long_flags = suffix_rules(folder / "fr.aff")
    tags = collections.defaultdict(set)
    for line in (folder / "fr.dic").read_text(encoding="utf-8").splitlines()[1:]:
        entry, _, notes = line.partition(" ")
        word, _, flags = entry.partition("/")
        found = {FRENCH[kind] for kind in re.findall(r"po:([a-z0-9]+?)(?:[_\s]|$)", notes) if kind in FRENCH}
        found |= {"VERB" for kind in re.findall(r"po:(v[0123])", notes)}
        if not found:
            continue
        tags[word] |= found
        flags = re.findall("..", flags) if long_flags else list(flags)
        for flag in flags:
            for strip, add, ending, kind in rules.get(flag, []):
                if ending.search(word) and word.endswith(strip):
                    tags[word[:len(word) - len(strip)] + add] |= found
    return tags


def main():
    language, folder = sys.argv[1], Path(sys.argv[2])
    tags = {"en": english, "fr": french}[language](folder)
    print(HEADER)
    for form in sorted(form for form in tags if form and "\t" not in form and " " not in form):
        print(form, " ".join(sorted(tags[form])), sep="\t")


if __name__ == "__main__":
    main()
