//! The closed lists of values that columns take. Each becomes an enum of the same name.

use super::schema::List;

/// The parts of a day as TIMEX3 writes them: morning, afternoon, evening, night.
pub const DAY_PARTS: [&str; 4] = ["MO", "AF", "EV", "NI"];

/// PLOVER sectors, with IGO and NGO for intergovernmental and non-governmental bodies.
pub const SECTORS: [&str; 21] = [
    "BUS", "COP", "CRM", "CVL", "EDU", "GOV", "HLH", "IGO", "JUD", "LAB", "LEG", "MED", "MIL",
    "NGO", "OPP", "PTY", "REB", "REF", "REL", "SPY", "UAF",
];

pub const ATTITUDE: List = List {
    name: "Attitude",
    about: "What sort of saying or thinking something is.",
    values: &[
        ("say", "States."),
        ("deny", "States that something is not so."),
        ("ask", "Asks a question, or for something."),
        ("order", "Tells somebody to act, or forbids it."),
        ("promise", "Promises, offers or intends."),
        ("threaten", "Threatens."),
        ("accuse", "Accuses, blames or condemns."),
        ("praise", "Praises or thanks."),
        ("believe", "Thinks, knows, expects or suspects."),
        ("hope", "Wishes or wants."),
        ("fear", "Fears."),
        (
            "report",
            "Passes on, or tells as a document, study or medium does.",
        ),
    ],
};

pub const FRAME: List = List {
    name: "Frame",
    about: "What can be the content of a cue.",
    values: &[
        ("clause", "A complement clause."),
        ("whether", "An indirect question."),
        ("quote", "A direct quotation before, after or around."),
        ("inf", "An infinitive of the same subject."),
        (
            "prep-inf",
            "An infinitive behind a preposition or behind the one spoken to.",
        ),
        ("noun", "The object."),
        ("predicate", "What is said of somebody or something."),
        ("oblique", "A phrase behind a preposition."),
        ("of", "The complement of a noun."),
    ],
};

pub const CERTAINTY: List = List {
    name: "Certainty",
    about: "How surely something is said.",
    values: &[
        ("stated", "Somebody stands behind it."),
        ("hedged", "The writer only softens it."),
        ("hearsay", "The writer passes it on without warrant."),
    ],
};

pub const BEFORE: List = List {
    name: "Before",
    about: "Before what a phrase attributes; elsewhere it has other common meanings.",
    values: &[
        ("any", "Whatever follows."),
        ("actor", "Somebody who can speak."),
        ("survey", "A poll or count."),
    ],
};

pub const EVENT: List = List {
    name: "Event",
    about: "The event types of PLOVER.",
    values: &[
        ("AGREE", "Agrees to do something."),
        ("CONSULT", "Meets, visits, talks."),
        ("SUPPORT", "Praises, endorses, stands by."),
        ("COOPERATE", "Works together."),
        ("AID", "Gives help."),
        ("CONCEDE", "Gives way."),
        ("RETREAT", "Draws back, releases, ends force."),
        ("INVESTIGATE", "Looks into a matter."),
        ("DEMAND", "Demands."),
        ("DISAPPROVE", "Accuses, blames, complains."),
        ("REJECT", "Refuses."),
        ("THREATEN", "Threatens."),
        ("SANCTION", "Breaks off, withholds, punishes."),
        ("PROTEST", "Demonstrates, strikes, riots."),
        ("MOBILIZE", "Readies forces."),
        ("COERCE", "Arrests, seizes, restricts."),
        ("ASSAULT", "Does violence."),
        ("FIGHT", "Uses armed force."),
    ],
};

pub const DOES: List = List {
    name: "Does",
    about: "What a verb that is no event itself does to one.",
    values: &[
        ("does", "Carries out the event that its object names."),
        ("ends", "Ends that event, or keeps it from being."),
        (
            "none",
            "Nothing, though it is a cue that would be an event.",
        ),
    ],
};

pub const ROLE: List = List {
    name: "Role",
    about: "Who somebody is in an event.",
    values: &[
        ("actor", "Who does it."),
        ("recipient", "To whom it is done."),
        ("both", "They do it with each other."),
    ],
};

