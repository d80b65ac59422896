//! What the tree says around one cue: whose words it reports, which these are, and to whom they are said.
//!
//! Each sort of cue has its own few questions. Where a verb's source or addressee may stand in several places, the places are
//! listed in the order in which they are looked at.

use std::iter;

use selon_analyse::Relation;
use selon_analyse::feature::Poss;
use selon_languages::Before;

use super::boundaries;
use super::complement;
use super::content::{self, Content, CueContext};
use super::context::SentenceContext;
use super::cues::{CueAt, CueKind};
use super::noun_content;
use super::parenthetical;
use super::source;
use crate::grammar::{nominal, subject, tree, voice};
use crate::lexicon::Slot;
use crate::lexicon::cues::{CuePhrase, CueWord};
use crate::quotations::around;

/// What the tree says around one cue.
pub(super) struct CueParse {
    pub(super) lemma: String,
    /// The head of whoever's words they are.
    pub(super) source: Option<usize>,
    /// The head of whoever they are said to.
    pub(super) addressee: Option<usize>,
    pub(super) content: Option<Content>,
}

/// Reads the tree around a cue; `None` where the word attributes nothing there.
pub(super) fn parse(context: &SentenceContext, cue: &CueAt) -> Option<CueParse> {
    let speaks = |word: usize| context.speaks(word);
    let dated = |word: usize| context.is_dated(word);
    let around = CueContext {
        lexicon: context.rules.lexicon(),
        sentence: context.sentence,
        speaks: &speaks,
        dated: &dated,
    };
    match cue.kind {
        CueKind::Verb(entry) => Some(VerbCue::of(context, &around, cue, entry).parse()),
        CueKind::Noun(entry) => of_noun(context, &around, cue, entry),
        CueKind::Preposition(phrase) => of_preposition(context, cue, phrase),
        CueKind::Adverbial(phrase) => Some(of_adverbial(context, cue, phrase)),
    }
}

/// A verb that may attribute something.
struct VerbCue<'a> {
    context: &'a SentenceContext<'a>,
    around: &'a CueContext<'a>,
    cue: &'a CueAt<'a>,
    entry: &'a CueWord,
    /// The subject of its clause, if the clause stands in the same quotation as the cue.
    subject: Option<usize>,
}

/// A place in which a party to what a verb reports may stand.
type Place = fn(&VerbCue) -> Option<usize>;

/// Where a verb's source may stand.
const SOURCES: [Place; 3] = [
    |verb| verb.patient_of_state(),
    |verb| verb.own_subject(),
    |verb| verb.agent(),
];

/// Where whoever it is said to may stand, besides the slot that the verb's entry names.
const ADDRESSEES: [Place; 2] = [
    |verb| verb.undergoing_subject(),
    |verb| verb.patient_asked(),
];

