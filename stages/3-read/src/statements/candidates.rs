//! From cues to statements: what each cue attributes to whom, while both are still words of a tree.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use selon_intake::Span;
use selon_languages::SubjectPronouns;

use super::boundaries;
use super::context::SentenceContext;
use super::cues::{self, CueAt, CueKind};
use super::labelled::{self, Labelled};
use super::modality;
use super::parse::{CueParse, parse};
use super::pieces::{self, joined, runs};
use super::quoted::{Link, QuoteLinker, Quoted};
use super::rules::Rules;
use super::source;
use crate::grammar::{subject, voice};
use crate::parties::Parties;
use crate::quotations::{QuotedPassage, around};
use crate::record::{Attitude, Certainty, Cue, Party, Statement, WordAt};
use crate::view::ArticleView;

/// A statement whose source and addressee are still words of the tree.
pub(super) struct StatementCandidate {
    sentence: usize,
    pub(super) cue: Cue,
    source: Option<usize>,
    /// The word the source begins with where a preposition tells: *selon* | *beaucoup d'experts*.
    source_from: Option<usize>,
    addressee: Option<usize>,
    pub(super) content: Vec<Span>,
    attitude: Attitude,
    certainty: Certainty,
}

/// Everything that words or punctuation attribute in an article, in text order.
pub(super) fn candidates(
    rules: &Rules,
    view: &ArticleView,
    parties: &Parties,
) -> Vec<StatementCandidate> {
    let sentences = &view.analysis.sentences;
    let cues: Vec<Vec<CueAt>> = sentences
        .iter()
        .map(|sentence| cues::cues(rules.lexicon(), sentence, view.text))
        .collect();
    let mut linked = links(view, &cues, rules.lexicon().subject_pronouns());
    let mut found = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let context = SentenceContext {
            rules,
            view,
            parties,
            at,
            sentence,
            cues: &cues[at],
        };
        for (number, cue) in cues[at].iter().enumerate() {
            let quotes = linked.remove(&(at, number)).unwrap_or_default();
            found.extend(candidate(&context, cue, &quotes));
        }
    }
    let labelled = labelled::unclaimed(rules, view, parties, &found);
    found.extend(labelled.into_iter().map(StatementCandidate::labelled));
    found.sort_by_key(|candidate| (candidate.start(), Reverse(candidate.end())));
    found
}

/// The quotations that stand where a cue quotes, by the sentence and number of the cue.
fn links<'a>(
    view: &ArticleView<'a>,
    cues: &[Vec<CueAt>],
    pronouns: SubjectPronouns,
) -> FxHashMap<(usize, usize), Vec<(&'a QuotedPassage, Link)>> {
    let linker = QuoteLinker {
        view,
        cues,
        pronouns,
    };
    let mut linked: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for passage in view.passages {
        if let Some(link) = linker.link(passage) {
            let of_cue = linked.entry((link.sentence, link.cue)).or_default();
            of_cue.push((passage, link));
        }
    }
    linked
}

/// The statement that a cue makes with the quotations beside it; `None` where it says nothing.
fn candidate(
    context: &SentenceContext,
    cue: &CueAt,
    quotes: &[(&QuotedPassage, Link)],
) -> Option<StatementCandidate> {
    let parse = parse(context, cue)?;
    let quoted = Quoted::of(context, cue, quotes);
    let mut content = content(context, cue, &parse, &quoted);
    let source = Attribution {
        context,
        cue,
        parse: &parse,
        first: *content.first()?,
        content: &content,
        quoted: &quoted,
    }
    .source();
    let (attitude, certainty) = modality::of(context, cue, &parse, source, &content, &quoted);
    let pieces = cue_pieces(context, cue, &mut content);
    Some(StatementCandidate {
        sentence: context.at,
        cue: Cue {
            pieces,
            lemma: parse.lemma,
        },
        source,
        source_from: match cue.kind {
            CueKind::Preposition(_) => cue.words.last().map(|last| last + 1),
            _ => None,
        },
        addressee: parse.addressee,
        content,
        attitude,
        certainty,
    })
}

