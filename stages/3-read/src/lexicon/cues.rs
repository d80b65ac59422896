//! The cues of a language: verbs, nouns, prepositions and adverbials, with what each can govern.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Upos, Word};
use selon_languages::{
    self as tables, Before, BelongsTo, CueNoun, CueVerb, Frame, Helps, Negates, Pack,
    SubjectPronouns, Tie,
};

use super::Slot;
use crate::record::{Attitude, Certainty};

/// What can be the content of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Frames {
    /// A complement clause.
    pub(crate) clause: bool,
    /// An indirect question.
    pub(crate) whether: bool,
    /// A direct quotation before, after or around.
    pub(crate) quote: bool,
    /// An infinitive of the same subject.
    pub(crate) inf: bool,
    /// An infinitive behind a preposition, often of the addressee.
    pub(crate) prep_inf: bool,
    /// The object noun phrase.
    pub(crate) noun: bool,
    /// A predicate of the object.
    pub(crate) predicate: bool,
    /// A prepositional phrase.
    pub(crate) oblique: bool,
    /// The complement of a noun (`of`).
    pub(crate) of: bool,
}

/// A verb or noun that attributes.
#[derive(Debug, Clone)]
pub(crate) struct CueWord {
    /// What sort of saying or thinking it is.
    pub(crate) attitude: Attitude,
    /// What it can govern.
    pub(crate) frames: Frames,
    /// Where its addressee stands.
    pub(crate) addressee: Option<Slot>,
    /// How sure it makes its content, where it says more than that somebody stands behind it: *rumeur*.
    pub(crate) certainty: Option<Certainty>,
    /// The prepositions that may lead its content; any other says when, where or how.
    pub(crate) prepositions: Vec<&'static str>,
}

/// A preposition or adverbial that attributes.
#[derive(Debug, Clone)]
pub(crate) struct CuePhrase {
    /// Its words in lower case with straight apostrophes.
    pub(crate) words: Vec<&'static str>,
    /// As the table has it.
    pub(crate) phrase: &'static str,
    /// What sort of saying or thinking it is.
    pub(crate) attitude: Attitude,
    /// How sure it makes the content.
    pub(crate) certainty: Certainty,
    /// Before what it counts.
    pub(crate) before: Before,
}

/// A verb that attributes only together with the words behind it.
#[derive(Debug, Clone)]
pub(crate) struct VerbPhrase {
    /// The words behind the verb, as the text writes them.
    pub(crate) rest: Vec<&'static str>,
    /// What the phrase is as a whole.
    pub(crate) entry: CueWord,
}

/// A verb that only helps another one to say something: *finir par admettre*, *s'entendre répondre*.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Helper {
    /// The preposition that parts the two.
    marker: Option<&'static str>,
    /// Its subject is the one spoken to.
    pub(crate) undergone: bool,
}

/// Entries of several words by the lemma of their first.
type VerbPhrases = FxHashMap<&'static str, Vec<VerbPhrase>>;

