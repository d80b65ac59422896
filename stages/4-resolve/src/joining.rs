//! Mentions on the way to their actors: for each, the rules in the order in which they are tried.

use selon_analyse::Relation;
use selon_analyse::feature::Poss;
use selon_read::{MentionForm, WordAt, has_case};

use crate::article::ArticleView;
use crate::entity::Entities;
use crate::groups;
use crate::lexicon::OfTwo;
use crate::profile::Profile;
use crate::recency::EntityId;
use crate::{names, pronouns, relatives, renaming};

/// How many words like *certains* in a row may be some of the same group.
const CHAIN: usize = 5;

/// Mentions on the way to their actors.
pub(crate) struct Joining<'a> {
    article: &'a ArticleView<'a>,
    /// For each mention the one behind it that says its name.
    named: &'a [Option<usize>],
    /// For each name the first mention that it says the name of.
    titled: Vec<Option<usize>>,
    entities: Entities,
    /// For each mention that is some of a group without more words the group.
    groups: Vec<Option<EntityId>>,
}

impl<'a> Joining<'a> {
    /// `named` has for each mention the one behind it that says its name; those from `implicit` on are of things that say
    /// nothing.
    pub(crate) fn new(
        article: &'a ArticleView<'a>,
        named: &'a [Option<usize>],
        implicit: usize,
    ) -> Joining<'a> {
        let mut titled = vec![None; named.len()];
        for (id, name) in named.iter().enumerate().rev() {
            if let Some(name) = name {
                titled[*name] = Some(id);
            }
        }
        Joining {
            article,
            named,
            titled,
            entities: Entities::new(named.len(), implicit),
            groups: vec![None; named.len()],
        }
    }

    /// Joins all mentions, which are given in text order; gives the actors and for each mention what one of a group is called.
    pub(crate) fn all(mut self, order: &[usize]) -> (Entities, Vec<Option<String>>) {
        let speaks = |id: usize| {
            let pronoun = self.article.profiles[id].pronoun;
            pronoun.is_some_and(|pronoun| pronoun.speaks)
        };
        // Who says *I* is often named only behind the quotation.
        let (later, first): (Vec<usize>, Vec<usize>) = order.iter().partition(|&&id| speaks(id));
        first.into_iter().chain(later).for_each(|id| self.join(id));
        let own = self.members();
        let groups = (0..self.groups.len()).map(|id| self.group(id, &own));
        let groups = groups.collect();
        (self.entities, groups)
    }

    /// Puts a mention where it belongs, once; one that is named only behind goes with what names it.
    fn join(&mut self, id: usize) {
        if self.entities.of(id).is_some() {
            return;
        }
        let first = self.named[id].or_else(|| self.subject_behind(id));
        if let Some(first) = first {
            self.join(first);
        }
        let found = self.find(id);
        self.groups[id] = self.some_of(id).filter(|_| found.is_none());
        let (profile, quoted) = (&self.article.profiles[id], self.article.is_quoted(id));
        self.entities.add(id, profile, quoted, found);
    }

    /// The actor a mention belongs to, if it is there already.
    fn find(&self, id: usize) -> Option<EntityId> {
        let (article, entities) = (self.article, &self.entities);
        let profile = &article.profiles[id];
        if entities.is_implicit(id) {
            return None;
        }
        if let Some(name) = self.named[id] {
            return entities.of(name);
        }
        let pronoun = || pronouns::find(article, entities, id, profile.pronoun?);
        match profile.form {
            MentionForm::Pronoun => {
                let subject = self.subject_behind(id);
                let known = |mention: usize| entities.of(mention);
                subject
                    .and_then(known)
                    .or_else(|| relatives::antecedent(article, id).and_then(known))
                    .or_else(pronoun)
            }
            MentionForm::Nominal if profile.pronoun.is_some() => self.of_two(id).or_else(pronoun),
            MentionForm::Nominal => names::apposed(article, entities, id)
                .or_else(|| names::initials(entities, self.words(id)))
                .or_else(|| self.of_two(id))
                .or_else(|| names::same_noun(entities, profile))
                .or_else(|| renaming::find(article, entities, id)),
            MentionForm::Name | MentionForm::Title | MentionForm::Metonym => {
                names::same_name(entities, profile)
                    .or_else(|| names::initials(entities, self.words(id)))
                    .or_else(|| names::apposed(article, entities, id))
                    .or_else(|| names::office(entities, profile, self.title(id)))
            }
        }
    }

    /// The words of a mention.
    fn words(&self, id: usize) -> &str {
        let mention = self.article.mentioned[id].mentions.first();
        mention.map_or("", |mention| mention.span.of(self.article.text()))
    }

    /// The mention that gives a name its title: the one named by it, or itself.
    fn title(&self, id: usize) -> &Profile {
        &self.article.profiles[self.titled[id].unwrap_or(id)]
    }

    /// Whom a possessive stands for in an adjunct before its clause: the subject there. *De son propre aveu, le maire …*
    fn subject_behind(&self, id: usize) -> Option<usize> {
        let (sentence, head) = self.article.head(id)?;
        let words = &sentence.words;
        let possessive = Some(&words[head]).filter(|word| word.feats.is(Poss::Yes));
        let had = possessive?.head?;
        let governed = has_case(sentence, had);
        let verb = words[had].head.filter(|&verb| governed && verb > had)?;
        let mut children = sentence.children(verb);
        let word = children.find(|&child| child > had && words[child].is(Relation::Nsubj))?;
        let sentence = self.article.profiles[id].head?.sentence;
        self.article.heads.mention(WordAt { sentence, word })
    }

    /// The first or second of two who were named side by side.
    fn of_two(&self, id: usize) -> Option<EntityId> {
        let (article, profile) = (self.article, &self.article.profiles[id]);
        let which = profile.of_two?;
        let pair = groups::last_pair(article.analysis, &article.conjuncts, profile.head?);
        let (first, second) = pair?;
        let at = |place: WordAt| {
            let found = self.entities.of(article.heads.mention(place)?)?;
            let gender = self.entities.get(found).standing.gender;
            names::genders(gender, profile.gender).then_some(found)
        };
        let (first, second) = (at(first)?, at(second)?);
        Some(match which {
            OfTwo::First => first,
            OfTwo::Second => second,
        })
    }

    /// The group that a word like *certains* is some of.
    fn some_of(&self, id: usize) -> Option<EntityId> {
        let (sentence, _) = self.article.head(id)?;
        let pronoun = pronouns::of_group(&self.article.profiles[id], sentence)?;
        pronouns::find(self.article, &self.entities, id, pronoun)
    }

    /// For each entity its first mention with a noun, and the first group that a mention of it is some of.
    fn members(&self) -> Vec<(Option<usize>, Option<EntityId>)> {
        let entities = self.entities.all.iter();
        let first = entities.map(|entity| {
            let noun = |mention: &&usize| self.article.profiles[**mention].noun.is_some();
            let mut mentions = entity.mentions.iter();
            let group = mentions.clone().find_map(|&mention| self.groups[mention]);
            (mentions.find(noun).copied(), group)
        });
        first.collect()
    }

    /// What one or some of a group are called by it: one by the noun, several by its words without the determiner.
    fn group(&self, id: usize, members: &[(Option<usize>, Option<EntityId>)]) -> Option<String> {
        let profiles = self.article.profiles;
        let (sentence, word) = self.article.head(id)?;
        let head = profiles[id].head?;
        let whole = groups::whole(sentence, word).and_then(|word| {
            let mention = self.article.heads.mention(WordAt { word, ..head })?;
            self.entities.of(mention)
        });
        let one = || groups::one(sentence, word).filter(|_| !profiles[id].plural);
        let Some(group) = whole.or(self.groups[id]) else {
            return one();
        };
        // Some of a group may themselves be some of one: *certains …, l'un d'eux*.
        let chain = std::iter::successors(Some(group), |group| members[group.0].1);
        let member = chain.take(CHAIN).find_map(|group| members[group.0].0)?;
        match profiles[id].plural {
            true => self.words_from_noun(member),
            false => profiles[member].noun.clone(),
        }
    }

    /// The words of a mention from its noun on.
    fn words_from_noun(&self, id: usize) -> Option<String> {
        let start = self.article.head_word(id)?.span.start;
        let end = self.article.mentioned[id].mentions.first()?.span.end;
        let text = self.article.text().get(start..end)?;
        Some(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use selon_read::StatementForm::Indirect;

    use crate::testing::story;

    #[test]
    fn a_possessive_before_a_clause_is_its_subject() {
        let before = "Marc PROPN 3 nsubj/Delorme PROPN 1 flat/dort VERB 0 root";
        let tree = "De ADP 3 case/son DET 3 det Poss=Yes/aveu NOUN 7 obl/, PUNCT 3 punct/Inès PROPN 7 nsubj/Carvalho PROPN 5 flat/part VERB 0 root";
        let together = story(&[before, tree])
            .person("Marc Delorme")
            .pronoun("son")
            .person("Inès Carvalho")
            .says(1, "De", "part", Indirect)
            .together();
        assert_eq!(together, ["Marc Delorme", "son = Inès Carvalho"]);
    }

    #[test]
    fn the_first_and_the_second_are_of_two_who_were_named_side_by_side() {
        let both = "Jeanne PROPN 6 nsubj/Morin PROPN 1 flat/et CCONJ 4 cc/Claire PROPN 1 conj/Besson PROPN 4 flat/dorment VERB 0 root";
        let first = "La DET 2 det/première ADJ 3 nsubj Gender=Fem premier/part VERB 0 root";
        let second = "La DET 2 det/seconde ADJ 3 nsubj Gender=Fem second/reste VERB 0 root";
        let together = story(&[both, first, second])
            .person("Jeanne Morin")
            .person("Claire Besson")
            .noun("La première")
            .noun("La seconde")
            .together();
        assert_eq!(
            together,
            ["Jeanne Morin = La première", "Claire Besson = La seconde"]
        );
    }
}
