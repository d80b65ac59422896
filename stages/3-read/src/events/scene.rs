//! Who takes part: the questions that events ask of a sentence's tree.

use rustc_hash::FxHashMap;
use selon_analyse::feature::{Poss, PronType, Reflex, Tense};
use selon_analyse::{Relation, Sentence, Upos, Word};
use selon_languages::Role;

use crate::grammar::{nominal, subject, tree, voice};
use crate::lexicon::Slot;
use crate::lexicon::cues;
use crate::lexicon::events::{Frame, Lexicon, Match, Named, Noun, Verb};
use crate::record::{ActorId, WordAt};

/// How deep a participant may stand below the word that is asked for them: *une base des rebelles de l'est*.
const DEPTH: usize = 2;

/// How many relations a look upwards climbs.
const CLIMB: usize = 6;

/// One sentence, with who is named in it.
pub(super) struct Scene<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// What softens and negates, and how reflexive verbs are told.
    pub(super) stances: &'a cues::Lexicon,
    pub(super) sentence: &'a Sentence,
    /// Its number.
    pub(super) at: usize,
    /// Who is named by which word.
    pub(super) heads: &'a FxHashMap<WordAt, ActorId>,
    /// Whether a word belongs to the name of a place.
    pub(super) is_place: &'a dyn Fn(usize) -> bool,
    /// Whether an adjective says of which state something is: *russe*.
    pub(super) is_nation: &'a dyn Fn(usize) -> bool,
    /// Whether a word belongs to an expression of time.
    pub(super) is_time: &'a dyn Fn(usize) -> bool,
}

/// Who does something, and to whom.
#[derive(Debug, Clone, Default)]
pub(super) struct Cast {
    pub(super) actors: Vec<usize>,
    pub(super) recipients: Vec<usize>,
}

impl Cast {
    pub(super) fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.recipients.is_empty()
    }
}

