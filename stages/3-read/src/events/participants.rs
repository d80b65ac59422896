//! Who does something and to whom: what the tree says of a verb, of a noun, and of whose a thing is.

use selon_analyse::feature::{Poss, Reflex, Tense};
use selon_analyse::{Relation, Upos};
use selon_languages::Role;

use super::context::EventContext;
use crate::grammar::{subject, tree, voice};
use crate::lexicon::Slot;
use crate::lexicon::events::Named;
use crate::record::EventKind;

/// How deep a participant may stand below the word that is asked for them: *une base des rebelles de l'est*.
const DEPTH: usize = 2;

/// How many that are listed take part; a longer list is no sentence.
const LISTED: usize = 64;

/// How many words below one are looked at for somebody.
const BELOW: usize = 256;

/// Who does something, and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Participants {
    pub(super) actors: Vec<usize>,
    pub(super) recipients: Vec<usize>,
}

impl Participants {
    pub(super) fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.recipients.is_empty()
    }
}

/// Who does what a verb says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Doers {
    pub(super) actors: Vec<usize>,
    /// The noun of what does it in their place: *une frappe*, *un drone*.
    pub(super) instrument: Option<usize>,
}

// --- Somebody ---

impl EventContext<'_> {
    /// Those a word names, each of several; of a thing those whose it is.
    pub(super) fn parties(&self, word: usize) -> Vec<usize> {
        let words = self.words();
        let children = self.sentence.children(word);
        let conjuncts = children.filter(|&child| words[child].is(Relation::Conj));
        let all = std::iter::once(word).chain(conjuncts.take(LISTED));
        all.filter(|&word| words[word].upos != Upos::Verb)
            .filter_map(|word| match self.is_somebody(word) {
                true => Some(subject::stands_for(self.sentence, word)),
                false => self
                    .owner(word, DEPTH)
                    .or_else(|| self.is_site(word).then_some(word)),
            })
            .collect()
    }

    /// Those a word names, if there is one.
    pub(super) fn maybe_parties(&self, word: Option<usize>) -> Vec<usize> {
        word.map_or(Vec::new(), |word| self.parties(word))
    }

    /// Those a word names by itself.
    fn named(&self, word: usize) -> Vec<usize> {
        let mut parties = self.parties(word);
        parties.retain(|&party| self.is_somebody(party));
        parties
    }

    /// Whose something is: *les locaux* | *de l'ONG*, *Russian* | *ship*.
    fn owner(&self, word: usize, depth: usize) -> Option<usize> {
        let words = self.words();
        let owns = |&child: &usize| {
            let of = &words[child];
            of.feats.is(Poss::Yes)
                || of.is_any(&[Relation::NmodPoss, Relation::Compound])
                || self.is_of(child)
                || self.is_nation(child)
        };
        let owners = || self.sentence.children(word).filter(owns).take(LISTED);
        let named = owners().find(|&owner| self.is_owner(owner));
        named.or_else(|| {
            let below = depth.checked_sub(1)?;
            owners().find_map(|owner| self.owner(owner, below))
        })
    }

    fn is_owner(&self, word: usize) -> bool {
        self.is_somebody(word) || self.words()[word].feats.is(Poss::Yes) || self.is_nation(word)
    }

    /// The first somebody below a word, itself included, in the order of the text.
    pub(super) fn first_below(&self, word: usize, but: &[usize]) -> Option<usize> {
        let mut below = vec![word];
        let mut next = 0;
        while let Some(&at) = below.get(next).filter(|_| below.len() < BELOW) {
            below.extend(self.sentence.children(at).take(BELOW));
            next += 1;
        }
        below.sort_unstable();
        let mut names = below
            .into_iter()
            .filter(|&at| self.is_somebody(at) && self.words()[at].upos != Upos::Adj);
        let whom = |at| subject::stands_for(self.sentence, at);
        names.find(|&at| !but.contains(&whom(at))).map(whom)
    }
}

// --- With a verb ---