pub const FRAMING: List = List {
    name: "Framing",
    about: "What a word makes of the act in its complement.",
    values: &[
        ("agree", "Agrees to it, offers it, is ready for it."),
        ("intend", "Plans it."),
        ("demand", "Demands it."),
        ("refuse", "Refuses it."),
        ("threaten", "Threatens with it."),
        ("go-on", "Begins it, goes on with it, manages it."),
        ("try", "Tries it."),
        ("fail", "Does not do it."),
    ],
};

pub const TAKES: List = List {
    name: "Takes",
    about: "What can be the act that a word frames.",
    values: &[
        ("clause", "A complement clause."),
        ("inf", "An infinitive or an -ing form."),
        ("noun", "The object, or the complement of a noun."),
    ],
};

pub const NEEDS: List = List {
    name: "Needs",
    about: "What must stand where the recipient does, or a verb is no event.",
    values: &[("somebody", "Somebody, something of somebody's, or a place.")],
};

pub const BOUND: List = List {
    name: "BoundWord",
    about: "What words make of a number.",
    values: &[
        ("exact", "They only single it out."),
        ("about", "It is rough."),
        ("more_than", "It is the least."),
        ("less_than", "It is the most."),
        (
            "order",
            "They leave open how many of a magnitude there are.",
        ),
    ],
};

pub const BESIDE: List = List {
    name: "Beside",
    about: "On which side of a number words stand.",
    values: &[
        ("before", "Right before it."),
        ("after", "Right behind it or its unit."),
        ("both", "On either side."),
    ],
};

pub const TIMEX: List = List {
    name: "Timex",
    about: "The TIMEX3 types.",
    values: &[
        ("DATE", "A day or longer period of the calendar."),
        ("TIME", "A time of day."),
        ("DURATION", "How long."),
        ("SET", "How often."),
    ],
};

pub const TIME_RULE: List = List {
    name: "TimeRule",
    about: "How an expression of time gets its value.",
    values: &[
        (
            "date",
            "The date of the slots: `step` −1 before the document's date, 1 after it, else by the tense.",
        ),
        ("day", "`step` days from the document's day."),
        (
            "weekday",
            "By the tense, or before (−1) or after (1) the document's day.",
        ),
        (
            "unit",
            "The period around the document's day, `step` periods away.",
        ),
        (
            "ago",
            "So many units before (−1) or after (1) the document's day.",
        ),
        (
            "vague",
            "Up to the document's date (−1), around it (0), from it on (1).",
        ),
        (
            "elsewhere",
            "Before (−1) or after (1) a time named elsewhere.",
        ),
        ("since", "From the date of the slots to the document's day."),
        ("until", "From the document's day to the date of the slots."),
        ("between", "From one date of the slots to the other."),
        (
            "decade",
            "The ten years that begin with the year of the slot.",
        ),
        ("span", "The last (−1) or next (1) so many units."),
        ("length", "A length of time."),
        ("every", "Again and again."),
        (
            "clock",
            "Hours and minutes; `step` 12 after noon, 24 before noon.",
        ),
        (
            "night",
            "Between two weekdays, or `step` days from the document's day.",
        ),
    ],
};

pub const COUNTRY_WORD: List = List {
    name: "CountryWord",
    about: "What a word says of a state.",
    values: &[
        ("name", "It is its name."),
        ("people", "Who lives there, or the adjective."),
        ("seat", "A house or office that stands for the government."),
    ],
};

pub const SIDE: List = List {
    name: "Side",
    about: "On which side of a hyphen of its own a word stands.",
    values: &[
        ("before", "The hyphen stands behind the word."),
        ("after", "The hyphen stands in front of it."),
        (
            "apart",
            "A hyphen before it belongs to the word it hangs from, and a space follows.",
        ),
    ],
};

pub const GENDER: List = List {
    name: "Gender",
    about: "Grammatical gender, as Universal Dependencies name it.",
    values: &[("Masc", "Masculine."), ("Fem", "Feminine.")],
};

