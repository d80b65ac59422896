//! Scores names and nominal groups against gold: by exact span, by span and kind, and by head.
//!
//! A gold and a found mention make a pair when their spans are the same, or else when the found head lies in the gold
//! head; each is in one pair at most. Proper names (by name, title or metonym) and nominal groups are scored apart as
//! well; there a name that was found as a nominal group is missed in one and made up in the other. Kinds are scored of
//! names alone: the kind of a nominal group is that of whoever it stands for, once stage 4 has told who that is.

use std::collections::{BTreeMap, BTreeSet};

use selon_analyse::Analysis;
use selon_intake::Span;

use crate::standoff::{Bound, Standoff, StandoffError};
use crate::tally::Tally;
use selon_read::{ActorKind, MentionForm, Record};

/// The kind of a mention that is a place.
const PLACE: &str = "place";

/// One mention of somebody or of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// All its words.
    pub span: Span,
    /// Its head: in gold whichever words may stand for it, else one word.
    pub head: Vec<Span>,
    /// A name of [`ActorKind`], or `place`.
    pub kind: &'static str,
    /// In what manner it names.
    pub form: MentionForm,
}

impl Name {
    fn is_nominal(&self) -> bool {
        self.form == MentionForm::Nominal
    }
}

/// Every kind a mention can have.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    ActorKind::ALL.iter().map(|kind| kind.name()).chain([PLACE])
}

/// The names of a record: what mentions its actors, pronouns left out, and its places. In text order.
pub fn found(record: &Record, analysis: &Analysis) -> Vec<Name> {
    let mentions = record.actors.iter().flat_map(|actor| {
        let named = actor.mentions.iter();
        named.map(|mention| (actor.kind.name(), mention))
    });
    let spoken = mentions.filter(|(_, mention)| mention.form != MentionForm::Pronoun);
    let names = spoken.map(|(kind, mention)| Name {
        span: mention.span,
        head: vec![analysis.sentences[mention.head.sentence].words[mention.head.word].span],
        kind,
        form: mention.form,
    });
    let places = record.places.iter().map(|place| Name {
        span: place.span,
        head: vec![place.span],
        kind: PLACE,
        form: MentionForm::Name,
    });
    let mut found: Vec<Name> = names.chain(places).collect();
    found.sort_by_key(order);
    found
}

fn order(name: &Name) -> (usize, std::cmp::Reverse<usize>) {
    (name.span.start, std::cmp::Reverse(name.span.end))
}

/// The names that an `.ann` file marks in `text`: a text-bound annotation whose type is the kind, with an attribute
/// `Form`, and one of the type `Head` that a relation `HeadOf` ties to it. Offsets in the file count code points.
///
/// # Errors
/// An offset that is no number or lies outside the text, a type, form or relation that is none of these, and a mention
/// without form or head.
pub fn names(ann: &str, text: &str) -> Result<Vec<Name>, StandoffError> {
    let standoff = Standoff::parse(ann, text)?;
    let mut forms = BTreeMap::new();
    for &(line, body) in &standoff.attributes {
        let (id, form) = form(body).map_err(|problem| StandoffError { line, problem })?;
        forms.insert(id, form);
    }
    let mut heads = BTreeMap::new();
    for &(line, body) in &standoff.relations {
        let head_of = head_of(body, &standoff);
        let (id, head) = head_of.map_err(|problem| StandoffError { line, problem })?;
        heads.insert(id, head);
    }
    let marked = standoff
        .bound
        .iter()
        .filter(|(_, bound)| bound.kind != HEAD);
    let mut names: Vec<Name> = marked
        .map(|(id, bound)| {
            name(bound, forms.get(id), heads.get(id)).map_err(|problem| StandoffError {
                line: bound.line,
                problem,
            })
        })
        .collect::<Result<_, _>>()?;
    names.sort_by_key(order);
    Ok(names)
}

/// The type of annotations that mark a head.
const HEAD: &str = "Head";

/// `Form T1 name`
fn form(body: &str) -> Result<(&str, MentionForm), String> {
    let mut cells = body.split(' ');
    let (Some("Form"), Some(id), Some(value)) = (cells.next(), cells.next(), cells.next()) else {
        return Err(format!("`{body}` is not `Form T1 name`"));
    };
    let forms = MentionForm::ALL.iter();
    let mut named = forms.filter(|form| form.name() == value);
    let form = named
        .next()
        .ok_or_else(|| format!("there is no form `{value}`"))?;
    Ok((id, *form))
}

