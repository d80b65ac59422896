//! Who does what a verb tells, or suffers it in a passive: its subject, wherever it stands and whatever the tree has made
//! of it.
//!
//! Where a language requires subject pronouns, a finite verb without a subject has lost it to the tree or shares that of another
//! verb. Where it drops them, most such verbs are whole, and no noun is made a subject by standing where one could.

use selon_analyse::feature::{Number, PronType, Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};
use selon_languages::SubjectPronouns;

use super::clause::is_another_clause;
use super::punctuation::is_comma;
use super::tree::{child, has, has_case, is_finite, is_infinitive};
use super::{CLIMB, nominal, voice};

/// The head word of whoever does what a verb tells: its subject, its agent, or the subject it shares with the verb it is
/// coordinated with or depends on.
pub(crate) fn of_verb(
    sentence: &Sentence,
    verb: usize,
    pronouns: SubjectPronouns,
) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..CLIMB {
        let look = |step: &Look| step(sentence, verb, pronouns);
        match STEPS.iter().find_map(look)? {
            Step::Found(subject) => return Some(subject),
            Step::Nobody => return None,
            Step::Ask(other) => verb = shared(sentence, verb, other, pronouns)?,
        }
    }
    None
}

/// What one look at a verb gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The subject.
    Found(usize),
    /// That there is none.
    Nobody,
    /// Another verb that has the same.
    Ask(usize),
}

/// What it looks at: the sentence, the verb, and whether the language's verbs may leave their subjects out.
type Look = fn(&Sentence, usize, SubjectPronouns) -> Option<Step>;

/// Where the subject of a verb can be, in the order in which it is looked for: what stands below the verb before what it
/// hangs on.
const STEPS: [Look; 10] = [
    agent_of_passive,
    own_subject,
    nobody,
    subject_lost_by_tree,
    narrator,
    shared_subject,
    subject_of_main_clause,
    subject_before_comma,
    described_noun,
    subject_behind,
];

/// *est saluée* | *par la maire*: in a passive only the agent acts.
fn agent_of_passive(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    voice::is_passive(sentence, verb)
        .then(|| voice::agent(sentence, verb).map_or(Step::Nobody, Step::Found))
}

/// *La maire* | *annonce*; where the tree has given the verb one of another clause, the noun before that.
fn own_subject(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    let subject = child(sentence, verb, Relation::Nsubj)?;
    let found = match is_another_clause(sentence, verb, subject) {
        true => parted(sentence, verb)?,
        false => stressed(sentence, subject).unwrap_or(subject),
    };
    Some(Step::Found(found))
}

/// *Il ressort que …*: a pronoun that stands for nobody. Where a clause behind has lost its subject to the verb, the verb has
/// its own in the pronoun.
fn nobody(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    let pronoun = child(sentence, verb, Relation::ExplSubj)?;
    Some(match has(sentence, verb, Relation::Nsubj) {
        true => Step::Found(pronoun),
        false => Step::Nobody,
    })
}

/// The noun right before a finite verb that the tree has hung elsewhere.
fn subject_lost_by_tree(
    sentence: &Sentence,
    verb: usize,
    pronouns: SubjectPronouns,
) -> Option<Step> {
    let finite = is_finite(sentence, verb);
    lost_subject(sentence, verb, pronouns)
        .filter(|_| finite)
        .map(Step::Found)
}

/// *Et Delmas* | *de conclure*: a narrative infinitive hangs on the name of whoever acts.
fn narrator(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    let head = head_by(sentence, verb, &[Relation::Xcomp])?;
    (sentence.words[head].upos == Upos::Propn).then_some(Step::Found(head))
}

/// *La maire promet de* | *partir*, *a consulté et* | *tranché*.
fn shared_subject(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    let coordinated = head_by(sentence, verb, &[Relation::Conj]);
    let governing = head_by(sentence, verb, &[Relation::Xcomp])
        .filter(|&head| sentence.words[head].upos != Upos::Noun);
    coordinated.or(governing).map(Step::Ask)
}

