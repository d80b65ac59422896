//! What a mention says of the actor it names.

use std::ops::Range;

use rustc_hash::FxHashSet;
use selon_analyse::feature::{NumType, Poss, PronType};
use selon_analyse::{Analysis, Relation, Sentence, Upos, Word};
use selon_intake::Span;
use selon_languages::plain;
use selon_read::{Actor, ActorKind, Mention, MentionForm, WordAt, has_case};

use crate::groups;
use crate::lexicon::{Gender, LONGEST, Lexicon, OfTwo, Pronoun, Renamed, Renaming};

/// What one mention says of its actor.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) form: MentionForm,
    pub(crate) kind: ActorKind,
    pub(crate) head: Option<WordAt>,
    pub(crate) known_as: Option<&'static str>,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
    /// The words of the name in small letters, without title.
    pub(crate) name: Vec<String>,
    /// How many words at its end nobody is called by alone: a second surname.
    pub(crate) uncalled: usize,
    /// The name as written.
    pub(crate) written: String,
    /// The words of a nominal group from its head on: what an acronym may stand for.
    pub(crate) spelled_out: Vec<String>,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: bool,
    /// The lemma of the head where it is a common noun.
    pub(crate) noun: Option<String>,
    /// The lemmas of offices and nouns for people in it.
    pub(crate) titles: Vec<String>,
    /// Whether its head is a noun for a human being that is no office.
    pub(crate) human: bool,
    /// Whether it names an office or a trade.
    pub(crate) official: bool,
    /// Whether its head is a noun for a document or body and it is nobody else that is known, or a pronoun for things.
    pub(crate) thing: bool,
    /// Whether its head is a noun for something written.
    pub(crate) document: bool,
    /// Whether a determiner points back.
    pub(crate) definite: bool,
    /// Whether a possessive says whose it is: *son avocate*.
    pub(crate) owned: bool,
    /// The lemmas of its content words.
    pub(crate) contents: FxHashSet<String>,
    /// Whether a word says which one is meant of several: a complement, a number, *autre*.
    pub(crate) singled_out: bool,
    /// Which of two it is, where it says no more: *le second*.
    pub(crate) of_two: Option<OfTwo>,
    /// Whether it is a given name alone.
    pub(crate) given: bool,
    /// Whom it can name again, where it is a noun that does.
    pub(crate) renames: Option<Renaming>,
    pub(crate) pronoun: Option<Pronoun>,
    /// Whether it is the subject of its clause, or an apposition to it.
    pub(crate) subject: bool,
    /// The bytes of its head.
    pub(crate) head_span: Option<Span>,
}

/// What the first mention of an actor says. An actor without any says nothing.
pub(crate) fn profile(lexicon: &Lexicon, analysis: &Analysis, actor: &Actor) -> Profile {
    let mention = actor.mentions.first();
    let known = actor.known_as.and_then(|id| lexicon.gender_of_known(id));
    let mut profile = Profile::of_actor(actor, known);
    if let Some(words) = mention.and_then(|mention| MentionWords::of(lexicon, analysis, mention)) {
        words.read_name(actor, &mut profile);
        words.read_pronoun(&mut profile);
        words.read_titles(&mut profile);
        words.read_number(&mut profile);
        words.read_reference(actor, &mut profile);
        words.read_given_name(&mut profile);
        words.read_noun(&mut profile);
        words.read_gender(&mut profile);
    }
    profile
}

/// A possessive that is a source names it as a pronoun does: *sa crainte*.
pub(crate) fn recognise_possessive(lexicon: &Lexicon, analysis: &Analysis, actor: &mut Actor) {
    let Some(mention) = actor.mentions.first_mut() else {
        return;
    };
    let sentence = analysis.sentences.get(mention.head.sentence);
    let word = sentence.and_then(|sentence| sentence.words.get(mention.head.word));
    let possessive = word.is_some_and(|word| {
        let alone = word.span == mention.span && word.feats.is(Poss::Yes);
        alone && lexicon.pronoun(&plain(&word.form)).is_some()
    });
    if possessive {
        mention.form = MentionForm::Pronoun;
    }
}