/// Everything a language says about attribution.
#[derive(Debug)]
pub(crate) struct Lexicon {
    verbs: FxHashMap<&'static str, CueWord>,
    verb_phrases: VerbPhrases,
    reflexive_phrases: VerbPhrases,
    noun_phrases: VerbPhrases,
    helpers: FxHashMap<(&'static str, bool), Vec<Helper>>,
    nouns: FxHashMap<&'static str, CueWord>,
    prepositions: FxHashMap<&'static str, Vec<CuePhrase>>,
    adverbials: FxHashMap<&'static str, Vec<CuePhrase>>,
    hedging_adverbs: FxHashMap<&'static str, Certainty>,
    hedging_verbs: FxHashMap<&'static str, Certainty>,
    negations: FxHashMap<&'static str, bool>,
    reflexive_marker: Option<&'static str>,
    spreading_verbs: FxHashSet<&'static str>,
    accompanying_prepositions: FxHashSet<&'static str>,
    content_enders: FxHashSet<&'static str>,
    reporting_conjunctions: FxHashSet<&'static str>,
    cue_takes_preposition: bool,
    infinitive_has_subject: bool,
    subject_clitics: Option<Tie>,
    subject_pronouns: SubjectPronouns,
    elision: Option<Tie>,
}

impl Lexicon {
    pub(crate) fn load(pack: &'static Pack) -> Lexicon {
        let settings = &pack.language;
        let reflexive_marker = settings.reflexive_marker;
        let verbs = pack.cue_verbs.iter().map(|row| (row.lemma, row.into()));
        let verbs = verbs.collect();
        let nouns = pack.cue_nouns.iter().map(|row| (row.lemma, row.into()));
        let nouns = nouns.collect();
        let words = |words: &[&'static str]| words.iter().copied().collect();
        let spreading = pack.verbs.iter().filter(|row| row.spreads);
        let hedging_phrases = pack.cue_phrases.iter();
        let hedging_verbs = pack.verbs.iter();
        let negations = pack.function_words.iter();
        Lexicon {
            verb_phrases: phrases_of(&verbs, reflexive_marker, false),
            reflexive_phrases: phrases_of(&verbs, reflexive_marker, true),
            noun_phrases: phrases_of(&nouns, None, false),
            verbs,
            helpers: helpers(pack),
            nouns,
            prepositions: phrases(pack, |row| row.before.is_some()),
            adverbials: phrases(pack, |row| row.before.is_none()),
            hedging_adverbs: hedging_phrases
                .filter_map(|row| Some((row.phrase, row.softens?.into())))
                .collect(),
            hedging_verbs: hedging_verbs
                .filter_map(|row| Some((row.verb, row.softens?.into())))
                .collect(),
            negations: negations
                .filter_map(|row| Some((row.word, row.negates? == Negates::Alone)))
                .collect(),
            reflexive_marker,
            cue_takes_preposition: settings.leading_preposition == Some(BelongsTo::Cue),
            spreading_verbs: spreading.map(|row| row.verb).collect(),
            accompanying_prepositions: words(settings.accompanying_prepositions),
            infinitive_has_subject: settings.infinitive_subject == Some(BelongsTo::Content),
            subject_clitics: settings.subject_clitics,
            subject_pronouns: settings.subject_pronouns,
            elision: settings.elision,
            content_enders: words(settings.content_enders),
            reporting_conjunctions: words(settings.reporting_conjunctions),
        }
    }

    /// The entry of a verb or predicative adjective by its lemma. The reflexive use of a verb is another verb: it has
    /// its own entry or none.
    pub(crate) fn verb(&self, lemma: &str, reflexive: bool) -> Option<&CueWord> {
        match self.reflexive_marker.filter(|_| reflexive) {
            Some(marker) => self.verbs.get(format!("{marker} {lemma}").as_str()),
            None => self.verbs.get(lemma),
        }
    }

    /// What a verb by its lemma does to a cue it governs with that preposition between, if it only helps it.
    pub(crate) fn helper(
        &self,
        lemma: &str,
        reflexive: bool,
        marker: Option<&str>,
    ) -> Option<Helper> {
        let helpers = self.helpers.get(&(lemma, reflexive))?;
        helpers
            .iter()
            .find(|helper| helper.marker == marker)
            .copied()
    }

    /// The phrases that begin with a verb of this lemma (*faire savoir*, *point out*).
    pub(crate) fn verb_phrases(&self, lemma: &str, reflexive: bool) -> &[VerbPhrase] {
        let table = if reflexive {
            &self.reflexive_phrases
        } else {
            &self.verb_phrases
        };
        table.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The phrases that begin with a noun of this lemma (*mise en garde*).
    pub(crate) fn noun_phrases(&self, lemma: &str) -> &[VerbPhrase] {
        self.noun_phrases.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The entry of a noun by its lemma.
    pub(crate) fn noun(&self, lemma: &str) -> Option<&CueWord> {
        self.nouns.get(lemma)
    }

    /// The prepositions whose first word this is (lower case, straight apostrophe).
    pub(crate) fn prepositions(&self, first: &str) -> &[CuePhrase] {
        self.prepositions.get(first).map_or(&[], Vec::as_slice)
    }

    /// The adverbials whose first word this is.
    pub(crate) fn adverbials(&self, first: &str) -> &[CuePhrase] {
        self.adverbials.get(first).map_or(&[], Vec::as_slice)
    }

    /// How far an adverb softens what it stands beside.
    pub(crate) fn hedging_adverb(&self, form: &str) -> Option<Certainty> {
        self.hedging_adverbs.get(form).copied()
    }

    /// How far a verb, by its lemma, softens what it governs.
    pub(crate) fn hedging_verb(&self, lemma: &str) -> Option<Certainty> {
        self.hedging_verbs.get(lemma).copied()
    }

    /// Whether a word negates by itself.
    pub(crate) fn negates(&self, form: &str) -> bool {
        self.negations.get(form) == Some(&true)
    }

    /// Whether a word belongs to a negation, as its main word or as a particle beside it.
    pub(crate) fn is_negation(&self, form: &str) -> bool {
        self.negations.contains_key(form)
    }

    /// Whether a conjunction, by its lemma, begins a clause that says who reports the one beside it: *comme l'a dit X*.
    pub(crate) fn reports_beside(&self, lemma: &str) -> bool {
        self.reporting_conjunctions.contains(lemma)
    }

    /// Whether a verb, by its lemma, says of reports no more than that there are some: *se multiplier*.
    pub(crate) fn spreads(&self, lemma: &str, reflexive: bool) -> bool {
        match self.reflexive_marker.filter(|_| reflexive) {
            Some(marker) => self
                .spreading_verbs
                .contains(format!("{marker} {lemma}").as_str()),
            None => self.spreading_verbs.contains(lemma),
        }
    }

    /// Whether more of what is reported may stand behind a preposition, by its lemma: *avec*.
    pub(crate) fn accompanies(&self, lemma: &str) -> bool {
        self.accompanying_prepositions.contains(lemma)
    }

    /// Whether a preposition behind a comma begins what says how something was said: *sans donner de détails*.
    pub(crate) fn ends_content(&self, form: &str) -> bool {
        self.content_enders.contains(form)
    }

    /// Whether the preposition between a cue and its content belongs to the cue.
    pub(crate) fn cue_takes_preposition(&self) -> bool {
        self.cue_takes_preposition
    }

    /// Whether those who are told to act belong to what they are told.
    pub(crate) fn infinitive_has_subject(&self) -> bool {
        self.infinitive_has_subject
    }

    /// Whether a verb may leave its subject out.
    pub(crate) fn subject_pronouns(&self) -> SubjectPronouns {
        self.subject_pronouns
    }

    /// Whether a word is a pronoun tied to the verb before it: it is that verb's subject, whatever a tree says.
    pub(crate) fn is_subject_clitic(&self, word: &Word) -> bool {
        word.upos == Upos::Pron
            && self
                .subject_clitics
                .is_some_and(|tie| word.form.starts_with(sign(tie)))
    }

    /// Whether a form is a word that has lost its last vowel: *qu'* of *que*.
    pub(crate) fn is_elided(&self, word: &str, form: &str) -> bool {
        let short = self.elision.and_then(|tie| form.strip_suffix(sign(tie)));
        let stem = word.char_indices().next_back().map(|(end, _)| &word[..end]);
        short.is_some() && short == stem
    }

    /// The lemma of the reflexive pronoun in the keys of `cue-verbs`.
    pub(crate) fn reflexive_marker(&self) -> Option<&'static str> {
        self.reflexive_marker
    }
}

fn sign(tie: Tie) -> char {
    match tie {
        Tie::Hyphen => '-',
        Tie::Apostrophe => '\'',
    }
}

/// The entries of several words by their first one: those that are reflexive, or the others. The marker itself is looked
/// for by its own rule.
fn phrases_of(
    entries: &FxHashMap<&'static str, CueWord>,
    marker: Option<&str>,
    reflexive: bool,
) -> VerbPhrases {
    let mut phrases = VerbPhrases::default();
    for (key, entry) in entries {
        let marked = marker.and_then(|marker| key.strip_prefix(marker)?.strip_prefix(' '));
        let words = marked.unwrap_or(key).split_once(' ');
        if let Some((first, rest)) = words.filter(|_| marked.is_some() == reflexive) {
            phrases.entry(first).or_default().push(VerbPhrase {
                rest: words_of(rest),
                entry: entry.clone(),
            });
        }
    }
    phrases
}

/// The verbs that help by lemma and whether they are reflexive.
fn helpers(pack: &'static Pack) -> FxHashMap<(&'static str, bool), Vec<Helper>> {
    let marker = pack.language.reflexive_marker;
    let mut helpers: FxHashMap<_, Vec<Helper>> = FxHashMap::default();
    for row in pack.verbs {
        let mut words = row.verb.split(' ').peekable();
        let reflexive = words.next_if(|word| Some(*word) == marker).is_some();
        let (Some(helps), Some(lemma)) = (row.helps, words.next()) else {
            continue;
        };
        helpers.entry((lemma, reflexive)).or_default().push(Helper {
            marker: words.next(),
            undergone: helps == Helps::Addressee,
        });
    }
    helpers
}

/// The phrases that attribute, by their first word.
fn phrases(
    pack: &'static Pack,
    fits: impl Fn(&tables::CuePhrase) -> bool,
) -> FxHashMap<&'static str, Vec<CuePhrase>> {
    let mut found: FxHashMap<&'static str, Vec<CuePhrase>> = FxHashMap::default();
    for row in pack.cue_phrases.iter().filter(|row| fits(row)) {
        let words = words_of(row.phrase);
        let (Some(attitude), Some(&first)) = (row.attitude, words.first()) else {
            continue;
        };
        // The tokeniser cuts a clitic off (`dit-on`), so that the text's first word is what stands before its hyphen.
        let first = first.split('-').next().unwrap_or(first);
        found.entry(first).or_default().push(CuePhrase {
            words,
            phrase: row.phrase,
            attitude: attitude.into(),
            certainty: row.certainty.map_or(Certainty::Stated, Certainty::from),
            before: row.before.unwrap_or(Before::Any),
        });
    }
    found
}

/// A phrase as the tokeniser cuts it: an elided word keeps its apostrophe.
fn words_of(phrase: &'static str) -> Vec<&'static str> {
    phrase
        .split(' ')
        .flat_map(|part| part.split_inclusive('\''))
        .filter(|word| !word.is_empty())
        .collect()
}

impl From<&CueVerb> for CueWord {
    fn from(row: &CueVerb) -> CueWord {
        CueWord {
            attitude: row.attitude.into(),
            frames: row.frames.into(),
            addressee: row.addressee.map(Slot::of_cell),
            certainty: None,
            prepositions: row.prepositions.to_vec(),
        }
    }
}

impl From<&CueNoun> for CueWord {
    fn from(row: &CueNoun) -> CueWord {
        CueWord {
            attitude: row.attitude.into(),
            frames: row.frames.into(),
            addressee: None,
            certainty: row.certainty.map(Certainty::from),
            prepositions: row.prepositions.to_vec(),
        }
    }
}

impl From<&[Frame]> for Frames {
    fn from(list: &[Frame]) -> Frames {
        let takes = |frame| list.contains(&frame);
        Frames {
            clause: takes(Frame::Clause),
            whether: takes(Frame::Whether),
            quote: takes(Frame::Quote),
            inf: takes(Frame::Inf),
            prep_inf: takes(Frame::PrepInf),
            noun: takes(Frame::Noun),
            predicate: takes(Frame::Predicate),
            oblique: takes(Frame::Oblique),
            of: takes(Frame::Of),
        }
    }
}

impl From<tables::Attitude> for Attitude {
    fn from(attitude: tables::Attitude) -> Attitude {
        match attitude {
            tables::Attitude::Say => Attitude::Say,
            tables::Attitude::Deny => Attitude::Deny,
            tables::Attitude::Ask => Attitude::Ask,
            tables::Attitude::Order => Attitude::Order,
            tables::Attitude::Promise => Attitude::Promise,
            tables::Attitude::Threaten => Attitude::Threaten,
            tables::Attitude::Accuse => Attitude::Accuse,
            tables::Attitude::Praise => Attitude::Praise,
            tables::Attitude::Believe => Attitude::Believe,
            tables::Attitude::Hope => Attitude::Hope,
            tables::Attitude::Fear => Attitude::Fear,
            tables::Attitude::Report => Attitude::Report,
        }
    }
}

impl From<tables::Certainty> for Certainty {
    fn from(certainty: tables::Certainty) -> Certainty {
        match certainty {
            tables::Certainty::Stated => Certainty::Stated,
            tables::Certainty::Hedged => Certainty::Hedged,
            tables::Certainty::Hearsay => Certainty::Hearsay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_lexicon_that_reads() {
        for pack in selon_languages::packs() {
            let lexicon = Lexicon::load(pack);
            assert!(
                lexicon.verbs.len() > 100,
                "{}: {} verbs",
                pack.code(),
                lexicon.verbs.len()
            );
            assert!(!lexicon.prepositions.is_empty(), "{}", pack.code());
        }
    }

    #[test]
    fn phrases_are_cut_as_the_tokeniser_cuts() {
        assert_eq!(words_of("d'après"), ["d'", "après"]);
        assert_eq!(words_of("according to"), ["according", "to"]);
    }
}
