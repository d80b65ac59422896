//! Pronouns: whom they stand for.

use selon_analyse::feature::PronType;
use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;
use selon_read::{ActorId, ActorKind, MentionForm};

use crate::article::ArticleView;
use crate::entity::Entities;
use crate::lexicon::Pronoun;
use crate::profile::Profile;
use crate::recency::{EntityId, Standing};

/// How many sentences back a pronoun reaches.
const REACH: usize = 2;

/// How often somebody has been mentioned whom an article goes on about.
const OFTEN: usize = 3;

/// How many of the latest who fit are weighed against each other.
const WEIGHED: usize = 12;

/// The actor a mention stands for that looks back as a pronoun does.
pub(crate) fn find(
    article: &ArticleView<'_>,
    entities: &Entities,
    id: usize,
    pronoun: Pronoun,
) -> Option<EntityId> {
    if pronoun.nobody {
        return None;
    }
    article.head_word(id)?;
    let entity = |actor: ActorId| entities.of(actor.0);
    let fits = |id: EntityId| can_be(&entities.get(id).standing, pronoun);
    let says = article.sources.has(id);
    let speaker = article.quotes.saying(id).and_then(entity);
    if pronoun.speaks {
        // Who says *we think* says it for others as well.
        return speaker.filter(|&speaker| says || fits(speaker));
    }
    // In *she said that she …* both are most often the same; nobody calls themselves *the latter*.
    let own = article.quotes.reported(id).and_then(entity);
    let same = own.filter(|&own| !pronoun.nearest && fits(own));
    if same.is_some() {
        return same;
    }
    let context = PronounContext {
        article,
        entities,
        id,
        pronoun,
        quoted: article.is_quoted(id),
        speaker: speaker.or(own.filter(|_| pronoun.nearest)),
        says,
    };
    context.nearest().or_else(|| context.protagonist())
}

/// What a word like *certains*, *le premier* looks back for where it says nothing more of who is meant: the group they are of.
pub(crate) fn of_group(profile: &Profile, sentence: &Sentence) -> Option<Pronoun> {
    let some = is_some(profile, sentence).then_some(Some(true));
    let human = some.or(profile.of_two.map(|_| None))?;
    Some(Pronoun {
        gender: profile.gender,
        plural: Some(true),
        speaks: false,
        nobody: false,
        human,
        nearest: false,
    })
}

/// Whether a mention is nothing but a word for some of several: *certains*, *d'autres*.
fn is_some(profile: &Profile, sentence: &Sentence) -> bool {
    let Some(head) = profile.head.map(|head| head.word) else {
        return false;
    };
    let word = &sentence.words[head];
    let negative = word.feats.is(PronType::Neg);
    let pronoun = word.upos == Upos::Pron && (negative || word.feats.is(PronType::Ind));
    // Of *d'autres* trees take the first word or the second for the head.
    let determiner = word.upos == Upos::Det && !word.is(Relation::Det);
    let adjective = word.upos == Upos::Adj && !word.is(Relation::Amod);
    let indefinite = pronoun || determiner || adjective;
    let mut children = sentence.children(head);
    let bare = !children.any(|child| sentence.words[child].is(Relation::Nmod));
    let counts = profile.plural || negative;
    profile.form == MentionForm::Nominal && indefinite && bare && counts
}

/// The article as a pronoun looks back over it.
struct PronounContext<'a> {
    article: &'a ArticleView<'a>,
    entities: &'a Entities,
    /// The mention that is the pronoun.
    id: usize,
    pronoun: Pronoun,
    /// Whether it stands in what is quoted word for word.
    quoted: bool,
    /// Whose own words the pronoun is one of: nobody says *she* of herself.
    speaker: Option<EntityId>,
    /// Whether the pronoun is a source.
    says: bool,
}