/// Whether a mention is a pronoun that stands for nobody in particular: *on*.
pub(crate) fn is_vague(lexicon: &Lexicon, analysis: &Analysis, mention: &Mention) -> bool {
    let sentence = analysis.sentences.get(mention.head.sentence);
    sentence.is_some_and(|sentence| {
        let inside = &sentence.words[inside(sentence, mention.span)];
        pronoun(lexicon, inside).is_some_and(|pronoun| pronoun.nobody)
    })
}

/// The words of a sentence that stand in a span.
fn inside(sentence: &Sentence, span: Span) -> Range<usize> {
    let words = &sentence.words;
    let first = words.partition_point(|word| word.span.start < span.start);
    let end = words.partition_point(|word| word.span.end <= span.end);
    first..end.max(first)
}

/// The pronoun that some words are, up to the first comma: what that adds says no more of whom (*ces derniers, réunis au
/// port*).
fn pronoun(lexicon: &Lexicon, words: &[Word]) -> Option<Pronoun> {
    let words = words.iter().take_while(|word| word.upos != Upos::Punct);
    let words: Vec<String> = words
        .map(|word| plain(&word.form))
        .take(LONGEST + 1)
        .collect();
    lexicon.pronoun(&words.join(" "))
}

impl Profile {
    /// What stage 3 says of a mention.
    fn of_actor(actor: &Actor, gender: Option<Gender>) -> Profile {
        let mention = actor.mentions.first();
        Profile {
            form: mention.map_or(MentionForm::Nominal, |mention| mention.form),
            kind: actor.kind,
            head: mention.map(|mention| mention.head),
            known_as: actor.known_as,
            country: actor.country,
            sector: actor.sector,
            name: Vec::new(),
            uncalled: 0,
            written: String::new(),
            spelled_out: Vec::new(),
            gender,
            plural: false,
            noun: None,
            titles: Vec::new(),
            human: false,
            official: false,
            thing: false,
            document: false,
            definite: false,
            owned: false,
            contents: FxHashSet::default(),
            singled_out: false,
            of_two: None,
            given: false,
            renames: None,
            pronoun: None,
            subject: false,
            head_span: None,
        }
    }

    /// Whether it names somebody by name.
    pub(crate) fn is_named(&self) -> bool {
        use MentionForm::{Metonym, Name, Title};
        matches!(self.form, Name | Title | Metonym)
    }
}

/// The words of one mention in their sentence.
struct MentionWords<'a> {
    lexicon: &'a Lexicon,
    sentence: &'a Sentence,
    head: usize,
    inside: Range<usize>,
}

