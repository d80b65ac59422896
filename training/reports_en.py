"""English reporting clauses: lists of words, and how they go together."""
from reports import Word, mark, statement

SENTENCES = 1600

# What reports. The past and the present have their forms by rule; behind a colon stands the past where it has not.
VERBS = """
accuse acknowledge add admit:admitted admonish advise affirm agree allege announce answer argue ask assert
assure believe blast boast brag:bragged caution charge chide claim clarify comment complain concede conclude confess
confirm contend contest continue counter cry:cried declare demand deny:denied deplore describe disclose dispute
elaborate emphasize enthuse estimate exclaim explain fear feel:felt forecast:forecast fret:fretted fume gloat grumble
guess gush hint hope imply:implied indicate inform insist joke jeer lament laugh maintain marvel mock moan mourn muse
mutter note object observe opine plead pledge point-out posit predict proclaim promise propose protest question quip:quipped rail
recall recount recommend reflect remark remember remind repeat reply:replied report respond retort reveal say:said scoff
scold shout shrug:shrugged sigh sneer snap:snapped speculate state stress suggest suspect swear:swore tell:told testify:testified
think:thought thunder tweet urge volunteer vow wail warn whisper wonder worry:worried write:wrote yell
"""
# How often one of these reports rather than any verb of the list.
COMMON = {None: 62, "say:said": 26, "add": 4, "tell:told": 5, "write:wrote": 3}

MEN = """Adrian Ahmed Alan Andrew Ben Brian Carlos Charles Chris Colin Craig Daniel David Derek Dmitri Donald Edward Eric
Frank Gary George Graham Greg Harry Henry Ian Ibrahim Jack James Jason Jeff Joel John Jonathan Joseph Keith Kenneth Kevin
Kyle Larry Luis Marcus Mark Martin Matthew Michael Nathan Neil Nigel Oliver Omar Patrick Paul Peter Philip Rajesh Ray
Richard Robert Roger Ryan Samuel Scott Simon Stephen Steve Thomas Timothy Todd Vincent Walter Wei William""".split()
WOMEN = """Abigail Alice Amanda Amy Andrea Angela Anna Barbara Beth Brenda Carol Caroline Catherine Christine Claire Cynthia
Deborah Diane Donna Dorothy Elena Elizabeth Ellen Emily Emma Fatima Fiona Frances Gloria Grace Hannah Heather Helen Irene
Jane Janet Jennifer Jessica Joan Judith Julia Karen Kate Kathleen Laura Linda Lisa Lucy Maria Margaret Martha Mary Megan
Melissa Mei Nancy Nicole Olga Pamela Patricia Priya Rachel Rebecca Ruth Sandra Sarah Sharon Sheila Susan Teresa Wendy""".split()
SURNAME_HEADS = """Ald Ash Bark Bell Black Brad Brant Cald Carl Cran Dal Den East Ell Far Fen Gar Gran Hal Ham Hart Hol
Kel Kings Lang Mar Mel Nor Os Pem Quin Rad Red Sher Stan Thorn Und Vern Wal Wex Whit Wood""".split()
SURNAME_TAILS = """bury by den field ford ham ier ison land ley man more o ov owski quist ridge ski son ston tano ter ton
vale well wick wood worth ez""".split()
PLACE_TAILS = "bridge burgh field ford ham haven mouth port stead ton view ville wich worth".split()
COMPANIES = """Norvelia Altera Calverton Dorsane Ferrovia Kelion Lumexa Orbitel Ostrava Senevia Terravia Volcana Arkana
Brenal""".split()
ACRONYMS = "CFVT SNPL UDR CGF FNER UNAS ONDH ADIR FDSA CNPE".split()
PEOPLE = """activist:activists adviser:advisers aide:aides analyst:analysts astronomer:astronomers attorney:attorneys
author:authors baker:bakers biologist:biologists captain:captains chairman:chairmen chairwoman:chairwomen
chancellor:chancellors coach:coaches colleague:colleagues commissioner:commissioners curator:curators critic:critics
dealer:dealers diplomat:diplomats director:directors doctor:doctors driver:drivers economist:economists editor:editors
engineer:engineers expert:experts farmer:farmers father:fathers firefighter:firefighters fisherman:fishermen
founder:founders geologist:geologists governor:governors historian:historians investigator:investigators judge:judges
lawmaker:lawmakers lawyer:lawyers lieutenant:lieutenants manager:managers mayor:mayors midwife:midwives minister:ministers
mother:mothers neighbor:neighbors nurse:nurses officer:officers official:officials opponent:opponents organizer:organizers
owner:owners pastor:pastors physician:physicians pilot:pilots player:players premier:premiers professor:professors
president:presidents prosecutor:prosecutors psychologist:psychologists researcher:researchers resident:residents
scientist:scientists senator:senators sheriff:sheriffs source:sources spokesman:spokesmen spokeswoman:spokeswomen
strategist:strategists student:students supporter:supporters survivor:survivors teacher:teachers trader:traders
treasurer:treasurers trustee:trustees veteran:veterans victim:victims volunteer:volunteers witness:witnesses worker:workers"""
GROUPS = """administration agency army association bank board cabinet campaign club coalition committee company council
court department embassy family federation firm foundation government group hospital institute league lender maker
ministry network newspaper office opposition organization panel party report retailer school statement study team union
university website"""
FIELDS = """army bank campaign city climate club company defense energy finance government health hospital housing labor
opposition party police school state trade transport union university village"""
KINDS = """chief deputy federal former foreign local military national regional retired senior""".split()
THINGS = """accord ban bill budget claim closure contract cut deal decision delay draft fine merger plan policy probe
proposal reform report response result ruling sale strategy strike tax vote warning""".split()
JUDGEMENTS = """absurd brutal cavalier costly cruel excessive fair harmful historic late misleading necessary premature
reckless risky unfair useful""".split()
TRANSITIVE = """announce attack back blast condemn contest criticize defend delay demand denounce deny:denied dismiss dispute
fear hail limit mock mull order plan pledge praise probe protest question reject report slam:slammed study support target
tout urge vote warn welcome"""
JUDGING = "brand call consider deem find:found label think:thought".split()
HEADLINES = """accept approve ban:banned block boost change close cut:cut drop:dropped end face halt hit:hit lead:led lift lose:lost
meet:met miss offer open pass pay:paid press raise rally:rallied reach reopen return seek:sought sell:sold sign trim:trimmed
unveil win:won"""
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