impl<'a> VerbCue<'a> {
    fn of(
        context: &'a SentenceContext<'a>,
        around: &'a CueContext<'a>,
        cue: &'a CueAt<'a>,
        entry: &'a CueWord,
    ) -> VerbCue<'a> {
        let mut verb = VerbCue {
            context,
            around,
            cue,
            entry,
            subject: None,
        };
        let pronouns = around.lexicon.subject_pronouns();
        let subject = iter::once(cue.top)
            .chain(verb.words())
            .find_map(|word| subject::of_verb(context.sentence, word, pronouns));
        // Nobody speaks out of a quotation that the cue stands outside of.
        let shut_off = subject.is_some_and(|subject| !verb.shares_quotation(subject));
        verb.subject = match shut_off {
            true => speaker_before(context, cue).filter(|&word| verb.shares_quotation(word)),
            false => subject,
        };
        verb
    }

    fn words(&self) -> std::ops::Range<usize> {
        self.cue.word..self.cue.word + self.cue.length
    }

    /// Whether the cue stands in every quotation that a word stands in.
    fn shares_quotation(&self, word: usize) -> bool {
        let span = self.context.sentence.words[word].span;
        around(self.context.view.quotations, span)
            .map(|quotation| quotation.span)
            .all(|quotation| !quotation.contains(span) || quotation.contains(self.cue.span))
    }

    fn parse(&self) -> CueParse {
        let lemma = self.context.sentence.words[self.cue.word].lemma.to_string();
        if let Some((content, source)) =
            parenthetical::set_before(self.around, self.cue, self.entry)
        {
            return CueParse {
                lemma,
                source: Some(source),
                addressee: None,
                content: Some(content),
            };
        }
        let source = SOURCES.iter().find_map(|place| place(self));
        let source = source.and_then(|reader| self.writing(reader)).or(source);
        let content = self.content(source);
        CueParse {
            lemma,
            source,
            addressee: self.addressee(content.as_ref(), source),
            content,
        }
    }

    /// What somebody is frustrated by happens to them, and is theirs: *were frustrated that …*.
    fn patient_of_state(&self) -> Option<usize> {
        self.patient().filter(|_| self.cue.is_state)
    }

    /// Whoever the verb is about says it, unless the verb tells that they are spoken to.
    fn own_subject(&self) -> Option<usize> {
        let told = self.cue.undergone || self.is_asked();
        self.subject.filter(|_| !told)
    }

    /// Of a passive, whoever acts: *est jugé utile par la maire*.
    fn agent(&self) -> Option<usize> {
        voice::agent(self.context.sentence, self.cue.word)
    }

    /// Whoever reads something says nothing; what they read does.
    fn writing(&self, reader: usize) -> Option<usize> {
        let (sentence, speaks) = (self.context.sentence, self.around.speaks);
        source::written_on(sentence, self.cue.word, reader, self.entry, speaks)
    }

    /// Whether the verb is a passive one of asking or telling, so that its subject is the one told.
    fn is_asked(&self) -> bool {
        let slot = self.entry.addressee == Some(Slot::Object);
        slot && voice::is_passive(self.context.sentence, self.cue.word)
    }

    /// What the verb governs, its ends mended.
    fn content(&self, source: Option<usize>) -> Option<Content> {
        let mut words = self.words();
        let mut content = words
            .find_map(|word| complement::of_verb(self.around, word, self.entry, self.subject))?;
        if !content.beside {
            boundaries::trim_source(self.context.sentence, self.cue, source, &mut content.words);
            let (cues, around) = (self.context.cues, self.around);
            boundaries::mend(around, self.cue, cues, &mut content.words);
        }
        Some(content)
    }

    fn addressee(&self, content: Option<&Content>, source: Option<usize>) -> Option<usize> {
        let nothing = vec![false; self.context.sentence.words.len()];
        let taken = content.map_or(&nothing, |content| &content.words);
        let in_slot = |word| content::addressee(self.around, word, self.entry, taken);
        let mut named = self.words().filter_map(in_slot);
        named
            .find(|word| Some(*word) != source)
            .or_else(|| ADDRESSEES.iter().find_map(|place| place(self)))
    }

    /// *s'est vu reprocher*: its subject is told.
    fn undergoing_subject(&self) -> Option<usize> {
        self.subject.filter(|_| self.cue.undergone)
    }

    /// *a été prié de partir*: so is whoever a passive of asking happens to.
    fn patient_asked(&self) -> Option<usize> {
        self.patient().filter(|_| self.is_asked())
    }

    fn patient(&self) -> Option<usize> {
        let pronouns = self.around.lexicon.subject_pronouns();
        subject::patient(self.context.sentence, self.cue.word, pronouns)
    }
}

/// Who said what a sentence reports before: *« … », a dit X, menaçant de …*.
fn speaker_before(context: &SentenceContext, cue: &CueAt) -> Option<usize> {
    let sentence = context.sentence;
    let verbs = context.cues.iter().rev();
    let mut before = verbs
        .filter(|other| matches!(other.kind, CueKind::Verb(_)) && other.word < cue.word)
        .map(|other| other.word);
    let pronouns = context.rules.lexicon().subject_pronouns();
    before.find_map(|verb| {
        let behind = subject::inverted(sentence, verb, pronouns);
        behind.or_else(|| subject::of_verb(sentence, verb, pronouns))
    })
}

