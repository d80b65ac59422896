"""French reporting clauses: lists of words, and how they go together."""
from reports import Word, mark, statement

SENTENCES = 1600

# What reports. A verb in -er has its forms by rule; behind a colon stands the present where the rule does not give it.
REGULAR = """
 achever acquiescer  affirmer ajouter alléguer:allègue  annoncer appuyer:appuie argumenter
arguer articuler assurer attaquer attester avancer avouer balayer:balaie blâmer bougonner cingler citer claironner
clamer clarifier commenter compléter:complète concéder:concède confesser confier confirmer conseiller considérer:considère
constater contester continuer corriger crier critiquer cracher décider déclarer décrypter déplorer désapprouver
dénoncer demander démentir:dément détailler diagnostiquer    éclairer écarter égrener:égrène
énumérer:énumère énoncer entonner épingler espérer:espère  estimer évaluer évoquer  exiger
expliciter expliquer exposer fanfaronner formuler fulminer fustiger glisser gronder grincer grommeler:grommelle hasarder
hurler imaginer  indiquer informer insinuer insister interroger invoquer ironiser jubiler juger jurer justifier
lâcher lancer  marmonner marteler:martèle maugréer:maugrée menacer mentionner minimiser murmurer narrer nier noter
nuancer objecter observer  ordonner parier pavoiser penser pérorer pester philosopher plaider plaisanter
pointer préciser prétexter préconiser  pressentir:pressent prêcher professer proclamer pronostiquer 
proposer protester questionner raconter railler râler rager rappeler:rappelle rapporter rassurer raisonner rectifier
récapituler réclamer recommander refuser regretter relater relativiser relever:relève remarquer renchérir:renchérit
répéter:répète répliquer reprocher résumer rétorquer:rétorque révéler:révèle rêver ricaner riposter ronchonner
s'agacer s'alarmer s'amuser s'étonner s'écrier s'émerveiller s'emporter s'énerver s'enthousiasmer 
s'exclamer certifier enchaîner redouter s'excuser s'impatienter s'indigner s'inquiéter:inquiète s'insurger s'interroger  se-consoler
se-demander se-désoler se-féliciter se-flatter se-justifier se-lamenter se-moquer se-persuader se-rappeler:rappelle
se-remémorer:remémore se-rassurer se-résigner se-targuer se-vanter sermonner signaler  souffler souhaiter
souligner soupirer spéculer  suggérer:suggère supplier supposer supputer  témoigner tempérer:tempère
tempêter théoriser tonner trancher trompeter:trompette vanter vitupérer:vitupère vociférer:vocifère
"""
# The infinitive, the present of one and of several, the participle, the imperfect.
IRREGULAR = """
admettre admet admettent admis admettait
apprendre apprend apprennent appris apprenait
avertir avertit avertissent averti avertissait
conclure conclut concluent conclu concluait
convenir convient conviennent convenu convenait
craindre craint craignent craint craignait
croire croit croient cru croyait
décrire décrit décrivent décrit décrivait
démentir dément démentent démenti démentait
dire dit disent dit disait
dire dit disent dit disait
écrire écrit écrivent écrit écrivait
gémir gémit gémissent gémi gémissait
maintenir maintient maintiennent maintenu maintenait
poursuivre poursuit poursuivent poursuivi poursuivait
pressentir pressent pressentent pressenti pressentait
prédire prédit prédisent prédit prédisait
prétendre prétend prétendent prétendu prétendait
prévenir prévient préviennent prévenu prévenait
prévoir prévoit prévoient prévu prévoyait
promettre promet promettent promis promettait
reconnaître reconnaît reconnaissent reconnu reconnaissait
redire redit redisent redit redisait
réagir réagit réagissent réagi réagissait
réfléchir réfléchit réfléchissent réfléchi réfléchissait
renchérir renchérit renchérissent renchéri renchérissait
répondre répond répondent répondu répondait
reprendre reprend reprennent repris reprenait
rugir rugit rugissent rugi rugissait
s'attendrir attendrit attendrissent attendri attendrissait
s'enorgueillir enorgueillit enorgueillissent enorgueilli enorgueillissait
se-défendre défend défendent défendu défendait
se-plaindre plaint plaignent plaint plaignait
se-réjouir réjouit réjouissent réjoui réjouissait
se-souvenir souvient souviennent souvenu souvenait
sourire sourit sourient souri souriait
défendre défend défendent défendu défendait
soutenir soutient soutiennent soutenu soutenait
surenchérir surenchérit surenchérissent surenchéri surenchérissait
"""
# Verbs that another one helps: the helper with what comes between, and what it helps.
HELPED = """
croire: savoir deviner comprendre
dire: espérer craindre redouter regretter ignorer vouloir souhaiter comprendre attendre
vouloir: croire rassurer espérer savoir
tenir à: préciser rappeler souligner rassurer nuancer
faire: savoir valoir remarquer observer comprendre
finir par: admettre avouer lâcher reconnaître concéder
se contenter de: répondre indiquer glisser sourire
préférer: penser ironiser croire retenir
aimer: répéter rappeler dire raconter
oser: croire espérer avancer
devoir: admettre reconnaître concéder
"""
HELPERS = """
aimer aime aiment aimé aimait
croire croit croient cru croyait
devoir doit doivent dû devait
dire dit disent dit disait
faire fait font fait faisait
finir finit finissent fini finissait
oser ose osent osé osait
préférer préfère préfèrent préféré préférait
se-contenter contente contentent contenté contentait
tenir tient tiennent tenu tenait
vouloir veut veulent voulu voulait
"""
MEN = """Adrien Alain Ahmed Antoine Arnaud Aurélien Bastien Benoît Boris Bruno Cédric Christian Clément Damien Daniel
Denis Éric Étienne Fabien Florian François Frédéric Gaël Gilles Grégory Guillaume Hakim Hervé Hugo Ibrahim Jérôme Joël
Julien Karim Laurent Loïc Louis Luc Marc Mathieu Maxime Mehdi Michel Nicolas Olivier Pascal Patrick Paul Philippe Pierre
Rachid Raphaël Régis Rémi Romain Samuel Sébastien Serge Stéphane Sylvain Thierry Thomas Tristan Vincent Xavier Yann
Jean-Marc Jean-Luc Pierre-Yves Dmitri Andreas Marco John Mamadou""".split()
WOMEN = """Adèle Agnès Aïcha Alice Amélie Anne Aurélie Béatrice Brigitte Camille Caroline Cécile Céline Chantal Claire
Colette Corinne Delphine Édith Élise Émilie Estelle Fatima Florence Françoise Gaëlle Hélène Inès Isabelle Jeanne Julie
Karima Laure Léa Leïla Lucette Lucie Manon Margaux Marie Marion Mathilde Monique Nadia Nathalie Nicole Noémie Odile
Pauline Rachel Sabine Samira Sandrine Sarah Simone Solène Sophie Suzanne Sylvie Valérie Véronique Virginie Yasmina Zoé
Anne-Laure Marie-Christine Olga Petra Giulia Mary Awa""".split()
SURNAME_HEADS = """Larr Dubr Morv Caz Pell Brég Thouv March Vern Gast Herv Coust Delm Rouss Fabr Lamb Béch Chav Tourn
Ségu Maur Corb Duch Grann Barr Vig Lesc Ploug Kerv Sant Ost Bouss Nav Trem Jurs Quint""".split()
SURNAME_TAILS = "azet euil ier on and ec ot ard el in oux ac ault ois etti enko i ez amel eau".split()
PLACE_HEADS = "Aubr Vernoux Montigr Sauv Bess Cort Lanvoll Plougu Tarr Marg Échign Fontbl Rivar Castelm Orv Ussar".split()
PLACE_TAILS = "ives ac elle euil igny on ens iers as ec ault ine".split()
ORGANISATIONS = """Norvelia Altéris Calvani Dorsane Ferroval Kélian Lumexa Mobilis Ostréal Sanévia Terravie Volcane
Arkana Brénal""".split()
ACRONYMS = "CFVT SNPL UDR CGF FNER UNAS ONDH ADIR FDSA CNPE OIRM SRT".split()

