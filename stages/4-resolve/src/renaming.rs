//! Mentions by a noun that does not say who is meant: *l’homme*, *la magistrate*, *le groupe*.

use selon_analyse::Relation;
use selon_read::{ActorKind, WordAt};

use crate::article::ArticleView;
use crate::entity::{Entities, Entity};
use crate::lexicon::{Renamed, Renaming};
use crate::names::genders;
use crate::profile::Profile;
use crate::recency::{Backwards, EntityId, Standing};

/// How many sentences back *the 47-year-old man* may have been named.
const NEAR: usize = 5;

/// Somebody named before, by a noun that does not say who: not whoever says so, and outside quotations nobody whom only
/// they name. A complement that no statement is of leaves more open: *the victim’s widow*.
pub(crate) fn find(article: &ArticleView<'_>, entities: &Entities, id: usize) -> Option<EntityId> {
    let head = article.head_word(id)?;
    if head.is(Relation::Nmod) && !article.sources.has(id) {
        return None;
    }
    let search = Search {
        article,
        entities,
        profile: &article.profiles[id],
        sentence: article.profiles[id].head?.sentence,
        speaker: article
            .quotes
            .either(id)
            .and_then(|actor| entities.of(actor.0)),
        quoted: article.is_quoted(id),
    };
    search.human().or_else(|| search.renamed())
}

/// A mention by a noun, and who may be meant.
struct Search<'a> {
    article: &'a ArticleView<'a>,
    entities: &'a Entities,
    profile: &'a Profile,
    /// The sentence of the mention.
    sentence: usize,
    /// Whoever says so, who is not meant.
    speaker: Option<EntityId>,
    /// Whether the mention stands in what is quoted word for word.
    quoted: bool,
}

