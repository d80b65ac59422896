//! The content of a verb: what completes it in the tree, by the first of its frames that the tree fills.

use selon_analyse::feature::{Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::content::{
    Content, CueContext, dependent_from, is_led, is_marked, names_addressee, takes,
};
use super::parenthetical;
use crate::grammar::clause;
use crate::grammar::nominal;
use crate::grammar::punctuation::is_comma;
use crate::grammar::tree::{
    case, has, has_case, has_form, has_mark, is_infinitive, is_marked_by, members_without, take,
};
use crate::grammar::voice::agent;
use crate::lexicon::Slot;
use crate::lexicon::cues::CueWord;
use crate::record::Attitude;

/// The content of a verb.
pub(super) fn of_verb(
    context: &CueContext,
    verb: usize,
    entry: &CueWord,
    source: Option<usize>,
) -> Option<Content> {
    let cue = VerbCue {
        context,
        sentence: context.sentence,
        verb,
        entry,
        source,
    };
    FRAMES.iter().find_map(|matches| matches(&cue))
}

/// A verb that may say something.
struct VerbCue<'a> {
    context: &'a CueContext<'a>,
    sentence: &'a Sentence,
    verb: usize,
    entry: &'a CueWord,
    /// The head word of its source, which is no part of what it says.
    source: Option<usize>,
}

/// What can complete a verb, in the order in which it is looked for: clauses before infinitives, these before phrases, and
/// what the tree shows before what it has hung elsewhere.
const FRAMES: [fn(&VerbCue) -> Option<Content>; 10] = [
    governed_clause,
    clause_below_addressee,
    clause_behind_conjunction,
    clause_it_is_known_from,
    clause_beside,
    infinitive,
    hung_on_addressee,
    predicated,
    object,
    oblique,
];

impl VerbCue<'_> {
    /// The first dependent that fits and is not the source.
    fn child(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.sentence
            .children(self.verb)
            .find(|&child| Some(child) != self.source && fits(child))
    }

    /// The words of a complement, with the phrases behind it that belong to it.
    fn below(&self, head: usize) -> Content {
        let mut words = members_without(self.sentence, head, self.verb);
        take_rest(self, &mut words);
        Content::governed(words)
    }

    /// The same for what is no clause: only somebody who can speak says it, unless the verb tells what somebody thinks or
    /// wants.
    fn phrase(&self, head: usize) -> Content {
        Content {
            needs_speaker: !self.entry.attitude.is_personal(),
            ..self.below(head)
        }
    }
}

/// *annonce* | *que le pont rouvre*, *asked* | *whether it was safe*, *juge* | *le pari gagné*.
fn governed_clause(cue: &VerbCue) -> Option<Content> {
    let (sentence, frames) = (cue.sentence, cue.entry.frames);
    let words = &sentence.words;
    let clausal = frames.clause || frames.whether;
    // *So* stands for a clause and says nothing itself.
    let stands_in =
        |index: usize| words[index].upos == Upos::Adv && sentence.children(index).next().is_none();
    let head = cue.child(|index| {
        words[index].is(Relation::Ccomp)
            && !stands_in(index)
            && (clausal || index < cue.verb || !has_mark(sentence, index))
    });
    let head = head.filter(|_| clausal || frames.quote)?;
    let verbless = !matches!(words[head].upos, Upos::Verb | Upos::Aux);
    Some(Content {
        predicated: frames.predicate && verbless && !has(sentence, head, Relation::Cop),
        ..cue.below(head)
    })
}

/// What is told, where the tree has hung it on the one who is told it: *told a crowd in Cleveland* | *that …*.
fn clause_below_addressee(cue: &VerbCue) -> Option<Content> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    if !cue.entry.frames.clause || cue.entry.addressee != Some(Slot::Object) {
        return None;
    }
    let told = cue.child(|index| index > cue.verb && words[index].is(Relation::Obj))?;
    let head = sentence.subtree(told).into_iter().find(|&index| {
        let clause = words[index].is(Relation::Acl) || words[index].is(Relation::Ccomp);
        index > told && clause && is_marked_by(sentence, index, Upos::Sconj)
    })?;
    Some(cue.below(head))
}