# People: masculine and feminine, singular; the plural is made with s unless given behind a slash.
MEN_OF_OFFICE = """maire ministre préfet procureur avocat juge médecin chercheur sociologue historien agriculteur éleveur
viticulteur patron directeur président porte-parole/porte-parole secrétaire député sénateur conseiller élu opposant
militant syndicaliste riverain habitant voisin témoin policier gendarme pompier enseignant professeur étudiant
commerçant restaurateur boulanger pêcheur ouvrier retraité père frère prévenu suspect entraîneur joueur capitaine
sélectionneur athlète arbitre supporter chanteur cinéaste écrivain architecte ingénieur économiste analyste astronome
biologiste climatologue géologue vétérinaire fondateur diplomate ambassadeur négociateur observateur responsable
dirigeant cadre collègue ami proche participant manifestant bénévole locataire propriétaire passager conducteur pilote
navigateur expert spécialiste commissaire lieutenant colonel général/généraux chef adjoint candidat rapporteur gérant
artisan berger forestier garagiste traducteur épicier menuisier"""
WOMEN_OF_OFFICE = """maire ministre préfète procureure avocate juge médecin chercheuse sociologue historienne
agricultrice éleveuse viticultrice patronne directrice présidente porte-parole/porte-parole secrétaire députée sénatrice
conseillère élue opposante militante syndicaliste riveraine habitante voisine policière gendarme enseignante professeure
étudiante commerçante restauratrice boulangère ouvrière retraitée mère sœur fille victime entraîneuse joueuse capitaine
athlète chanteuse cinéaste écrivaine architecte ingénieure économiste analyste astronome biologiste climatologue
vétérinaire fondatrice diplomate ambassadrice responsable dirigeante collègue amie participante manifestante bénévole
locataire propriétaire passagère conductrice pilote experte spécialiste commissaire adjointe candidate gérante apicultrice
tresseuse doyenne infirmière sage-femme/sages-femmes source éditrice comédienne cheffe fleuriste potière"""
MEN_GROUPS = """gouvernement ministère parquet tribunal/tribunaux collectif syndicat groupe parti exécutif rectorat
hôpital/hôpitaux institut rapport quotidien journal/journaux hebdomadaire comité conseil club assureur constructeur
opérateur exploitant état-major/états-majors communiqué cabinet camp laboratoire distributeur transporteur musée
département site magazine fabricant"""
WOMEN_GROUPS = """préfecture mairie police gendarmerie association fédération entreprise société direction opposition
majorité armée université agence chaîne radio étude organisation commission présidence délégation ligue course banque
famille défense accusation intersyndicale ambassade chancellerie compagnie coopérative région métropole ville
coordination filière profession clinique"""
SEVERAL = """autorités:f secours:m enquêteurs:m médecins:m syndicats:m organisateurs:m riverains:m chercheurs:m auteurs:m
astronomes:m experts:m avocats:m proches:m parents:m pompiers:m élus:m médias:m responsables:m salariés:m éleveurs:m
scientifiques:m analystes:m associations:f agriculteurs:m professionnels:m soignants:m infirmières:f magistrats:m
observateurs:m écologistes:m diplomates:m témoins:m habitants:m manifestants:m villageois:m spécialistes:m"""
# What somebody is chief or spokesman of.
BODIES = """dossier:m usine:f étude:f club:m association:f groupe:m syndicat:m hôpital:m mission:f région:f ville:f
village:m parti:m exploitation:f enquête:f festival:m lycée:m port:m chantier:m coopérative:f fédération:f
établissement:m entreprise:f collectif:m département:m service:m institut:m laboratoire:m projet:m mouvement:m"""
# Adjectives: masculine, feminine.
KINDS = """local locale|municipal municipale|régional régionale|national nationale|américain américaine|allemand
allemande|britannique britannique|italien italienne|écologiste écologiste|agricole agricole|chargé chargée|sortant
sortante|européen européenne|indépendant indépendante|marin marine|voisin voisine|public publique|sportif sportive
""".replace("\n", " ")
JUDGEMENTS = """inacceptable inacceptable|cavalier cavalière|insuffisant insuffisante|irréaliste irréaliste|excessif
excessive|scandaleux scandaleuse|prématuré prématurée|nécessaire nécessaire|injuste injuste|dangereux dangereuse|utile
utile|encourageant encourageante|brutal brutale|absurde absurde|tardif tardive|trompeur trompeuse|fragile
fragile|historique historique""".replace("\n", " ")
JUDGING = """juger estimer trouver considérer:considère dire croire penser"""
# What is judged, denounced, asked for.
THINGS = """méthode:f projet:m décision:f accord:m mesure:f réforme:f texte:m plan:m loi:f proposition:f chantier:m
réponse:f calendrier:m fermeture:f baisse:f budget:m verdict:m procédure:f choix:m enquête:f résultat:m
stratégie:f rapport:m amende:f retard:m situation:f suppression:f vente:f construction:f annonce:f attaque:f
dispositif:m report:m"""
TRANSITIVE = """annoncer attaquer blâmer conseiller contester critiquer défendre dénoncer demander écarter exiger évoquer
fustiger juger justifier menacer nier nuancer pointer préconiser proposer redouter craindre promettre réclamer refuser
regretter relativiser saluer signer souhaiter soutenir vanter voter lancer repousser prévoir condamner bloquer marquer
reporter estimer commander trancher manifester"""
# What people say they have done, or not: the infinitive and the participle.
DONE = """voir:vu entendre:entendu comprendre:compris dire:dit prévoir:prévu demander:demandé recevoir:reçu perdre:perdu
promettre:promis décider:décidé changer:changé attendre:attendu tenter:tenté trouver:trouvé payer:payé signer:signé
cacher:caché oublier:oublié gagner:gagné accepter:accepté vérifier:vérifié entreprendre:entrepris lire:lu vendre:vendu
obtenir:obtenu prévenir:prévenu choisir:choisi subir:subi reconstruire:reconstruit sauver:sauvé"""
# Who speaks: the pronoun, its lemma and features, and how many they are in which person.
SPEAKERS = [("je", "moi", "Emph=No|Number=Sing|Person=1|PronType=Prs", "ai"),
            ("on", "on", "Number=Sing|Person=3|PronType=Ind", "a"),
            ("nous", "nous", "Number=Plur|Person=1|PronType=Prs", "avons"),
            ("ils", "eux", "Emph=No|Gender=Masc|Number=Plur|Person=3|PronType=Prs", "ont"),
            ("il", "lui", "Emph=No|Gender=Masc|Number=Sing|Person=3|PronType=Prs", "a")]
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
ADVERBS = "aussi également encore ainsi aussitôt déjà notamment toutefois d'ailleurs cependant".split()
VOWELS = "aeéèêiîoôuyœàâhAEÉÈIOÔUYH"

