//! The record, version 1: what Selon says of an article. Inside the program its spans are bytes; stage 5 writes them as
//! code points, with these field names as keys.

mod ids;

use selon_analyse::Model;
use selon_intake::{Published, Span};

use crate::holding::{Piece, first_holding};
pub use ids::{ActorId, FigureId, PlaceId, StatementId, TimeId};

/// Gives an enumeration the names its values have in the record format.
macro_rules! names {
    ($kind:ident { $($variant:ident = $name:literal,)* }) => {
        impl $kind {
            /// Every value, in the order of the format's description.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),*];

            /// The name the record format gives it.
            pub fn name(self) -> &'static str {
                match self { $($kind::$variant => $name),* }
            }
        }
    };
}

/// What one article says: who said what, who did what to whom, how many, when and where, each with the words it was read
/// from.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The article itself.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Everyone who is named. Stage 3 gives one actor a mention; stage 4 makes one actor of all names of the same.
    pub actors: Vec<Actor>,
    /// Attributions: source, cue, content.
    pub statements: Vec<Statement>,
    /// What is done by whom to whom, in text order.
    pub events: Vec<Event>,
    /// Numbers that count something.
    pub figures: Vec<Figure>,
    /// Expressions of time.
    pub times: Vec<Time>,
    /// Places.
    pub places: Vec<Place>,
}

/// The article as the record repeats it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// See [`selon_intake::Article::id`].
    pub id: String,
    /// The path or address as given.
    pub origin: String,
    /// The headline.
    pub title: Option<String>,
    /// ISO 639-1 code of the language it was read in.
    pub language: &'static str,
    /// Which model its grammar is from; none where that is not known.
    pub model: Option<Model>,
    /// The encoding its bytes were in.
    pub encoding: &'static str,
    /// The text that every span points into.
    pub text: String,
    /// When it was published.
    pub published: Option<Published>,
}

/// Somebody who acts or speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The fullest name the article gives, without title.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3 of the country it belongs to, where known.
    pub country: Option<&'static str>,
    /// PLOVER sector code, where known.
    pub sector: Option<&'static str>,
    /// Its stable id, where the tables know it: the Wikidata id where they have one, else the plain key of the row in
    /// `people.tsv` or `organisations.tsv`, or the ISO 3166-1 code of a state.
    pub known_as: Option<&'static str>,
    /// Where it is named, in text order.
    pub mentions: Vec<Mention>,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A human being with a name.
    Person,
    /// A body with a name: party, company, agency, intergovernmental organisation.
    Organisation,
    /// A state or its government.
    State,
    /// Several people or bodies taken together.
    Group,
    /// An office without its holder's name.
    Role,
    /// Somebody the article does not name.
    Unnamed,
}

names!(ActorKind {
    Person = "person",
    Organisation = "organisation",
    State = "state",
    Group = "group",
    Role = "role",
    Unnamed = "unnamed",
});

/// One place where an actor is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The whole nominal group.
    pub span: Span,
    /// Where its head word stands in the analysis.
    pub head: WordAt,
    /// In what manner.
    pub form: MentionForm,
}

/// A word of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordAt {
    /// Index in `Analysis::sentences`.
    pub sentence: usize,
    /// Index in `Sentence::words`.
    pub word: usize,
}

/// In what manner a mention names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionForm {
    /// By name: *Angela Merkel*.
    Name,
    /// By title and name: *le président Poutine*.
    Title,
    /// By a noun: *le groupe*.
    Nominal,
    /// By a pronoun: *il*.
    Pronoun,
    /// By the seat of power that stands for it: *le Kremlin*.
    Metonym,
}

names!(MentionForm {
    Name = "name",
    Title = "title",
    Nominal = "nominal",
    Pronoun = "pronoun",
    Metonym = "metonym",
});

/// An attribution (PolNeAR, PARC3): somebody's words or thoughts, with whose they are and how the text says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Quoted, reported, or both.
    pub form: StatementForm,
    /// Whose it is, where the text says.
    pub source: Option<Party>,
    /// The words that attribute it.
    pub cue: Option<Cue>,
    /// What is attributed, in pieces where the text interrupts it.
    pub content: Vec<Span>,
    /// Who it was said to.
    pub addressee: Option<Party>,
    /// What sort of saying or thinking.
    pub attitude: Attitude,
    /// How surely the writer stands behind the attribution.
    pub certainty: Certainty,
    /// The statement whose content this one stands in.
    pub within: Option<StatementId>,
    /// When it was made.
    pub time: Option<TimeId>,
    /// Where it was made.
    pub place: Option<PlaceId>,
}

impl Statement {
    /// How many bytes are attributed.
    pub fn length(&self) -> usize {
        self.content.iter().map(|piece| piece.len()).sum()
    }

    /// Whether a span stands in what is attributed.
    pub fn holds(&self, span: Span) -> bool {
        self.content.iter().any(|piece| piece.contains(span))
    }
}