JOINED = {}


def elided(forms, tags):
    """English elides nothing; `a` becomes `an` before a vowel."""
    return ["an" if form == "a" and forms[at + 1][0] in "aeiou" and not forms[at + 1].startswith(("union", "univ", "useful")) else form
            for at, form in enumerate(forms)]


def glued(form, following, text):
    """Whether no space stands between two words."""
    opens = form == '"' and text.count('"') % 2 == 0
    closes = following == '"' and text.count('"') % 2 == 1
    return form == "“" or opens or closes or following in {",", ".", "”", "'s"}


def feats(word, form):
    return word.feats


def proper(form):
    return Word(form, form, "PROPN", "Number=Sing")


def noun(form, lemma=None, number="Sing"):
    return Word(form, lemma or form, "NOUN", f"Number={number}")


def article(definite):
    return Word("the", "the", "DET", "Definite=Def|PronType=Art") if definite else Word("a", "a", "DET", "Definite=Ind|PronType=Art")


def adposition(form, word):
    word.before.insert(0, ("case", Word(form, form, "ADP")))
    return word


def adjective(form):
    return Word(form, form, "ADJ", "Degree=Pos")


def surname(random):
    return proper(random.pick(SURNAME_HEADS) + random.pick(SURNAME_TAILS))


def place(random):
    return proper(random.pick(SURNAME_HEADS) + random.pick(PLACE_TAILS))


def name(random):
    """A name of one or two words."""
    if random.often(30):
        found = surname(random)
        if random.often(25):
            title = random.pick(["Mr.", "Ms.", "Dr."])
            found.before.append(("nmod:desc", Word(title, title, "PROPN", "Number=Sing")))
        return found
    found = proper(random.pick(random.pick([MEN, WOMEN])))
    found.after.append(("flat", surname(random)))
    return found


def person(random, plural=False):
    """A common noun of a person without its article."""
    singular, _, several = random.pick(PEOPLE.split()).partition(":")
    found = noun(several, singular, "Plur") if plural else noun(singular)
    if random.often(30):
        found.before.append(("compound", noun(random.pick(FIELDS.split()))))
    elif random.often(20):
        found.before.append(("amod", adjective(random.pick(KINDS))))
    if random.often(25):
        found.after.append(("nmod", adposition(random.pick(["of", "for", "at"]), group(random)[0])))
    return found


def group(random):
    """An organisation, named or not."""
    kind = random.below(10)
    if kind < 3:
        return proper(random.pick(COMPANIES + ACRONYMS)), "Sing"
    found = noun(random.pick(GROUPS.split()))
    if random.often(25):
        found.before.append(("compound", noun(random.pick(FIELDS.split()))))
    if random.often(25):
        owner = place(random)
        owner.after.append(("case", Word("'s", "'s", "PART")))
        found.before.insert(0, ("nmod:poss", owner))
    else:
        found.before.insert(0, ("det", article(not random.often(25))))
    return found, "Sing"