JOINED = {("de", "le", "DET"): "du", ("de", "les", "DET"): "des", ("à", "le", "DET"): "au", ("à", "les", "DET"): "aux"}
ELIDED = {"le": "l'", "la": "l'", "de": "d'", "se": "s'", "je": "j'", "ne": "n'"}


def elided(forms, tags):
    """`le`, `de`, `se` before a vowel."""
    done = list(forms)
    for at, (form, following) in enumerate(zip(forms, forms[1:])):
        if form.lower() in ELIDED and tags[at] != "NOUN" and following[0] in VOWELS and tags[at + 1] != "DET" \
                or form == "de" and following in ("un", "une", "eux", "elles"):
            short = ELIDED[form.lower()]
            done[at] = short if form.islower() else short.capitalize()
    return done


def glued(form, following, text):
    """Whether no space stands between two words."""
    opens = form == '"' and text.count('"') % 2 == 0
    closes = following == '"' and text.count('"') % 2 == 1
    return form.endswith("'") or form in "“" or opens or closes or following in {",", ".", "”"} or following.startswith("-")


def feats(word, form):
    """An elided article does not show its gender."""
    return word.feats.replace("Gender=Masc|", "").replace("Gender=Fem|", "") if word.upos == "DET" and form.endswith("'") else word.feats


