//! Mentions by name, by office and by the same noun again.

use selon_analyse::Relation;
use selon_read::{ActorKind, MentionForm};

use crate::article::ArticleView;
use crate::entity::{Entities, Entity};
use crate::lexicon::Gender;
use crate::name_keys;
use crate::profile::Profile;
use crate::recency::{EntityId, Standing};

/// The actor of the same name: the name itself, a part of a person's that ends it, an acronym of a body's.
pub(crate) fn same_name(entities: &Entities, profile: &Profile) -> Option<EntityId> {
    let keys = name_keys::of_mention(profile);
    let mut called = entities.recency.latest_named(keys);
    called.find(|&id| {
        let entity = entities.get(id);
        entity.standing.explicit && is_called(entity, profile)
    })
}

/// Whether a name is one of somebody's.
fn is_called(entity: &Entity, profile: &Profile) -> bool {
    let standing = &entity.standing;
    if profile.known_as.is_some() && entity.known_as.is_some() {
        return profile.known_as == entity.known_as;
    }
    if profile.kind == ActorKind::State || standing.kind == ActorKind::State {
        return profile.kind == standing.kind && profile.country == standing.country;
    }
    if !agree(standing, profile) {
        return false;
    }
    if !standing.named {
        let several = matches!(standing.kind, ActorKind::Organisation | ActorKind::Group);
        return several && abbreviates(&profile.written, &entity.spelled_out);
    }
    let people = profile.kind == ActorKind::Person && standing.kind == ActorKind::Person;
    let body = standing.kind == ActorKind::Organisation;
    profile.name == entity.name
        || (people && is_first_name(&entity.name, profile))
        || (people
            && (calls(&entity.name, entity.uncalled, &profile.name)
                || calls(&profile.name, profile.uncalled, &entity.name)))
        || (body && abbreviates(&profile.written, &entity.name))
        || (body && begins_with(&entity.name, &profile.name))
}

/// Whether a full name ends with a shorter one: *Yann Le Goarec* with *Le Goarec*. A first name alone is somebody else's
/// as well.
fn ends_with(full: &[String], short: &[String]) -> bool {
    short.len() < full.len() && !short.is_empty() && full.ends_with(short)
}

/// Whether somebody is called by a shorter name: what their full one ends with, with the words that nobody is called by alone
/// or without.
fn calls(full: &[String], uncalled: usize, short: &[String]) -> bool {
    let first = &full[..full.len() - uncalled];
    ends_with(full, short) || ends_with(first, short) || (uncalled > 0 && first == short)
}

/// Whether somebody is called by the first of their names: *Moussa* of *Moussa Diallo*.
fn is_first_name(full: &[String], profile: &Profile) -> bool {
    profile.given && profile.name.len() == 1 && begins_with(full, &profile.name)
}

/// Whether the name of a body begins with a shorter one: *Eastmere Water* with *Eastmere*.
fn begins_with(full: &[String], short: &[String]) -> bool {
    short.len() < full.len() && !short.is_empty() && full.starts_with(short)
}

/// Whether a word in capitals is made of the initials of a name: *UDT* of *Union des transporteurs*. Words of up to three
/// letters may be passed over.
fn abbreviates(short: &str, name: &[String]) -> bool {
    let letters = name_keys::capitals(short);
    letters.is_some_and(|letters| name_keys::acronyms(name).any(|acronym| acronym == letters))
}

/// The person whose initials a name is: *N. B.* of *Nora Belhadj*.
pub(crate) fn initials(entities: &Entities, written: &str) -> Option<EntityId> {
    let key = name_keys::spelled_initials(written)?;
    let mut called = entities.recency.latest_named([key]);
    called.find(|&id| {
        let standing = &entities.get(id).standing;
        standing.explicit && standing.kind == ActorKind::Person
    })
}

/// Whoever was called by an office alone before the text says who holds it: *le préfet*, then *le préfet Marc Delorme*.
/// `title` is the mention with the office.
pub(crate) fn office(entities: &Entities, name: &Profile, title: &Profile) -> Option<EntityId> {
    if !title.definite || title.plural || name.kind != ActorKind::Person {
        return None;
    }
    let office = |standing: &Standing| {
        let nameless = standing.kind == ActorKind::Role && !standing.named && !standing.plural;
        let agree = genders(standing.gender, title.gender) && genders(standing.gender, name.gender);
        standing.explicit && nameless && agree
    };
    let own = |word: &&String| !name.name.contains(word);
    let mut holders = entities.recency.latest_titled(&title.titles, office);
    holders.find(|&id| {
        let before = &entities.get(id).contents;
        let mut said = title.contents.iter().filter(own);
        let says = |word: &String| title.contents.contains(word) && !name.name.contains(word);
        said.all(|word| before.contains(word)) || before.iter().all(says)
    })
}