/// What a cue attributes: what the tree gives it, the quotations beside it, or the paragraph below it.
fn content(context: &SentenceContext, cue: &CueAt, parse: &CueParse, quoted: &Quoted) -> Vec<Span> {
    let mut content = governed(context, cue, parse);
    if quoted.is_whole_before(cue) || quoted.replaces(&content, cue, parse) {
        content = joined(quoted.pieces.iter().copied());
    }
    content.retain(|piece| !piece.contains(cue.span));
    if content.is_empty() && parse.source.is_some_and(|source| context.speaks(source)) {
        content.extend(block_below(context, cue));
    }
    content
}

/// The words that the tree gives a cue for its content, as spans of the text.
fn governed(context: &SentenceContext, cue: &CueAt, parse: &CueParse) -> Vec<Span> {
    let view = context.view;
    let spoken = || match parse.source {
        Some(source) => context.speaks(source),
        None => voice::is_passive(context.sentence, cue.word),
    };
    let found = parse.content.as_ref();
    let Some(found) = found.filter(|found| !found.needs_speaker || spoken()) else {
        return Vec::new();
    };
    let spans = pieces::pieces(context.sentence, &found.words, view.text, view.marks);
    let spans = spans
        .into_iter()
        .map(|span| pieces::balanced(span, Some(cue.span), view.quotations, view.text));
    // Who speaks inside a quotation reports nothing outside it.
    let own = around(view.quotations, cue.span).map(|quotation| quotation.span);
    let own: Vec<Span> = own.filter(|span| span.contains(cue.span)).collect();
    joined(spans.filter(|span| own.iter().all(|own| own.contains(*span))))
}

/// The paragraph below a cue whose own ends with a colon: it is quoted by being set apart, without marks.
fn block_below(context: &SentenceContext, cue: &CueAt) -> Option<Span> {
    let SentenceContext { view, sentence, .. } = context;
    let sentences = view.analysis.sentences.get(context.at + 1..)?;
    let quotes = matches!(cue.kind, CueKind::Verb(entry) if entry.frames.quote);
    let last = context.cues.iter().map(|cue| cue.word).max() == Some(cue.word);
    let colon = sentence.words.last().is_some_and(|word| word.form == ":");
    let below = sentences.first()?.paragraph;
    if !(quotes && last && colon && below > sentence.paragraph) {
        return None;
    }
    let block = sentences
        .iter()
        .take_while(|sentence| sentence.paragraph == below);
    let span = block.map(|sentence| sentence.span).reduce(Span::cover)?;
    let begins = span.of(view.text).starts_with(char::is_uppercase);
    begins.then_some(span)
}

/// The spans of a cue, to which a language may give the preposition that its content begins with.
fn cue_pieces(context: &SentenceContext, cue: &CueAt, content: &mut [Span]) -> Vec<Span> {
    let sentence = context.sentence;
    let mut words = cue.words.clone();
    let lexicon = context.rules.lexicon();
    if let Some(preposition) = boundaries::leading_preposition(lexicon, sentence, cue)
        && let Some(next) = sentence.words.get(preposition + 1)
        && let Some(piece) = content.iter_mut().find(|piece| {
            piece.start == sentence.words[preposition].span.start && next.span.start < piece.end
        })
    {
        words.push(preposition);
        piece.start = next.span.start;
    }
    runs(sentence, &words)
}

/// A cue with its content, of which nobody yet knows for sure whose it is.
struct Attribution<'a> {
    context: &'a SentenceContext<'a>,
    cue: &'a CueAt<'a>,
    parse: &'a CueParse,
    content: &'a [Span],
    /// The first piece of the content.
    first: Span,
    quoted: &'a Quoted,
}

/// Where the source of a content stands, in the order in which the places are looked at.
const SOURCES: [fn(&Attribution) -> Option<usize>; 4] = [
    |found| found.parsed(),
    |found| found.between(),
    |found| found.standing_behind_verb(),
    |found| found.named_behind(),
];