def aside(head, relation, word):
    """Sets something apart with a comma before it."""
    word.before.insert(0, ("punct", mark(",")))
    head.after.append((relation, word))


def named(random):
    """A name, often with an age, what the person is, or an office in front."""
    head = name(random)
    kind = random.below(10)
    if kind < 2:
        years = str(18 + random.below(75))
        aside(head, "amod", Word(years, years, "NUM", "NumForm=Digit|NumType=Card"))
    if kind in (1, 2, 3, 4):
        what = person(random)
        if random.often(50):
            what.before.insert(0, ("det", article(random.often(60))))
        aside(head, "appos", what)
    if kind in (5, 6) and not head.before:
        office = person(random)
        office.after = []
        head.before.append(("nmod:desc", office))
    return head


def titled(random):
    head = person(random)
    head.before.insert(0, ("det", article(not random.often(35))))
    if random.often(30):
        full = proper(random.pick(random.pick([MEN, WOMEN])))
        full.after.append(("flat", surname(random)))
        aside(head, "appos", full)
    return head


def subject(random):
    """Who reports: the word with what depends on it, and its number."""
    kind = random.weighted({"named": 34, "titled": 24, "group": 18, "several": 16, "one of": 4, "police": 4})
    if kind == "named":
        return named(random), "Sing"
    if kind == "titled":
        return titled(random), "Sing"
    if kind == "group":
        return group(random)
    if kind == "police":
        return noun("police", "police", "Plur"), "Plur"
    if kind == "one of":
        one = Word("one", "one", "NUM", "NumForm=Word|NumType=Card")
        others = person(random, plural=True)
        others.before.insert(0, ("det", article(True)))
        one.after.append(("nmod", adposition("of", others)))
        return one, "Sing"
    found = person(random, plural=True)
    front = random.below(10)
    if front < 4:
        found.before.insert(0, ("det", article(True)))
    elif front < 5:
        found.before.insert(0, ("nummod", Word("two", "two", "NUM", "NumForm=Word|NumType=Card")))
    return found, "Plur"


def past_of(entry):
    lemma, _, past = entry.partition(":")
    return past or (lemma + "d" if lemma.endswith("e") else lemma + "ed")


def present_of(lemma):
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("ss", "sh", "ch", "x")) else "s")


PARTICIPLES = {"wrote": "written", "swore": "sworn"}


def verb(random, entry, number, simple):
    """A verb with its auxiliary. `simple` allows none."""
    entry, _, particle = entry.partition("-")
    lemma = entry.partition(":")[0]
    tense = random.weighted({"Past": 66, "Pres": 26, "has": 0 if simple else 8})
    if tense == "has":
        form = "has" if number == "Sing" else "have"
        had = random.often(30)
        bearer = Word("had" if had else form, "have", "AUX",
                      f"Mood=Ind|Number={number}|Person=3|Tense={'Past' if had else 'Pres'}|VerbForm=Fin")
        past = past_of(entry)
        head = Word(PARTICIPLES.get(past, past), lemma, "VERB", "Tense=Past|VerbForm=Part", before=[("aux", bearer)])
    else:
        form = past_of(entry) if tense == "Past" else present_of(lemma) if number == "Sing" else lemma
        head = Word(form, lemma, "VERB", f"Mood=Ind|Number={number}|Person=3|Tense={tense}|VerbForm=Fin")
    if particle:
        head.after.append(("compound:prt", Word(particle, particle, "ADP")))
    return head


def adjunct(random):
    """When, where, how: the relation and the word."""
    kind = random.below(6)
    if kind < 2:
        return "obl", adposition("on", proper(random.pick(WEEKDAYS)))
    if kind < 3:
        return "obl:unmarked", proper(random.pick(WEEKDAYS))
    if kind < 5:
        what = noun(random.pick(["statement", "letter", "email", "interview", "post", "speech", "report"]))
        what.before.append(("det", article(False)))
        return "obl", adposition("in", what)
    return "obl", adposition("in", place(random))


def reporting(random):
    """A clause without its marks: the verb with subject and adjuncts."""
    entry = random.weighted(COMMON) or random.pick(VERBS.split())
    if random.often(14):
        form, number, sexed = random.pick([("he", "Sing", "Masc"), ("she", "Sing", "Fem"), ("they", "Plur", None)])
        head = verb(random, entry, number, False)
        who = Word(form, form, "PRON", f"Case=Nom|{f'Gender={sexed}|' if sexed else ''}Number={number}|Person=3|PronType=Prs")
        behind_verb = False
    else:
        who, number = subject(random)
        behind_verb = not entry.startswith("tell") and random.often(50)
        head = verb(random, entry, number, behind_verb)
    if entry.startswith("tell"):
        told = Word("reporters", "reporter", "NOUN", "Number=Plur") if random.often(60) else group(random)[0]
        head.after.append(("iobj", told))
    if behind_verb:
        head.after.append(("nsubj", who))
    else:
        if any(word.form == "," for word, _, _ in who.rows("nsubj")):
            who.after.append(("punct", mark(",")))
        head.before.insert(0, ("nsubj", who))
    if random.often(28):
        if behind_verb and any(word.form == "," for word, _, _ in who.rows("nsubj")):
            who.after.append(("punct", mark(",")))
        head.after.append(adjunct(random))
    return head