/// What it looks at: the clause, the verb, and what the event is.
type DoerMatcher = fn(&EventContext, usize, EventKind) -> Option<Doers>;

/// How to find out who does what a verb of a kind says by the subject of its clause, in the order in which it is tried.
const DOERS: [DoerMatcher; 4] = [
    somebody_acts,
    instrument_acts,
    noun_must_be_somebody,
    owner_acts,
];

/// *La police* | *a arrêté*: the subject names somebody.
fn somebody_acts(context: &EventContext, subject: usize, _: EventKind) -> Option<Doers> {
    let actors = || context.parties(subject);
    context.is_somebody(subject).then(|| Doers {
        actors: actors(),
        instrument: None,
    })
}

/// *Une frappe russe* | *a tué*: violence is done by whoever uses what the subject names.
fn instrument_acts(context: &EventContext, subject: usize, _: EventKind) -> Option<Doers> {
    Some(Doers {
        actors: context.behind_instrument(subject)?,
        instrument: Some(subject),
    })
}

/// *Les dockers* | *ont cessé le travail*: what only somebody can do, somebody does, though no list knows the noun.
fn noun_must_be_somebody(context: &EventContext, subject: usize, kind: EventKind) -> Option<Doers> {
    let noun = context.words()[subject].upos == Upos::Noun && kind.is_personal();
    (noun && context.parties(subject).is_empty()).then(|| Doers {
        actors: vec![subject],
        instrument: None,
    })
}

/// *Les troupes de Kiev* | *ont attaqué*, *qui* | *a attaqué*: whose the subject is, or nobody where it is but a pronoun. What
/// is nobody's does nothing: *la tempête* | *a tué*.
fn owner_acts(context: &EventContext, subject: usize, _: EventKind) -> Option<Doers> {
    let actors = context.parties(subject);
    let acts = !actors.is_empty() || context.words()[subject].upos == Upos::Pron;
    acts.then_some(Doers {
        actors,
        instrument: None,
    })
}

