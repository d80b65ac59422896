#!/usr/bin/env python3
"""Makes the sentences that teach reporting clauses: treebanks hold hardly any, news is full of them.

    training/reports.py fr > training/reports.fr.conllu

Each sentence is put together from the lists below, all of them our own; names of people and places are made up. The word
`*` stands for the statement that is reported: training puts a treebank's sentence there, its full stop left out, and
where there are two, the sentence is parted between them. The annotation is that of the first treebank a language's
model is trained on: `parataxis:insert` in French-Sequoia.

The lists stand in reports_<language>.py; what follows is what they are written with.
"""
import importlib
import sys


class Random:
    """Numbers that are the same with every version of Python (splitmix64)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
        return ((z ^ z >> 31) * bound) >> 64

    def pick(self, items):
        return items[self.below(len(items))]

    def often(self, percent):
        return self.below(100) < percent

    def weighted(self, choices):
        """One of a dictionary's keys, as often as its number says."""
        at = self.below(sum(choices.values()))
        for choice, weight in choices.items():
            at -= weight
            if at < 0:
                return choice
        raise AssertionError("weights add up")


class Word:
    """A word with what depends on it before and behind it: pairs of a relation and a word."""

    def __init__(self, form, lemma, upos, feats="_", before=(), after=()):
        self.form, self.lemma, self.upos, self.feats = form, lemma, upos, feats
        self.before, self.after = list(before), list(after)

    def rows(self, relation):
        """The words of the tree in order, each with the one it depends on and how."""
        rows = []
        for deprel, word in self.before:
            rows += [(w, self if head is None else head, rel) for w, head, rel in word.rows(deprel)]
        rows.append((self, None, relation))
        for deprel, word in self.after:
            rows += [(w, self if head is None else head, rel) for w, head, rel in word.rows(deprel)]
        return rows


STATEMENT = "*"


def statement():
    return Word(STATEMENT, "_", "X")


def mark(form):
    return Word(form, form, "PUNCT")


def conllu(tree, language):
    """A sentence of CoNLL-U; the language says which words grow together and where no space stands."""
    rows = tree.rows("root")
    forms = language.elided([word.form for word, _, _ in rows], [word.upos for word, _, _ in rows])
    numbers = {id(word): number for number, (word, _, _) in enumerate(rows, 1)}
    lines, text, skip = [], "", 0
    for number, (word, head, relation) in enumerate(rows, 1):
        last = number == len(rows)
        joined = None if last or skip else language.JOINED.get((forms[number - 1].lower(), forms[number], rows[number][0].upos))
        glued = not last and language.glued(forms[number - 1], forms[number], text)
        if joined:
            after = number + 1 < len(rows) and language.glued(forms[number], forms[number + 1], text)
            lines.append("\t".join([f"{number}-{number + 1}", joined] + ["_"] * 7 + ["SpaceAfter=No" if after else "_"]))
            text += joined + ("" if after else " ")
            skip = 2
        elif not skip:
            text += forms[number - 1] + ("" if glued else " ")
        misc = "SpaceAfter=No" if glued and not skip else "_"
        skip = max(0, skip - 1)
        lines.append("\t".join([str(number), forms[number - 1], word.lemma, word.upos, "_", language.feats(word, forms[number - 1]),
                                str(numbers[id(head)] if head else 0), relation, "_", misc]))
    return "\n".join([f"# text = {text.strip()}"] + lines) + "\n"


def main():
    language = importlib.import_module(f"reports_{sys.argv[1]}")
    random = Random(1)
    print("# Reporting clauses made by reports.py, which says what they are.\n")
    for _ in range(language.SENTENCES):
        print(conllu(language.sentence(random), language))


if __name__ == "__main__":
    main()