QUOTES = {None: 40, ('"', '"'): 34, ("“", "”"): 26}


def behind(random, clause):
    """`*, said the mayor.`: what is reported depends on the verb."""
    marks = random.weighted(QUOTES)
    what = statement()
    if marks:
        what.before.append(("punct", mark(marks[0])))
    what.after.append(("punct", mark(",")))
    if marks:
        what.after.append(("punct", mark(marks[1])))
    clause.before.insert(0, ("ccomp", what))
    if not random.often(7):
        clause.after.append(("punct", mark(".")))
    return clause


def between(random, clause):
    """`*, said the mayor, *.`: the verb stands beside what is reported."""
    marks = random.weighted(QUOTES)
    root, rest = statement(), statement()
    if marks:
        root.before.append(("punct", mark(marks[0])))
        root.after += [("punct", mark(",")), ("punct", mark(marks[1]))]
    else:
        clause.before.insert(0, ("punct", mark(",")))
    clause.after.append(("punct", mark(",")))
    if marks:
        rest.before.append(("punct", mark(marks[0])))
    root.after += [("parataxis", clause), ("goeswith", rest), ("punct", mark("."))]
    if marks:
        root.after.append(("punct", mark(marks[1])))
    return root


def plain(random):
    """`Farmers call the plan "reckless".`, `The mayor contests the ruling`."""
    who, number = subject(random)
    judging = random.often(40)
    head = verb(random, random.pick(JUDGING if judging else TRANSITIVE.split()), number, False)
    if any(word.form == "," for word, _, _ in who.rows("nsubj")):
        who.after.append(("punct", mark(",")))
    first = who.rows("nsubj")[0][0]
    first.form = first.form[0].upper() + first.form[1:]
    head.before.insert(0, ("nsubj", who))
    what = noun(random.pick(THINGS))
    if not judging and random.often(30):
        what.before.append(("amod", adjective(random.pick(JUDGEMENTS))))
    if random.often(25):
        what.before.append(("compound", noun(random.pick(FIELDS.split()))))
    what.before.insert(0, ("det", article(not random.often(25))))
    head.after.append(("obj", what))
    if judging:
        verdict = adjective(random.pick(JUDGEMENTS))
        marks = random.weighted(QUOTES)
        if marks:
            verdict.before.append(("punct", mark(marks[0])))
            verdict.after.append(("punct", mark(marks[1])))
        head.after.append(("xcomp", verdict))
    if not random.often(35):
        head.after.append(("punct", mark(".")))
    return head


def headline(random):
    """`Mayor slams "reckless" bypass plan`: in the present, without articles."""
    number = "Plur" if random.often(45) else "Sing"
    kind = random.below(3)
    who = surname(random) if kind == 0 and number == "Sing" else place(random) if kind == 1 and number == "Sing" else person(random, number == "Plur")
    if random.often(60):
        who.after = []
    first = who.rows("nsubj")[0][0]
    first.form = first.form[0].upper() + first.form[1:]
    entry = random.pick((TRANSITIVE + " " + HEADLINES).split())
    lemma = entry.partition(":")[0]
    head = Word(present_of(lemma) if number == "Sing" else lemma, lemma, "VERB", f"Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin")
    what = noun(random.pick(THINGS))
    if random.often(40):
        judged = adjective(random.pick(JUDGEMENTS))
        marks = random.weighted(QUOTES)
        if marks:
            judged.before.append(("punct", mark(marks[0])))
            judged.after.append(("punct", mark(marks[1])))
        what.before.append(("amod", judged))
    if random.often(60):
        what.before.append(("compound", noun(random.pick(FIELDS.split()))))
    head.before.append(("nsubj", who))
    head.after.append(("obj", what))
    if random.often(30):
        head.after.append(adjunct(random) if random.often(50) else ("obl", adposition(random.pick(["after", "over", "in", "despite"]), noun(random.pick(THINGS)))))
    return head


def sentence(random):
    kind = random.weighted({"behind": 50, "between": 26, "plain": 14, "headline": 10})
    if kind in ("plain", "headline"):
        return (plain if kind == "plain" else headline)(random)
    return (behind if kind == "behind" else between)(random, reporting(random))