/// `HeadOf Arg1:T2 Arg2:T1`
fn head_of<'a>(body: &'a str, standoff: &Standoff<'_>) -> Result<(&'a str, Vec<Span>), String> {
    let parts = body
        .strip_prefix("HeadOf Arg1:")
        .and_then(|rest| rest.trim_end().split_once(" Arg2:"))
        .ok_or_else(|| format!("`{body}` is not `HeadOf Arg1:T2 Arg2:T1`"))?;
    let head = standoff.bound.get(parts.0);
    let head = head.ok_or_else(|| format!("there is no annotation `{}`", parts.0))?;
    Ok((parts.1, head.spans.clone()))
}

fn name(
    bound: &Bound<'_>,
    form: Option<&MentionForm>,
    head: Option<&Vec<Span>>,
) -> Result<Name, String> {
    let kind = kinds()
        .find(|kind| kind.eq_ignore_ascii_case(bound.kind))
        .ok_or_else(|| format!("there is no kind `{}`", bound.kind))?;
    Ok(Name {
        span: bound.spans[0].cover(bound.spans[bound.spans.len() - 1]),
        head: head.ok_or("the mention has no `HeadOf`")?.clone(),
        kind,
        form: *form.ok_or("the mention has no `Form`")?,
    })
}

/// How well some of the names are found.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PartScores {
    /// The same span.
    pub exact: Tally,
    /// The same head.
    pub head: Tally,
}

/// The scores of names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// All of them.
    pub all: PartScores,
    /// By name, title or metonym.
    pub proper: PartScores,
    /// By noun.
    pub nominal: PartScores,
    /// Proper names with the right span and kind at once.
    pub typed: Tally,
    /// The same for each kind.
    pub kinds: BTreeMap<&'static str, Tally>,
}

/// A mention that is missed, made up or not exactly right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the gold says, if anything.
    pub gold: Option<Name>,
    /// What was found, if anything.
    pub found: Option<Name>,
}

impl Scores {
    /// Adds the names of one text and returns where the two sides differ, in text order.
    pub fn add(&mut self, gold: &[Name], found: &[Name]) -> Vec<Difference> {
        let mut differences = Vec::new();
        for (left, right) in pairs(gold, found) {
            let (one, other) = (left.map(|at| &gold[at]), right.map(|at| &found[at]));
            self.pair(one, other);
            let right_kind = |one: &Name, other: &Name| one.is_nominal() || one.kind == other.kind;
            let same = one.zip(other).is_some_and(|(one, other)| {
                one.span == other.span
                    && one.is_nominal() == other.is_nominal()
                    && right_kind(one, other)
            });
            if !same {
                differences.push(Difference {
                    gold: one.cloned(),
                    found: other.cloned(),
                });
            }
        }
        let start = |name: &Option<Name>| name.as_ref().map(order);
        differences.sort_by_key(|one| start(&one.gold).or_else(|| start(&one.found)));
        differences
    }

    fn pair(&mut self, gold: Option<&Name>, found: Option<&Name>) {
        let same_span = gold
            .zip(found)
            .is_some_and(|(one, other)| one.span == other.span);
        let proper = |name: Option<&Name>| name.is_some_and(|name| !name.is_nominal());
        let nominal = |name: Option<&Name>| name.is_some_and(Name::is_nominal);
        for (part, left, right) in [
            (&mut self.all, gold.is_some(), found.is_some()),
            (&mut self.proper, proper(gold), proper(found)),
            (&mut self.nominal, nominal(gold), nominal(found)),
        ] {
            part.exact.count(left, right, same_span);
            part.head.count(left, right, true);
        }
        let kind =
            |name: Option<&Name>| name.filter(|name| !name.is_nominal()).map(|name| name.kind);
        let (one, other) = (kind(gold), kind(found));
        self.typed
            .count(one.is_some(), other.is_some(), same_span && one == other);
        for kind in BTreeSet::from([one, other]).into_iter().flatten() {
            let tally = self.kinds.entry(kind).or_default();
            tally.count(one == Some(kind), other == Some(kind), same_span);
        }
    }
}