def gender(sex):
    return {"m": "Masc", "f": "Fem"}[sex]


def article(sex, number="Sing", definite=True):
    if number == "Plur":
        form, lemma = ("les", "le") if definite else ("des", "un")
        return Word(form, lemma, "DET", f"Definite={'Def' if definite else 'Ind'}|Number=Plur|PronType=Art")
    form = {("m", True): "le", ("f", True): "la", ("m", False): "un", ("f", False): "une"}[sex, definite]
    return Word(form, "le" if definite else "un", "DET",
                f"Definite={'Def' if definite else 'Ind'}|Gender={gender(sex)}|Number=Sing|PronType=Art")


def possessive(sex, noun):
    form = "son" if sex == "m" or noun[0] in VOWELS else "sa"
    return Word(form, "son", "DET", ("" if form == "son" else "Gender=Fem|") + "Number=Sing|Poss=Yes")


def noun(form, lemma, sex, number="Sing", before=(), after=()):
    return Word(form, lemma, "NOUN", f"Gender={gender(sex)}|Number={number}", before, after)


def of(word, form="de"):
    word.before.insert(0, ("case", Word(form, form, "ADP")))
    return word


def given(random, sex):
    return Word(random.pick(MEN if sex == "m" else WOMEN), "", "PROPN", f"Gender={gender(sex)}|Number=Sing")


def surname(random):
    name = random.pick(SURNAME_HEADS) + random.pick(SURNAME_TAILS)
    return Word(name, name, "PROPN")


def person(random, sex):
    """A name of one or two words, with `M.` or `Mme` or without."""
    if random.often(12):
        title = Word("M." if sex == "m" else "Mme", "monsieur", "NOUN", f"Gender={gender(sex)}|Number=Sing")
        title.after.append(("nmod", surname(random)))
        return title
    name = surname(random) if random.often(12) else given(random, sex)
    name.lemma = name.form
    if name.feats != "_" and not random.often(6):
        name.after.append(("flat:name", surname(random)))
    return name


def place(random):
    name = random.pick(PLACE_HEADS) + random.pick(PLACE_TAILS)
    return Word(name, name, "PROPN", "Gender=Masc|Number=Sing" if random.often(40) else "_")


def words(text):
    return text.split()


def split_pairs(text):
    return [entry.split(":") for entry in text.split()]


def adjective(random, sex, number, kinds):
    masculine, feminine = random.pick(kinds.split("|")).split()
    form = masculine if sex == "m" else feminine
    if number == "Plur":
        form = form[:-2] + "aux" if form.endswith("al") else form if form.endswith(("s", "x")) else form + "s"
    sexed = f"Gender={gender(sex)}|" if masculine != feminine else ""
    return Word(form, masculine, "ADJ", f"{sexed}Number={number}")


def body(random):
    """`du club`, `de l'étude`, `d'Aubrives`."""
    if random.often(30):
        return of(place(random))
    form, sex = random.pick(split_pairs(BODIES))
    return of(noun(form, form, sex, before=[("det", article(sex))]))


def lemma_of(form, sex):
    """Treebanks give the masculine as the lemma where the noun has one."""
    ends = [("trice", "teur"), ("euse", "eur"), ("ienne", "ien"), ("ière", "ier"), ("gère", "ger"), ("ère", "er"), ("ète", "et")]
    if sex == "f" and form not in ("mère", "porte-parole", "athlète", "commissaire", "infirmière", "source", "victime", "sœur", "fille"):
        men = {entry.partition("/")[0] for entry in MEN_OF_OFFICE.split()}
        for feminine, masculine in ends + [("e", ""), ("ne", "")]:
            if form.endswith(feminine) and form[:len(form) - len(feminine)] + masculine in men:
                return form[:len(form) - len(feminine)] + masculine
    return form


def office(random, sex, number="Sing"):
    """A common noun of a person without its article."""
    form, _, plural = random.pick(words(MEN_OF_OFFICE if sex == "m" else WOMEN_OF_OFFICE)).partition("/")
    lemma = lemma_of(form, sex)
    if number == "Plur":
        form = plural or (form if form.endswith(("s", "x")) else form + "s")
    found = noun(form, lemma, sex, number)
    if random.often(15):
        found.after.append(("amod", adjective(random, sex, number, KINDS)))
    if random.often(35):
        found.after.append(("nmod", body(random)))
    return found