impl Search<'_> {
    /// The person that a noun for a human being stands for: *l’homme de 47 ans* is whoever was named last, or else somebody
    /// without a name who was.
    fn human(&self) -> Option<EntityId> {
        let profile = self.profile;
        if !profile.definite || !profile.human || profile.plural {
            return None;
        }
        let latest = |kind: ActorKind, private: bool| {
            let fits = |standing: &Standing| {
                standing.kind == kind
                    && standing.explicit
                    && !standing.plural
                    && genders(standing.gender, profile.gender)
                    && !(private && standing.official)
            };
            let mut those = self.entities.recency.latest(fits);
            let latest = those.find(|&id| Some(id) != self.speaker);
            latest.filter(|&id| self.is_near(self.entities.get(id)))
        };
        // Whoever holds an office is rather called by that.
        latest(ActorKind::Person, true)
            .or_else(|| latest(ActorKind::Person, false))
            .or_else(|| latest(ActorKind::Role, false))
    }

    fn is_near(&self, entity: &Entity) -> bool {
        let last = self.last(entity);
        last.is_none_or(|last| last.sentence + NEAR >= self.sentence)
    }

    /// Where somebody was last mentioned.
    fn last(&self, entity: &Entity) -> Option<WordAt> {
        let last = entity.mentions.last()?;
        self.article.profiles[*last].head
    }

    /// Whoever or whatever a noun names again in other words: *la magistrate*, *le Néerlandais*, *le groupe*, *le document*. It says
    /// nothing of which one is meant, so that it is the last who was named, one with such an office, a subject and one of its
    /// sector before others.
    fn renamed(&self) -> Option<EntityId> {
        let profile = self.profile;
        let renaming = profile.renames.as_ref()?;
        let points = match renaming.owned {
            true => profile.owned,
            false => profile.definite,
        };
        // *le gouvernement du Canada*: the country says whose it is.
        let one = renaming.of == Renamed::State || !profile.singled_out;
        if !points || profile.plural || !one {
            return None;
        }
        // Of those who are alike the latest is the likeliest.
        let recency = &self.entities.recency;
        let rows = |entitled: bool| {
            let can_be = move |standing: &Standing| self.can_be(standing, renaming, entitled);
            let rows = match entitled {
                true => {
                    let titles = renaming.titles.iter();
                    let rows = titles.flat_map(|title| recency.rows_titled(title, can_be));
                    rows.collect()
                }
                false => recency.rows(can_be),
            };
            let latest = move |(standing, row)| self.latest(standing, row, renaming, entitled);
            rows.into_iter().filter_map(latest)
        };
        let best = rows(true).chain(rows(false)).max();
        best.map(|(_, _, id)| id)
    }

    /// The latest of a row who is not too far back, with how likely it is and where it was last mentioned.
    fn latest(
        &self,
        standing: Standing,
        row: Backwards<'_>,
        renaming: &Renaming,
        entitled: bool,
    ) -> Option<(usize, WordAt, EntityId)> {
        let those = row.map(|(_, id)| id).filter(|&id| Some(id) != self.speaker);
        let places = those.filter_map(|id| Some((self.last(self.entities.get(id))?, id)));
        // Who was named ahead of the mention is not meant.
        let mut before = places.filter(|(last, _)| last.sentence <= self.sentence);
        let (last, id) = before.next()?;
        let rating = self.rating(&standing, last, renaming, entitled)?;
        Some((rating, last, id))
    }

    /// How likely somebody who was last mentioned at a place is meant; nothing where that is too far back.
    fn rating(
        &self,
        standing: &Standing,
        last: WordAt,
        renaming: &Renaming,
        entitled: bool,
    ) -> Option<usize> {
        let back = self.sentence.checked_sub(last.sentence)?;
        let sectors = standing.sector.zip(self.profile.sector);
        let same_sector = sectors.is_some_and(|(one, other)| one == other);
        let said = 3 * usize::from(standing.subject)
            + 2 * usize::from(same_sector)
            + 2 * usize::from(standing.named);
        // An office points at its holder over any distance, a lawyer at a client, a government at its state.
        let far = renaming.owned || renaming.of == Renamed::State;
        let near = match (entitled, far) {
            (true, _) => 2 * NEAR + NEAR.saturating_sub(back),
            (false, true) => NEAR.saturating_sub(back),
            (false, false) => NEAR.checked_sub(back)?,
        };
        Some(said + near)
    }

    /// Whether a noun of that sort can stand for somebody, who may be `entitled` to be called by it: hold an office that it
    /// mostly stands for.
    fn can_be(&self, standing: &Standing, renaming: &Renaming, entitled: bool) -> bool {
        let of = renaming.of;
        let person = standing.kind == ActorKind::Person && standing.named;
        let office = standing.kind == ActorKind::Role;
        let likely = of == Renamed::Person || entitled;
        let nameless = (office || standing.human) && likely && !renaming.owned;
        let human = (person || nameless) && genders(standing.gender, self.profile.gender);
        let here = standing.country.zip(self.profile.country);
        let sectors = standing.sector.zip(self.profile.sector);
        let fits = match of {
            Renamed::Person => human,
            Renamed::Native => human && here.is_none_or(|(one, other)| one == other),
            Renamed::Undescribed => human && !standing.described,
            Renamed::Body => {
                let named = standing.kind == ActorKind::Organisation && standing.named;
                named && sectors.is_none_or(|(one, other)| one == other)
            }
            Renamed::State => {
                standing.kind == ActorKind::State && here.is_some_and(|(one, other)| one == other)
            }
            Renamed::Document => standing.document,
        };
        let heard = of == Renamed::Document || standing.explicit;
        // Outside quotations nobody is meant whom only quotations name.
        let hidden = !self.quoted && !standing.outside_quotes;
        fits && !standing.plural && heard && !hidden
    }
}

#[cfg(test)]
mod tests {
    use selon_read::StatementForm::Direct;

    use crate::testing::story;

    const CASTAGNAC: &str = "Rémi PROPN 3 nsubj/Castagnac PROPN 1 flat/dort VERB 0 root";
    const MAN: &str = "L' DET 2 det/homme NOUN 3 nsubj Gender=Masc/part VERB 0 root";