/// For each of some spans the statement with the shortest content that holds it, of those that fit the span's number.
pub fn innermost(
    statements: &[Statement],
    spans: &[Span],
    fits: impl Fn(usize, StatementId) -> bool,
) -> Vec<Option<StatementId>> {
    let pieces = statements
        .iter()
        .enumerate()
        .flat_map(|(owner, statement)| {
            let rank = statement.length();
            let piece = move |&span: &Span| Piece { span, owner, rank };
            statement.content.iter().map(piece)
        });
    let found = first_holding(pieces.collect(), spans, |number, owner| {
        fits(number, StatementId(owner))
    });
    found
        .into_iter()
        .map(|owner| owner.map(StatementId))
        .collect()
}

/// Somebody who takes part in a statement or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The words that name them there.
    pub span: Span,
    /// Who that is.
    pub actor: Option<ActorId>,
}

/// The words that attribute a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The verb with its auxiliaries, the noun, the preposition or the punctuation, in text order and never empty; several
    /// pieces where other words part it: *a*-t-il *ajouté*.
    pub pieces: Vec<Span>,
    /// The lemma of its head word, or the phrase as the tables of cues have it.
    pub lemma: String,
}

impl Cue {
    /// From its first word to its last, with what parts it.
    pub fn cover(&self) -> Span {
        let pieces = self.pieces.iter().copied();
        pieces.reduce(Span::cover).unwrap_or_default()
    }
}

/// Whether the words are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementForm {
    /// The whole content stands in quotation marks.
    Direct,
    /// None of it does.
    Indirect,
    /// Part of it does.
    Mixed,
}

names!(StatementForm {
    Direct = "direct",
    Indirect = "indirect",
    Mixed = "mixed",
});

/// What sort of saying or thinking a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The names are the documentation: the values of the record format.
pub enum Attitude {
    Say,
    Deny,
    Ask,
    Order,
    Promise,
    Threaten,
    Accuse,
    Praise,
    Believe,
    Hope,
    Fear,
    Report,
}

impl Attitude {
    /// Only somebody can do this, so that whoever the subject is speaks: a report may say something, it cannot hope.
    pub(crate) fn is_personal(self) -> bool {
        use Attitude::{Accuse, Deny, Fear, Hope, Order, Praise, Promise};
        matches!(self, Accuse | Deny | Fear | Hope | Order | Praise | Promise)
    }
}

names!(Attitude {
    Say = "say",
    Deny = "deny",
    Ask = "ask",
    Order = "order",
    Promise = "promise",
    Threaten = "threaten",
    Accuse = "accuse",
    Praise = "praise",
    Believe = "believe",
    Hope = "hope",
    Fear = "fear",
    Report = "report",
});

/// How surely the writer stands behind something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Plainly.
    Stated,
    /// Softened: *apparently, seemed, might*.
    Hedged,
    /// Passed on without warrant: the journalistic conditional, *reportedly*.
    Hearsay,
    /// Said not to be so.
    Denied,
}

names!(Certainty {
    Stated = "stated",
    Hedged = "hedged",
    Hearsay = "hearsay",
    Denied = "denied",
});

/// An event (PLOVER): who does what to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What sort of doing.
    pub kind: EventKind,
    /// The words it was read from, in text order and never empty; several pieces where other words part them: *a ouvert* une
    /// *enquête*.
    pub trigger: Vec<Span>,
    /// Who does it.
    pub actors: Vec<Party>,
    /// To whom, or with whom.
    pub recipients: Vec<Party>,
    /// When.
    pub time: Option<TimeId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// How surely the writer stands behind it.
    pub certainty: Certainty,
    /// When it is, seen from the article.
    pub tense: Tense,
    /// Whether the text says that it is not so.
    pub negated: bool,
    /// The statement it stands in.
    pub according_to: Option<StatementId>,
    /// The numbers that say how many take part or suffer.
    pub figures: Vec<FigureId>,
}

/// The types of PLOVER, as its gold standard records have them (version 0.5b1, Open Event Data Alliance, 2016). Version 0.8
/// (2021) has fewer: its `REQUEST` is [`Demand`](EventKind::Demand), its `ACCUSE` is [`Disapprove`](EventKind::Disapprove)
/// or [`Investigate`](EventKind::Investigate), its `ASSAULT` is [`Assault`](EventKind::Assault) or
/// [`Fight`](EventKind::Fight).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Agrees, offers, promises or is ready to cooperate, give or yield.
    Agree,
    /// Meets, visits, receives, telephones, negotiates, mediates.
    Consult,
    /// Stands by somebody in words or diplomacy: praises, endorses, recognises, apologises, signs a treaty with.
    Support,
    /// Works together in deed: trades, trains together, shares intelligence, extradites.
    Cooperate,
    /// Gives money, goods, arms, soldiers for protection, relief, asylum.
    Aid,
    /// Yields at home: lifts a curfew, meets a demand, calls off a strike, frees political life.
    Concede,
    /// Yields abroad or in arms: withdraws, frees prisoners, lifts sanctions, ceases fire, lets inspectors in, resigns.
    Retreat,
    /// Looks into something as an authority.
    Investigate,
    /// Asks for something with weight: urges, calls for, demands, orders.
    Demand,
    /// Criticises, denounces, accuses, complains, sues.
    Disapprove,
    /// Refuses, rejects, vetoes, rules out.
    Reject,
    /// Says that it will do harm or cut something off unless.
    Threaten,
    /// Demonstrates, strikes, boycotts, blocks, riots.
    Protest,
    /// Puts forces on alert or on the move without fighting.
    Mobilize,
    /// Cuts relations, trade or aid; imposes sanctions; expels diplomats; breaks off talks.
    Sanction,
    /// Represses without deadly force: arrests, bans, censors, seizes, deports, imposes a curfew, blockades.
    Coerce,
    /// Harms people outside war: kills, abducts, tortures, bombs.
    Assault,
    /// Uses military force: shells, battles, occupies, breaks a ceasefire.
    Fight,
}