def aside(random, head, relation, word):
    """Sets something apart with a comma before it."""
    word.before.insert(0, ("punct", mark(",")))
    head.after.append((relation, word))


def age(random):
    years = str(18 + random.below(75))
    return noun("ans", "an", "m", "Plur", before=[("nummod", Word(years, years, "NUM", "NumType=Card"))])


def named(random, sex):
    """A name, often with an age and what the person is."""
    head = person(random, sex)
    if random.often(22):
        aside(random, head, "nmod", age(random))
    if random.often(35):
        what = office(random, sex)
        if random.often(25):
            what.before.insert(0, ("amod", Word("ancien" if sex == "m" else "ancienne", "ancien", "ADJ", f"Gender={gender(sex)}|Number=Sing")))
        if random.often(25):
            what.before.insert(0, ("det", article(sex)))
        aside(random, head, "appos", what)
    return head


def titled(random, sex):
    """`le maire`, `la procureure d'Aubrives, Édith Larrazet`, `son chef de file, …`, `le juge Paul Vernin`."""
    head = office(random, sex)
    front = possessive(sex, head.form) if random.often(15) else article(sex, definite=not random.often(25))
    if random.often(10) and sex == "m":
        head = noun("chef", "chef", "m", after=[("nmod", of(noun(*random.pick([("file", "file", "f"), ("service", "service", "m"), ("cuisine", "cuisine", "f")]))))])
        front = possessive("m", "chef") if random.often(50) else article("m")
    head.before.insert(0, ("det", front))
    if front.lemma != "un" and random.often(40):
        name = given(random, sex)
        name.lemma = name.form
        name.after.append(("flat:name", surname(random)))
        if len(head.after) or random.often(60):
            aside(random, head, "appos", name)
        else:
            head.after.append(("nmod", name))
    elif random.often(8):
        aside(random, head, "nmod", age(random))
    return head


def group(random):
    sex = random.pick("mf")
    form = random.pick(words(MEN_GROUPS if sex == "m" else WOMEN_GROUPS)).partition("/")[0]
    head = noun(form, form, sex, before=[("det", article(sex, definite=not random.often(12)))])
    if random.often(20):
        head.after.append(("amod", adjective(random, sex, "Sing", KINDS)))
    if random.often(30):
        head.after.append(("nmod", body(random)))
    return head, sex


def several(random):
    if random.often(30):
        sex = random.pick("mf")
        head = office(random, sex, "Plur")
    else:
        form, sex = random.pick(split_pairs(SEVERAL))
        lemma = form if form.endswith(("ois", "secours")) else form[:-1]
        head = noun(form, lemma, sex, "Plur")
        if random.often(20):
            head.after.append(("amod", adjective(random, sex, "Plur", KINDS)))
        if random.often(30):
            head.after.append(("nmod", body(random)))
    kind = random.below(10)
    if kind < 6:
        front = article(sex, "Plur")
    elif kind < 7:
        front = article(sex, "Plur", definite=False)
    elif kind < 8:
        front = Word("plusieurs", "plusieurs", "DET", "Number=Plur|PronType=Ind")
    elif kind < 9:
        front = Word("ses", "son", "DET", "Number=Plur|Poss=Yes")
    else:
        count = random.pick(["deux", "trois", "dix", "cinq"])
        head.before.insert(0, ("nummod", Word(count, count, "NUM", "NumType=Card")))
        return head, sex
    head.before.insert(0, ("det", front))
    return head, sex


def pronoun(form, lemma, sexed, number, kind):
    return Word(form, lemma, "PRON", f"{sexed}Number={number}|Person=3|PronType={kind}")


def indefinite(random):
    """`l'un d'eux`, `une source proche du dossier`, `certains`, `beaucoup`: the word, its sex and its number."""
    sex = random.pick("mf")
    choice = random.below(8)
    if choice < 3:
        them = Word("eux" if sex == "m" else "elles", "eux", "PRON", f"Emph=Yes|Gender={gender(sex)}|Number=Plur|Person=3|PronType=Prs")
        which = of(them) if random.often(60) else of(noun(*(("habitants", "habitant", "m", "Plur") if sex == "m" else ("participantes", "participant", "f", "Plur")), before=[("det", article(sex, "Plur"))]))
        one = pronoun("un" if sex == "m" else "une", "un", f"Gender={gender(sex)}|", "Sing", "Ind")
        if random.often(70):
            one.before.append(("det", article(sex)))
        one.after.append(("nmod", which))
        return one, sex, "Sing"
    if choice < 4:
        return Word("beaucoup", "beaucoup", "ADV"), "m", "Plur"
    if choice < 5:
        form, lemma, sexed = random.pick([("certains", "certain", "Gender=Masc|"), ("plusieurs", "plusieurs", "")])
        return pronoun(form, lemma, sexed, "Plur", "Ind"), "m", "Plur"
    if choice < 6:
        one = pronoun("celui-ci" if sex == "m" else "celle-ci", "celui-ci", f"Gender={gender(sex)}|", "Sing", "Dem")
        return one, sex, "Sing"
    what = noun("proche", "proche", "m") if choice < 7 else noun("source", "source", "f")
    sex = "m" if choice < 7 else "f"
    what.before.append(("det", article(sex, definite=False)))
    complement = body(random)
    if sex == "f":
        near = random.pick(["proche", "policière", "judiciaire", "diplomatique"])
        adj = Word(near, "policier" if near == "policière" else near, "ADJ", "Gender=Fem|Number=Sing" if near == "policière" else "Number=Sing")
        if near == "proche":
            adj.after.append(("obl:arg", complement))
        what.after.append(("amod", adj))
    else:
        what.after.append(("nmod", complement))
    return what, sex, "Sing"