impl EventContext<'_> {
    /// Who does what a verb of that kind says; `None` where something does it that is nobody's.
    pub(super) fn doers(&self, verb: usize, kind: EventKind) -> Option<Doers> {
        let Some(subject) = self.subject(verb) else {
            return Some(Doers::default());
        };
        DOERS.iter().find_map(|look| look(self, subject, kind))
    }

    /// The word that acts in a verb's clause: its subject or agent.
    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        *self.subjects.once(verb, || {
            if !voice::is_passive(self.sentence, verb) {
                let pronouns = self.cues.subject_pronouns();
                return subject::of_verb(self.sentence, verb, pronouns);
            }
            let agent = voice::agent(self.sentence, verb);
            agent.or_else(|| self.agent_as_complement(verb))
        })
    }

    /// Who acts may have been taken for a complement: *arrêtés* | *par la police*.
    fn agent_as_complement(&self, verb: usize) -> Option<usize> {
        let by = |&child: &usize| {
            self.words()[child].is(Relation::Obl)
                && self.link(child) == Some(Role::Actor)
                && self.is_somebody(child)
        };
        self.sentence.children(verb).find(by)
    }

    /// Those who stand in the first of some slots of a verb and its companions that holds anybody.
    pub(super) fn in_slots(&self, verbs: &[usize], verb: usize, slots: &[Slot]) -> Vec<usize> {
        let found = slots.iter().map(|slot| match slot {
            Slot::Object => self.object(verb),
            Slot::Preposition(preposition) => self.behind(verbs, verb, preposition),
        });
        first_found(found)
    }

    /// To whom a verb is done as its object; of a passive, as its subject.
    pub(super) fn object(&self, verb: usize) -> Vec<usize> {
        if voice::is_passive(self.sentence, verb) {
            let pronouns = self.cues.subject_pronouns();
            return self.maybe_parties(subject::patient(self.sentence, verb, pronouns));
        }
        let words = self.words();
        let object = |&child: &usize| {
            let of = &words[child];
            // A noun without a preposition behind a verb may be its object whatever the tree says.
            let noun = of.upos == Upos::Noun
                && child > verb
                && of.is_any(&[Relation::Xcomp, Relation::Obl]);
            (of.is_any(&[Relation::Obj, Relation::Iobj]) || noun)
                && !of.feats.is(Reflex::Yes)
                && !tree::has_case(self.sentence, child)
                && !self.is_time(child)
        };
        let objects = self.sentence.children(verb).filter(object);
        first_found(objects.map(|object| self.parties(object)))
    }

    /// The noun in the place of a verb's object, whoever it is: whom one asks to act is somebody.
    pub(super) fn object_noun(&self, verb: usize) -> Option<usize> {
        let words = self.words();
        let noun =
            |&child: &usize| words[child].is(Relation::Obj) && words[child].upos == Upos::Noun;
        self.sentence.children(verb).find(noun)
    }

    /// Those behind a preposition beside a verb, its companions or its object.
    fn behind(&self, verbs: &[usize], verb: usize, preposition: &str) -> Vec<usize> {
        let words = self.words();
        let children = self.sentence.children(verb);
        let objects = children.filter(|&child| words[child].is(Relation::Obj));
        let above = verbs.iter().copied().chain(objects);
        let below = above.flat_map(|word| self.sentence.children(word));
        let fits = |&child: &usize| {
            let of = &words[child];
            let led = self.preposition(child) == Some(preposition);
            // The dative pronoun stands for a phrase: *lui*.
            let dative =
                of.is(Relation::Iobj) && of.upos == Upos::Pron && !of.feats.is(Reflex::Yes);
            led || (dative && self.lexicon.link(preposition) == Some(Role::Recipient))
        };
        first_found(below.filter(fits).map(|child| self.parties(child)))
    }

    /// Those behind a preposition beside a verb that tells to whom: *a imposé des sanctions* | *à la Russie*.
    pub(super) fn linked(&self, verb: usize) -> Vec<usize> {
        let to = |&child: &usize| {
            let role = || self.link(child);
            self.words()[child].is(Relation::Obl)
                && matches!(role(), Some(Role::Recipient | Role::Both))
        };
        let linked = self.sentence.children(verb).filter(to);
        first_found(linked.map(|child| self.parties(child)))
    }
}