/// Whether nothing that is known of both speaks against their being the same.
fn agree(standing: &Standing, profile: &Profile) -> bool {
    // A bare name that nothing tells more of counts as a person's.
    let bare = profile.form == MentionForm::Name && profile.name.len() == 1;
    let kinds = |one: ActorKind, other: ActorKind| {
        one == ActorKind::Person
            && !(bare && other == ActorKind::Organisation)
            && matches!(other, ActorKind::Organisation | ActorKind::Group)
    };
    let people = standing.kind == ActorKind::Person && profile.kind == ActorKind::Person;
    (genders(standing.gender, profile.gender) || !people)
        && !kinds(standing.kind, profile.kind)
        && !kinds(profile.kind, standing.kind)
}

/// Whether two genders can be of one, as far as they are known.
pub(crate) fn genders(one: Option<Gender>, other: Option<Gender>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one == other)
}

/// How many mentions back the other half of an apposition may stand.
const APPOSED: usize = 8;

/// The actor that an apposition joins to a mention: *la maire, Inès Carvalho*.
pub(crate) fn apposed(
    article: &ArticleView<'_>,
    entities: &Entities,
    id: usize,
) -> Option<EntityId> {
    let profile = &article.profiles[id];
    let head = profile.head?;
    let (sentence, _) = article.head(id)?;
    let tied = |one: usize, other: usize| {
        let word = &sentence.words[one];
        word.head == Some(other) && word.is_any(&[Relation::Appos, Relation::Flat])
    };
    // Mentions come in text order: the other half of an apposition is a few mentions back.
    let before = article.profiles[..id].iter().enumerate().rev();
    let mut halves = before.take(APPOSED).filter(|(_, other)| {
        other.head.is_some_and(|there| {
            there.sentence == head.sentence
                && (tied(head.word, there.word) || tied(there.word, head.word))
        })
    });
    let several = |profile: &Profile| {
        profile.plural && profile.kind == ActorKind::Group && profile.form == MentionForm::Nominal
    };
    let (other, _) = halves.find(|(_, other)| {
        (single_human(other) && single_human(profile)) || (several(other) && several(profile))
    })?;
    let found = entities.of(other)?;
    let entity = entities.get(found);
    let two_names =
        !profile.name.is_empty() && entity.standing.named && profile.name != entity.name;
    (agree(&entity.standing, profile) && !two_names).then_some(found)
}

fn single_human(profile: &Profile) -> bool {
    let kind = matches!(
        profile.kind,
        ActorKind::Person | ActorKind::Role | ActorKind::Unnamed
    );
    kind && !profile.plural && profile.form != MentionForm::Pronoun
}