impl<'a> MentionWords<'a> {
    fn of(
        lexicon: &'a Lexicon,
        analysis: &'a Analysis,
        mention: &Mention,
    ) -> Option<MentionWords<'a>> {
        let sentence = analysis.sentences.get(mention.head.sentence)?;
        sentence.words.get(mention.head.word)?;
        Some(MentionWords {
            lexicon,
            sentence,
            head: mention.head.word,
            inside: inside(sentence, mention.span),
        })
    }

    fn head(&self) -> &Word {
        &self.sentence.words[self.head]
    }

    /// The name in small letters and as written, and what an acronym may stand for.
    fn read_name(&self, actor: &Actor, profile: &mut Profile) {
        profile.head_span = Some(self.head().span);
        profile.subject = is_subject(self.sentence, self.head);
        if profile.is_named() {
            profile.name = actor.name.split_whitespace().map(plain).collect();
            profile.written.clone_from(&actor.name);
        }
        if profile.kind == ActorKind::Person {
            profile.uncalled = self.lexicon.uncalled(profile.name.len());
        }
        if profile.form == MentionForm::Nominal {
            let from_head = self.inside.start.max(self.head)..self.inside.end;
            let words = from_head.map(|word| plain(&self.sentence.words[word].form));
            profile.spelled_out = words.collect();
        }
    }

    fn read_pronoun(&self, profile: &mut Profile) {
        profile.pronoun = match profile.form {
            MentionForm::Pronoun => self.lexicon.pronoun(&plain(&self.head().form)),
            MentionForm::Nominal => {
                pronoun(self.lexicon, &self.sentence.words[self.inside.clone()])
            }
            _ => None,
        };
        let things = |pronoun: Pronoun| pronoun.human == Some(false);
        profile.thing = profile.pronoun.is_some_and(things);
    }

    /// The titles, genders and determiners among its words.
    fn read_titles(&self, profile: &mut Profile) {
        // What stands behind a comma says more of whom and not which one.
        let mut stopped = false;
        for index in self.inside.clone() {
            let word = &self.sentence.words[index];
            self.read_title(index, profile);
            // The article of a complement says nothing of the whole: *une source proche du dossier*.
            let own = word.head == Some(self.head);
            profile.definite |= own && self.is_definite(word);
            profile.owned |= own && word.feats.is(Poss::Yes);
            stopped |= word.upos == Upos::Punct;
            profile.singled_out |= index != self.head && !stopped && self.singles_out(index);
            if is_content(word) {
                profile.contents.insert(word.lemma.to_lowercase());
            }
        }
    }

    /// What a word says of somebody if it is a form of address, an office or a noun for people.
    fn read_title(&self, index: usize, profile: &mut Profile) {
        let word = &self.sentence.words[index];
        let lemma = word.lemma.to_lowercase();
        let form = plain(&word.form);
        let civility = self.lexicon.civility(&form);
        let of_form = || self.lexicon.person_noun(&form);
        let role = self.lexicon.person_noun(&lemma).or_else(of_form);
        if let Some(gender) = civility.or(role) {
            let own = Gender::of_feature(word.feats.get()).filter(|_| civility.is_none());
            // The feminine of an office may share its lemma with the masculine.
            profile.gender = profile.gender.or(own).or(gender);
        }
        let named = matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj);
        if role.is_some() && named && !is_complement(self.sentence, self.head, index) {
            let human = self.lexicon.is_human(&lemma);
            profile.human |= index == self.head && human;
            profile.official |= !human;
            profile.titles.push(lemma);
        }
    }

    fn read_number(&self, profile: &mut Profile) {
        let mut children = self.sentence.children(self.head);
        // Whoever is named beside another is still one: *Ruiz and Lund*, and *he* may be either.
        profile.plural = groups::is_several(self.sentence, self.head)
            || !profile.is_named() && self.is_coordinated();
        // A group may have lost its determiner: *the 58-year-old*.
        profile.definite |= children.any(|child| self.is_definite(&self.sentence.words[child]));
    }

    /// Whom a noun can name again, or which of two.
    fn read_reference(&self, actor: &Actor, profile: &mut Profile) {
        if profile.form != MentionForm::Nominal {
            return;
        }
        profile.of_two = self.of_two().filter(|_| profile.definite);
        let pointed = self.is_pointed_at();
        profile.renames = self.renames(actor, pointed);
        profile.definite |= pointed && profile.renames.is_some();
    }

    fn read_given_name(&self, profile: &mut Profile) {
        if profile.kind == ActorKind::Person && profile.gender.is_none() {
            let first = profile.written.split_whitespace().next();
            let gender = first.and_then(|name| self.lexicon.given_name(name));
            profile.gender = gender.flatten();
        }
        profile.given = self.lexicon.given_name(&profile.written).is_some();
    }

    fn read_noun(&self, profile: &mut Profile) {
        let head = self.head();
        // One of several is what they are: *un de ses porte-parole*.
        profile.noun = match head.upos {
            Upos::Noun => Some(head.lemma.to_lowercase()),
            _ if profile.plural => None,
            _ => groups::one(self.sentence, self.head),
        };
        let noun = profile.noun.as_deref();
        profile.document = noun.is_some_and(|noun| self.lexicon.is_document(noun));
        let nobody = profile.kind == ActorKind::Unnamed;
        profile.thing |= nobody && noun.is_some_and(|noun| self.lexicon.can_write(noun));
    }

    /// The gender that its noun or its article shows, where nothing has told it.
    fn read_gender(&self, profile: &mut Profile) {
        if profile.gender.is_none() && self.head().upos == Upos::Noun {
            profile.gender = Gender::of_feature(self.head().feats.get());
        }
        if profile.gender.is_none() && profile.kind != ActorKind::Person {
            profile.gender = article_gender(self.sentence, self.head);
        }
    }

    fn is_definite(&self, word: &Word) -> bool {
        word.upos == Upos::Det && self.lexicon.is_definite(&plain(&word.form))
    }

    /// Whether a word beside a noun says which one of several is meant.
    fn singles_out(&self, of: usize) -> bool {
        let word = &self.sentence.words[of];
        match word.upos {
            Upos::Num => !word.head.is_some_and(|head| self.is_age(head)),
            Upos::Noun | Upos::Propn => !self.is_age(of),
            Upos::Adj => word.feats.is(NumType::Ord) || self.lexicon.distinguishes(&word.lemma),
            _ => false,
        }
    }

    /// Which of two the head stands for, where no noun says of what.
    fn of_two(&self) -> Option<OfTwo> {
        let head = self.head();
        let alone = !head.is(Relation::Amod);
        self.lexicon.of_two(&head.lemma).filter(|_| alone)
    }

    /// Whom the noun can name again. A capital tells that it names the people of a country; somebody's age or *cet* that it
    /// names whoever was just named.
    fn renames(&self, actor: &Actor, pointed: bool) -> Option<Renaming> {
        let head = self.head();
        let lemma = head.lemma.to_lowercase();
        let forms = [head.lemma.as_str(), &lemma, &plain(&head.form)];
        let human = self.lexicon.person_noun(&lemma).is_some();
        let native = actor.country.is_some() && head.form.starts_with(char::is_uppercase);
        let office = actor.kind == ActorKind::Role;
        let of = |of: Renamed| Renaming {
            of,
            titles: Vec::new(),
            owned: false,
        };
        self.lexicon
            .renaming(&forms)
            .cloned()
            .or((pointed && human).then_some(of(Renamed::Person)))
            .or(native.then_some(of(Renamed::Native)))
            .or(office.then_some(of(Renamed::Undescribed)))
    }

    /// Whether the words beside the noun point at somebody who was just named: *cet éleveur de 55 ans*, *l'infirmière de 34 ans*.
    fn is_pointed_at(&self) -> bool {
        let words = &self.sentence.words;
        let demonstrative =
            |child: usize| words[child].upos == Upos::Det && words[child].feats.is(PronType::Dem);
        let mut children = self.sentence.children(self.head);
        children.any(|child| demonstrative(child) || self.is_age(child))
    }

    /// Whether a word heads an age: *de 34 ans*.
    fn is_age(&self, word: usize) -> bool {
        let words = &self.sentence.words;
        let mut children = self.sentence.children(word);
        let counted = children.any(|child| words[child].upos == Upos::Num);
        counted && self.lexicon.is_year(&plain(&words[word].form))
    }

    /// Whether others are joined to somebody without a name: *the mayor and the prefect*.
    fn is_coordinated(&self) -> bool {
        let mut children = self.sentence.children(self.head);
        children.any(|child| self.sentence.words[child].is(Relation::Conj))
    }
}