/// The clause whose conjunction stands right behind the verb, wherever the tree hangs it.
fn clause_behind_conjunction(cue: &VerbCue) -> Option<Content> {
    let frames = cue.entry.frames;
    let head = clause::clause_behind(cue.sentence, cue.verb)
        .filter(|_| frames.clause || frames.whether)?;
    let mut content = cue.below(head);
    content.words[..=cue.verb].fill(false);
    Some(content)
}

/// *As the paper reported,* | *the bridge is closed*.
fn clause_it_is_known_from(cue: &VerbCue) -> Option<Content> {
    let adverbial = cue.sentence.words[cue.verb].is(Relation::Advcl);
    if !cue.entry.frames.clause || !adverbial {
        return None;
    }
    parenthetical::said_as(cue.context, cue.verb)
}

/// *Le pont rouvre,* | *annonce la mairie*.
fn clause_beside(cue: &VerbCue) -> Option<Content> {
    if !cue.entry.frames.clause {
        return None;
    }
    parenthetical::beside(cue.sentence, cue.verb)
}

/// *promet* | *de partir*, *promised* | *to leave*, *l'intention* | *de partir*. Of whom something is expected belongs to
/// what is expected, unless they are the one told to do it.
fn infinitive(cue: &VerbCue) -> Option<Content> {
    let (sentence, words, verb) = (cue.sentence, &cue.sentence.words, cue.verb);
    let frames = cue.entry.frames;
    if !frames.inf && !frames.prep_inf {
        return None;
    }
    // What follows the object and a comma belongs to another verb.
    let object = sentence
        .children(verb)
        .find(|&child| words[child].is(Relation::Obj) && child > verb);
    let comma =
        object.and_then(|object| (object..words.len()).find(|&index| is_comma(&words[index].form)));
    let head = cue.child(|index| {
        let hung = words[index].is_any(&[Relation::Advcl, Relation::Ccomp, Relation::Obl]);
        // The noun of a set phrase has its own: *avoir l'intention de partir*.
        let of_noun = words[verb].upos == Upos::Noun && words[index].is(Relation::Acl);
        let parted = comma.is_some_and(|comma| comma < index);
        index > verb
            && !parted
            && is_infinitive(sentence, index)
            && (words[index].is(Relation::Xcomp)
                || (frames.prep_inf && (hung || of_noun) && is_marked(sentence, index, cue.entry)))
    })?;
    let mut content = cue.below(head);
    let spoken_to = cue.entry.addressee == Some(Slot::Object);
    let doer = sentence.children(verb).find(|&index| {
        let object = words[index].is(Relation::Obj) && (verb..head).contains(&index);
        !spoken_to && (object || words[index].is(Relation::NsubjPass))
    });
    if let Some(doer) = doer.filter(|_| frames.inf) {
        take(&mut content.words, sentence.subtree(doer));
    }
    take_doer(cue, &mut content.words);
    Some(content)
}

/// What is said to somebody, where the tree has hung it on them: *exhorter X* | *à partir*.
fn hung_on_addressee(cue: &VerbCue) -> Option<Content> {
    let frames = cue.entry.frames;
    if !(frames.prep_inf || frames.oblique) || cue.entry.addressee != Some(Slot::Object) {
        return None;
    }
    let told = cue.child(|index| cue.sentence.words[index].is(Relation::Obj))?;
    let mut content = cue.below(hung_on(cue.sentence, told, cue.entry)?);
    take_doer(cue, &mut content.words);
    Some(content)
}