    #[test]
    fn a_noun_for_a_human_being_is_whoever_was_named_last() {
        let story = story(&[CASTAGNAC, MAN]).person("Rémi Castagnac");
        assert_eq!(
            story.noun("L'homme").together(),
            ["Rémi Castagnac = L'homme"]
        );
    }

    #[test]
    fn nobody_is_meant_who_was_named_long_before() {
        let night = "Il PRON 2 expl/pleut VERB 0 root";
        let story = story(&[CASTAGNAC, night, night, night, night, night, MAN]);
        let together = story.person("Rémi Castagnac").noun("L'homme").together();
        assert_eq!(together, ["Rémi Castagnac", "L'homme"]);
    }

    #[test]
    fn whoever_says_so_is_not_meant() {
        let said = "« PUNCT 4 punct/L' DET 3 det/homme NOUN 4 nsubj Gender=Masc/ment VERB 7 ccomp/» PUNCT 4 punct/, PUNCT 7 punct/dit VERB 0 root/Rémi PROPN 7 nsubj/Castagnac PROPN 8 flat";
        let story = story(&[said]).noun("L'homme").person("Rémi Castagnac");
        let together = story.says(1, "dit", "L'homme ment", Direct).together();
        assert_eq!(together, ["L'homme", "Rémi Castagnac"]);
    }

    #[test]
    fn an_office_chooses_among_those_who_were_named() {
        let holder = "La DET 2 det/procureure NOUN 5 nsubj Gender=Fem/Hélène PROPN 2 appos/Castaing PROPN 3 flat/parle VERB 0 root";
        let other = "Sonia PROPN 3 nsubj/Marty PROPN 1 flat/parle VERB 0 root";
        let again = "La DET 2 det/magistrate NOUN 3 nsubj Gender=Fem/part VERB 0 root";
        let together = story(&[holder, other, again])
            .titled("La procureure Hélène Castaing", "Hélène Castaing")
            .person("Sonia Marty")
            .role("La magistrate")
            .together();
        let holder = "La procureure Hélène Castaing = La magistrate";
        assert_eq!(together, [holder, "Sonia Marty"]);
    }

    #[test]
    fn outside_quotations_nobody_is_meant_whom_only_they_name() {
        let quoted = "« PUNCT 4 punct/Sonia PROPN 4 nsubj/Marty PROPN 2 flat/ment VERB 7 ccomp/» PUNCT 4 punct/, PUNCT 7 punct/dit VERB 0 root/Rémi PROPN 7 nsubj/Castagnac PROPN 8 flat";
        let again = "La DET 2 det/magistrate NOUN 3 nsubj Gender=Fem/part VERB 0 root";
        let together = story(&[quoted, again])
            .person("Sonia Marty")
            .person("Rémi Castagnac")
            .role("La magistrate")
            .says(1, "dit", "Sonia Marty ment", Direct)
            .together();
        assert_eq!(together, ["Sonia Marty", "Rémi Castagnac", "La magistrate"]);
    }

    #[test]
    fn a_government_is_its_state() {
        use selon_read::{ActorKind::State, MentionForm::Metonym};
        let seat = "Ottawa PROPN 2 nsubj/promet VERB 0 root";
        let again = "Le DET 2 det/gouvernement NOUN 4 nsubj/canadien ADJ 2 amod/part VERB 0 root";
        let together = |country: &'static str| {
            story(&[seat, again])
                .mention("Ottawa", Metonym, State)
                .last(|actor| actor.country = Some("CAN"))
                .group("Le gouvernement canadien")
                .last(|actor| actor.country = Some(country))
                .together()
        };
        assert_eq!(together("CAN"), ["Ottawa = Le gouvernement canadien"]);
        assert_eq!(together("CHE"), ["Ottawa", "Le gouvernement canadien"]);
    }
}