/// The first that holds anybody.
fn first_found(mut found: impl Iterator<Item = Vec<usize>>) -> Vec<usize> {
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

// --- With a noun ---

/// What is asked of the dependents of an event's noun.
struct NounParticipants {
    /// The part of whoever the noun is of: *l'arrestation* | *de X*.
    of: Option<Role>,
    /// Somebody stands there, so that a possessive is somebody else: *sa* | *condamnation de la guerre*.
    has_complement: bool,
}

/// Those whom a dependent names, and which part they have.
type Share = (Role, Vec<usize>);

/// What it looks at: the sentence, what is known of the noun, and the word beside it.
type ShareMatcher = fn(&EventContext, &NounParticipants, usize) -> Option<Share>;

/// What a dependent of an event's noun can be, in the order in which it is tried.
const SHARES: [ShareMatcher; 7] = [
    possessive,
    possessor,
    country_adjective,
    compound,
    complement,
    behind_preposition,
    participle,
];

/// *ses* | *attaques*
fn possessive(context: &EventContext, asked: &NounParticipants, child: usize) -> Option<Share> {
    let possessive = context.words()[child].feats.is(Poss::Yes);
    possessive.then(|| (asked.part_of_owner(), vec![child]))
}

/// *Iran's* | *attack*
fn possessor(context: &EventContext, asked: &NounParticipants, child: usize) -> Option<Share> {
    let possessor = context.words()[child].is(Relation::NmodPoss);
    possessor.then(|| (asked.part_of_owner(), context.named(child)))
}

/// *les frappes* | *russes*
fn country_adjective(context: &EventContext, _: &NounParticipants, child: usize) -> Option<Share> {
    context.is_nation(child).then(|| (Role::Actor, vec![child]))
}

/// *the* | *Taliban* | *attack*: a name acts, another noun has the part of the complement.
fn compound(context: &EventContext, asked: &NounParticipants, child: usize) -> Option<Share> {
    let word = &context.words()[child];
    let compound = word.is(Relation::Compound) && context.is_somebody(child);
    let of = asked.of.filter(|_| word.upos != Upos::Propn);
    compound.then(|| (of.unwrap_or(Role::Actor), vec![child]))
}

/// *l'arrestation* | *de deux militants*
fn complement(context: &EventContext, asked: &NounParticipants, child: usize) -> Option<Share> {
    let parties = || context.parties(child);
    context
        .is_of(child)
        .then(|| (asked.of.unwrap_or(Role::Recipient), parties()))
}

/// *les frappes* | *contre Odessa*, *l'accord* | *entre X et Y*
fn behind_preposition(context: &EventContext, _: &NounParticipants, child: usize) -> Option<Share> {
    let word = &context.words()[child];
    let role = context
        .link(child)
        .filter(|_| word.is_any(&[Relation::Nmod, Relation::Obl]));
    role.map(|role| (role, context.parties(child)))
}

/// *les frappes* | *menées par l'armée*, | *visant la ville*
fn participle(context: &EventContext, _: &NounParticipants, child: usize) -> Option<Share> {
    let word = &context.words()[child];
    if !word.is(Relation::Acl) || word.upos != Upos::Verb {
        return None;
    }
    Some(match word.feats.is(Tense::Pres) {
        true => (Role::Recipient, context.object(child)),
        false => (Role::Actor, context.maybe_parties(context.subject(child))),
    })
}

impl NounParticipants {
    /// The part of whoever an event is said to be: that of its complement, unless there is one.
    fn part_of_owner(&self) -> Role {
        self.of
            .filter(|_| !self.has_complement)
            .unwrap_or(Role::Actor)
    }
}

impl EventContext<'_> {
    /// Who takes part in what a noun names; `of` is the part of whoever it is of.
    pub(super) fn participants_of_noun(&self, noun: usize, of: Option<Role>) -> Participants {
        let children = || self.sentence.children(noun).take(LISTED);
        let asked = NounParticipants {
            of,
            has_complement: children()
                .any(|child| self.is_of(child) && !self.named(child).is_empty()),
        };
        let share = |child| SHARES.iter().find_map(|look| look(self, &asked, child));
        let own = children().filter_map(share);
        let (mut participants, mut both) = (Participants::default(), Vec::new());
        for (role, parties) in own.chain(self.right_behind(noun)) {
            match role {
                Role::Actor => participants.actors.extend(parties),
                Role::Recipient => participants.recipients.extend(parties),
                Role::Both => both.extend(parties),
            }
        }
        // *des combats entre l'armée et les rebelles*: each of them does it to the others.
        match participants.actors.is_empty() && both.len() > 1 {
            true => participants.actors = both,
            false => participants.recipients.extend(both),
        }
        participants
    }

    /// What stands right behind the noun is the noun's, though the tree hang it on the verb: *à la suite d'entretiens* |
    /// *avec X*.
    fn right_behind(&self, noun: usize) -> Option<Share> {
        let next = self.words().get(noun + 1)?;
        let behind = next.head.filter(|_| next.is(Relation::Case))?;
        let elsewhere = behind > noun && self.words()[behind].head != Some(noun);
        let role = self.link(behind).filter(|_| elsewhere)?;
        Some((role, self.parties(behind)))
    }

    /// Who does violence by what a subject names: *une frappe* | *russe*, *un drone* | *de l'armée*.
    fn behind_instrument(&self, subject: usize) -> Option<Vec<usize>> {
        let found = self.noun_at(subject)?;
        Some(match found.entry.named {
            Named::Instrument => self.owner(subject, DEPTH).into_iter().collect(),
            Named::Event(_) => self.participants_of_noun(subject, found.entry.of).actors,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::testing::{ask, events, forms};

    /// `actors | recipients` of the noun at a word.
    fn of_noun(code: &str, rows: &str, known: &str, noun: &str) -> String {
        ask(code, rows, known, |tree, context| {
            let noun = context.noun_at(tree.at(noun)).unwrap();
            let at = *noun.words.first().unwrap();
            let found = context.participants_of_noun(at, noun.entry.of);
            let [actors, recipients] =
                [found.actors, found.recipients].map(|words| forms(tree, &words));
            format!("{actors} | {recipients}")
        })
    }

    /// SUBJECT *tue deux randonneurs*
    fn killed_by(subject: &str, known: &str) -> Vec<String> {
        let rows = format!(
            "{subject}/tue VERB 0 root Tense=Pres|VerbForm=Fin tuer/deux NUM 4 nummod/randonneurs NOUN 2 obj"
        );
        events("fr", &rows, &format!("{known} randonneurs:party"))
    }

    #[test]
    fn a_subject_that_names_somebody_acts_and_one_that_is_nobodys_does_nothing() {
        let soldat = "Soldat NOUN 2 nsubj soldat";
        assert_eq!(
            killed_by(soldat, "Soldat:party"),
            ["ASSAULT tue | Soldat | randonneurs | present"]
        );
        assert_eq!(killed_by("Tempête NOUN 2 nsubj", ""), [""; 0]);
        // A pronoun that no rule places is nobody, but acts.
        assert_eq!(
            killed_by("qui PRON 2 nsubj PronType=Rel", ""),
            ["ASSAULT tue |  | randonneurs | present"]
        );
    }

    #[test]
    fn whoever_uses_an_instrument_does_its_violence() {
        let rows = "Un DET 2 det/drone NOUN 4 nsubj/russe ADJ 2 amod/tue VERB 0 root Tense=Pres|VerbForm=Fin tuer/\
                    deux NUM 6 nummod/randonneurs NOUN 4 obj";
        let known = "russe:nation randonneurs:party";
        assert_eq!(
            events("fr", rows, known),
            ["ASSAULT tue | russe | randonneurs | present"]
        );
        ask("fr", rows, known, |tree, context| {
            let doers = context.doers(tree.at("tue"), EventKind::Fight).unwrap();
            assert_eq!(doers.instrument, Some(tree.at("drone")));
        });
        // So does the noun of violence itself.
        let strike = rows.replace("drone", "frappe");
        assert_eq!(
            events("fr", &strike, known),
            ["ASSAULT tue | russe | randonneurs | present"]
        );
    }

    #[test]
    fn what_only_somebody_can_do_somebody_does() {
        let rows = "Les DET 2 det/arrimeurs NOUN 3 nsubj/rencontrent VERB 0 root Tense=Pres|VerbForm=Fin rencontrer/\
                    Durand PROPN 3 obj";
        assert_eq!(
            events("fr", rows, ""),
            ["CONSULT rencontrent | arrimeurs | Durand | present"]
        );
        let rows = rows.replace("rencontrer", "tuer");
        assert_eq!(events("fr", &rows, ""), [""; 0]);
    }

    #[test]
    fn whose_a_thing_is_acts_and_suffers_for_it() {
        let rows = "The DET 2 det/ships NOUN 6 nsubj/of ADP 5 case/the DET 5 det/fleet NOUN 2 nmod/\
                    shelled VERB 0 root Tense=Past|VerbForm=Fin shell/the DET 8 det/base NOUN 6 obj/\
                    of ADP 11 case/the DET 11 det/militia NOUN 8 nmod/of ADP 13 case/Rask PROPN 11 nmod";
        assert_eq!(
            events("en", rows, "fleet:party militia:party"),
            ["FIGHT shelled | fleet | militia"]
        );
        // An owner may stand a step deeper.
        assert_eq!(
            events("en", rows, "fleet:party"),
            ["FIGHT shelled | fleet | Rask"]
        );
    }

    #[test]
    fn those_listed_all_take_part() {
        let rows = "Police NOUN 2 nsubj/arrested VERB 0 root Tense=Past|VerbForm=Fin arrest/Holm PROPN 2 obj/\
                    and CCONJ 5 cc/Vik PROPN 3 conj";
        assert_eq!(
            events("en", rows, "Police:party"),
            ["COERCE arrested | Police | Holm, Vik"]
        );
    }

    /// *Holm and Vik were arrested* …
    const ARRESTED: &str = "Two NUM 2 nummod/clerks NOUN 4 nsubj:pass/were AUX 4 aux:pass Tense=Past|VerbForm=Fin be/\
        arrested VERB 0 root Tense=Past|VerbForm=Part arrest/";

    #[test]
    fn a_passive_is_done_to_its_subject_by_its_agent() {
        let rows = format!("{ARRESTED}by ADP 6 case/marshals NOUN 4 obl:agent");
        let known = "clerks:party marshals:party";
        let found = ["COERCE arrested | marshals | clerks"];
        assert_eq!(events("en", &rows, known), found);
        // The tree may take the agent for any complement.
        let rows = rows.replace("obl:agent", "obl");
        assert_eq!(events("en", &rows, known), found);
    }

    #[test]
    fn a_participle_is_done_to_the_noun_it_describes_and_a_second_one_to_the_same_subject() {
        let rows = "Clerks NOUN 0 root clerk/arrested VERB 1 acl Tense=Past|VerbForm=Part arrest";
        assert_eq!(
            events("en", rows, "Clerks:party"),
            ["COERCE arrested |  | Clerks"]
        );
        let rows = format!(
            "{ARRESTED}and CCONJ 6 cc/expelled VERB 4 conj Tense=Past|VerbForm=Part expel/were AUX 6 aux:pass"
        );
        assert_eq!(
            events("en", &rows, "clerks:party"),
            ["COERCE arrested |  | clerks", "COERCE expelled |  | clerks"]
        );
    }

    #[test]
    fn a_reflexive_verb_is_active_though_it_have_the_auxiliary_of_a_passive() {
        let rows = "La DET 2 det/ministre NOUN 5 nsubj/s' PRON 5 expl:comp Reflex=Yes se/est AUX 5 aux:pass Tense=Pres|VerbForm=Fin être/\
                    réunie VERB 0 root Tense=Past|VerbForm=Part réunir/avec ADP 8 case/les DET 8 det/préfets NOUN 5 obl";
        assert_eq!(
            events("fr", rows, "ministre:party préfets:party"),
            ["CONSULT réunie | ministre | préfets | present"]
        );
    }

    #[test]
    fn an_object_has_no_preposition_and_is_no_time() {
        let rows = "Raiders NOUN 2 nsubj/attacked VERB 0 root Tense=Past|VerbForm=Fin attack/Monday PROPN 2 obj/\
                    Rask PROPN 2 obl";
        // What the tree calls an oblique is the object where nothing leads it, if it is a noun.
        let noun = rows.replace("Rask PROPN", "guards NOUN");
        let known = "Raiders:party Monday:time guards:party";
        assert_eq!(
            events("en", &noun, known),
            ["ASSAULT attacked | Raiders | guards"]
        );
        let led = rows.replace("Rask PROPN 2 obl", "Rask PROPN 2 obj/near ADP 4 case");
        assert_eq!(events("en", &led, "Raiders:party Monday:time"), [""; 0]);
    }

    #[test]
    fn a_dative_pronoun_stands_for_a_phrase() {
        let rows = "Oslo PROPN 3 nsubj/lui PRON 3 iobj Person=3|PronType=Prs/envoie VERB 0 root Tense=Pres|VerbForm=Fin envoyer/\
                    des DET 5 det/vivres NOUN 3 obj Number=Plur vivre";
        assert_eq!(
            events("fr", rows, ""),
            ["AID envoie … vivres | Oslo | lui | present"]
        );
    }

    #[test]
    fn who_is_named_with_a_noun_has_the_part_that_its_row_or_preposition_gives() {
        let rows = "L' DET 2 det/arrestation NOUN 0 root/de ADP 4 case/Holm PROPN 2 nmod/par ADP 7 case/la DET 7 det/\
                    police NOUN 2 nmod";
        let found = of_noun("fr", rows, "police:party", "arrestation");
        assert_eq!(found, "police | Holm");
    }

    #[test]
    fn an_owner_acts_unless_the_row_says_otherwise_and_nobody_else_is_it() {
        let rows = "Their PRON 2 nmod:poss Poss=Yes/arrest NOUN 0 root";
        assert_eq!(of_noun("en", rows, "", "arrest"), " | Their");
        let complement = format!("{rows}/of ADP 4 case/Vik PROPN 2 nmod");
        assert_eq!(of_noun("en", &complement, "", "arrest"), "Their | Vik");
        let genitive = "Holm PROPN 2 nmod:poss/attack NOUN 0 root";
        assert_eq!(of_noun("en", genitive, "", "attack"), "Holm | ");
    }

    #[test]
    fn an_adjective_of_a_country_acts_and_so_does_a_name_before_the_noun() {
        let rows = "Danish ADJ 2 amod/sanctions NOUN 0 root Number=Plur sanction/on ADP 4 case/Minsk PROPN 2 nmod";
        assert_eq!(
            of_noun("en", rows, "Danish:nation", "sanctions"),
            "Danish | Minsk"
        );
        let rows = "Hezb PROPN 2 compound/attack NOUN 0 root";
        assert_eq!(of_noun("en", rows, "", "attack"), "Hezb | ");
        // Another noun has the part of the complement.
        let rows = "teacher NOUN 2 compound/arrest NOUN 0 root";
        assert_eq!(of_noun("en", rows, "teacher:party", "arrest"), " | teacher");
    }

    #[test]
    fn participles_of_a_noun_name_who_does_it_and_whom_it_is_aimed_at() {
        let rows = "Les DET 2 det/frappes NOUN 0 root Number=Plur frappe/menées VERB 2 acl Tense=Past|VerbForm=Part mener/\
                    par ADP 5 case/Oslo PROPN 3 obl:agent";
        assert_eq!(of_noun("fr", rows, "", "frappes"), "Oslo | ");
        let rows = "Les DET 2 det/frappes NOUN 0 root Number=Plur frappe/visant VERB 2 acl Tense=Pres|VerbForm=Part viser/\
                    Minsk PROPN 3 obj";
        assert_eq!(of_noun("fr", rows, "", "frappes"), " | Minsk");
    }

    #[test]
    fn those_who_do_something_with_each_other_all_act() {
        let rows = "Talks NOUN 0 root Number=Plur talk/between ADP 3 case/Oslo PROPN 1 nmod/and CCONJ 5 cc/Minsk PROPN 3 conj";
        assert_eq!(of_noun("en", rows, "", "Talks"), "Oslo, Minsk | ");
    }

    #[test]
    fn what_stands_right_behind_a_noun_is_its_own_wherever_it_hangs() {
        let rows = "She PRON 2 nsubj PronType=Prs/left VERB 0 root Tense=Past|VerbForm=Fin leave/after ADP 4 case/\
                    talks NOUN 2 obl Number=Plur talk/with ADP 6 case/Minsk PROPN 2 obl";
        assert_eq!(of_noun("en", rows, "", "talks"), " | Minsk");
    }

    #[test]
    fn the_first_below_a_word_is_the_first_in_the_text_that_is_nobody_excluded() {
        let rows = "inquiry NOUN 0 root/into ADP 3 case/raids NOUN 1 nmod/by ADP 5 case/Vik PROPN 3 nmod/\
                    near ADP 7 case/Rask PROPN 3 nmod";
        ask("en", rows, "", |tree, context| {
            let first = |but: &[usize]| context.first_below(tree.at("inquiry"), but);
            assert_eq!(first(&[]), Some(tree.at("Vik")));
            assert_eq!(first(&[tree.at("Vik")]), Some(tree.at("Rask")));
        });
    }
}