/// What is said of somebody or something together with whom it is said of: *juge X inacceptable*, *accuse X d'avoir
/// menti*, *X est qualifié de Y*, *un homme soupçonné de vol*. A clitic stays outside, and so does the subject of a verb
/// that says it of itself (*se dit prêt*).
fn predicated(cue: &VerbCue) -> Option<Content> {
    let (sentence, words, verb) = (cue.sentence, &cue.sentence.words, cue.verb);
    if !cue.entry.frames.predicate {
        return None;
    }
    let object = cue.child(|index| words[index].is(Relation::Obj) && index > verb);
    let said = cue.child(|index| index > verb && is_predicate(cue, index));
    let said = said.or_else(|| hung_on(sentence, object?, cue.entry))?;
    let mut chosen = members_without(sentence, said, verb);
    if let Some(agent) = agent(sentence, verb) {
        let words = sentence.subtree(agent).into_iter();
        words.for_each(|word| chosen[word] = false);
    }
    let subject = cue.child(|index| words[index].is(Relation::NsubjPass));
    let modified = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Acl) && words[verb].feats.is(VerbForm::Part));
    if let Some(whom) = object.or(subject) {
        take(&mut chosen, sentence.subtree(whom));
    } else if let Some(noun) = modified.filter(|&noun| noun < verb) {
        let group = nominal::close_group(sentence, noun);
        take(&mut chosen, group.filter(|&word| word < verb));
    }
    chosen[verb] = false;
    take_rest(cue, &mut chosen);
    Some(Content {
        needs_speaker: true,
        predicated: true,
        ..Content::governed(chosen)
    })
}

/// Whether a dependent says something of the object or subject: an adjective or noun, or what a preposition of the entry
/// leads.
fn is_predicate(cue: &VerbCue, index: usize) -> bool {
    const LED: [Relation; 4] = [
        Relation::Obl,
        Relation::Xcomp,
        Relation::Advcl,
        Relation::Ccomp,
    ];
    let word = &cue.sentence.words[index];
    let bare = word.is(Relation::Xcomp) && !matches!(word.upos, Upos::Verb | Upos::Aux);
    let led =
        || is_led(cue.sentence, index, cue.entry) || is_marked(cue.sentence, index, cue.entry);
    bare || (word.is_any(&LED) && led())
}

/// *réclame* | *une enquête*, *announced* | *a ban*; of a passive with its agent, the subject.
fn object(cue: &VerbCue) -> Option<Content> {
    let (sentence, words, verb) = (cue.sentence, &cue.sentence.words, cue.verb);
    if !cue.entry.frames.noun {
        return None;
    }
    // Trees take a partitive article for a preposition: *demande des couvertures*.
    let is_partitive = |index: usize| {
        index > verb
            && words[index].is(Relation::OblArg)
            && case(sentence, index).is_some_and(|case| {
                let article = words.get(case + 1).is_some_and(|next| next.joined);
                article && !takes(cue.entry, &words[case].lemma)
            })
    };
    let object = cue.child(|index| {
        // A clitic before the verb stands for what was said elsewhere.
        let clitic = words[index].upos == Upos::Pron && index < verb;
        let object = words[index].is(Relation::Obj) || is_partitive(index);
        let spoken_to = cue.entry.addressee == Some(Slot::Object) && (cue.context.speaks)(index);
        object && !clitic && !spoken_to
    });
    let subject = || {
        agent(sentence, verb)?;
        cue.child(|index| words[index].is(Relation::NsubjPass))
    };
    Some(Content {
        predicated: cue.entry.frames.predicate,
        ..cue.phrase(object.or_else(subject)?)
    })
}

/// *s'inquiète* | *du retard*, *warned* | *against waiting*, *talked* | *about the delay*.
fn oblique(cue: &VerbCue) -> Option<Content> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    if !cue.entry.frames.oblique {
        return None;
    }
    let of_noun = words[cue.verb].upos == Upos::Noun;
    let head = cue.child(|index| {
        let word = &words[index];
        let phrase = word.is(Relation::Obl) || (of_noun && word.is(Relation::Nmod));
        let doing = word.is(Relation::Advcl) && word.feats.is(VerbForm::Ger);
        index > cue.verb
            && ((phrase && is_led(sentence, index, cue.entry))
                || (doing && is_marked(sentence, index, cue.entry)))
    })?;
    Some(cue.phrase(head))
}