/// *Interrogée, la maire dément*: a clause without a finite verb has the subject of the one it hangs on.
fn subject_of_main_clause(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    let head = head_by(sentence, verb, &[Relation::Advcl])?;
    (!is_finite(sentence, verb)).then_some(Step::Ask(head))
}

/// *X rejette ces accusations,* | *assurant …*: behind a comma a present participle is the subject's, not the object's.
fn subject_before_comma(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    let words = &sentence.words;
    let noun = head_by(sentence, verb, &[Relation::Acl])?;
    let above = words[noun].head?;
    let participle = words[verb].feats.is(Tense::Pres) && is_behind_comma(sentence, verb);
    let object = words[above].upos == Upos::Verb && !words[noun].is(Relation::Nsubj);
    (participle && object).then_some(Step::Ask(above))
}

/// *les élus* | *réclamant un vote*, *accuse les rebelles* | *d'avoir tiré*. What a past participle tells of a noun is no deed
/// of its own, be it perfect (*un élu ayant requis l'anonymat*) or taken for a finite verb: only an agent acts in it.
fn described_noun(sentence: &Sentence, verb: usize, _: SubjectPronouns) -> Option<Step> {
    let words = &sentence.words;
    let noun = head_by(sentence, verb, &[Relation::Acl])?;
    if words[verb].feats.is(Tense::Past) && !is_infinitive(sentence, verb) {
        return Some(voice::agent(sentence, verb).map_or(Step::Nobody, Step::Found));
    }
    let names = matches!(words[noun].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    names.then(|| Step::Found(described(sentence, noun)))
}

/// *…, annonce* | *la maire*: behind what it reports a verb has its subject behind it.
fn subject_behind(sentence: &Sentence, verb: usize, pronouns: SubjectPronouns) -> Option<Step> {
    head_by(sentence, verb, &[Relation::Parataxis])?;
    inverted(sentence, verb, pronouns).map(Step::Found)
}

/// The verb that a verb has its subject in common with. Where subjects are dropped, two finite verbs that differ in number have
/// not the same: *los vecinos protestaron y* | *aseguró que …*.
fn shared(
    sentence: &Sentence,
    verb: usize,
    other: usize,
    pronouns: SubjectPronouns,
) -> Option<usize> {
    let numbers = [verb, other].map(|verb| finite_number(sentence, verb));
    let differ = matches!(numbers, [Some(one), Some(two)] if one != two);
    (pronouns == SubjectPronouns::Required || !differ).then_some(other)
}

/// The number that the finite form of a verb shows, be it that of its auxiliary.
fn finite_number(sentence: &Sentence, verb: usize) -> Option<Number> {
    let auxiliaries = sentence
        .children(verb)
        .filter(|&child| sentence.words[child].is_any(&[Relation::Aux, Relation::Cop]));
    let mut forms = std::iter::once(verb).chain(auxiliaries);
    let finite = forms.find(|&form| sentence.words[form].feats.is(VerbForm::Fin))?;
    sentence.words[finite].feats.get()
}

/// The word that a verb hangs on by one of these relations.
fn head_by(sentence: &Sentence, verb: usize, relations: &[Relation]) -> Option<usize> {
    let word = &sentence.words[verb];
    word.head.filter(|_| word.is_any(relations))
}

/// To whom a passive verb or participle happens: its subject, the noun it describes, or the subject of the verb that it is
/// coordinated with or hangs on.
pub(crate) fn patient(
    sentence: &Sentence,
    verb: usize,
    pronouns: SubjectPronouns,
) -> Option<usize> {
    const SHARES: [Relation; 3] = [Relation::Conj, Relation::Advcl, Relation::Xcomp];
    let mut verb = verb;
    for _ in 0..CLIMB {
        let own = child(sentence, verb, Relation::Nsubj);
        let lost = || lost_subject(sentence, verb, pronouns).filter(|_| is_finite(sentence, verb));
        if let Some(subject) = own.or_else(lost) {
            return Some(subject);
        }
        let word = &sentence.words[verb];
        if word.is(Relation::Acl) {
            return word.head;
        }
        let other = word.head.filter(|_| word.is_any(&SHARES))?;
        verb = shared(sentence, verb, other, pronouns)?;
    }
    None
}

/// Whom a pronoun between commas stresses: *le Front, lui, dément*.
fn stressed(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let words = &sentence.words;
    let comma = |word: usize| words.get(word).is_some_and(|word| is_comma(&word.form));
    let before = pronoun.checked_sub(2)?;
    let apart = words[pronoun].upos == Upos::Pron && comma(before + 1) && comma(pronoun + 1);
    let inside = |&at: &usize| at <= before;
    let climb = std::iter::successors(Some(before), |&at| words[at].head.filter(inside));
    let head = climb.take(CLIMB).last()?;
    let names = |word: usize| {
        let capital = words[word].form.starts_with(char::is_uppercase);
        matches!(words[word].upos, Upos::Noun | Upos::Propn) || capital
    };
    (apart && names(head) && !has_case(sentence, head)).then_some(head)
}

/// The subject that a relative clause has parted from its verb, so that the tree gives it to the verb's infinitive or to
/// nothing: *le club, qui a tout perdu, espère se sauver*.
fn parted(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let infinitives = sentence
        .children(verb)
        .filter(|&child| words[child].is(Relation::Xcomp));
    let subject = |&child: &usize| words[child].is(Relation::Nsubj) && child < verb;
    let below = infinitives
        .flat_map(|infinitive| sentence.children(infinitive))
        .find(subject);
    let relative = words[verb].head.filter(|&head| {
        words[verb].is(Relation::Parataxis) && words[head].is(Relation::AclRelcl) && head < verb
    });
    below.or_else(|| words[relative?].head)
}

/// Whether a comma stands right before a verb.
fn is_behind_comma(sentence: &Sentence, verb: usize) -> bool {
    verb > 0 && is_comma(&sentence.words[verb - 1].form)
}

/// The noun that an apposition describes: *le maire, Didier Raffin*.
fn described(sentence: &Sentence, word: usize) -> usize {
    let climb = std::iter::successors(Some(word), |&at| {
        sentence.words[at]
            .head
            .filter(|_| sentence.words[at].is(Relation::Appos))
    });
    climb.take(CLIMB).last().unwrap_or(word)
}

/// The noun group that stands right before a verb and begins its clause, where the tree has hung it elsewhere: behind a
/// comma a subject is easily taken for an apposition to the noun before. What is set before a verb that may drop its subject is
/// no subject by being there: *el cierre* | *lo anunció ayer*.
fn lost_subject(sentence: &Sentence, verb: usize, pronouns: SubjectPronouns) -> Option<usize> {
    let words = &sentence.words;
    let own = |&index: &usize| {
        words[index].head == Some(verb)
            && matches!(
                words[index].upos,
                Upos::Aux | Upos::Adv | Upos::Pron | Upos::Part
            )
    };
    let first = (0..verb).rev().take_while(own).last().unwrap_or(verb);
    let names = |index: usize| matches!(words[index].upos, Upos::Noun | Upos::Propn);
    let end = first.checked_sub(1)?;
    let start = (0..first)
        .rev()
        .take_while(|&index| !matches!(words[index].upos, Upos::Punct | Upos::Cconj))
        .last()?;
    // The head of the group is the noun whose own head stands outside.
    let outside = |index: usize| {
        words[index]
            .head
            .is_none_or(|head| !(start..first).contains(&head))
    };
    let mut heads = (start..first).filter(|&index| outside(index));
    let head = heads
        .next()
        .filter(|&head| names(head) && heads.next().is_none())?;
    let joined = [
        Relation::Appos,
        Relation::Conj,
        Relation::Dep,
        Relation::Dislocated,
        Relation::Nmod,
        Relation::Parataxis,
    ];
    let set_before = pronouns == SubjectPronouns::Dropped && words[head].is(Relation::Dislocated);
    let elsewhere = words[head].is_any(&joined) && !set_before;
    let ends_there = nominal::group_span(sentence, head).end == words[end].span.end;
    (elsewhere && ends_there && !has_case(sentence, head)).then_some(head)
}

/// The subject of a verb that follows what it reports stands behind it, where a tree may take it for an object.
pub(crate) fn inverted(
    sentence: &Sentence,
    verb: usize,
    pronouns: SubjectPronouns,
) -> Option<usize> {
    let words = &sentence.words;
    let names = |index: &usize| matches!(words[*index].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    sentence
        .children(verb)
        .filter(|&child| child > verb && can_be_behind(sentence, child, pronouns))
        .find(|child| names(child) && !has_case(sentence, *child))
}

/// Whether a word that hangs on a verb before it can be its subject by the relation it has. Only a verb that must have a subject
/// makes one of what the tree calls an object: *…, confirmó* | *la noticia* has an object and no subject.
pub(crate) fn can_be_behind(sentence: &Sentence, word: usize, pronouns: SubjectPronouns) -> bool {
    const SUBJECTS: [Relation; 3] = [Relation::Nsubj, Relation::ExplSubj, Relation::Dep];
    const TAKEN_FOR_OTHERS: [Relation; 5] = [
        Relation::Obj,
        Relation::Iobj,
        Relation::OblArg,
        Relation::Xcomp,
        Relation::Dislocated,
    ];
    let word = &sentence.words[word];
    word.is_any(&SUBJECTS)
        || (pronouns == SubjectPronouns::Required && word.is_any(&TAKEN_FOR_OTHERS))
}

/// The word that tells who a source is: of a relative pronoun, the noun its clause is attached to.
pub(crate) fn stands_for(sentence: &Sentence, word: usize) -> usize {
    let words = &sentence.words;
    let clause = |from: usize| {
        let climb = std::iter::successors(words[from].head, |&at| words[at].head);
        climb.take(CLIMB).find(|&at| words[at].is(Relation::Acl))
    };
    let relative = words[word].feats.is(PronType::Rel);
    let noun = clause(word)
        .filter(|_| relative)
        .and_then(|clause| words[clause].head);
    let noun = noun.filter(|&noun| noun < word);
    // Behind a comma the clause says more of the whole group: *un ancien du club, qui …*.
    let before = words[..word]
        .iter()
        .rev()
        .find(|word| word.upos != Upos::Adp);
    let apart = before.is_some_and(|word| is_comma(&word.form));
    let whole = |noun: usize| {
        let climb = std::iter::successors(Some(noun), |&at| {
            words[at]
                .head
                .filter(|_| words[at].is(Relation::Nmod) && apart)
        });
        climb.take(CLIMB).last().unwrap_or(noun)
    };
    noun.map_or(word, whole)
}

#[cfg(test)]
mod tests {
    use SubjectPronouns::{Dropped, Required};

    use super::*;
    use crate::grammar::testing::{Tree, tree};

    /// Who does what a verb tells.
    fn subject(rows: &str, verb: &str) -> String {
        subject_where(rows, verb, Required)
    }

    /// The same where a verb may leave it out.
    fn subject_if_any(rows: &str, verb: &str) -> String {
        subject_where(rows, verb, Dropped)
    }

    fn subject_where(rows: &str, verb: &str, pronouns: SubjectPronouns) -> String {
        let of = tree(rows);
        of.form(of_verb(&of.sentence, of.at(verb), pronouns))
            .unwrap_or("nobody")
            .to_owned()
    }

    #[test]
    fn in_a_passive_only_the_agent_acts() {
        let rows = "plan NOUN 3 nsubj:pass/is AUX 3 aux:pass/praised VERB 0 root/by ADP 5 case/unions NOUN 3 obl:agent";
        assert_eq!(subject(rows, "praised"), "unions");
        assert_eq!(
            subject(
                "plan NOUN 3 nsubj:pass/is AUX 3 aux:pass/praised VERB 0 root",
                "praised"
            ),
            "nobody"
        );
        // *Accused of fraud, the mayor denies it*: the mayor accuses nobody.
        let rows = "Accused VERB 4 advcl Tense=Past|VerbForm=Part/, PUNCT 1 punct/mayor NOUN 4 nsubj/resigns VERB 0 root VerbForm=Fin";
        assert_eq!(subject(rows, "Accused"), "nobody");
    }

    #[test]
    fn a_subject_is_found_below_its_verb() {
        assert_eq!(
            subject("Rémi PROPN 2 nsubj/dément VERB 0 root", "dément"),
            "Rémi"
        );
        assert_eq!(
            subject(
                "s' PRON 3 expl:pv Reflex=Yes/est AUX 3 aux:pass/plainte VERB 0 root/la DET 5 det/juge NOUN 3 nsubj:pass",
                "plainte"
            ),
            "juge"
        );
    }

    #[test]
    fn a_pronoun_between_commas_stresses_the_noun_before() {
        let rows = "Le DET 2 det/Front PROPN 6 dislocated/, PUNCT 4 punct/lui PRON 6 nsubj/, PUNCT 4 punct/dément VERB 0 root";
        assert_eq!(subject(rows, "dément"), "Front");
        let rows = "À ADP 2 case/Lens PROPN 6 obl/, PUNCT 4 punct/lui PRON 6 nsubj/, PUNCT 4 punct/dément VERB 0 root";
        assert_eq!(subject(rows, "dément"), "lui");
    }

    #[test]
    fn the_subject_of_another_clause_is_not_the_verbs() {
        // *le club, qui …, espère battre Metz*
        let rows = "club NOUN 3 nsubj/espère VERB 0 root/battre VERB 2 xcomp VerbForm=Inf/Metz PROPN 2 nsubj";
        assert_eq!(subject(rows, "espère"), "club");
    }

    #[test]
    fn a_relative_clause_parts_a_subject_from_its_verb() {
        let rows = "club NOUN 0 root/, PUNCT 4 punct/qui PRON 4 nsubj/perd VERB 1 acl:relcl/, PUNCT 6 punct/dit VERB 4 parataxis/que SCONJ 9 mark/tout PRON 6 nsubj/va VERB 6 ccomp";
        assert_eq!(subject(rows, "dit"), "club");
    }

    #[test]
    fn a_pronoun_that_stands_for_nobody_does_nothing_but_where_a_clause_lost_its_subject_to_the_verb()
     {
        assert_eq!(
            subject(
                "Il PRON 2 expl:subj/faut VERB 0 root/partir VERB 2 xcomp",
                "faut"
            ),
            "nobody"
        );
        let rows = "Il PRON 2 expl:subj/dit VERB 0 root/que SCONJ 5 mark/Metz PROPN 2 nsubj/perd VERB 2 ccomp";
        assert_eq!(subject(rows, "dit"), "Il");
    }

    #[test]
    fn a_noun_before_a_finite_verb_is_its_subject_though_the_tree_has_lost_it() {
        let rows = "Hier ADV 7 advmod/, PUNCT 1 punct/le DET 4 det/maire NOUN 1 appos/a AUX 7 aux VerbForm=Fin/vite ADV 7 advmod/réagi VERB 0 root VerbForm=Part";
        assert_eq!(subject(rows, "réagi"), "maire");
        let rows = "Hier ADV 5 advmod/, PUNCT 1 punct/le DET 4 det/maire NOUN 1 appos/réagir VERB 0 root VerbForm=Inf";
        assert_eq!(subject(rows, "réagir"), "nobody");
        let rows = "Hier ADV 6 advmod/, PUNCT 1 punct/pour ADP 5 case/le DET 5 det/maire NOUN 1 appos/plaide VERB 0 root VerbForm=Fin";
        assert_eq!(subject(rows, "plaide"), "nobody");
    }

    #[test]
    fn a_narrative_infinitive_hangs_on_whoever_acts() {
        assert_eq!(
            subject(
                "Et CCONJ 2 cc/Delmas PROPN 0 root/de ADP 4 mark/conclure VERB 2 xcomp VerbForm=Inf",
                "conclure"
            ),
            "Delmas"
        );
    }

    #[test]
    fn verbs_share_a_subject() {
        let rows = "Ana PROPN 2 nsubj/promises VERB 0 root/to PART 4 mark/stay VERB 2 xcomp/and CCONJ 6 cc/rebuild VERB 4 conj";
        assert_eq!(subject(rows, "stay"), "Ana");
        assert_eq!(subject(rows, "rebuild"), "Ana");
        assert_eq!(
            subject(
                "plan NOUN 0 root/to PART 3 mark/leave VERB 1 xcomp",
                "leave"
            ),
            "nobody"
        );
    }

    #[test]
    fn a_clause_without_a_finite_verb_has_the_subject_of_its_main_clause() {
        let rows = "Citing VERB 4 advcl VerbForm=Ger/costs NOUN 1 obj/Ana PROPN 4 nsubj/quit VERB 0 root VerbForm=Fin";
        assert_eq!(subject(rows, "Citing"), "Ana");
        let rows = "When ADV 2 advmod/asked VERB 4 advcl VerbForm=Fin/Ana PROPN 4 nsubj/quit VERB 0 root VerbForm=Fin";
        assert_eq!(subject(rows, "asked"), "nobody");
    }

    #[test]
    fn a_present_participle_behind_a_comma_is_the_subjects() {
        let rows = "Ana PROPN 2 nsubj/rejette VERB 0 root/les DET 4 det/accusations NOUN 2 obj/, PUNCT 6 punct/assurant VERB 4 acl Tense=Pres|VerbForm=Part";
        assert_eq!(subject(rows, "assurant"), "Ana");
        assert_eq!(
            subject(&rows.replace(", PUNCT", "hier ADV"), "assurant"),
            "accusations"
        );
    }

    #[test]
    fn a_participle_describes_its_noun_and_a_past_one_only_with_an_agent() {
        assert_eq!(
            subject(
                "Les DET 2 det/élus NOUN 0 root/réclamant VERB 2 acl Tense=Pres",
                "réclamant"
            ),
            "élus"
        );
        let name =
            "maire NOUN 0 root/, PUNCT 3 punct/Ana PROPN 1 appos/réclamant VERB 3 acl Tense=Pres";
        assert_eq!(subject(name, "réclamant"), "maire");
        let rows = "élus NOUN 0 root/ayant AUX 3 aux VerbForm=Part/requis VERB 1 acl Tense=Past|VerbForm=Part";
        assert_eq!(subject(rows, "requis"), "nobody");
        let rows = "accuse VERB 0 root/Ana PROPN 1 obj/d' ADP 5 mark/avoir AUX 5 aux VerbForm=Inf/menti VERB 2 acl Tense=Past|VerbForm=Part";
        assert_eq!(subject(rows, "menti"), "Ana");
    }

    #[test]
    fn a_verb_behind_its_report_has_its_subject_behind_it() {
        let rows = "fermé ADJ 0 root/, PUNCT 3 punct/annonce VERB 1 parataxis/la DET 5 det/mairie NOUN 3 obj";
        assert_eq!(subject(rows, "annonce"), "mairie");
        let rows = "fermé ADJ 0 root/, PUNCT 3 punct/annonce VERB 1 parataxis/à ADP 6 case/la DET 6 det/mairie NOUN 3 obj";
        assert_eq!(subject(rows, "annonce"), "nobody");
    }

    #[test]
    fn a_relative_pronoun_stands_for_the_noun_of_its_clause() {
        let of = tree(
            "Le DET 2 det/maire NOUN 0 root/de ADP 4 case/Lens PROPN 2 nmod/qui PRON 6 nsubj PronType=Rel/part VERB 4 acl:relcl",
        );
        assert_eq!(
            of.form(Some(stands_for(&of.sentence, of.at("qui")))),
            Some("Lens")
        );
        let of = tree(
            "Un DET 2 det/ancien NOUN 0 root/de ADP 4 case/Lens PROPN 2 nmod/, PUNCT 7 punct/qui PRON 7 nsubj PronType=Rel/part VERB 4 acl:relcl",
        );
        assert_eq!(
            of.form(Some(stands_for(&of.sentence, of.at("qui")))),
            Some("ancien")
        );
        assert_eq!(stands_for(&of.sentence, of.at("Lens")), of.at("Lens"));
    }

    fn suffers(of: &Tree, verb: &str) -> String {
        let found = patient(&of.sentence, of.at(verb), Required);
        of.form(found).unwrap_or("nobody").to_owned()
    }

    #[test]
    fn a_passive_happens_to_its_subject_its_noun_or_whom_it_shares() {
        let own = tree(
            "mayor NOUN 3 nsubj:pass/was AUX 3 aux:pass/arrested VERB 0 root/and CCONJ 5 cc/charged VERB 3 conj",
        );
        assert_eq!(suffers(&own, "arrested"), "mayor");
        assert_eq!(suffers(&own, "charged"), "mayor");
        let noun = tree("les DET 2 det/élus NOUN 0 root/visés VERB 2 acl");
        assert_eq!(suffers(&noun, "visés"), "élus");
        let clause = tree(
            "Interrogé VERB 5 advcl/, PUNCT 1 punct/le DET 4 det/préfet NOUN 5 nsubj/dément VERB 0 root",
        );
        assert_eq!(suffers(&clause, "Interrogé"), "préfet");
        let said = tree("Elle PRON 2 nsubj/dit VERB 0 root/que SCONJ 4 mark/arrêté VERB 2 ccomp");
        assert_eq!(suffers(&said, "arrêté"), "nobody");
    }

    #[test]
    fn a_passive_happens_to_the_noun_before_it_though_the_tree_has_lost_it() {
        let of = tree(
            "ads NOUN 2 nsubj/led VERB 0 root/to ADP 4 case/Acme PROPN 2 obl/and CCONJ 6 cc/Ana PROPN 4 conj/was AUX 8 aux:pass/invited VERB 2 conj",
        );
        assert_eq!(suffers(&of, "invited"), "Ana");
    }

    #[test]
    fn what_is_set_before_a_verb_that_drops_its_subject_is_none() {
        let rows = "El DET 2 det/cierre NOUN 4 dislocated/lo PRON 4 obj/anunció VERB 0 root VerbForm=Fin/ayer ADV 4 advmod";
        assert_eq!(subject_if_any(rows, "anunció"), "nobody");
        assert_eq!(subject(rows, "anunció"), "cierre");
        let own = rows.replace("dislocated", "nsubj");
        assert_eq!(subject_if_any(&own, "anunció"), "cierre");
    }

    #[test]
    fn verbs_of_two_numbers_share_no_subject_where_one_may_be_dropped() {
        let rows = "vecinos NOUN 2 nsubj/protestaron VERB 0 root Number=Plur|VerbForm=Fin/y CCONJ 4 cc/aseguró VERB 2 conj Number=Sing|VerbForm=Fin/irse VERB 4 xcomp VerbForm=Inf";
        assert_eq!(subject_if_any(rows, "aseguró"), "nobody");
        assert_eq!(subject_if_any(rows, "irse"), "nobody");
        assert_eq!(subject(rows, "aseguró"), "vecinos");
        let both = rows.replace("Number=Sing", "Number=Plur");
        assert_eq!(subject_if_any(&both, "aseguró"), "vecinos");
        // The auxiliary has the number of a compound form.
        let compound = "vecinos NOUN 2 nsubj/protestaron VERB 0 root Number=Plur|VerbForm=Fin/y CCONJ 5 cc/ha AUX 5 aux Number=Sing|VerbForm=Fin/dicho VERB 2 conj VerbForm=Part";
        assert_eq!(subject_if_any(compound, "dicho"), "nobody");
    }

    #[test]
    fn an_object_behind_a_verb_that_drops_its_subject_is_an_object() {
        let rows = "cerrado ADJ 0 root/, PUNCT 3 punct/confirmó VERB 1 parataxis VerbForm=Fin/la DET 5 det/noticia NOUN 3 obj";
        assert_eq!(subject_if_any(rows, "confirmó"), "nobody");
        assert_eq!(subject(rows, "confirmó"), "noticia");
        let own = rows.replace("obj", "nsubj");
        assert_eq!(subject_if_any(&own, "confirmó"), "noticia");
    }
}
