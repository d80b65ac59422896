//! Stage 3: [`Analysis`] to [`Record`].
//!
//! News and no storage: it finds statements, figures, times, places and mentions, each with the words it was read from.
//! Every kind of thing has its own module with its own rules, read once from the language's tables; [`Reader`] holds
//! them together and adds what one kind says of another (the statement a figure stands in, the time of a statement).
//!
//! ```no_run
//! # let article: selon_intake::Article = todo!();
//! # let analysis: selon_analyse::Analysis = todo!();
//! let french = selon_languages::pack("fr").unwrap();
//! let reader = selon_read::Reader::new(french)?;
//! let findings = reader.read(&article, &analysis);
//! for statement in &findings.record.statements {
//!     println!("{:?}", statement.content);
//! }
//! # Ok::<(), selon_read::RuleError>(())
//! ```

mod events;
mod figures;
mod gazetteer;
mod grammar;
mod holding;
mod lexicon;
mod links;
mod mentions;
mod modality;
mod names;
mod parties;
mod places;
mod quotations;
mod record;
mod rules;
mod statements;
mod times;
mod view;

use selon_analyse::Analysis;
use selon_intake::{Article, Span};
use selon_languages::Pack;

pub use record::*;
pub use rules::RuleError;
pub use selon_analyse::Model;

use parties::Parties;
use view::ArticleView;

/// The bytes of the nominal group that a word of a sentence heads: determiners, adjectives, complements, names and
/// appositions, without the preposition before it.
pub fn nominal_span(sentence: &selon_analyse::Sentence, head: usize) -> selon_intake::Span {
    grammar::nominal::group_span(sentence, head)
}

/// The bytes of the name of whoever a noun stands for: its group without the words that only point at it.
pub fn noun_name(sentence: &selon_analyse::Sentence, head: usize) -> selon_intake::Span {
    parties::noun_name(sentence, head)
}

/// Whether a preposition leads a noun: *du* | *ministre*.
pub fn has_case(sentence: &selon_analyse::Sentence, noun: usize) -> bool {
    grammar::tree::has_case(sentence, noun)
}

/// What was found in an article: the record, and what it was read by that stage 4 asks for again.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// The record. Each mention is an actor of its own until stage 4 joins those that are the same.
    pub record: Record,
    /// The words in quotation marks that stand in no others, in text order; of a quotation over several paragraphs each is one.
    pub quotations: Vec<Span>,
}

/// Reads articles of one language.
#[derive(Debug)]
pub struct Reader {
    marks: quotations::Marks,
    names: names::Rules,
    mentions: mentions::Rules,
    statements: statements::Rules,
    events: events::Rules,
    figures: figures::Rules,
    times: times::Rules,
}

impl Reader {
    /// Compiles the tables of a language.
    ///
    /// # Errors
    /// A pattern that no rule understands, named by table and row.
    pub fn new(pack: &'static Pack) -> Result<Reader, RuleError> {
        Ok(Reader {
            marks: quotations::Marks::load(),
            names: names::Rules::load(pack),
            mentions: mentions::Rules::load(pack),
            statements: statements::Rules::load(pack),
            events: events::Rules::load(pack),
            figures: figures::Rules::load(pack),
            times: times::Rules::load(pack)?,
        })
    }

    /// What is found in an article.
    pub fn read(&self, article: &Article, analysis: &Analysis) -> Findings {
        let text = article.text.as_str();
        let quotations = self.marks.quotations(text, &article.paragraphs());
        let published = article.published.as_ref();
        let times = self.times.times(text, analysis, published);
        let names = self.names.names(text, analysis, &times);
        let mut places = places::places(&self.names, text, analysis, &names);
        let view = ArticleView {
            text,
            analysis,
            marks: &self.marks,
            quotations: &quotations,
            passages: &quotations::passages(&quotations),
            times: &times,
            name_rules: &self.names,
            names: &names,
        };
        let mut parties = Parties::of(view, self.mentions.mentions(&view), published);
        let statements = self.statements.statements(&view, &mut parties);
        // The name of a place that speaks has turned out to be a state's.
        parties.take_from(&mut places, |_| true);
        let input = events::EventInput {
            view: &view,
            places: &places,
            cues: self.statements.lexicon(),
        };
        let events = self.events.events(&input, &mut parties);
        // So has that of a country that does something or suffers it; a city that does is still one.
        parties.take_from(&mut places, |actor| actor.kind == ActorKind::State);
        let actors = parties.into_actors();
        let mut record = Record {
            document: document(article, analysis),
            sentences: analysis
                .sentences
                .iter()
                .map(|sentence| sentence.span)
                .collect(),
            actors,
            statements,
            events,
            figures: self.figures.figures(text, analysis, &times),
            times,
            places,
        };
        links::link(&mut record, analysis);
        let outermost = quotations.iter().filter(|quotation| quotation.depth == 0);
        Findings {
            record,
            quotations: outermost.map(|quotation| quotation.inner).collect(),
        }
    }
}

fn document(article: &Article, analysis: &Analysis) -> Document {
    Document {
        id: article.id.clone(),
        origin: article.origin.clone(),
        title: article.title.clone(),
        language: analysis.language,
        model: analysis.model,
        encoding: article.encoding,
        text: article.text.clone(),
        published: article.published.clone(),
    }
}