/// The actor last called by the same noun, where a determiner points back and the mention says nothing new of it: *le
/// président* after *le président Untel*, but not *le ministre de la Santé* after *le ministre des Transports*.
pub(crate) fn same_noun(entities: &Entities, profile: &Profile) -> Option<EntityId> {
    let points = profile.definite || profile.owned;
    let noun = profile.noun.as_ref().filter(|_| points)?;
    let fits = |standing: &Standing| {
        // *Son avocat* may be somebody else's than the last one, unless that one has a name.
        let known = profile.definite || standing.named;
        standing.explicit && known && standing.plural == profile.plural && agree(standing, profile)
    };
    let says_nothing_new = |id: EntityId| profile.contents.is_subset(&entities.get(id).contents);
    // Of all its words one may have been said of few.
    let called = |word: &&String| entities.recency.called(word).len();
    let rarest = profile.contents.iter().filter(|word| *word != noun);
    match rarest.min_by_key(called) {
        Some(word) => {
            let called = entities.recency.called(word).iter().copied();
            let fitting = called.filter(|&id| {
                let entity = entities.get(id);
                entity.titles.contains(noun) && fits(&entity.standing) && says_nothing_new(id)
            });
            fitting.max_by_key(|&id| entities.get(id).moment())
        }
        None => {
            let titles = std::slice::from_ref(noun);
            let mut called = entities.recency.latest_titled(titles, fits);
            called.find(|&id| says_nothing_new(id))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::story;

    const BESSON: &str = "Claire PROPN 3 nsubj/Besson PROPN 1 flat/parle VERB 0 root";

    #[test]
    fn a_surname_is_whoever_was_named_in_full() {
        let again = "Mme NOUN 3 nsubj madame/Besson PROPN 1 flat/part VERB 0 root";
        let story = story(&[BESSON, again]).person("Claire Besson");
        let together = story.titled("Mme Besson", "Besson").together();
        assert_eq!(together, ["Claire Besson = Mme Besson"]);
    }

    #[test]
    fn people_of_two_genders_are_two() {
        let again = "M. NOUN 3 nsubj monsieur/Besson PROPN 1 flat/part VERB 0 root";
        let story = story(&[BESSON, again]).person("Claire Besson");
        let together = story.titled("M. Besson", "Besson").together();
        assert_eq!(together, ["Claire Besson", "M. Besson"]);
    }

    #[test]
    fn a_given_name_alone_is_of_whoever_bears_it() {
        let again = "Claire PROPN 2 nsubj/part VERB 0 root";
        let story = story(&[BESSON, again]).person("Claire Besson");
        assert_eq!(
            story.person("Claire").together(),
            ["Claire Besson = Claire"]
        );
    }

    #[test]
    fn what_the_tables_know_by_one_id_is_one() {
        let again = "Bessonne PROPN 2 nsubj/part VERB 0 root";
        let together = story(&[BESSON, again])
            .person("Claire Besson")
            .last(|actor| actor.known_as = Some("Q1"))
            .person("Bessonne")
            .last(|actor| actor.known_as = Some("Q1"))
            .together();
        assert_eq!(together, ["Claire Besson = Bessonne"]);
    }

    #[test]
    fn a_state_is_known_by_its_country() {
        use selon_read::{ActorKind::State, MentionForm::Metonym};
        let seat = "Ottawa PROPN 2 nsubj/promet VERB 0 root";
        let other = "Berne PROPN 2 nsubj/promet VERB 0 root";
        let together = story(&[seat, other, seat])
            .mention("Ottawa", Metonym, State)
            .last(|actor| actor.country = Some("CAN"))
            .mention("Berne", Metonym, State)
            .last(|actor| actor.country = Some("CHE"))
            .mention("Ottawa", Metonym, State)
            .last(|actor| actor.country = Some("CAN"))
            .together();
        assert_eq!(together, ["Ottawa = Ottawa", "Berne"]);
    }

    #[test]
    fn an_acronym_is_of_the_noun_and_of_the_name_it_abbreviates() {
        let noun = "L' DET 2 det/Union NOUN 5 nsubj/des ADP 4 case/transporteurs NOUN 2 nmod/parle VERB 0 root";
        let short = "UDT PROPN 2 nsubj/part VERB 0 root";
        let of_noun = story(&[noun, short])
            .group("L'Union des transporteurs")
            .body("UDT");
        assert_eq!(of_noun.together(), ["L'Union des transporteurs = UDT"]);
        let of_name = story(&[noun, short])
            .body("Union des transporteurs")
            .body("UDT");
        assert_eq!(of_name.together(), ["Union des transporteurs = UDT"]);
    }

    #[test]
    fn initials_are_of_whoever_has_them() {
        let again = "C. PROPN 3 nsubj/B. PROPN 1 flat/part VERB 0 root";
        let story = story(&[BESSON, again]).person("Claire Besson");
        assert_eq!(story.person("C. B.").together(), ["Claire Besson = C. B."]);
    }

    #[test]
    fn an_office_may_come_before_its_holder() {
        let office = "Le DET 2 det/préfet NOUN 3 nsubj/parle VERB 0 root";
        let holder = "Le DET 2 det/préfet NOUN 5 nsubj/Jean PROPN 2 appos/Sabatier PROPN 3 flat/part VERB 0 root";
        let story = story(&[office, holder]).role("Le préfet");
        let together = story
            .titled("Le préfet Jean Sabatier", "Jean Sabatier")
            .together();
        assert_eq!(together, ["Le préfet = Le préfet Jean Sabatier"]);
    }

    #[test]
    fn an_apposition_joins_an_office_and_a_name() {
        let both = "La DET 2 det/maire NOUN 5 nsubj Gender=Fem/Inès PROPN 2 appos/Carvalho PROPN 3 flat/parle VERB 0 root";
        let together = story(&[both])
            .role("La maire")
            .person("Inès Carvalho")
            .together();
        assert_eq!(together, ["La maire = Inès Carvalho"]);
    }

    #[test]
    fn the_same_noun_is_the_same_where_it_says_nothing_new() {
        let of = |what: &str| {
            format!(
                "Le DET 2 det/ministre NOUN 5 nsubj/de ADP 4 case/{what} NOUN 2 nmod/parle VERB 0 root"
            )
        };
        let again = "Le DET 2 det/ministre NOUN 3 nsubj/part VERB 0 root";
        let (health, traffic) = (of("santé"), of("trafic"));
        let together = story(&[&health, &traffic, &health, again])
            .role("Le ministre de santé")
            .role("Le ministre de trafic")
            .role("Le ministre de santé")
            .role("Le ministre")
            .together();
        let health = "Le ministre de santé = Le ministre de santé = Le ministre";
        assert_eq!(together, [health, "Le ministre de trafic"]);
    }
}