/// What the tree has hung on an object although the verb's entry asks for it: *accuse X of hiding …*.
fn hung_on(sentence: &Sentence, object: usize, entry: &CueWord) -> Option<usize> {
    let words = &sentence.words;
    let beside = sentence.children(object).find(|&index| {
        index > object
            && ((words[index].is(Relation::Acl) && is_marked(sentence, index, entry))
                || (words[index].is(Relation::Nmod) && is_led(sentence, index, entry)))
    });
    // Inside a relative clause of the object: *exhorte ceux qui n'ont rien à rentrer*.
    let deep = |&index: &usize| is_infinitive(sentence, index) && is_marked(sentence, index, entry);
    // Right behind the object its preposition stands, whatever the tree hangs the rest on.
    let behind = || {
        let next = *nominal::close_group(sentence, object).end() + 1;
        let opens = words.get(next).filter(|word| {
            (word.is(Relation::Mark) || word.is(Relation::Case)) && takes(entry, &word.lemma)
        })?;
        opens.head.filter(|&head| head > next)
    };
    beside
        .or_else(|| sentence.subtree(object).into_iter().rfind(deep))
        .or_else(behind)
}

/// In a language that has it so, whoever is told to act is part of what they are told, as the subject of the infinitive:
/// *urged* | *voters to stay home*.
fn take_doer(cue: &VerbCue, chosen: &mut [bool]) {
    if !cue.context.lexicon.infinitive_has_subject() {
        return;
    }
    let sentence = cue.sentence;
    let first = chosen.iter().position(|&chosen| chosen);
    let Some(before) = first.and_then(|first| first.checked_sub(1)) else {
        return;
    };
    let told = sentence.children(cue.verb).find(|&child| {
        child > cue.verb
            && child <= before
            && sentence.words[child].upos != Upos::Pron
            && names_addressee(sentence, child, cue.entry)
            && sentence.subtree(child).last() == Some(&before)
    });
    if let Some(told) = told {
        take(chosen, sentence.subtree(told));
    }
}

/// Phrases that follow a content without a comma mostly belong to it, though trees hang them on the verb (*un plan contre
/// les incendies*, *un accord pour rouvrir le port*). When it was said, and to whom, does not.
fn take_rest(cue: &VerbCue, chosen: &mut [bool]) {
    let sentence = cue.sentence;
    // When a thing was said stands behind it as a clause; an act may depend on one.
    let clausal = chosen.iter().zip(&sentence.words).any(|(&inside, word)| {
        inside && word.upos == Upos::Verb && word.head.is_none_or(|head| !chosen[head])
    });
    let mut last = chosen.iter().rposition(|&chosen| chosen);
    while let Some(before) = last.filter(|&last| last > cue.verb) {
        let rest = dependent_from(sentence, cue.verb, before + 1)
            .filter(|&rest| belongs_to_content(cue, rest, clausal));
        last = rest.and_then(|rest| {
            let words = sentence.subtree(rest);
            take(chosen, words.iter().copied());
            words.last().copied()
        });
    }
}