impl EventKind {
    /// Only somebody can do this, so that whoever the subject is, it is somebody: a storm kills, it does not go on strike.
    pub(crate) fn is_personal(self) -> bool {
        use EventKind::{
            Agree, Concede, Consult, Cooperate, Investigate, Mobilize, Protest, Reject, Retreat,
            Sanction,
        };
        matches!(
            self,
            Agree
                | Concede
                | Consult
                | Cooperate
                | Investigate
                | Mobilize
                | Protest
                | Reject
                | Retreat
                | Sanction
        )
    }

    /// It does good to whom it is done.
    pub(crate) fn is_friendly(self) -> bool {
        use EventKind::{Agree, Aid, Concede, Consult, Cooperate, Retreat, Support};
        matches!(
            self,
            Agree | Aid | Concede | Consult | Cooperate | Retreat | Support
        )
    }
}

names!(EventKind {
    Agree = "AGREE",
    Consult = "CONSULT",
    Support = "SUPPORT",
    Cooperate = "COOPERATE",
    Aid = "AID",
    Concede = "CONCEDE",
    Retreat = "RETREAT",
    Investigate = "INVESTIGATE",
    Demand = "DEMAND",
    Disapprove = "DISAPPROVE",
    Reject = "REJECT",
    Threaten = "THREATEN",
    Protest = "PROTEST",
    Mobilize = "MOBILIZE",
    Sanction = "SANCTION",
    Coerce = "COERCE",
    Assault = "ASSAULT",
    Fight = "FIGHT",
});

/// When an event is, seen from the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// Over.
    Past,
    /// Going on.
    Present,
    /// To come.
    Future,
    /// Again and again.
    Habitual,
}

names!(Tense {
    Past = "past",
    Present = "present",
    Future = "future",
    Habitual = "habitual",
});

/// A number that counts something.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with the words that bound it and its unit: *plus de 18 000 personnes*.
    pub span: Span,
    /// The least it can be.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// How the words bound it.
    pub bound: Bound,
    /// What is counted: `person`, `year`, `percent`, an ISO 4217 code, or the lemma of the counted noun.
    pub unit: String,
    /// The words that say of what.
    pub of: Option<Span>,
    /// The statement it stands in.
    pub according_to: Option<StatementId>,
}

/// How the words around a number bound it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// That number.
    Exact,
    /// Around it.
    About,
    /// Over it.
    MoreThan,
    /// Under it.
    LessThan,
    /// From one number to another.
    Between,
    /// An order of magnitude: *des milliers*.
    Order,
}

names!(Bound {
    Exact = "exact",
    About = "about",
    MoreThan = "more_than",
    LessThan = "less_than",
    Between = "between",
    Order = "order",
});

/// An expression of time (TIMEX3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// The expression.
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: TimeKind,
    /// Its TIMEX3 value: `2021-08-20`, `P3D`, `PAST_REF`, `XXXX-WXX-1`.
    pub value: String,
    /// ISO 8601, the first moment it may mean.
    pub begin: Option<String>,
    /// ISO 8601, the last moment it may mean.
    pub end: Option<String>,
}

/// Whether a span lies inside one of the times, which are in text order and do not overlap.
pub(crate) fn inside_any(times: &[Time], span: Span) -> bool {
    let next = times.partition_point(|time| time.span.start <= span.start);
    next.checked_sub(1)
        .is_some_and(|before| times[before].span.contains(span))
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// A calendar time of a day or more.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

names!(TimeKind {
    Date = "DATE",
    Time = "TIME",
    Duration = "DURATION",
    Set = "SET",
});

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-3 of the country it lies in.
    pub country: Option<&'static str>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// What sort of place.
    pub precision: Option<PlacePrecision>,
}

/// What sort of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The names are the documentation: the values of the record format.
pub enum PlacePrecision {
    Country,
    Region,
    City,
    Site,
}

names!(PlacePrecision {
    Country = "country",
    Region = "region",
    City = "city",
    Site = "site",
});