impl<'a> Scene<'a> {
    pub(super) fn words(&self) -> &'a [Word] {
        &self.sentence.words
    }

    /// The lemma of the preposition before a word.
    pub(super) fn preposition(&self, word: usize) -> Option<&'a str> {
        tree::case(self.sentence, word).map(|case| self.words()[case].lemma.as_str())
    }

    /// The part that the preposition before a word gives to whoever it names.
    pub(super) fn link(&self, word: usize) -> Option<Role> {
        self.lexicon.link(self.preposition(word)?)
    }

    /// Whether a word is what a noun is of.
    pub(super) fn is_of(&self, word: usize) -> bool {
        let preposition = self.preposition(word);
        self.words()[word].is(Relation::Nmod)
            && preposition.is_some_and(|preposition| self.lexicon.is_of(preposition))
    }

    fn is_reflexive(&self, verb: usize) -> bool {
        let marker = self.stances.reflexive_marker();
        let own = |child: usize| tree::is_reflexive(&self.words()[child], marker);
        marker.is_some() && self.sentence.children(verb).any(own)
    }

    /// The row of a verb.
    pub(super) fn verb(&self, at: usize) -> Option<Match<'a, Verb>> {
        let reflexive = self.is_reflexive(at);
        self.lexicon.verb(self.sentence, at, reflexive)
    }

    /// The row of a word that frames an act.
    pub(super) fn frame(&self, at: usize) -> Option<Match<'a, Frame>> {
        let reflexive = self.is_reflexive(at);
        self.lexicon.frame(self.sentence, at, reflexive)
    }

    /// Whether a word names somebody, or a place that stands for whoever is there.
    pub(super) fn is_somebody(&self, word: usize) -> bool {
        let word = subject::stands_for(self.sentence, word);
        let of = &self.words()[word];
        let place = WordAt {
            sentence: self.at,
            word,
        };
        if (self.is_time)(word) {
            return false;
        }
        let personal = of.upos == Upos::Pron
            && [PronType::Prs, PronType::Dem, PronType::Ind]
                .iter()
                .any(|&kind| of.feats.is(kind))
            && !of.is(Relation::Expl)
            && !of.feats.is(Reflex::Yes);
        self.heads.contains_key(&place)
            || (self.is_place)(word)
            || of.upos == Upos::Propn
            || personal
    }

    /// Those a word names, each of several; of a thing those whose it is.
    pub(super) fn parties(&self, word: usize) -> Vec<usize> {
        let words = self.words();
        let conjuncts = self
            .sentence
            .children(word)
            .filter(|&child| words[child].is(Relation::Conj));
        let all = std::iter::once(word).chain(conjuncts);
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

    fn is_site(&self, word: usize) -> bool {
        let of = &self.words()[word];
        of.upos == Upos::Noun && self.lexicon.is_site(&of.lemma)
    }

    fn is_passive(&self, verb: usize) -> bool {
        voice::is_passive(self.sentence, verb) && !self.is_reflexive(verb)
    }

    /// Those a word names by itself.
    fn named(&self, word: usize) -> Vec<usize> {
        let parties = self.parties(word);
        parties
            .into_iter()
            .filter(|&party| self.is_somebody(party))
            .collect()
    }

    /// Whose something is: *les locaux* | *de l'ONG*, *Russian* | *ship*.
    fn owner(&self, word: usize, depth: usize) -> Option<usize> {
        let words = self.words();
        let owns = |&child: &usize| {
            let of = &words[child];
            let possessive =
                of.feats.is(Poss::Yes) || of.is(Relation::NmodPoss) || of.is(Relation::Compound);
            possessive || self.is_of(child) || (self.is_nation)(child)
        };
        let owners: Vec<usize> = self.sentence.children(word).filter(owns).collect();
        let named = owners.iter().copied().find(|&owner| self.is_owner(owner));
        named.or_else(|| {
            let below = depth.checked_sub(1)?;
            owners.iter().find_map(|&owner| self.owner(owner, below))
        })
    }

    fn is_owner(&self, word: usize) -> bool {
        self.is_somebody(word) || self.words()[word].feats.is(Poss::Yes) || (self.is_nation)(word)
    }

    /// The word that acts in a verb's clause: its subject or agent.
    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        let passive = self.is_passive(verb);
        let subject = if passive {
            voice::agent(self.sentence, verb)
        } else {
            subject::of_verb(self.sentence, verb)
        };
        // Who acts may have been taken for a complement: *arrêtés par la police*.
        subject.or_else(|| {
            let by = |&child: &usize| {
                let agent =
                    self.words()[child].is(Relation::Obl) && self.link(child) == Some(Role::Actor);
                agent && self.is_somebody(child)
            };
            self.sentence.children(verb).filter(|_| passive).find(by)
        })
    }

    /// To whom a passive verb or participle is done.
    fn patient(&self, verb: usize) -> Option<usize> {
        let words = self.words();
        let subject = |verb: usize| {
            let mut children = self.sentence.children(verb);
            children.find(|&child| words[child].is(Relation::Nsubj))
        };
        let mut at = verb;
        for _ in 0..CLIMB {
            if let Some(found) = subject(at) {
                return Some(found);
            }
            let head = words[at].head?;
            if words[at].is(Relation::Acl) {
                return Some(head);
            }
            if !(words[at].is(Relation::Conj)
                || words[at].is(Relation::Advcl)
                || words[at].is(Relation::Xcomp))
            {
                return None;
            }
            at = head;
        }
        None
    }

    /// Those who stand in the first of some slots of a verb and its companions that holds anybody.
    pub(super) fn in_slots(&self, verbs: &[usize], verb: usize, slots: &[Slot]) -> Vec<usize> {
        let found = slots.iter().map(|slot| match slot {
            Slot::Object => self.object(verb),
            Slot::Preposition(preposition) => self.behind(verbs, verb, preposition),
        });
        first_found(found)
    }

    /// To whom a verb is done as its object.
    pub(super) fn object(&self, verb: usize) -> Vec<usize> {
        if voice::is_passive(self.sentence, verb) {
            return self.maybe_parties(self.patient(verb));
        }
        let words = self.words();
        let object = |&child: &usize| {
            let of = &words[child];
            // A noun without a preposition behind a verb may be its object whatever the tree says.
            let noun = of.upos == Upos::Noun
                && child > verb
                && (of.is(Relation::Xcomp) || of.is(Relation::Obl));
            (of.is(Relation::Obj) || of.is(Relation::Iobj) || noun)
                && !of.feats.is(Reflex::Yes)
                && tree::case(self.sentence, child).is_none()
                && !(self.is_time)(child)
        };
        let objects = self.sentence.children(verb).filter(object);
        first_found(objects.map(|object| self.parties(object)))
    }

    /// The noun in the place of a verb's object, whoever it is: whom one asks to act is somebody.
    pub(super) fn whoever(&self, verb: usize) -> Option<usize> {
        let words = self.words();
        let noun =
            |&child: &usize| words[child].is(Relation::Obj) && words[child].upos == Upos::Noun;
        self.sentence.children(verb).find(noun)
    }

    fn behind(&self, verbs: &[usize], verb: usize, preposition: &str) -> Vec<usize> {
        let words = self.words();
        let objects: Vec<usize> = self
            .sentence
            .children(verb)
            .filter(|&child| words[child].is(Relation::Obj))
            .collect();
        let above = verbs.iter().chain(&objects);
        let below = above.flat_map(|&word| self.sentence.children(word));
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
            let role = self.link(child);
            self.words()[child].is(Relation::Obl)
                && matches!(role, Some(Role::Recipient | Role::Both))
        };
        let linked = self.sentence.children(verb).filter(to);
        first_found(linked.map(|child| self.parties(child)))
    }

    /// The noun of an event or a means at a word, if that word is what the phrase hangs by.
    pub(super) fn noun_at(&self, word: usize) -> Option<Match<'a, Noun>> {
        let noun = matches!(
            self.words()[word].upos,
            Upos::Noun | Upos::Propn | Upos::Adj
        );
        let first = word.saturating_sub(3);
        let mut starts = (first..=word).rev();
        starts.find_map(|start| {
            let found = self.lexicon.noun(self.sentence, start)?;
            let (from, to) = (*found.words.first()?, *found.words.last()?);
            let anchored = nominal::anchor(self.sentence, from, to) == word;
            (noun && anchored).then_some(found)
        })
    }

    /// Who takes part in what a noun names.
    pub(super) fn cast_of_noun(&self, noun: usize, of: Option<Role>) -> Cast {
        let words = self.words();
        let (mut cast, mut both) = (Cast::default(), Vec::new());
        let children: Vec<usize> = self.sentence.children(noun).collect();
        let has_complement = children
            .iter()
            .any(|&child| self.is_of(child) && !self.named(child).is_empty());
        for &child in &children {
            let word = &words[child];
            if word.feats.is(Poss::Yes) {
                let of = of.filter(|_| !has_complement).unwrap_or(Role::Actor);
                self.put(&mut cast, &mut both, of, vec![child]);
            } else if word.is(Relation::NmodPoss) {
                let of = of.filter(|_| !has_complement).unwrap_or(Role::Actor);
                self.put(&mut cast, &mut both, of, self.named(child));
            } else if (self.is_nation)(child) {
                cast.actors.push(child);
            } else if word.is(Relation::Compound) && self.is_somebody(child) {
                let of = of
                    .filter(|_| word.upos != Upos::Propn)
                    .unwrap_or(Role::Actor);
                self.put(&mut cast, &mut both, of, vec![child]);
            } else if self.is_of(child) {
                let party = self.parties(child);
                self.put(&mut cast, &mut both, of.unwrap_or(Role::Recipient), party);
            } else if word.is(Relation::Nmod) || word.is(Relation::Obl) {
                if let Some(role) = self.link(child) {
                    self.put(&mut cast, &mut both, role, self.parties(child));
                }
            } else if word.is(Relation::Acl) && word.upos == Upos::Verb {
                self.put_participle(&mut cast, child);
            }
        }
        // What stands right behind the noun is the noun's, though the tree hang it on the verb: *à la suite d'entretiens* | *avec X*.
        let behind = words
            .get(noun + 1)
            .filter(|next| next.is(Relation::Case))
            .and_then(|next| next.head);
        if let Some(behind) = behind.filter(|&behind| behind > noun && !children.contains(&behind))
            && let Some(role) = self.link(behind)
        {
            self.put(&mut cast, &mut both, role, self.parties(behind));
        }
        match cast.actors.is_empty() && both.len() > 1 {
            true => cast.actors = both,
            false => cast.recipients.extend(both),
        }
        cast
    }

    /// *les frappes* | *menées par l'armée*, | *visant la ville*.
    fn put_participle(&self, cast: &mut Cast, participle: usize) {
        let present = self.words()[participle].feats.is(Tense::Pres);
        match present {
            true => cast.recipients.extend(self.object(participle)),
            false => {
                let agent = self.subject(participle);
                cast.actors.extend(self.maybe_parties(agent));
            }
        }
    }

    fn put(&self, cast: &mut Cast, both: &mut Vec<usize>, role: Role, parties: Vec<usize>) {
        match role {
            Role::Actor => cast.actors.extend(parties),
            Role::Recipient => cast.recipients.extend(parties),
            Role::Both => both.extend(parties),
        }
    }

    /// Who does violence by what a subject names: *une frappe* | *russe*, *un drone* | *de l'armée*.
    pub(super) fn behind_means(&self, subject: usize) -> Option<Vec<usize>> {
        let found = self.noun_at(subject)?;
        Some(match found.entry.named {
            Named::Means => self.owner(subject, DEPTH).into_iter().collect(),
            Named::Event(_) => self.cast_of_noun(subject, found.entry.of).actors,
        })
    }

    /// The first somebody below a word, itself included, in the order of the text.
    pub(super) fn first_below(&self, word: usize, but: &[usize]) -> Option<usize> {
        let below = self.sentence.subtree(word).into_iter();
        let names = |&at: &usize| {
            let of = &self.words()[at];
            self.is_somebody(at)
                && of.upos != Upos::Adj
                && !but.contains(&subject::stands_for(self.sentence, at))
        };
        below
            .filter(names)
            .map(|at| subject::stands_for(self.sentence, at))
            .next()
    }

    /// The nearest verb above a word.
    pub(super) fn verb_above(&self, word: usize) -> Option<usize> {
        let climb = std::iter::successors(self.words()[word].head, |&at| self.words()[at].head);
        climb
            .take(CLIMB)
            .find(|&at| self.words()[at].upos == Upos::Verb)
    }
}

/// The first that holds anybody.
fn first_found(mut found: impl Iterator<Item = Vec<usize>>) -> Vec<usize> {
    found.find(|found| !found.is_empty()).unwrap_or_default()
}