/// Whether a dependent of a verb right behind its content belongs to that: no agent, nobody spoken to, no time at which it
/// was said.
fn belongs_to_content(cue: &VerbCue, child: usize, clausal: bool) -> bool {
    let (sentence, entry) = (cue.sentence, cue.entry);
    let word = &sentence.words[child];
    let participle = has_form(word, &[VerbForm::Ger, VerbForm::Part, VerbForm::Inf]);
    let present = word.feats.is(VerbForm::Ger) || word.feats.is(Tense::Pres);
    let marked = has_mark(sentence, child);
    // *the poll showed X leading*
    let shows = !clausal && entry.frames.clause && entry.frames.noun && entry.addressee.is_none();
    let doing = shows && word.is(Relation::Advcl) && participle && present && !marked;
    let phrase =
        word.is(Relation::Obl) && !word.is(Relation::OblAgent) && has_case(sentence, child);
    let clause = word.is(Relation::Advcl) && marked && (clausal || participle);
    let infinitive = word.is(Relation::Xcomp) && participle;
    // What is to come may well be dated.
    let looks_ahead = matches!(
        entry.attitude,
        Attitude::Hope | Attitude::Ask | Attitude::Order | Attitude::Promise | Attitude::Fear
    );
    let dated = || {
        let mut words = sentence.subtree(child).into_iter();
        words.any(|word| (cue.context.dated)(word))
    };
    (phrase || clause || infinitive || doing)
        && !names_addressee(sentence, child, entry)
        && (looks_ahead || doing || !dated())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::subject;
    use crate::statements::content::testing::{ask, entry, shown};

    /// What a verb says by one of the rules alone.
    fn by(
        finds: fn(&VerbCue) -> Option<Content>,
        rows: &str,
        verb: &str,
        entry: &CueWord,
    ) -> String {
        ask(rows, |context, of| {
            let verb = of.at(verb);
            let cue = VerbCue {
                context,
                sentence: &of.sentence,
                verb,
                entry,
                source: subject::of_verb(&of.sentence, verb, context.lexicon.subject_pronouns()),
            };
            shown(of, finds(&cue))
        })
    }

    fn to_somebody(entry: CueWord) -> CueWord {
        CueWord {
            addressee: Some(Slot::Object),
            ..entry
        }
    }

    fn behind(prepositions: &[&'static str], entry: CueWord) -> CueWord {
        CueWord {
            prepositions: prepositions.to_vec(),
            ..entry
        }
    }

    #[test]
    fn a_verb_governs_a_clause() {
        let says = entry(Attitude::Say, |frames| frames.clause = true);
        let rows = "Ana PROPN 2 nsubj/says VERB 0 root/that SCONJ 5 mark/rents NOUN 5 nsubj/rise VERB 2 ccomp";
        assert_eq!(by(governed_clause, rows, "says", &says), "that rents rise");
        let so = "Ana PROPN 2 nsubj/says VERB 0 root/so ADV 2 ccomp";
        assert_eq!(by(governed_clause, so, "says", &says), "nothing");
        // A verb of quotations takes only what stands before it or without a conjunction.
        let quotes = entry(Attitude::Say, |frames| frames.quote = true);
        assert_eq!(by(governed_clause, rows, "says", &quotes), "nothing");
        let bare = "rents NOUN 2 nsubj/rise VERB 3 ccomp/smiles VERB 0 root";
        assert_eq!(by(governed_clause, bare, "smiles", &quotes), "rents rise");
    }

    #[test]
    fn a_clause_without_a_verb_is_a_predicate() {
        let calls = entry(Attitude::Say, |frames| {
            (frames.clause, frames.predicate) = (true, true)
        });
        let is_predicated = |rows: &str| {
            ask(rows, |context, of| {
                let content = of_verb(context, of.at("calls"), &calls, None);
                content.unwrap().predicated
            })
        };
        assert!(is_predicated(
            "calls VERB 0 root/it PRON 3 nsubj/unfair ADJ 1 ccomp"
        ));
        assert!(!is_predicated(
            "calls VERB 0 root/it PRON 4 nsubj/is AUX 4 cop/unfair ADJ 1 ccomp"
        ));
    }

    #[test]
    fn what_is_told_may_hang_on_the_one_who_is_told_it() {
        let tells = to_somebody(entry(Attitude::Say, |frames| frames.clause = true));
        let rows = "told VERB 0 root/voters NOUN 1 obj/that SCONJ 5 mark/rents NOUN 5 nsubj/rise VERB 2 acl";
        assert_eq!(
            by(clause_below_addressee, rows, "told", &tells),
            "that rents rise"
        );
        let relative = "told VERB 0 root/voters NOUN 1 obj/who PRON 4 nsubj/rise VERB 2 acl:relcl";
        assert_eq!(
            by(clause_below_addressee, relative, "told", &tells),
            "nothing"
        );
    }

    #[test]
    fn a_clause_right_behind_its_verb_is_its_content_wherever_it_hangs() {
        let says = entry(Attitude::Say, |frames| frames.clause = true);
        let rows = "Ana PROPN 2 nsubj/said VERB 5 parataxis/that SCONJ 5 mark/rents NOUN 5 nsubj/rise VERB 0 root";
        assert_eq!(
            by(clause_behind_conjunction, rows, "said", &says),
            "that rents rise"
        );
        let noun = entry(Attitude::Say, |frames| frames.noun = true);
        assert_eq!(
            by(clause_behind_conjunction, rows, "said", &noun),
            "nothing"
        );
    }

    #[test]
    fn clauses_beside_a_verb_are_its_content_if_it_takes_one() {
        let says = entry(Attitude::Say, |frames| frames.clause = true);
        let none = entry(Attitude::Say, |frames| frames.noun = true);
        let rows = "Le DET 2 det/pont NOUN 3 nsubj/rouvre VERB 0 root/, PUNCT 5 punct/annonce VERB 3 parataxis/Zoé PROPN 5 nsubj";
        assert_eq!(by(clause_beside, rows, "annonce", &says), "Le pont rouvre");
        assert_eq!(by(clause_beside, rows, "annonce", &none), "nothing");
        let rows = "As SCONJ 3 mark/police NOUN 3 nsubj/reported VERB 7 advcl/, PUNCT 3 punct/it PRON 7 nsubj/is AUX 7 cop/shut ADJ 0 root";
        assert_eq!(
            by(clause_it_is_known_from, rows, "reported", &says),
            "it is shut"
        );
        assert_eq!(
            by(clause_it_is_known_from, rows, "reported", &none),
            "nothing"
        );
    }

    #[test]
    fn an_infinitive_takes_of_whom_it_is_expected_and_not_who_is_told() {
        let expects = entry(Attitude::Hope, |frames| frames.inf = true);
        let rows =
            "attend VERB 0 root/Zoé PROPN 1 obj/gagner VERB 1 xcomp VerbForm=Inf/ici ADV 3 advmod";
        assert_eq!(by(infinitive, rows, "attend", &expects), "Zoé gagner ici");
        assert_eq!(
            by(infinitive, rows, "attend", &to_somebody(expects)),
            "gagner ici"
        );
    }

    #[test]
    fn an_infinitive_behind_a_preposition_is_one_of_the_entry() {
        let asks = behind(
            &["de"],
            entry(Attitude::Ask, |frames| frames.prep_inf = true),
        );
        let rows =
            "prie VERB 0 root/de ADP 3 mark/payer VERB 1 advcl VerbForm=Inf/déjà ADV 3 advmod";
        assert_eq!(by(infinitive, rows, "prie", &asks), "de payer déjà");
        assert_eq!(
            by(
                infinitive,
                &rows.replace("de ADP", "pour ADP"),
                "prie",
                &asks
            ),
            "nothing"
        );
        // Behind the object and a comma another verb begins.
        let parted = "prie VERB 0 root/Zoé PROPN 1 obj/, PUNCT 5 punct/de ADP 5 mark/payer VERB 1 advcl VerbForm=Inf";
        assert_eq!(by(infinitive, parted, "prie", &asks), "nothing");
        assert_eq!(
            by(
                infinitive,
                &parted.replace(", PUNCT", "là ADV"),
                "prie",
                &asks
            ),
            "là de payer"
        );
    }

    #[test]
    fn the_noun_of_a_set_phrase_has_its_own_infinitive() {
        let plans = behind(
            &["de"],
            entry(Attitude::Promise, |frames| frames.prep_inf = true),
        );
        let rows = "but NOUN 0 root/de ADP 3 mark/payer VERB 1 acl VerbForm=Inf/déjà ADV 3 advmod";
        assert_eq!(by(infinitive, rows, "but", &plans), "de payer déjà");
    }

    #[test]
    fn in_english_those_who_are_told_belong_to_the_act() {
        let urges = to_somebody(entry(Attitude::Ask, |frames| frames.inf = true));
        let rows =
            "urged VERB 0 root/voters NOUN 1 obj/to PART 4 mark/stay VERB 1 xcomp VerbForm=Inf";
        assert_eq!(by(infinitive, rows, "urged", &urges), "voters to stay");
        let pronoun = rows.replace("voters NOUN", "them PRON");
        assert_eq!(by(infinitive, &pronoun, "urged", &urges), "to stay");
    }

    #[test]
    fn what_hangs_on_the_one_spoken_to_is_said_to_them() {
        let urges = to_somebody(behind(
            &["à"],
            entry(Attitude::Ask, |frames| frames.prep_inf = true),
        ));
        let rows =
            "exhorte VERB 0 root/Zoé PROPN 1 obj/à ADP 4 mark/partir VERB 2 acl VerbForm=Inf";
        assert_eq!(by(hung_on_addressee, rows, "exhorte", &urges), "à partir");
        let other = rows.replace("à ADP", "pour ADP");
        assert_eq!(by(hung_on_addressee, &other, "exhorte", &urges), "nothing");
        // Inside a relative clause, or anywhere, if its preposition stands right behind.
        let deep = "exhorte VERB 0 root/ceux PRON 1 obj/qui PRON 4 nsubj/restent VERB 2 acl:relcl/à ADP 6 mark/partir VERB 4 xcomp VerbForm=Inf";
        assert_eq!(by(hung_on_addressee, deep, "exhorte", &urges), "à partir");
        let elsewhere =
            "exhorte VERB 0 root/Zoé PROPN 1 obj/à ADP 5 case/la DET 5 det/grève NOUN 1 conj";
        assert_eq!(
            by(hung_on_addressee, elsewhere, "exhorte", &urges),
            "à la grève"
        );
    }

    #[test]
    fn what_is_said_of_somebody_stands_with_them() {
        let judges = entry(Attitude::Say, |frames| frames.predicate = true);
        let rows = "juge VERB 0 root/le DET 3 det/pari NOUN 1 obj/gagné ADJ 1 xcomp";
        assert_eq!(by(predicated, rows, "juge", &judges), "le pari gagné");
        let accuses = behind(&["de"], judges.clone());
        let led = "accuse VERB 0 root/Zoé PROPN 1 obj/de ADP 4 case/complot NOUN 1 obl";
        assert_eq!(by(predicated, led, "accuse", &accuses), "Zoé de complot");
        assert_eq!(by(predicated, led, "accuse", &judges), "nothing");
        let hung = "accuse VERB 0 root/Zoé PROPN 1 obj/de ADP 4 case/complot NOUN 2 nmod";
        assert_eq!(by(predicated, hung, "accuse", &accuses), "Zoé de complot");
    }

    #[test]
    fn in_a_passive_it_is_said_of_the_subject_or_the_noun_and_the_agent_stays_out() {
        let judges = behind(
            &["de"],
            entry(Attitude::Say, |frames| frames.predicate = true),
        );
        let rows = "Zoé PROPN 3 nsubj:pass/est AUX 3 aux:pass/jugée VERB 0 root/absente ADJ 3 xcomp/par ADP 6 case/Max PROPN 4 obl:agent";
        assert_eq!(by(predicated, rows, "jugée", &judges), "Zoé absente");
        let noun = "un DET 2 det/homme NOUN 0 root/accusé VERB 2 acl Tense=Past|VerbForm=Part/de ADP 5 case/vol NOUN 3 obl";
        assert_eq!(by(predicated, noun, "accusé", &judges), "un homme de vol");
    }

    #[test]
    fn an_object_is_a_content_unless_it_is_a_clitic_or_the_one_spoken_to() {
        let demands = entry(Attitude::Ask, |frames| frames.noun = true);
        let rows = "Ana PROPN 2 nsubj/demands VERB 0 root/a DET 4 det/vote NOUN 2 obj";
        assert_eq!(by(object, rows, "demands", &demands), "a vote");
        let clitic = "Ana PROPN 3 nsubj/le PRON 3 obj/demande VERB 0 root";
        assert_eq!(by(object, clitic, "demande", &demands), "nothing");
        let spoken_to = "asks VERB 0 root/voters NOUN 1 obj";
        assert_eq!(by(object, spoken_to, "asks", &demands), "voters");
        assert_eq!(
            by(object, spoken_to, "asks", &to_somebody(demands)),
            "nothing"
        );
    }

    #[test]
    fn a_partitive_article_is_no_preposition_unless_the_verb_takes_it() {
        let demands = entry(Attitude::Ask, |frames| frames.noun = true);
        let rows = "exige VERB 0 root/des ADP 4 case de/+les DET 4 det/étés NOUN 1 obl:arg";
        assert_eq!(by(object, rows, "exige", &demands), "des les étés");
        assert_eq!(
            by(object, rows, "exige", &behind(&["de"], demands)),
            "nothing"
        );
    }

    #[test]
    fn what_is_demanded_by_an_agent_is_the_subject() {
        let demands = entry(Attitude::Ask, |frames| frames.noun = true);
        let rows = "A DET 2 det/vote NOUN 4 nsubj:pass/is AUX 4 aux:pass/demanded VERB 0 root/by ADP 6 case/unions NOUN 4 obl:agent";
        assert_eq!(by(object, rows, "demanded", &demands), "A vote");
        let nobody = "A DET 2 det/vote NOUN 4 nsubj:pass/is AUX 4 aux:pass/demanded VERB 0 root";
        assert_eq!(by(object, nobody, "demanded", &demands), "nothing");
    }

    #[test]
    fn a_phrase_behind_one_of_its_prepositions_is_a_content() {
        let warns = behind(
            &["against", "about"],
            entry(Attitude::Say, |frames| frames.oblique = true),
        );
        let rows = "warned VERB 0 root/about ADP 4 case/new ADJ 4 amod/floods NOUN 1 obl";
        assert_eq!(by(oblique, rows, "warned", &warns), "about new floods");
        assert_eq!(
            by(oblique, &rows.replace("about", "near"), "warned", &warns),
            "nothing"
        );
        let doing = "warned VERB 0 root/against SCONJ 3 mark/waiting VERB 1 advcl VerbForm=Ger";
        assert_eq!(by(oblique, doing, "warned", &warns), "against waiting");
    }

    #[test]
    fn phrases_right_behind_a_content_belong_to_it_but_not_when_it_was_said() {
        let presents = entry(Attitude::Say, |frames| frames.noun = true);
        let plan = "présente VERB 0 root/un DET 3 det/plan NOUN 1 obj/contre ADP 6 case/les DET 6 det/feux NOUN 1 obl";
        assert_eq!(
            by(object, plan, "présente", &presents),
            "un plan contre les feux"
        );
        let dated =
            "présente VERB 0 root/un DET 3 det/plan NOUN 1 obj/de ADP 5 case/mardi NOUN 1 obl";
        assert_eq!(by(object, dated, "présente", &presents), "un plan");
        let promises = entry(Attitude::Promise, |frames| frames.noun = true);
        assert_eq!(by(object, dated, "présente", &promises), "un plan de mardi");
        let told = CueWord {
            addressee: Some(Slot::Preposition("à")),
            ..presents
        };
        let addressee =
            "présente VERB 0 root/un DET 3 det/plan NOUN 1 obj/à ADP 5 case/Lens PROPN 1 obl";
        assert_eq!(by(object, addressee, "présente", &told), "un plan");
    }

    #[test]
    fn what_a_poll_shows_somebody_doing_belongs_to_its_content() {
        let shows = entry(Attitude::Report, |frames| {
            (frames.clause, frames.noun) = (true, true)
        });
        let rows = "poll NOUN 2 nsubj/shows VERB 0 root/Ana PROPN 2 obj/leading VERB 2 advcl Tense=Pres|VerbForm=Part";
        assert_eq!(by(object, rows, "shows", &shows), "Ana leading");
        let clause = "poll NOUN 2 nsubj/shows VERB 0 root/Ana PROPN 4 nsubj/lost VERB 2 ccomp/leading VERB 2 advcl Tense=Pres|VerbForm=Part";
        assert_eq!(by(governed_clause, clause, "shows", &shows), "Ana lost");
    }
}