pub const BODY_KIND: List = List {
    name: "BodyKind",
    about: "What a body is.",
    values: &[
        ("organisation", "One body."),
        ("group", "Several taken together."),
    ],
};

pub const MARK_ROLE: List = List {
    name: "MarkRole",
    about: "What a quotation mark does.",
    values: &[
        ("open", "Opens only."),
        ("close", "Closes only."),
        ("both", "Does either; the text around it tells which."),
        (
            "apostrophe",
            "Closes what its partner opened, and is an apostrophe everywhere else.",
        ),
    ],
};

pub const DATE_ORDER: List = List {
    name: "DateOrder",
    about: "In which order figures make a date.",
    values: &[("day-month-year", "Nobody writes the month first.")],
};

pub const TIES: List = List {
    name: "Tie",
    about: "What ties two words that belong together.",
    values: &[
        ("hyphen", "A hyphen: *dit-elle*."),
        (
            "apostrophe",
            "An apostrophe in the place of a vowel: *qu'il*.",
        ),
    ],
};

pub const SURNAME: List = List {
    name: "Surname",
    about: "Which part of a person's full name they are called by.",
    values: &[
        ("last", "What it ends with."),
        (
            "before-last",
            "The first of two surnames: of three names or more, what stands before the last.",
        ),
    ],
};

pub const SUBJECT_PRONOUNS: List = List {
    name: "SubjectPronouns",
    about: "Whether a verb whose subject is no noun has a pronoun for it.",
    values: &[
        (
            "required",
            "Always: a finite verb without a subject has lost it or shares another's.",
        ),
        (
            "dropped",
            "Not where the verb's form says enough: *anunció que …*.",
        ),
    ],
};

pub const YIELDS: List = List {
    name: "BelongsTo",
    about: "To what a word between a cue and its content belongs.",
    values: &[("cue", "To the cue."), ("content", "To the content.")],
};

pub const HELPS: List = List {
    name: "Helps",
    about: "Who the subject is of a verb that helps another one to say something.",
    values: &[
        ("source", "The source."),
        ("addressee", "The one spoken to."),
    ],
};

pub const MOVES: List = List {
    name: "Moves",
    about: "Who goes from one place to another by a verb of motion.",
    values: &[("subject", "Its subject."), ("object", "Its object.")],
};

pub const NEGATES: List = List {
    name: "Negates",
    about: "How a word takes part in a negation.",
    values: &[
        ("alone", "It makes one by itself."),
        ("particle", "It only goes with a word that does."),
    ],
};

pub const NOUN_IS: List = List {
    name: "NounIs",
    about: "What a noun can be.",
    values: &[
        (
            "person",
            "A human being that is neither an office nor a trade.",
        ),
        ("role", "An office or a trade."),
        ("group", "Several people or a body."),
        ("bare", "It stands for its body without a determiner."),
        ("site", "A place of one piece."),
        ("head", "Its complement names a place rather than somebody."),
        ("place", "It and the name behind it are one place."),
        ("counted", "What it counts has the unit `person`."),
        ("portfolio", "What an office deals with."),
    ],
};

pub const SPEAKER: List = List {
    name: "Speaker",
    about: "What a noun is that can be the source of a statement.",
    values: &[
        (
            "person",
            "People by their office, trade or part in the news.",
        ),
        ("body", "Institutions, companies, media and groups."),
        (
            "document",
            "What is written or published and then quoted as if it spoke.",
        ),
        ("survey", "Such a one that counts or asks many."),
    ],
};

pub const NAMES: List = List {
    name: "NamePart",
    about: "Of whose names a noun is part where it has a capital.",
    values: &[("body", "Of bodies."), ("place", "Of places.")],
};

pub const RENAMES: List = List {
    name: "Renames",
    about: "Whom a noun names again in other words.",
    values: &[
        ("person", "A person."),
        ("body", "A company, party, club or other organisation."),
        ("state", "Those who govern one."),
        ("document", "Something written."),
    ],
};