/// Which gold name belongs to which found one; those without partner come alone.
fn pairs(gold: &[Name], found: &[Name]) -> Vec<(Option<usize>, Option<usize>)> {
    let same_span = |one: &Name, other: &Name| one.span == other.span;
    let same_head = |one: &Name, other: &Name| {
        let mut heads = one
            .head
            .iter()
            .flat_map(|left| other.head.iter().map(move |right| (left, right)));
        heads.any(|(left, right)| left.overlaps(*right))
    };
    let mut partner: Vec<Option<usize>> = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for fits in [&same_span as &dyn Fn(&Name, &Name) -> bool, &same_head] {
        for (one, partner) in gold.iter().zip(&mut partner) {
            if partner.is_none() {
                *partner = (0..found.len()).find(|&at| !taken[at] && fits(one, &found[at]));
                partner.iter().for_each(|&at| taken[at] = true);
            }
        }
    }
    let paired = partner
        .into_iter()
        .enumerate()
        .map(|(left, right)| (Some(left), right));
    let alone = (0..found.len())
        .filter(|&at| !taken[at])
        .map(|right| (None, Some(right)));
    paired.chain(alone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Élue hier, la maire de Valmer quitte Oslo.";
    const ANN: &str = "T1\tRole 11 29\tla maire de Valmer\nT2\tPlace 23 29\tValmer\nT3\tPlace 37 41\tOslo\n\
        T4\tHead 14 19\tmaire\nT5\tHead 23 29\tValmer\nT6\tHead 37 41\tOslo\n\
        A1\tForm T1 nominal\nA2\tForm T2 name\nA3\tForm T3 name\n\
        R1\tHeadOf Arg1:T4 Arg2:T1\nR2\tHeadOf Arg1:T5 Arg2:T2\nR3\tHeadOf Arg1:T6 Arg2:T3\n";

    #[test]
    fn the_gold_has_kind_form_and_head() {
        let gold = names(ANN, TEXT).unwrap();
        let shown: Vec<_> = gold
            .iter()
            .map(|name| {
                (
                    name.span.of(TEXT),
                    name.head[0].of(TEXT),
                    name.kind,
                    name.form.name(),
                )
            })
            .collect();
        let expected = [
            ("la maire de Valmer", "maire", "role", "nominal"),
            ("Valmer", "Valmer", "place", "name"),
            ("Oslo", "Oslo", "place", "name"),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_the_gold_lacks_is_named_with_its_line() {
        let message = |ann: &str| names(ann, TEXT).unwrap_err().to_string();
        assert_eq!(
            message("T1\tPlace 37 41\tOslo\nA1\tForm T1 name\n"),
            "line 1: the mention has no `HeadOf`"
        );
        assert_eq!(
            message("T1\tShip 37 41\tOslo\nA1\tForm T1 name\n"),
            "line 1: there is no kind `Ship`"
        );
        assert_eq!(
            message("T1\tPlace 37 41\tOslo\nA1\tForm T1 nickname\n"),
            "line 2: there is no form `nickname`"
        );
        assert_eq!(
            message("R1\tHeadOf Arg1:T2 Arg2:T1\n"),
            "line 1: there is no annotation `T2`"
        );
    }

    #[test]
    fn a_shorter_span_has_the_head_and_misses_the_span() {
        let gold = names(ANN, TEXT).unwrap();
        let mut found = gold.clone();
        found[0].span = found[0].head[0];
        let mut scores = Scores::default();
        let differences = scores.add(&gold, &found);
        assert_eq!(differences.len(), 1);
        assert_eq!(scores.nominal.exact.f1(), 0.0);
        assert_eq!(scores.nominal.head.f1(), 1.0);
        assert_eq!(scores.proper.exact.f1(), 1.0);
        assert_eq!(scores.typed.f1(), 1.0);
    }

    #[test]
    fn a_name_taken_for_a_noun_is_missed_in_one_row_and_made_up_in_the_other() {
        let gold = names(ANN, TEXT).unwrap();
        let mut found = gold.clone();
        found[2].form = MentionForm::Nominal;
        let mut scores = Scores::default();
        assert_eq!(scores.add(&gold, &found).len(), 1);
        assert_eq!(scores.all.exact.f1(), 1.0);
        assert_eq!(
            (
                scores.proper.exact.precision(),
                scores.proper.exact.recall()
            ),
            (1.0, 0.5)
        );
        assert_eq!(
            (
                scores.nominal.exact.precision(),
                scores.nominal.exact.recall()
            ),
            (0.5, 1.0)
        );
    }

    #[test]
    fn a_wrong_kind_counts_for_both_kinds() {
        let gold = names(ANN, TEXT).unwrap();
        let mut found = gold.clone();
        found[2].kind = "person";
        let mut scores = Scores::default();
        assert_eq!(scores.add(&gold, &found).len(), 1);
        assert_eq!(scores.kinds["place"].recall(), 0.5);
        assert_eq!(scores.kinds["person"].found, 1.0);
        assert_eq!(scores.typed.f1(), 0.5);
    }
}