def organisation(random):
    """A name of one word or an acronym, with its article or without."""
    if random.often(50):
        name = random.pick(ORGANISATIONS)
        return Word(name, name, "PROPN", "Gender=Masc|Number=Sing"), "m"
    name = random.pick(ACRONYMS)
    sex = random.pick("mf")
    # Before some letters nobody knows whether to elide.
    front = [] if name[0] in "FSNRLM" or name[0] in VOWELS else [("det", article(sex))]
    return Word(name, name, "PROPN", f"Gender={gender(sex)}|Number=Sing", before=front), sex


def subject(random):
    """Who reports: the word with what depends on it, its sex, its number."""
    kind = random.weighted({"named": 26, "titled": 28, "group": 14, "several": 14, "indefinite": 12, "organisation": 6})
    sex = random.pick("mf")
    if kind == "named":
        return named(random, sex), sex, "Sing"
    if kind == "titled":
        return titled(random, sex), sex, "Sing"
    if kind == "group":
        return *group(random), "Sing"
    if kind == "several":
        return *several(random), "Plur"
    if kind == "organisation":
        return *organisation(random), "Sing"
    return indefinite(random)


class Verb:
    """A verb in the third person: its forms, and whether it is reflexive."""

    def __init__(self, lemma, present, presents, participle, imperfect):
        self.reflexive = lemma.startswith(("se-", "s'"))
        self.lemma = lemma.removeprefix("se-").removeprefix("s'").split("-")[0]
        self.present, self.presents, self.participle, self.imperfect = present, presents, participle, imperfect


def regular(entry):
    lemma, _, present = entry.partition(":")
    bare = lemma.removeprefix("se-").removeprefix("s'")
    stem = bare[:-2]
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    present = present or stem + "e"
    return Verb(lemma, present, present + "nt", stem + "é", soft + "ait")


def verbs(table):
    return [Verb(*line.split()) for line in table.strip().splitlines()]


IRREGULAR_VERBS = verbs(IRREGULAR)
REPORTING = [regular(entry) for entry in REGULAR.split() if entry.partition(":")[0].endswith("er")] + IRREGULAR_VERBS
HELPER_VERBS = {verb.lemma: verb for verb in verbs(HELPERS)}
KNOWN = {verb.lemma: verb for verb in REPORTING if not verb.reflexive}


def known(entry):
    """The verb of an entry, which is in the lists above unless it is regular."""
    return KNOWN.get(entry.partition(":")[0]) or regular(entry)



def finite(form, lemma, upos, number, tense, mood="Ind"):
    return Word(form, lemma, upos, f"Mood={mood}|Number={number}|Person=3|Tense={tense}|VerbForm=Fin")


AUXILIARIES = {
    ("avoir", "Pres"): ("a", "ont"), ("avoir", "Imp"): ("avait", "avaient"), ("avoir", "Cnd"): ("aurait", "auraient"),
    ("être", "Pres"): ("est", "sont"), ("être", "Imp"): ("était", "étaient"), ("être", "Cnd"): ("serait", "seraient"),
}


def group_of(random, verb, sex, number):
    """A verb with its auxiliary and reflexive pronoun: the word they hang on, and the one that bears the person."""
    tense = random.weighted({"Pres": 52, "past": 34, "Imp": 8, "before": 4, "Cnd": 3})
    pronoun_ = [("expl:pv", Word("se", "soi", "PRON", "Person=3|PronType=Prs|Reflex=Yes"))] if verb.reflexive else []
    if tense == "Pres":
        head = finite(verb.present if number == "Sing" else verb.presents, verb.lemma, "VERB", number, "Pres")
        head.before += pronoun_
        return head, head
    if tense == "Imp":
        form = verb.imperfect if number == "Sing" else verb.imperfect[:-1] + "ent"
        head = finite(form, verb.lemma, "VERB", number, "Imp")
        head.before += pronoun_
        return head, head
    lemma = "être" if verb.reflexive else "avoir"
    which = {"past": "Pres", "before": "Imp", "Cnd": "Cnd"}[tense]
    form = AUXILIARIES[lemma, which][number == "Plur"]
    bearer = finite(form, lemma, "AUX", number, "Pres" if which == "Cnd" else which, "Cnd" if which == "Cnd" else "Ind")
    participle, agreed = verb.participle, ("Masc", "Sing")
    if verb.reflexive:
        agreed = (gender(sex), number)
        participle += ("e" if sex == "f" else "") + ("s" if number == "Plur" and not participle.endswith("s") else "")
    head = Word(participle, verb.lemma, "VERB", f"Gender={agreed[0]}|Number={agreed[1]}|Tense=Past|VerbForm=Part")
    head.before += pronoun_ + [("aux:tense", bearer)]
    if random.often(10):
        adverb = random.pick(ADVERBS)
        head.before.append(("advmod", Word(adverb, adverb, "ADV")))
    return head, bearer