impl Attribution<'_> {
    fn source(&self) -> Option<usize> {
        SOURCES.iter().find_map(|place| place(self))
    }

    /// Whether a word is not itself a word of the content: what is said is the verb's object, so that the tree may have
    /// taken one for the other.
    fn is_outside(&self, word: usize) -> bool {
        let span = self.context.sentence.words[word].span;
        !self.content.iter().any(|piece| piece.contains(span))
    }

    fn subject_pronouns(&self) -> SubjectPronouns {
        self.context.rules.lexicon().subject_pronouns()
    }

    /// Whoever the tree says.
    fn parsed(&self) -> Option<usize> {
        self.parse.source.filter(|&word| self.is_outside(word))
    }

    /// Whoever stands between a quotation and the cue behind it: *« … », X a déclaré*.
    fn between(&self) -> Option<usize> {
        let end = self.quoted.end_before(self.cue)?;
        source::between(self.context.sentence, end, self.cue.words[0])
    }

    /// A subject behind its verb, be it a pronoun tied to it: *…, a déclaré le maire*, *…, dit-il*.
    fn standing_behind_verb(&self) -> Option<usize> {
        let CueKind::Verb(entry) = self.cue.kind else {
            return None;
        };
        let sentence = self.context.sentence;
        let inverted = subject::inverted(sentence, self.cue.word, self.subject_pronouns())
            .filter(|_| self.first.start < self.cue.span.start);
        let found = inverted.or_else(|| source::clitic(sentence, self.cue.word, entry));
        found.filter(|&word| self.is_outside(word))
    }

    /// Whoever comes up first behind a verb that follows what it reports, though the tree hang them elsewhere. A verb that may
    /// leave its subject out need not have lost it: *« … », prometió al visitar* | *la empresa*.
    fn named_behind(&self) -> Option<usize> {
        let verb = matches!(self.cue.kind, CueKind::Verb(_));
        let lost = self.subject_pronouns() == SubjectPronouns::Required;
        if !(verb && lost) || self.first.end > self.cue.span.start {
            return None;
        }
        let speaks = |word: usize| self.context.speaks(word);
        source::behind(self.context.sentence, self.cue, &speaks)
    }
}

impl StatementCandidate {
    fn labelled(of: Labelled) -> StatementCandidate {
        StatementCandidate {
            sentence: of.sentence,
            cue: Cue {
                pieces: vec![of.cue],
                lemma: String::new(),
            },
            source: Some(of.source),
            source_from: None,
            addressee: None,
            content: of.content,
            attitude: Attitude::Say,
            certainty: Certainty::Stated,
        }
    }

    fn start(&self) -> usize {
        let content = self.content.iter().map(|span| span.start);
        let starts = content.chain([self.cue.cover().start]);
        starts.min().unwrap_or_default()
    }

    fn end(&self) -> usize {
        let ends = self.content.iter().map(|span| span.end);
        ends.max().unwrap_or_default()
    }

    /// The statement with whoever takes part in it.
    pub(super) fn statement(self, view: &ArticleView, parties: &mut Parties) -> Statement {
        let source = self.source;
        let source = source.and_then(|word| self.party(view, parties, word, self.source_from));
        let addressee = self.addressee;
        let addressee = addressee.and_then(|word| self.party(view, parties, word, None));
        Statement {
            form: modality::form(&self.content, self.cue.cover(), view),
            source,
            addressee,
            cue: Some(self.cue),
            content: self.content,
            attitude: self.attitude,
            certainty: self.certainty,
            within: None,
            time: None,
            place: None,
        }
    }

    /// What they say or are told is no part of who they are, nor is the word that says so.
    fn party(
        &self,
        view: &ArticleView,
        parties: &mut Parties,
        word: usize,
        from: Option<usize>,
    ) -> Option<Party> {
        let sentence = self.sentence;
        let mut party = parties.speaker(WordAt { sentence, word }, from)?;
        let sentence = &view.analysis.sentences[sentence];
        let head = sentence.words[word].span;
        let mut others = self.content.iter().chain(&self.cue.pieces);
        let inside = |piece: &&Span| head.end <= piece.start && piece.start < party.span.end;
        if let Some(piece) = others.find(inside) {
            party.span = pieces::up_to(sentence, party.span, piece.start);
        }
        Some(party)
    }
}

#[cfg(test)]
mod tests {
    use crate::statements::testing::statements;

    #[test]
    fn the_paragraph_below_a_colon_is_what_a_cue_says() {
        let found = statements(
            "fr",
            &[
                "La DET 2 det/préfète NOUN 4 nsubj/a AUX 4 aux:tense VerbForm=Fin avoir/déclaré VERB 0 root VerbForm=Part déclarer/: PUNCT 4 punct",
                "¶Le DET 2 det/pont NOUN 3 nsubj/rouvre VERB 0 root VerbForm=Fin rouvrir/demain ADV 3 advmod/. PUNCT 3 punct",
            ],
        );
        assert_eq!(found, ["La préfète | a déclaré | Le pont rouvre demain ."]);
    }