impl PronounContext<'_> {
    /// The nearest mention that fits: subjects before others, the same and the last sentence before those further back.
    fn nearest(&self) -> Option<EntityId> {
        let fits = |standing: &Standing| {
            can_be(standing, self.pronoun) && (self.says || standing.explicit)
        };
        let latest = self.entities.recency.latest(fits);
        let candidates = latest.filter(|&id| Some(id) != self.speaker).take(WEIGHED);
        let rated = candidates.filter_map(|id| {
            let mention = self.last_mention(id)?;
            let rating = self.rating(id, mention)?;
            Some((rating, self.article.profiles[mention].head?, id))
        });
        rated.max().map(|(_, _, id)| id)
    }

    /// How likely somebody is meant whose last mention this is; nothing where that is too far back, or where one verb would
    /// have them twice.
    fn rating(&self, id: EntityId, mention: usize) -> Option<usize> {
        let profile = &self.article.profiles[mention];
        let (there, here) = (profile.head?, self.article.profiles[self.id].head?);
        let back = self
            .article
            .sentences_between(there.sentence, here.sentence, self.quoted)?;
        let governor = |id: usize| self.article.head_word(id)?.head;
        let together = there.sentence == here.sentence
            && governor(mention).is_some()
            && governor(mention) == governor(self.id);
        if back > REACH || together || (self.quoted && profile.form == MentionForm::Pronoun) {
            return None;
        }
        // Whoever speaks goes on speaking.
        let speaks = self.says && self.article.outermost_sources.contains(&there);
        let person = is_human(&self.entities.get(id).standing);
        // What is reported has a subject too, which is not the one who goes on.
        let prominence = 4 * usize::from(profile.subject || speaks)
            + 2 * usize::from(person)
            + usize::from(speaks);
        Some(match self.pronoun.nearest {
            true => 0,
            false => prominence + 3 * (REACH - back),
        })
    }

    /// The last mention that the pronoun sees: what somebody named in their own words is not what the article spoke of, and
    /// nobody is called *he* after words of his own that stand before.
    fn last_mention(&self, id: EntityId) -> Option<usize> {
        let entity = self.entities.get(id);
        let seen = match self.quoted {
            true => &entity.mentions,
            false => &entity.outside_quotes,
        };
        let said = |span: Span| {
            let said = self.article.sources.statements(self.id).iter();
            let mut pieces = said.flat_map(|&id| &self.article.record.statements[id].content);
            pieces.any(|piece| piece.contains(span))
        };
        let last = seen.iter().rev().copied();
        let mut outside = last.filter(|&mention| {
            let span = self.article.profiles[mention].head_span;
            span.is_none_or(|span| !said(span))
        });
        outside.next()
    }

    /// The person an article goes on about: a pronoun that speaks reaches back to them over any distance.
    fn protagonist(&self) -> Option<EntityId> {
        let pronoun = self.pronoun;
        if !self.says || pronoun.nearest || pronoun.plural != Some(false) {
            return None;
        }
        let most = self.entities.recency.most_mentioned(pronoun.gender?);
        let mut often = most.take_while(|&(mentions, _)| mentions >= OFTEN);
        let other = often.find(|&(_, id)| Some(id) != self.speaker);
        other.map(|(_, id)| id)
    }
}

/// Whether somebody is a human being, as far as is known.
fn is_human(standing: &Standing) -> bool {
    let kind = matches!(
        standing.kind,
        ActorKind::Person | ActorKind::Role | ActorKind::Unnamed
    );
    kind && !standing.thing
}

/// Whether a pronoun can stand for somebody.
fn can_be(standing: &Standing, pronoun: Pronoun) -> bool {
    let people = is_human(standing);
    let human = people || (standing.kind == ActorKind::Group && standing.plural);
    let genders = match (standing.gender, pronoun.gender) {
        (Some(one), Some(other)) => one == other,
        // The gender of a body's name is anybody's guess, and guessing joins what should stay apart.
        (None, Some(_)) => human,
        _ => true,
    };
    let several =
        standing.plural || (standing.kind == ActorKind::Group && pronoun.gender.is_none());
    let numbers = match pronoun.plural {
        Some(true) => several || (!people && pronoun.gender.is_none()),
        Some(false) => !standing.plural,
        None => true,
    };
    !standing.vague && genders && numbers && pronoun.human.is_none_or(|asked| asked == human)
}

#[cfg(test)]
mod tests {
    use selon_read::StatementForm::{Direct, Indirect};

    use crate::testing::story;

    const RECEIVED: &str = "Paul PROPN 3 nsubj/Sauvage PROPN 1 flat/reçoit VERB 0 root/Marc PROPN 3 obj/Delorme PROPN 4 flat";
    const HE: &str = "Il PRON 2 nsubj/part VERB 0 root";

    #[test]
    fn a_pronoun_is_rather_the_subject_of_the_sentence_before() {
        let story = story(&[RECEIVED, HE])
            .person("Paul Sauvage")
            .person("Marc Delorme");
        let together = story.pronoun("Il").together();
        assert_eq!(together, ["Paul Sauvage = Il", "Marc Delorme"]);
    }

    #[test]
    fn a_demonstrative_is_whoever_was_named_last() {
        let that = "Celui-ci PRON 2 nsubj/part VERB 0 root";
        let story = story(&[RECEIVED, that])
            .person("Paul Sauvage")
            .person("Marc Delorme");
        let together = story.pronoun("Celui-ci").together();
        assert_eq!(together, ["Paul Sauvage", "Marc Delorme = Celui-ci"]);
    }