/// Whether a word says something of whom it names.
fn is_content(word: &Word) -> bool {
    use Upos::{Adj, Noun, Num, Propn};
    matches!(word.upos, Noun | Propn | Adj | Num)
}

/// How many appositions a look for the subject climbs.
const APPOSITIONS: usize = 3;

/// Whether a word, or the one it is an apposition to, is the subject of its clause.
fn is_subject(sentence: &Sentence, word: usize) -> bool {
    let mut at = word;
    for _ in 0..APPOSITIONS {
        let word = &sentence.words[at];
        match word.head {
            Some(head) if word.is_any(&[Relation::Appos, Relation::Flat]) => at = head,
            _ => break,
        }
    }
    sentence.words[at].is(Relation::Nsubj)
}

/// Whether a word stands inside a complement of a head, which says whom or what somebody belongs to and not who they are:
/// *un proche* | *du ministre*.
fn is_complement(sentence: &Sentence, head: usize, word: usize) -> bool {
    let words = &sentence.words;
    let climb = std::iter::successors(Some(word), |&at| words[at].head);
    let path = climb.take(words.len()).take_while(|&at| at != head);
    let mut path = path.filter(|&at| words[at].is(Relation::Nmod));
    path.any(|at| has_case(sentence, at))
}

/// The gender that the article of a name shows: *la Croix-Rouge*.
fn article_gender(sentence: &Sentence, head: usize) -> Option<Gender> {
    let words = &sentence.words;
    let mut articles = sentence
        .children(head)
        .filter(|&child| words[child].upos == Upos::Det);
    articles.find_map(|child| Gender::of_feature(words[child].feats.get()))
}