    #[test]
    fn whoever_stands_between_a_quotation_and_its_cue_says_it() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 5 punct/Le DET 3 det/pont NOUN 5 nsubj/est AUX 5 cop VerbForm=Fin être/fermé VERB 0 root VerbForm=Part fermer/» PUNCT 5 punct/, PUNCT 10 punct/Serra PROPN 5 dep/a AUX 10 aux:tense VerbForm=Fin avoir/déclaré VERB 5 parataxis VerbForm=Part déclarer/. PUNCT 5 punct",
            ],
        );
        assert_eq!(found, ["Serra | a déclaré | « Le pont est fermé »"]);
    }

    /// *Los vecinos protestaron y aseguró que …* and more of the kind: the source is none of those who are named beside it.
    #[test]
    fn whoever_a_verb_leaves_out_is_nobody_who_stands_where_a_subject_could() {
        let shared = "Los DET 2 det/vecinos NOUN 3 nsubj Number=Plur vecino/protestaron VERB 0 root Number=Plur|VerbForm=Fin protestar/y CCONJ 5 cc/aseguró VERB 3 conj Number=Sing|VerbForm=Fin asegurar/que SCONJ 8 mark/el DET 8 det/puente NOUN 9 nsubj/cerrará VERB 5 ccomp Number=Sing|VerbForm=Fin cerrar";
        let behind = "« PUNCT 2 punct/Cerraremos VERB 5 ccomp Number=Plur|VerbForm=Fin cerrar/» PUNCT 2 punct/, PUNCT 2 punct/prometió VERB 0 root Number=Sing|VerbForm=Fin prometer/visitando VERB 5 advcl VerbForm=Ger visitar/la DET 8 det/empresa NOUN 6 obj";
        let object = "El DET 2 det/puente NOUN 4 nsubj/está AUX 4 cop VerbForm=Fin estar/cerrado ADJ 0 root/, PUNCT 6 punct/confirmó VERB 4 parataxis Number=Sing|VerbForm=Fin confirmar/la DET 8 det/noticia NOUN 6 obj/. PUNCT 4 punct";
        let found = [shared, behind, object].map(|rows| statements("es", &[rows]).join(" & "));
        assert_eq!(
            found,
            [
                " | aseguró | que el puente cerrará",
                " | prometió | « Cerraremos »",
                " | confirmó | El puente está cerrado",
            ]
        );
    }

    #[test]
    fn a_pronoun_tied_to_its_verb_says_it() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 5 punct/Le DET 3 det/pont NOUN 5 nsubj/est AUX 5 cop VerbForm=Fin être/fermé VERB 0 root VerbForm=Part fermer/» PUNCT 5 punct/, PUNCT 8 punct/dit VERB 5 parataxis VerbForm=Fin dire/-elle PRON 8 dep/. PUNCT 5 punct",
            ],
        );
        assert_eq!(found, ["elle | dit | « Le pont est fermé »"]);
    }

    #[test]
    fn the_preposition_a_content_begins_with_may_belong_to_the_cue() {
        let found = statements(
            "en",
            &[
                "The DET 2 det/senator NOUN 3 nsubj/called VERB 0 root VerbForm=Fin call/for ADP 6 case/a DET 6 det/vote NOUN 3 obl/. PUNCT 3 punct",
            ],
        );
        assert_eq!(found, ["The senator | called for | a vote"]);
    }

    #[test]
    fn what_is_said_is_no_part_of_who_says_it() {
        let found = statements(
            "fr",
            &[
                "La DET 2 det/maire NOUN 8 nsubj/, PUNCT 5 punct/qui PRON 5 nsubj PronType=Rel/parle VERB 2 acl:relcl VerbForm=Fin parler/fort ADV 5 advmod/, PUNCT 5 punct/dit VERB 0 root VerbForm=Fin dire/qu' SCONJ 11 mark que/elle PRON 11 nsubj/part VERB 8 ccomp VerbForm=Fin partir",
            ],
        );
        assert_eq!(found, ["La maire | dit | qu'elle part"]);
    }
}