    #[test]
    fn a_pronoun_of_another_gender_is_somebody_else() {
        let met = "Inès PROPN 3 nsubj/Carvalho PROPN 1 flat/reçoit VERB 0 root/Marc PROPN 3 obj/Delorme PROPN 4 flat";
        let story = story(&[met, HE])
            .person("Inès Carvalho")
            .person("Marc Delorme");
        let together = story.pronoun("Il").together();
        assert_eq!(together, ["Inès Carvalho", "Marc Delorme = Il"]);
    }

    #[test]
    fn one_verb_does_not_have_the_same_twice() {
        let sees = "Paul PROPN 4 nsubj/Sauvage PROPN 1 flat/le PRON 4 obj/voit VERB 0 root";
        let story = story(&[sees]).person("Paul Sauvage");
        assert_eq!(story.pronoun("le").together(), ["Paul Sauvage"]);
    }

    #[test]
    fn a_pronoun_reaches_two_sentences_back() {
        let night = "Tout PRON 2 nsubj/dort VERB 0 root";
        let near = story(&[RECEIVED, night, HE])
            .person("Paul Sauvage")
            .pronoun("Il");
        assert_eq!(near.together(), ["Paul Sauvage = Il"]);
        let far = story(&[RECEIVED, night, night, HE])
            .person("Paul Sauvage")
            .pronoun("Il");
        assert_eq!(far.together(), ["Paul Sauvage"]);
    }

    #[test]
    fn a_pronoun_that_speaks_reaches_back_to_whom_the_article_goes_on_about() {
        let paul = "Sauvage PROPN 2 nsubj/dort VERB 0 root";
        let night = "Tout PRON 2 nsubj/dort VERB 0 root";
        let says = "Il PRON 2 nsubj/dit VERB 0 root/partir VERB 2 xcomp";
        let together = story(&[RECEIVED, paul, paul, night, night, night, says])
            .person("Paul Sauvage")
            .person("Sauvage")
            .person("Sauvage")
            .pronoun("Il")
            .says(3, "dit", "partir", Indirect)
            .together();
        assert_eq!(together, ["Paul Sauvage = Sauvage = Sauvage = Il"]);
    }

    #[test]
    fn who_says_i_is_whoever_is_quoted() {
        let said = "« PUNCT 3 punct/Je PRON 3 nsubj/pars VERB 6 ccomp/» PUNCT 3 punct/, PUNCT 6 punct/dit VERB 0 root/Marc PROPN 6 nsubj/Delorme PROPN 7 flat";
        let story = story(&[RECEIVED, said])
            .person("Paul Sauvage")
            .pronoun("Je");
        let story = story
            .person("Marc Delorme")
            .says(2, "dit", "Je pars", Direct);
        assert_eq!(story.together(), ["Paul Sauvage", "Je = Marc Delorme"]);
    }

    #[test]
    fn in_a_part_that_is_quoted_who_says_i_is_whoever_is_quoted() {
        let said = "Delorme PROPN 2 nsubj/dit VERB 0 root/que SCONJ 5 mark/je PRON 5 nsubj/pars VERB 2 ccomp";
        let story = || {
            let story = story(&[RECEIVED, said])
                .person("Paul Sauvage")
                .person("Delorme");
            story
                .pronoun("je")
                .says(1, "dit", "que je pars", selon_read::StatementForm::Mixed)
        };
        assert_eq!(story().together(), ["Paul Sauvage", "Delorme"]);
        let quoted = story().quoted("je pars");
        assert_eq!(quoted.together(), ["Paul Sauvage", "Delorme = je"]);
    }

    #[test]
    fn who_is_reported_speaks_of_herself() {
        let said = "Delorme PROPN 2 nsubj/dit VERB 0 root/qu' SCONJ 5 mark/il PRON 5 nsubj/part VERB 2 ccomp";
        let story = story(&[RECEIVED, said])
            .person("Paul Sauvage")
            .person("Delorme");
        let story = story.pronoun("il").says(1, "dit", "qu'il part", Indirect);
        assert_eq!(story.together(), ["Paul Sauvage", "Delorme = il"]);
    }

    #[test]
    fn some_of_a_group_are_called_by_it() {
        let group = "Les DET 2 det Number=Plur/riverains NOUN 3 nsubj Number=Plur riverain/dorment VERB 0 root";
        let some = "Certains PRON 2 nsubj Number=Plur|PronType=Ind/partent VERB 0 root/dit VERB 2 parataxis";
        let story = story(&[group, some])
            .group("Les riverains")
            .group("Certains");
        assert_eq!(
            story.says(1, "partent", "dit", Indirect).sources(),
            [Some("riverains".to_owned())]
        );
    }
}