pub const ADDRESS: List = List {
    name: "Address",
    about: "Whom a form of address is said of.",
    values: &[
        ("Masc", "Men."),
        ("Fem", "Women."),
        ("either", "It does not tell."),
    ],
};

pub const NUMBER: List = List {
    name: "Number",
    about: "Grammatical number, as Universal Dependencies name it.",
    values: &[("Sing", "One."), ("Plur", "Several.")],
};

pub const YES_NO: List = List {
    name: "YesNo",
    about: "Whether something always or never holds.",
    values: &[("yes", "Always."), ("no", "Never.")],
};

pub const RELATIVE: List = List {
    name: "Relative",
    about: "Whom a relative pronoun is said of.",
    values: &[
        ("person", "Persons alone."),
        ("thing", "Anything but persons."),
    ],
};

pub const NAME_LINK: List = List {
    name: "NameLink",
    about: "How far a small word can be part of a name or a nominal group.",
    values: &[
        ("name", "Between the parts of anybody's name."),
        ("which", "Begins a complement that says which one is meant."),
        ("origin", "Begins a complement that says from where."),
        (
            "office",
            "Begins a complement in the names of bodies and behind the nouns of offices.",
        ),
        ("work", "Says at which body somebody is."),
        ("and", "Joins parts of a body's name."),
    ],
};

pub const LOCATES: List = List {
    name: "Locates",
    about: "How surely a preposition stands before a place.",
    values: &[
        ("sure", "It is said of places alone."),
        ("known", "It takes other things as well."),
    ],
};

pub const COUNTS: List = List {
    name: "CountLink",
    about: "Where a word stands beside what is counted.",
    values: &[
        (
            "count",
            "Between a number and what it counts, and behind that.",
        ),
        ("complement", "Only behind what is counted."),
    ],
};

pub const NUMBER_ROLE: List = List {
    name: "NumberRole",
    about: "What a word or sign does in or beside a number.",
    values: &[
        ("add", "Adds its value."),
        ("article", "Is one before a multiplier, and nothing alone."),
        ("times", "Multiplies what stands before it."),
        ("alone", "Does so too, and is a number by itself."),
        ("round", "Multiplies, and is only roughly meant."),
        ("fraction", "Is a part of one."),
        ("half", "Adds half of the multiplier before it."),
        ("link", "May stand between two words of a number."),
        ("order", "Is a magnitude that stands without a number."),
        (
            "ratio",
            "Stands between a number and the larger one it is a part of.",
        ),
        ("range", "Makes a range of two numbers."),
        ("ordinal", "Makes an ordinal of the digits before it."),
        ("group", "Stands before each three digits."),
        ("decimal", "Stands before what is less than one."),
        ("name", "A number behind it names a thing."),
    ],
};

pub const TIME_UNIT: List = List {
    name: "TimeUnit",
    about: "A unit of time.",
    values: &[
        ("second", "A second."),
        ("minute", "A minute."),
        ("hour", "An hour."),
        ("day", "A day."),
        ("week", "A week."),
        ("month", "A month."),
        ("quarter", "A quarter."),
        ("year", "A year."),
        ("decade", "A decade."),
        ("century", "A century."),
    ],
};

pub const HEADER: List = List {
    name: "HeaderKind",
    about: "What a line around an article gives.",
    values: &[
        ("date", "When it was published."),
        ("updated", "When it was last changed."),
        ("title", "The headline."),
        ("author", "Who wrote it, with a colon."),
        (
            "byline",
            "Who wrote it, with a colon or a name right behind.",
        ),
        ("other", "Nothing that a record has, with a colon."),
        ("aside", "The same, also in the middle of the body."),
        (
            "notice",
            "The same, whatever follows, if the line is short.",
        ),
    ],
};

pub const NOTICE: List = List {
    name: "NoticeKind",
    about: "How much of a web page goes with a notice.",
    values: &[
        (
            "whole",
            "A paragraph that has these words and nothing else but figures.",
        ),
        ("start", "A short paragraph that begins with them."),
        (
            "section",
            "The same or a heading, in the second half of the article, and all behind it.",
        ),
    ],
};
