"""Treebanks as the encoder learns from them: windows of sentences that follow each other, varied a little every time."""
import random
import unicodedata
from dataclasses import dataclass, field, replace

# As many words the analyser gives a sentence at most.
LONGEST = 160


@dataclass
class Word:
    """A syntactic word. `head` counts from 0 in its sentence and is -1 for the root."""
    form: str
    spaced: bool
    upos: str
    feats: str
    head: int
    label: str


@dataclass
class Sentence:
    words: list = field(default_factory=list)
    begins: bool = False  # a paragraph or a document


def sentences(path):
    """The sentences of a CoNLL-U file."""
    found, here, glued, token = [], Sentence(), False, (0, 0, False)
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith(("# newdoc", "# newpar")):
            here.begins = True
        cells = line.split("\t")
        if not line and here.words:
            found.append(here)
            here, glued, token = Sentence(), False, (0, 0, False)
        if len(cells) != 10 or "." in cells[0]:
            continue
        unspaced = "SpaceAfter=No" in cells[9]
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            token = (first, last, unspaced)
            continue
        number = int(cells[0])
        label = cells[7] if cells[7] else "dep"
        here.words.append(Word(cells[1], not glued, cells[3], cells[5] if cells[5] != "_" else "",
                               int(cells[6]) - 1, label))
        # The words of a contraction stand apart, as the analyser hands them on.
        inside = token[0] <= number <= token[1]
        glued = (number == token[1] and token[2]) if inside else unspaced
    if here.words:
        found.append(here)
    return [sentence for sentence in found if len(sentence.words) <= LONGEST]


def reported(told, reports):
    """Sentences that report others: `*` in a report stands for a sentence of `told`, as in `selon train --reports`."""
    fit = [sentence.words for sentence in told if is_statement(sentence.words)]
    made = []
    for number, report in enumerate(reports):
        places = [at for at, word in enumerate(report.words) if word.form == "*"]
        statement = fit[number * 7 % len(fit)]
        if not places:
            made.append(report)
        elif len(places) == 1:
            made.append(Sentence(placed(report.words, places, [statement[:-1]])))
        else:
            cuts = [at + 1 for at, word in enumerate(statement) if word.form == "," and 2 < at < len(statement) - 4]
            if cuts:
                cut = cuts[number % len(cuts)]
                made.append(Sentence(placed(report.words, places, [statement[:cut - 1], statement[cut:-1]])))
    return made


def is_statement(words):
    """A sentence of a subject and a verb that ends with a full stop, and reports or quotes nothing itself."""
    root = next((at for at, word in enumerate(words) if word.head < 0), None)
    if root is None or not 4 < len(words) < 40 or words[-1].form != "." or words[-1].head != root:
        return False
    below = [word for word in words if word.head == root]
    finite = any("VerbForm=Fin" in word.feats for word in [words[root]] + [w for w in below if w.upos == "AUX"])
    apart = any(w.label.startswith("parataxis") or set(w.form) & set('"«»“”') for w in words)
    return finite and not apart and any(word.label.startswith("nsubj") for word in below)


def placed(report, places, parts):
    """The words of a report with the parts of a statement in their places. A comma that a cut took away is not missed:
    the report has its own."""
    order, origin, starts, begun = [], {}, [], 0
    for part in parts:
        starts.append(begun)
        begun += len(part) + 1  # the comma of the cut
    all_words = [word for part in parts for word in part + [None]]
    for at, word in enumerate(report):
        if at not in places:
            origin["report", at] = len(order)
            order.append(("report", at))
            continue
        which = places.index(at)
        for number in range(starts[which], starts[which] + len(parts[which])):
            origin["statement", number] = len(order)
            order.append(("statement", number))
    root = next(at for at, word in enumerate(all_words) if word is not None and word.head < 0)
    stand_in = report[places[0]]
    of_report = lambda head: -1 if head < 0 else origin.get(("report", head), origin[("statement", root)])
    of_statement = lambda head: origin.get(("statement", head), origin[("statement", root)])
    made = []
    for kind, number in order:
        if kind == "report":
            word = report[number]
            made.append(replace(word, head=of_report(word.head)))
        elif number == root:
            made.append(replace(all_words[number], head=of_report(stand_in.head), label=stand_in.label))
        else:
            made.append(replace(all_words[number], head=of_statement(all_words[number].head)))
    for place, kind in enumerate(order):
        if kind[0] == "statement" and (place == 0 or order[place - 1][0] == "report"):
            at = places[0] if kind[1] == 0 else places[-1]
            made[place] = replace(made[place], spaced=report[at].spaced)
    return made


def bare(text):
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def small(words, draw):
    """In small letters: so the analyser hands on what stands in capitals throughout, which say nothing there. Half of what is in
    capitals has no accents."""
    way = (lambda form: bare(form).lower()) if draw.random() < 0.5 else str.lower
    return [replace(word, form=way(word.form)) for word in words]


def unaccented(words, _):
    return [replace(word, form=bare(word.form)) for word in words]


def title(words, _):
    """As headlines in English have it: all words but the small ones in capitals, and no full stop."""
    small = {"ADP", "DET", "CCONJ", "SCONJ", "PART"}
    cased = [word if word.upos in small and at else replace(word, form=word.form[:1].upper() + word.form[1:])
             for at, word in enumerate(words)]
    return unstopped(cased, None)


def unstopped(words, _):
    """Without the full stop, as headlines and list items stand."""
    last = len(words) - 1
    ends = last > 1 and words[last].form == "." and all(word.head != last for word in words)
    return words[:-1] if ends else words


def quoted(words, draw):
    """Other quotation marks and apostrophes than the treebank prints."""
    pair = draw.choice(['""', "“”", "«»"])
    within, made = False, []
    for word in words:
        form = word.form
        if form in {'"', "“", "”", "«", "»", "``", "''"}:
            form, within = pair[1 if within else 0], not within
        elif "'" in form or "’" in form:
            form = form.replace("'", "’") if "'" in form else form.replace("’", "'")
        made.append(replace(word, form=form))
    return made


# How often each is done, French and English.
WAYS = [(small, 0.08, 0.06), (unaccented, 0.08, 0.01), (title, 0.02, 0.05), (unstopped, 0.03, 0.03), (quoted, 0.2, 0.2)]


def varied(window, language, draw):
    """The sentences of a window, now and then in another way of writing."""
    chance = draw.random()
    for way, french, english in WAYS:
        rate = french if language == "fr" else english
        if chance < rate:
            return [way(words, draw) for words in window]
        chance -= rate
    return window


def windows(sentences, room, draw):
    """Sentences that follow each other in one paragraph, up to a length in words drawn for each window."""
    found, here, limit = [], [], draw.randint(1, room)
    for sentence in sentences:
        size = sum(map(len, here)) + len(sentence.words)
        if here and (sentence.begins or size > limit):
            found.append(here)
            here, limit = [], draw.randint(1, room)
        here.append(sentence.words)
    return found + [here] if here else found