/// *l'assurance du maire que …*. A noun that is the object of a cue is that cue's content and attributes nothing itself.
fn of_noun(
    context: &SentenceContext,
    around: &CueContext,
    cue: &CueAt,
    entry: &CueWord,
) -> Option<CueParse> {
    let words = &context.sentence.words;
    let noun = &words[cue.word];
    let verb = noun.head.filter(|_| noun.is(Relation::Obj));
    let governs = |other: &CueAt| {
        let takes = matches!(other.kind, CueKind::Verb(entry) if entry.frames.noun);
        takes && verb == Some(other.word)
    };
    if context.cues.iter().any(governs) {
        return None;
    }
    let source = source::of_noun(around, cue.word);
    // *a reçu l'assurance que …*: whoever gets it has not given it.
    let lexicon = context.rules.lexicon();
    let helper = verb.and_then(|verb| lexicon.helper(&words[verb].lemma, false, None));
    let got = helper.is_some_and(|helper| helper.undergone);
    Some(CueParse {
        lemma: noun.lemma.to_string(),
        source: source.filter(|_| !got),
        addressee: source.filter(|_| got),
        content: noun_content::of_noun(around, cue.word, entry),
    })
}

/// *selon X*, with whatever clause it stands beside.
fn of_preposition(context: &SentenceContext, cue: &CueAt, phrase: &CuePhrase) -> Option<CueParse> {
    let sentence = context.sentence;
    if phrase.before != Before::Any && !stands_apart(context, cue.word) {
        return None;
    }
    let source = source::of_preposition(sentence, cue.word, cue.length)?;
    let counts = context.rules.is_survey(&sentence.words[source].lemma);
    if phrase.before == Before::Survey && !counts {
        return None;
    }
    let own = adjunct(context, cue, source);
    let content = parenthetical::of_relative(sentence, source)
        .or_else(|| parenthetical::of_adjunct(sentence, source, &own));
    Some(CueParse {
        lemma: phrase.phrase.to_owned(),
        source: Some(source),
        addressee: None,
        content: content.map(|content| Content {
            needs_speaker: phrase.before == Before::Actor,
            ..content
        }),
    })
}

/// *de son propre aveu*, *reportedly*: its possessive says whose words they are.
fn of_adverbial(context: &SentenceContext, cue: &CueAt, phrase: &CuePhrase) -> CueParse {
    let sentence = context.sentence;
    let last = cue.word + cue.length - 1;
    let own = adjunct(context, cue, last);
    CueParse {
        lemma: phrase.phrase.to_owned(),
        source: (cue.word..=last).find(|&word| sentence.words[word].feats.is(Poss::Yes)),
        addressee: None,
        content: parenthetical::of_adjunct(sentence, cue.word, &own),
    }
}

/// Whether a phrase begins its clause or stands behind a comma.
fn stands_apart(context: &SentenceContext, word: usize) -> bool {
    use selon_analyse::Upos::{Cconj, Punct, Sconj};
    let before = word.checked_sub(1);
    let before = before.map(|before| context.sentence.words[before].upos);
    before.is_none_or(|upos| matches!(upos, Punct | Cconj | Sconj))
}