def helped(random, sex, number):
    """`croit savoir`, `a tenu à préciser`, `fait valoir`."""
    line = random.pick(HELPED.strip().splitlines())
    helper, _, infinitives = line.partition(": ")
    lemma, _, preposition = helper.removeprefix("se ").partition(" ")
    infinitive = Word(random.pick(infinitives.split()), "", "VERB", "VerbForm=Inf")
    infinitive.lemma = infinitive.form
    if lemma == "faire":
        auxiliary, bearer = group_of(random, HELPER_VERBS[lemma], sex, number)
        auxiliary.upos = "AUX"
        infinitive.before += auxiliary.before + [("aux:caus", auxiliary)]
        auxiliary.before = []
        return infinitive, bearer
    head, bearer = group_of(random, HELPER_VERBS[lemma], sex, number)
    if preposition:
        infinitive.before.append(("mark", Word(preposition, preposition, "ADP")))
    head.after.append(("xcomp", infinitive))
    return head, bearer


def adjunct(random):
    """When, where, to whom: the relation and the word."""
    kind = random.below(8)
    if kind < 2:
        day = random.pick(WEEKDAYS)
        return "obl:mod", noun(day, day, "m")
    if kind < 4:
        agency = Word(random.pick(["AFP", "agence"] + ACRONYMS[:3]), "", "PROPN", "Gender=Fem|Number=Sing", before=[("det", article("f"))])
        agency.lemma = agency.form
        if agency.form == "agence":
            agency.upos = "NOUN"
        return "obl:arg", of(agency, "à")
    if kind < 5:
        return "obl:mod", of(noun(*random.pick([("communiqué", "communiqué", "m"), ("entretien", "entretien", "m"), ("lettre", "lettre", "f"), ("tribune", "tribune", "f")])), "dans")
    if kind < 6:
        return "obl:mod", of(noun("presse", "presse", "f", before=[("det", article("f"))]), "devant")
    if kind < 7:
        return "obl:mod", of(noun("soirée", "soirée", "f"), "en")
    return "obl:mod", of(place(random), "à")


def fix_adjunct(relation, word):
    """`dans un communiqué` needs its article behind the preposition."""
    if word.upos == "NOUN" and word.before and word.before[0][1].form == "dans":
        sex = "m" if "Masc" in word.feats else "f"
        word.before.insert(1, ("det", article(sex, definite=False)))
    return relation, word


def clitic(random):
    """`-t-il`, `-elles`: the word without its `-t-`, its sex and its number."""
    sex = random.pick("mf")
    number = "Plur" if random.often(12) else "Sing"
    form = {("m", "Sing"): "il", ("f", "Sing"): "elle", ("m", "Plur"): "ils", ("f", "Plur"): "elles"}[sex, number]
    lemma = "lui" if number == "Sing" else "eux"
    return Word(form, lemma, "PRON", f"Emph=No|Gender={gender(sex)}|Number={number}|Person=3|PronType=Prs"), sex, number


def reporting(random):
    """A clause without its marks: the verb with subject and adjuncts."""
    if random.often(14):
        who, sex, number = clitic(random)
    else:
        who, sex, number = subject(random)
    head, bearer = helped(random, sex, number) if random.often(10) else group_of(random, random.pick(REPORTING), sex, number)
    if who.form in ("il", "elle", "ils", "elles"):
        who.form = ("-t-" if bearer.form[-1] in "ae" else "-") + who.form
        if bearer is head:
            head.after.insert(0, ("nsubj", who))
        else:
            at = [word for _, word in head.before].index(bearer)
            head.before.insert(at + 1, ("nsubj", who))
        if random.often(25):
            head.after.append(fix_adjunct(*adjunct(random)))
        return head
    place_of_adjunct = random.below(7)
    if place_of_adjunct == 0:
        head.after.append(fix_adjunct(*adjunct(random)))
    head.after.append(("nsubj", who))
    if place_of_adjunct == 1 and not any(word.form == "," for word, _, _ in who.rows("nsubj")):
        head.after.append(fix_adjunct(*adjunct(random)))
    return head


def as_said(random):
    """`comme l'a rappelé le maire`."""
    who, sex, number = subject(random)
    plain = [verb for verb in REPORTING if not verb.reflexive]
    head, _ = group_of(random, random.pick(plain), sex, number)
    first = head.before[0][1] if head.before else head
    it = "l'" if first.form[0] in VOWELS else "le"
    sexed = "" if it == "l'" else "Gender=Masc|"
    lemma = "lui" if it == "l'" else "le"
    head.before = [("mark", Word("comme", "comme", "SCONJ")),
                   ("obj", Word(it, lemma, "PRON", f"Emph=No|{sexed}Number=Sing|Person=3|PronType=Prs"))] + head.before
    head.after.append(("nsubj", who))
    return head


