//! Every table there is: its columns, what each holds, and what it is for. A file that is not declared here stops the
//! build, and so does a cell that does not fit.
//!
//! To add a table, declare it, write the file, and run the tests of this crate with `UPDATE_README=1`: they write the
//! index in `README.md`. To add a value to a closed list, add it to `lists.rs`; the readers that match on it then do
//! not compile until they give it a meaning.

use super::lists::*;
use super::schema::Kind::{
    Any, Code, Decimal, Names, NamesByLanguage, One, Reference, Sign, Text, Whole, Words, Yes,
};
use super::schema::{Column, Home, Kind, Table};

/// A column whose cells may be empty.
const fn may(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column {
        name,
        kind,
        needed: false,
        about,
    }
}

/// A column whose cells may not.
const fn must(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column {
        name,
        kind,
        needed: true,
        about,
    }
}

const LATITUDE: Column = must("latitude", Decimal(-90.0, 90.0), "Degrees north.");
const LONGITUDE: Column = must("longitude", Decimal(-180.0, 180.0), "Degrees east.");
const SECTOR: Column = may("sector", Code(&SECTORS), "PLOVER sector code.");

/// The tables of languages, then those of all of them.
pub const TABLES: &[Table] = &[
    Table {
        name: "language",
        row: "Settings",
        home: Home::Settings,
        about: "What the language is called, and what mechanisms it has.",
        columns: &[
            must("name", Text, "Its English name."),
            must("iso-639-3", Text, "Its code of three letters."),
            may(
                "reflexive-marker",
                Text,
                "The lemma of the reflexive pronoun, written before verbs of reflexive use.",
            ),
            may(
                "date-order",
                One(&DATE_ORDER),
                "Without it `03/08/2021` is no date.",
            ),
            may(
                "subject-clitics",
                One(&TIES),
                "What ties a pronoun to the verb before it, whose subject it then is: *a-t-elle dit*.",
            ),
            may(
                "elision",
                One(&TIES),
                "What stands for the last vowel of a word before another vowel: *d'après*.",
            ),
            must(
                "surname",
                One(&SURNAME),
                "Which part of a person's full name they are called by.",
            ),
            must(
                "subject-pronouns",
                One(&SUBJECT_PRONOUNS),
                "Whether a verb whose subject is no noun has a pronoun for it.",
            ),
            may(
                "small-words-in-names",
                Yes,
                "The name of a body goes on in words without a capital: *Haute Autorité de santé*.",
            ),
            may(
                "infinitive-subject",
                One(&YIELDS),
                "`content` where those who are told to act belong to what they are told.",
            ),
            may(
                "leading-preposition",
                One(&YIELDS),
                "`cue` where the preposition between a cue and its content belongs to the cue.",
            ),
            may(
                "content-enders",
                Words,
                "Prepositions that, behind a comma, begin what the writer says of how something was said.",
            ),
            may(
                "reporting-conjunctions",
                Words,
                "Conjunctions by which a clause says who reports the one beside it: *comme l'a dit X*.",
            ),
            may(
                "accompanying-prepositions",
                Words,
                "Prepositions behind which more of what is reported may stand.",
            ),
            may(
                "distinguishing-adjectives",
                Words,
                "Lemmas of adjectives by which one of several is told from the others: *l'autre avocat*.",
            ),
            may(
                "first-of-two",
                Words,
                "Lemmas of words for whoever of two was named first.",
            ),
            may(
                "second-of-two",
                Words,
                "Lemmas of words for whoever of two was named second.",
            ),
            may(
                "conditional-conjunctions",
                Words,
                "Lemmas of conjunctions that begin what may not be so, in which no event happens.",
            ),
            may(
                "of-prepositions",
                Words,
                "Lemmas of prepositions that join a noun to what it is of.",
            ),
            may(
                "purpose-conjunctions",
                Words,
                "Lemmas of words that begin what something is done for, which has not happened.",
            ),
        ],
    },
    Table {
        name: "cue-verbs",
        row: "CueVerb",
        home: Home::Language,
        about: "Verbs that attribute what somebody says, writes, thinks, hopes or fears.",
        columns: &[
            must(
                "lemma",
                Text,
                "The verb, with the reflexive marker before it and fixed companions behind it.",
            ),
            must(
                "attitude",
                One(&ATTITUDE),
                "What sort of saying or thinking it is.",
            ),
            must("frames", Any(&FRAME), "What can be its content."),
            may(
                "addressee",
                Text,
                "Where the one spoken to stands: `obj`, or the preposition before it.",
            ),
            may(
                "prepositions",
                Words,
                "What may lead the content in the frames prep-inf, oblique and predicate.",
            ),
        ],
    },
    Table {
        name: "cue-nouns",
        row: "CueNoun",
        home: Home::Language,
        about: "Nouns whose content is what somebody says, writes, thinks, hopes or fears.",
        columns: &[
            must(
                "lemma",
                Text,
                "The noun, singular; fixed companions behind it.",
            ),
            must(
                "attitude",
                One(&ATTITUDE),
                "What sort of saying or thinking it is.",
            ),
            must("frames", Any(&FRAME), "What can be its content."),
            may(
                "prepositions",
                Words,
                "What may lead the content in the frame `of`, where it is not the preposition for *of*.",
            ),
            may(
                "certainty",
                One(&CERTAINTY),
                "Where the noun itself says how sure it is: *rumeur*.",
            ),
        ],
    },
    Table {
        name: "cue-phrases",
        row: "CuePhrase",
        home: Home::Language,
        about: "Set phrases that attribute or soften: prepositions, adverbials, and words of doubt.",
        columns: &[
            must(
                "phrase",
                Text,
                "Lower case, straight apostrophes, as it stands in a text.",
            ),
            may(
                "attitude",
                One(&ATTITUDE),
                "Of one that attributes, what sort of saying or thinking it is.",
            ),
            may(
                "before",
                One(&BEFORE),
                "Of a preposition, before what it attributes.",
            ),
            may("certainty", One(&CERTAINTY), "Of an adverbial, how surely."),
            may(
                "softens",
                One(&CERTAINTY),
                "Of one that weakens what it stands in without attributing it, how far.",
            ),
        ],
    },
    Table {
        name: "nouns",
        row: "Noun",
        home: Home::Language,
        about: "Nouns for people, bodies, documents and places, and what each can be.",
        columns: &[
            must(
                "lemma",
                Text,
                "As the analysis gives it: singular, lower case unless it is an abbreviation.",
            ),
            may("gender", One(&GENDER), "Of whoever it is said of."),
            SECTOR,
            may("is", Any(&NOUN_IS), "What it can be."),
            may(
                "source",
                One(&SPEAKER),
                "What it is as the source of a statement.",
            ),
            may(
                "names",
                One(&NAMES),
                "Of whose names it is part where it has a capital.",
            ),
            may(
                "renames",
                One(&RENAMES),
                "Whom it names again, after the name has come up.",
            ),
            may(
                "titles",
                Words,
                "Lemmas of the nouns that such a one mostly stands for.",
            ),
            may(
                "owned",
                Yes,
                "Only a possessive makes it name somebody again.",
            ),
            may(
                "address",
                One(&ADDRESS),
                "Of a form of address before a name, whom it is said of.",
            ),
        ],
    },
    Table {
        name: "pronouns",
        row: "Pronoun",
        home: Home::Language,
        about: "Pronouns and determiners that stand for or point back at somebody named elsewhere.",
        columns: &[
            must("form", Text, "Lower case, straight apostrophes."),
            may(
                "person",
                Whole(0, 3),
                "1 for whoever speaks, 0 for nobody in particular; empty for relatives and determiners.",
            ),
            may("number", One(&NUMBER), "Of whoever it stands for."),
            may("gender", One(&GENDER), "Of whoever it stands for."),
            may(
                "human",
                One(&YES_NO),
                "Whether it stands for people only, or never.",
            ),
            may(
                "nearest",
                Yes,
                "It stands for whoever was named last, a subject or not.",
            ),
            may(
                "relative",
                One(&RELATIVE),
                "Of a relative pronoun, whom it is said of.",
            ),
            may(
                "definite",
                Yes,
                "A determiner that points back at what has been named.",
            ),
        ],
    },
    Table {
        name: "links",
        row: "LinkWord",
        home: Home::Language,
        about: "Prepositions, conjunctions and other small words that join what stands beside them.",
        columns: &[
            must(
                "form",
                Text,
                "Lower case, straight apostrophes, as the analysis writes it.",
            ),
            may(
                "names",
                One(&NAME_LINK),
                "Its part in names and nominal groups.",
            ),
            may(
                "places",
                One(&LOCATES),
                "How surely a place stands behind it.",
            ),
            may("events", One(&ROLE), "Who stands behind it in an event."),
            may(
                "counts",
                One(&COUNTS),
                "Where it stands beside what is counted.",
            ),
        ],
    },
    Table {
        name: "verbs",
        row: "Verb",
        home: Home::Language,
        about: "Verbs that do something to the words around them, and are no cue and no event themselves.",
        columns: &[
            must(
                "verb",
                Text,
                "The lemma, with the reflexive marker before it; a helper with its preposition behind it.",
            ),
            may(
                "helps",
                One(&HELPS),
                "It only helps another verb to say something; who its subject is.",
            ),
            may(
                "softens",
                One(&CERTAINTY),
                "How far it weakens what it governs.",
            ),
            may(
                "spreads",
                Yes,
                "It says of reports no more than that there are some.",
            ),
            may(
                "future",
                Yes,
                "In the present it speaks of what is to come.",
            ),
            may("moves", One(&MOVES), "Of a verb of motion, who moves."),
        ],
    },
    Table {
        name: "function-words",
        row: "FunctionWord",
        home: Home::EveryLanguage,
        about: "Articles, pronouns, auxiliaries, prepositions and conjunctions, and the words of negations.",
        columns: &[
            must(
                "word",
                Text,
                "Lower case, straight apostrophes, as it stands in a text.",
            ),
            may(
                "filler",
                Yes,
                "It says nothing of what a text is about; a language is told by such words.",
            ),
            may(
                "joins",
                Yes,
                "What stands behind it may be said of something else.",
            ),
            may("negates", One(&NEGATES), "How it takes part in a negation."),
        ],
    },
    Table {
        name: "event-verbs",
        row: "EventVerb",
        home: Home::Language,
        about: "Verbs that are political events by PLOVER, and to whom they are done.",
        columns: &[
            must(
                "verb",
                Text,
                "The lemma, with the reflexive marker before it and the companions it needs behind it.",
            ),
            may(
                "event",
                Any(&EVENT),
                "The PLOVER type; of two the first where armed forces do it.",
            ),
            may(
                "does",
                One(&DOES),
                "What it does to an event, where it is none itself.",
            ),
            may(
                "recipient",
                Words,
                "Where those stand to whom it is done, in the order of preference: `obj`, or the preposition.",
            ),
            may("needs", One(&NEEDS), "What must stand there."),
        ],
    },
    Table {
        name: "event-nouns",
        row: "EventNoun",
        home: Home::Language,
        about: "Nouns that are political events by PLOVER.",
        columns: &[
            must(
                "noun",
                Text,
                "The lemma, or several in the order of the text without prepositions and articles.",
            ),
            may(
                "event",
                Any(&EVENT),
                "The PLOVER type; of two the first where armed forces do it.",
            ),
            may(
                "means",
                Yes,
                "It is no event, but does violence in the place of those who use it: *bombe*.",
            ),
            may(
                "ended",
                One(&EVENT),
                "What it is when it is ended or does not come about.",
            ),
            may("of", One(&ROLE), "Whom its complement names."),
            may("alone", Yes, "It is an event without a verb that does it."),
        ],
    },
    Table {
        name: "event-frames",
        row: "EventFrame",
        home: Home::Language,
        about: "Words that say of an act that somebody agrees to it, demands it, refuses it, threatens with it.",
        columns: &[
            must(
                "word",
                Text,
                "The lemma of a verb, an adjective or a noun, with marker and companions as in event-verbs.",
            ),
            must("frame", One(&FRAMING), "What it makes of the act."),
            may("takes", Any(&TAKES), "What can be the act."),
            may(
                "prepositions",
                Words,
                "Prepositions before a noun that is the act.",
            ),
            may(
                "recipient",
                Words,
                "Where whoever is asked, refused or threatened stands: `obj`, or the preposition.",
            ),
        ],
    },
    Table {
        name: "numbers",
        row: "NumberWord",
        home: Home::Language,
        about: "Words and signs of which numbers are made, and words beside them.",
        columns: &[
            must("form", Text, "Lower case, as it is written."),
            may(
                "value",
                Decimal(0.0, 1e15),
                "What it is worth; of an order the least it can be.",
            ),
            must("role", Any(&NUMBER_ROLE), "What it does."),
            may(
                "below",
                Decimal(0.0, 1e15),
                "What is added right after it has to be below this.",
            ),
        ],
    },
    Table {
        name: "bounds",
        row: "BoundPhrase",
        home: Home::Language,
        about: "Words that bound a number.",
        columns: &[
            must(
                "phrase",
                Text,
                "Lower case, straight apostrophes, as written beside the number.",
            ),
            must("bound", One(&BOUND), "What it makes of the number."),
            must("place", One(&BESIDE), "Where it stands."),
        ],
    },
    Table {
        name: "units",
        row: "UnitWord",
        home: Home::Language,
        about: "Words and signs for units of measure, money and time.",
        columns: &[
            must(
                "form",
                Text,
                "Lower case, as it is written after the number.",
            ),
            may("unit", Text, "Of a measure, how the record names it."),
            may("currency", Text, "Of the name of a currency, ISO 4217."),
            may("ambiguous", Yes, "Such a name means something else too."),
            may("time", One(&TIME_UNIT), "Of a unit of time, which."),
        ],
    },
    Table {
        name: "time-words",
        row: "TimeWord",
        home: Home::Language,
        about: "The names of months, days of the week and parts of the day.",
        columns: &[
            must(
                "form",
                Text,
                "Lower case; an abbreviation of a month without its full stop.",
            ),
            may("month", Whole(1, 12), "From January."),
            may("weekday", Whole(1, 7), "From Monday, as in ISO 8601."),
            may(
                "part",
                Code(&DAY_PARTS),
                "Of a part of the day, as TIMEX3 writes it.",
            ),
        ],
    },
    Table {
        name: "time-patterns",
        row: "TimePattern",
        home: Home::Language,
        about: "What expressions of time look like, and what they mean.",
        columns: &[
            must(
                "pattern",
                Text,
                "Words and slots; the head of the file says how they are written.",
            ),
            must("timex", One(&TIMEX), "The TIMEX3 type."),
            must("rule", One(&TIME_RULE), "How it gets its value."),
            may("step", Whole(-99, 99), "See the rule; empty is 0."),
        ],
    },
    Table {
        name: "countries",
        row: "CountryName",
        home: Home::Language,
        about: "Names of states and of their people, and the seats whose names stand for a government.",
        columns: &[
            must(
                "form",
                Text,
                "A name or seat as written; a people's or adjective's form in lower case.",
            ),
            must(
                "country",
                Text,
                "ISO 3166-1 alpha-3, a row of shared/countries.tsv.",
            ),
            must("class", One(&COUNTRY_WORD), "What the form is."),
        ],
    },
    Table {
        name: "offices",
        row: "OfficeTitle",
        home: Home::Language,
        about: "The titles of offices.",
        columns: &[
            must("office", Text, "A row of shared/offices.tsv."),
            must(
                "titles",
                Names,
                "As they stand before a name; of a man where the language tells.",
            ),
            may(
                "feminine",
                Names,
                "The same of a woman, where they differ or could.",
            ),
        ],
    },
    Table {
        name: "homonyms",
        row: "Homonym",
        home: Home::Language,
        about: "Names that two rows of the knowledge tables share, and the one that the news means by them.",
        columns: &[
            must("name", Text, "As written."),
            must("means", Text, "The key of the row that is meant."),
        ],
    },
    Table {
        name: "page-words",
        row: "PageWord",
        home: Home::Language,
        about: "Words that lines around an article begin with that are no part of its body.",
        columns: &[
            must("word", Text, "Small letters, apostrophes straight."),
            may("header", One(&HEADER), "What such a line gives."),
            may(
                "notice",
                One(&NOTICE),
                "How much of a web page goes with it.",
            ),
        ],
    },
    Table {
        name: "hyphens",
        row: "HyphenWord",
        home: Home::Language,
        about: "Words that have a hyphen of their own, so that one at the end of a broken line is no division.",
        columns: &[
            must("word", Text, "Lower case."),
            must("side", One(&SIDE), "Where it stands."),
        ],
    },
    Table {
        name: "endings",
        row: "Ending",
        home: Home::Language,
        about: "Endings that say nothing of what a word means; comparing articles takes them off.",
        columns: &[
            must("ending", Text, "Lower case, without accents."),
            may(
                "instead",
                Text,
                "What stands there then; the ending itself where it is to stay.",
            ),
            must(
                "least",
                Whole(0, 99),
                "How many letters must stand before it.",
            ),
        ],
    },
    Table {
        name: "agencies",
        row: "Agency",
        home: Home::Shared,
        about: "News agencies, by the names they sign dispatches with.",
        columns: &[must("name", Text, "As it signs.")],
    },
    Table {
        name: "cities",
        row: "City",
        home: Home::Shared,
        about: "Cities the news speaks of, all capitals among them.",
        columns: &[
            must("name", Text, "The name in English news."),
            must(
                "country",
                Text,
                "ISO 3166-1 alpha-3, a row of countries.tsv.",
            ),
            may("geonames", Reference, "The number of the city at GeoNames."),
            LATITUDE,
            LONGITUDE,
            may(
                "capital",
                Yes,
                "The seat of the government, for which its name may stand.",
            ),
            may(
                "common",
                Yes,
                "The name is also an ordinary word or a person's.",
            ),
            may("names", Names, "Its other names in any language."),
            may(
                "by-language",
                NamesByLanguage,
                "Names in one language alone.",
            ),
        ],
    },
    Table {
        name: "concepts",
        row: "Concept",
        home: Home::Shared,
        about: "What words of the news mean, whatever their language.",
        columns: &[
            must("concept", Text, "A plain stable name of our own."),
            may("opposite", Text, "The concept that says the contrary."),
            may("light", Yes, "Articles of every sort have the words."),
            may(
                "by-language",
                NamesByLanguage,
                "Its words in their basic form.",
            ),
        ],
    },
    Table {
        name: "countries",
        row: "Country",
        home: Home::Shared,
        about: "The states and territories of the world.",
        columns: &[
            must("code", Text, "ISO 3166-1 alpha-3."),
            must("iso2", Reference, "ISO 3166-1 alpha-2."),
            may("wikidata", Text, "The entry at Wikidata."),
            may(
                "currency",
                Reference,
                "ISO 4217 of the currency in daily use.",
            ),
            may("capital", Reference, "A row of cities.tsv."),
            LATITUDE,
            LONGITUDE,
        ],
    },
    Table {
        name: "currencies",
        row: "CurrencySign",
        home: Home::Shared,
        about: "Signs and codes of currencies, before or after a number in any language.",
        columns: &[
            must("form", Text, "Lower case."),
            must("code", Text, "ISO 4217."),
        ],
    },
    Table {
        name: "given-names",
        row: "GivenName",
        home: Home::Shared,
        about: "Given names: a name of several words that begins with one is a person's.",
        columns: &[
            must("name", Text, "As written."),
            may("gender", One(&GENDER), "Of whoever bears it."),
        ],
    },
    Table {
        name: "office-holders",
        row: "Term",
        home: Home::Shared,
        about: "Who held which office from when to when, one row a term.",
        columns: &[
            must(
                "term",
                Text,
                "The id of a row of people.tsv, a slash, and a number.",
            ),
            must("office", Text, "A row of offices.tsv."),
            may(
                "country",
                Text,
                "ISO 3166-1 alpha-3 of whom the holder acts for.",
            ),
            must(
                "begin",
                Text,
                "The first day as YYYY, YYYY-MM or YYYY-MM-DD.",
            ),
            may(
                "end",
                Text,
                "The last day, likewise; empty where it had not come.",
            ),
        ],
    },
    Table {
        name: "offices",
        row: "Office",
        home: Home::Shared,
        about: "The offices of office-holders.",
        columns: &[
            must("office", Text, "A plain stable name of our own."),
            must(
                "sector",
                Code(&SECTORS),
                "PLOVER sector code of the holder.",
            ),
        ],
    },
    Table {
        name: "organisations",
        row: "Organisation",
        home: Home::Shared,
        about: "Bodies the news speaks of, with their names and abbreviations.",
        columns: &[
            must("id", Text, "A plain stable name of our own."),
            may("wikidata", Text, "The entry at Wikidata."),
            must("kind", One(&BODY_KIND), "One body, or several."),
            may("country", Text, "ISO 3166-1 alpha-3 of where it belongs."),
            SECTOR,
            may("names", Names, "As written in any language."),
            may(
                "by-language",
                NamesByLanguage,
                "Names in one language alone.",
            ),
        ],
    },
    Table {
        name: "people",
        row: "Person",
        home: Home::Shared,
        about: "People who held an office, with their names.",
        columns: &[
            must("id", Text, "A plain stable name of our own."),
            may("wikidata", Text, "The entry at Wikidata."),
            must("gender", One(&GENDER), "Theirs."),
            must("names", Names, "Full names as written in any language."),
            may("surnames", Names, "What they are called by alone."),
            may(
                "alone",
                Yes,
                "A surname without more means the holder of the office.",
            ),
        ],
    },
    Table {
        name: "quotation-marks",
        row: "QuotationMark",
        home: Home::Shared,
        about: "Characters that open or close a quotation, in every language.",
        columns: &[
            must("mark", Sign, "The character."),
            must("role", One(&MARK_ROLE), "What it does."),
            must("partner", Sign, "The mark at the other end."),
        ],
    },
];