/// The words of a phrase and of what it governs.
fn adjunct(context: &SentenceContext, cue: &CueAt, governed: usize) -> Vec<bool> {
    let sentence = context.sentence;
    let behind = cue.word + cue.length;
    let mut words = vec![false; sentence.words.len()];
    words[cue.word..behind].fill(true);
    let group = nominal::party(sentence, governed);
    if let Some(group) = words.get_mut(behind..=*group.end()) {
        group.fill(true);
    }
    // A relative clause says more of the source: *selon X, qui …, rien ne presse*.
    for clause in sentence.children(governed) {
        if sentence.words[clause].is(Relation::AclRelcl) && clause > governed {
            tree::take(&mut words, sentence.subtree(clause));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::statements::testing::in_context;

    use super::*;

    /// Source, addressee and content that the tree gives the cue of a form.
    fn parsed(language: &str, cue: &str, rows: &str) -> [String; 3] {
        in_context(language, rows, |context, tree| {
            let mut cues = context.cues.iter();
            let cue = cues.find(|found| found.word == tree.at(cue)).unwrap();
            let parse = parse(context, cue).unwrap();
            let form = |word| tree.form(word).unwrap_or_default().to_owned();
            let content = parse.content.map(|content| tree.chosen(&content.words));
            let content = content.unwrap_or_default();
            [form(parse.source), form(parse.addressee), content]
        })
    }

    #[test]
    fn the_subject_of_a_verb_is_its_source() {
        let found = parsed(
            "fr",
            "annonce",
            "La DET 2 det Number=Sing|PronType=Art le/préfète NOUN 3 nsubj Number=Sing préfet/annonce VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin annoncer/que SCONJ 7 mark/le DET 6 det Number=Sing|PronType=Art/pont NOUN 7 nsubj Number=Sing/rouvrira VERB 3 ccomp Mood=Ind|Number=Sing|Tense=Fut|VerbForm=Fin rouvrir/. PUNCT 3 punct",
        );
        assert_eq!(found, ["préfète", "", "que le pont rouvrira"]);
    }

    #[test]
    fn a_state_is_that_of_whoever_it_happens_to() {
        let found = parsed(
            "en",
            "frustrated",
            "Residents NOUN 3 nsubj:pass Number=Plur/were AUX 3 aux:pass Tense=Past|VerbForm=Fin be/frustrated VERB 0 root Tense=Past|VerbForm=Part frustrate/that SCONJ 8 mark/the DET 6 det/dam NOUN 8 nsubj/had AUX 8 aux have/failed VERB 3 ccomp Tense=Past|VerbForm=Part fail",
        );
        assert_eq!(found, ["Residents", "", "that the dam had failed"]);
    }

    #[test]
    fn the_agent_of_a_passive_is_its_source() {
        let found = parsed(
            "fr",
            "jugé",
            "Le DET 2 det Number=Sing|PronType=Art/projet NOUN 4 nsubj:pass Number=Sing/est AUX 4 aux:pass Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin être/jugé VERB 0 root Number=Sing|Tense=Past|VerbForm=Part juger/inutile ADJ 4 xcomp Number=Sing/par ADP 8 case/les DET 8 det Number=Plur|PronType=Art le/riverains NOUN 4 obl:agent Number=Plur riverain/. PUNCT 4 punct",
        );
        assert_eq!(found[0], "riverains");
    }

    #[test]
    fn what_somebody_reads_says_it() {
        let found = parsed(
            "fr",
            "lit",
            "On PRON 2 nsubj Number=Sing|PronType=Ind/lit VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin lire/dans ADP 5 case/le DET 5 det Number=Sing|PronType=Art/rapport NOUN 2 obl:arg Number=Sing/que SCONJ 10 mark/les DET 8 det Number=Plur|PronType=Art le/digues NOUN 10 nsubj Number=Plur digue/sont AUX 10 cop Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin être/fragiles ADJ 5 acl:relcl Number=Plur fragile/. PUNCT 2 punct",
        );
        assert_eq!(found[0], "rapport");
    }

    #[test]
    fn nobody_speaks_out_of_a_quotation_that_the_cue_stands_outside_of() {
        let found = parsed(
            "fr",
            "exigeant",
            "« PUNCT 4 punct/Les DET 3 det/routes NOUN 4 nsubj/ferment VERB 0 root VerbForm=Fin fermer/» PUNCT 4 punct/, PUNCT 8 punct/a AUX 8 aux:tense VerbForm=Fin avoir/dit VERB 4 parataxis VerbForm=Part dire/Serra PROPN 8 nsubj/, PUNCT 11 punct/exigeant VERB 4 advcl VerbForm=Part|Tense=Pres exiger/un DET 13 det/pont NOUN 11 obj",
        );
        assert_eq!(found, ["Serra", "", "un pont"]);
    }

    #[test]
    fn whoever_is_asked_in_a_passive_is_told() {
        let found = parsed(
            "fr",
            "priés",
            "Les DET 2 det Number=Plur|PronType=Art le/habitants NOUN 5 nsubj:pass Number=Plur habitant/ont AUX 5 aux:tense Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin avoir/été AUX 5 aux:pass Tense=Past|VerbForm=Part être/priés VERB 0 root Number=Plur|Tense=Past|VerbForm=Part prier/de ADP 7 mark/rester VERB 5 xcomp VerbForm=Inf/chez ADP 9 case/eux PRON 7 obl:mod Number=Plur|PronType=Prs/. PUNCT 5 punct",
        );
        assert_eq!(found, ["", "habitants", "de rester chez eux"]);
    }

    #[test]
    fn whoever_sees_something_done_to_them_is_told() {
        let found = parsed(
            "fr",
            "reprocher",
            "Le DET 2 det/gardien NOUN 5 nsubj/s' PRON 5 expl:pv Reflex=Yes se/est AUX 5 aux:tense être/vu VERB 0 root VerbForm=Part voir/reprocher VERB 5 xcomp VerbForm=Inf/d' ADP 9 mark de/avoir AUX 9 aux:tense VerbForm=Inf/fui VERB 6 xcomp VerbForm=Part|Tense=Past fuir",
        );
        assert_eq!(found, ["", "gardien", "d' avoir fui"]);
    }

    #[test]
    fn whoever_gets_an_assurance_is_told() {
        let found = parsed(
            "fr",
            "assurance",
            "La DET 2 det/directrice NOUN 4 nsubj/a AUX 4 aux:tense avoir/reçu VERB 0 root VerbForm=Part recevoir/l' DET 6 det/assurance NOUN 4 obj/que SCONJ 10 mark/l' DET 9 det/école NOUN 10 nsubj/rouvrirait VERB 6 acl Mood=Cnd|VerbForm=Fin rouvrir",
        );
        assert_eq!(found, ["", "directrice", "que l' école rouvrirait"]);
    }

    #[test]
    fn a_noun_that_another_cue_takes_attributes_nothing() {
        let rows = "Il PRON 2 nsubj/réclame VERB 0 root VerbForm=Fin réclamer/la DET 4 det/promesse NOUN 2 obj/d' ADP 6 case de/aide NOUN 4 nmod";
        let parses = in_context("fr", rows, |context, tree| {
            let promise = tree.at("promesse");
            let mut cues = context.cues.iter().filter(|cue| cue.word == promise);
            cues.any(|cue| parse(context, cue).is_some())
        });
        assert!(!parses);
    }

    #[test]
    fn a_preposition_has_the_clause_beside_it() {
        let found = parsed(
            "fr",
            "Selon",
            "Selon ADP 3 case/la DET 3 det Number=Sing|PronType=Art le/gendarmerie NOUN 8 obl:mod Number=Sing/, PUNCT 3 punct/le DET 6 det Number=Sing|PronType=Art/conducteur NOUN 8 nsubj Number=Sing/a AUX 8 aux:tense Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin avoir/fui VERB 0 root Number=Sing|Tense=Past|VerbForm=Part fuir/. PUNCT 8 punct",
        );
        assert_eq!(found[0], "gendarmerie");
        assert_eq!(found[2], ", le conducteur a fui .");
    }

    #[test]
    fn the_possessive_of_an_adverbial_says_whose_words_they_are() {
        let found = parsed(
            "fr",
            "De",
            "De ADP 4 case/son DET 4 det Number=Sing|Poss=Yes/propre ADJ 4 amod Number=Sing/aveu NOUN 9 obl:mod Number=Sing/, PUNCT 4 punct/le DET 7 det Number=Sing|PronType=Art/trésorier NOUN 9 nsubj Number=Sing/a AUX 9 aux:tense Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin avoir/triché VERB 0 root Number=Sing|Tense=Past|VerbForm=Part tricher/. PUNCT 9 punct",
        );
        assert_eq!(found[0], "son");
    }
}