QUOTES = {None: 45, ('"', '"'): 22, ("«", "»"): 24, ("“", "”"): 9}


def spoken(random):
    """`Nous n'avons rien vu`, `Ils ont perdu le procès`: what people say, which treebanks hardly have."""
    form, lemma, features, have = random.pick(SPEAKERS)
    number, person_ = (next(item for item in features.split("|") if item.startswith(kind)) for kind in ("Number", "Person"))
    infinitive, _, participle = random.pick(DONE.split()).partition(":")
    head = Word(participle, infinitive, "VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part")
    auxiliary = Word(have, "avoir", "AUX", f"Mood=Ind|{number}|{person_}|Tense=Pres|VerbForm=Fin")
    middle = random.pick(["rien", "tout", "jamais", "pas", "plus", "déjà", None, None])
    head.before.append(("nsubj", Word(form.capitalize(), lemma, "PRON", features)))
    if middle in ("rien", "jamais", "pas", "plus"):
        head.before.append(("advmod", Word("ne", "ne", "ADV", "Polarity=Neg")))
    head.before.append(("aux:tense", auxiliary))
    if middle in ("rien", "tout"):
        features = "Number=Sing|PronType=Neg" if middle == "rien" else "Gender=Masc|Number=Sing|Person=3|PronType=Ind"
        head.before.append(("obj", Word(middle, middle, "PRON", features)))
        return head
    if middle:
        head.before.append(("advmod", Word(middle, middle, "ADV", "Polarity=Neg" if middle in ("jamais", "pas") else "_")))
    head.after.append(("obj", thing(random)[0] if random.often(70) else Word("ça", "ça", "PRON", "Gender=Masc|Number=Sing|Person=3|PronType=Dem")))
    return head


def behind(random, clause, relation):
    """`*, annonce le maire.`"""
    marks = random.weighted(QUOTES) if relation == "parataxis:insert" else None
    root = spoken(random) if relation == "parataxis:insert" and random.often(12) else statement()
    if marks:
        root.before.insert(0, ("punct", mark(marks[0])))
        root.after.append(("punct", mark(marks[1])))
    if not marks or not random.often(12):
        clause.before.insert(0, ("punct", mark(",")))
    root.after.append((relation, clause))
    if not random.often(7):
        root.after.append(("punct", mark(".")))
    return root


def between(random, clause, relation):
    """`*, annonce le maire, *.`"""
    marks = random.weighted(QUOTES) if relation == "parataxis:insert" else None
    root = statement()
    rest = ("goeswith", statement())
    around = marks and random.often(50)
    clause.before.insert(0, ("punct", mark(",")))
    clause.after.append(("punct", mark(",")))
    if marks:
        root.before.append(("punct", mark(marks[0])))
    if marks and not around:
        root.after.append(("punct", mark(marks[1])))
        rest[1].before.append(("punct", mark(marks[0])))
        rest[1].after.append(("punct", mark(marks[1])))
    root.after += [(relation, clause), rest]
    if marks and around:
        root.after.append(("punct", mark(marks[1])))
    root.after.append(("punct", mark(".")))
    return root


def thing(random):
    form, sex = random.pick(split_pairs(THINGS))
    head = noun(form, form, sex, before=[("det", article(sex, definite=not random.often(20)))])
    if random.often(25):
        head.after.append(("nmod", body(random)))
    return head, sex


def plain(random):
    """`L'industrie juge la méthode "cavalière".`, `Le maire conteste la décision.`, also without a full stop."""
    who, sex, number = subject(random)
    judged, thing_sex = thing(random)
    judging = random.often(45)
    verb = known(random.pick(words(JUDGING if judging else TRANSITIVE)))
    head, _ = group_of(random, verb, sex, number)
    head.before.insert(0, ("nsubj", who))
    first = who.rows("nsubj")[0][0]
    first.form = first.form[0].upper() + first.form[1:]
    if any(word.form == "," for word, _, _ in who.rows("nsubj")):
        who.after.append(("punct", mark(",")))
    if not judging and random.often(25):
        judged.after.insert(0, ("amod", adjective(random, thing_sex, "Sing", JUDGEMENTS)))
    head.after.append(("obj", judged))
    if judging:
        verdict = adjective(random, thing_sex, "Sing", JUDGEMENTS)
        marks = random.weighted(QUOTES)
        if marks:
            verdict.before.append(("punct", mark(marks[0])))
            verdict.after.append(("punct", mark(marks[1])))
        head.after.append(("xcomp", verdict))
    if not random.often(30):
        head.after.append(("punct", mark(".")))
    return head


def sentence(random):
    kind = random.weighted({"behind": 44, "between": 28, "as said": 8, "plain": 20})
    if kind == "plain":
        return plain(random)
    clause, relation = (as_said(random), "advcl") if kind == "as said" else (reporting(random), "parataxis:insert")
    return (between if kind == "between" or kind == "as said" and random.often(40) else behind)(random, clause, relation)
