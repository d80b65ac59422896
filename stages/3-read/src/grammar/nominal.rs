//! Nominal groups: the words that name somebody or something, cut so that a wrong tree cannot make them absurd.
//!
//! A group is always one run of neighbouring words around its head. Whatever the tree says, it does not jump over a gap,
//! does not begin or end with punctuation, and holds either both marks of a quotation or none.

use std::ops::RangeInclusive;

use selon_analyse::feature::{Number, PronType, Reflex};
use selon_analyse::{Relation, Sentence, Upos, Word};
use selon_intake::Span;

use super::punctuation::{HYPHENS, is_bracket, is_comma, is_quotation_mark, parts_clauses, ties};

/// How many relations a look upwards climbs; also what ends it on a tree that is wrong.
const CLIMB: usize = 8;

/// How many words a name behind a comma may have.
const NAME: usize = 5;

/// Which relations a group follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All that says which one is meant, an apposition between commas included.
    Whole,
    /// Only up to the first comma.
    Close,
}

/// The word of a run that the rest of its sentence hangs it by.
pub(crate) fn anchor(sentence: &Sentence, first: usize, last: usize) -> usize {
    let outside = |&word: &usize| {
        let head = sentence.words[word].head;
        head.is_none_or(|head| !(first..=last).contains(&head))
    };
    let named = |&word: &usize| outside(&word) && sentence.words[word].upos != Upos::Punct;
    (first..=last).find(named).unwrap_or(first)
}

/// The words of the nominal group of a head, in order and without a gap: determiners, adjectives, complements, names
/// and appositions, but no preposition before it, no conjunct and no relative clause that a comma sets off.
pub(crate) fn group(sentence: &Sentence, head: usize) -> RangeInclusive<usize> {
    run(sentence, head, &members(sentence, head, Reach::Whole))
}

/// The same without appositions and clauses: the group as one breath names it.
pub(crate) fn close_group(sentence: &Sentence, head: usize) -> RangeInclusive<usize> {
    run(sentence, head, &members(sentence, head, Reach::Close))
}

/// The group of a head together with the groups of its conjuncts.
pub(crate) fn group_with_conjuncts(sentence: &Sentence, head: usize) -> RangeInclusive<usize> {
    let mut inside = members(sentence, head, Reach::Whole);
    for conjunct in sentence
        .children(head)
        .filter(|&child| sentence.words[child].is(Relation::Conj))
    {
        let words = members(sentence, conjunct, Reach::Whole);
        inside
            .iter_mut()
            .zip(words)
            .for_each(|(word, more)| *word |= more);
        for link in sentence.children(conjunct) {
            inside[link] |=
                sentence.words[link].is_any(&[Relation::Cc, Relation::Punct, Relation::Case]);
        }
    }
    run(sentence, head, &inside)
}

/// The group of a head with its conjuncts, and with the name that says who it is where that stands behind it between
/// commas, though the tree may have hung it elsewhere: *son avocat, Me Julien Sarfati, …*; and with the noun before it that
/// the tree has set apart: *Celui-ci, Jon Arrieta, …*. Marks around the whole belong to it: *« L'Écho du stade »*.
pub(crate) fn party(sentence: &Sentence, head: usize) -> RangeInclusive<usize> {
    let words = &sentence.words;
    let group = group_with_conjuncts(sentence, head);
    let comma = |word: usize| words.get(word).is_some_and(|word| is_comma(&word.form));
    let (mut start, mut end) = (*group.start(), *group.end());
    if words[head].upos == Upos::Noun && comma(end + 1) {
        let name = end + 2..words.len().min(end + 2 + NAME);
        let capital = |&word: &usize| words[word].form.starts_with(char::is_uppercase);
        let last = name.clone().take_while(capital).last();
        let named = last.filter(|&last| {
            let stops = words
                .get(last + 1)
                .is_none_or(|word| word.upos == Upos::Punct);
            stops && (end + 2..=last).any(|word| words[word].upos == Upos::Propn)
        });
        end = named.unwrap_or(end);
    }
    if words[head].upos == Upos::Propn && start > 1 && comma(start - 1) {
        let apart = |&child: &usize| child < start && words[child].is(Relation::Dislocated);
        let mut siblings = words[head]
            .head
            .into_iter()
            .flat_map(|verb| sentence.children(verb));
        let apart = siblings
            .find(apart)
            .map(|word| group_with_conjuncts(sentence, word));
        if let Some(apart) = apart.filter(|apart| apart.end() + 2 == start) {
            start = *apart.start();
        }
    }
    // *Les ultras, eux, …*: the pronoun names nobody else.
    if end > head + 1 && words[end].upos == Upos::Pron && comma(end - 1) {
        end -= 2;
    }
    let marked = |word: Option<usize>| {
        word.and_then(|word| words.get(word))
            .is_some_and(|word| is_quotation_mark(&word.form))
    };
    let whole = !words[start..=end]
        .iter()
        .any(|word| is_quotation_mark(&word.form));
    if whole
        && words[head].upos != Upos::Pron
        && marked(start.checked_sub(1))
        && marked(Some(end + 1))
    {
        (start, end) = (start - 1, end + 1);
    }
    start..=end
}

/// The bytes of [`group`].
pub(crate) fn group_span(sentence: &Sentence, head: usize) -> Span {
    span(sentence, group(sentence, head))
}

/// The bytes of a run of words, without the link that ties an inverted pronoun to its verb: *-t-elle*.
pub(crate) fn span(sentence: &Sentence, words: RangeInclusive<usize>) -> Span {
    let first = &sentence.words[*words.start()];
    let whole = first.span.cover(sentence.words[*words.end()].span);
    let link = link(&first.form);
    if first.upos == Upos::Pron && link < first.span.len() {
        Span::new(whole.start + link, whole.end)
    } else {
        whole
    }
}

/// How many bytes at the start of a word tie it to the one before: *-*, *-t-*.
fn link(form: &str) -> usize {
    let Some(rest) = form.strip_prefix(HYPHENS) else {
        return 0;
    };
    let behind_t = rest
        .strip_prefix('t')
        .and_then(|rest| rest.strip_prefix(HYPHENS));
    form.len() - behind_t.unwrap_or(rest).len()
}

/// Which words of the sentence the tree puts into the group.
fn members(sentence: &Sentence, head: usize, reach: Reach) -> Vec<bool> {
    let words = &sentence.words;
    let mut inside = vec![false; words.len()];
    inside[head] = true;
    let mut stack = vec![head];
    while let Some(parent) = stack.pop() {
        for child in sentence.children(parent) {
            let wanted = if parent == head {
                describes(sentence, head, child, reach)
            } else {
                let aside = words[child].is(Relation::Acl) && set_off(sentence, parent, child);
                !words[child].is(Relation::Parataxis) && !aside
            };
            if wanted && !std::mem::replace(&mut inside[child], true) {
                stack.push(child);
            }
        }
    }
    inside
}

/// Whether a dependent of the head helps to say who or what it is.
fn describes(sentence: &Sentence, head: usize, child: usize, reach: Reach) -> bool {
    const ALWAYS: [Relation; 8] = [
        Relation::Det,
        Relation::Amod,
        Relation::Nummod,
        Relation::Flat,
        Relation::Compound,
        Relation::Fixed,
        Relation::Goeswith,
        Relation::Nmod,
    ];
    let word = &sentence.words[child];
    if word.is_any(&ALWAYS) {
        return reach == Reach::Whole || !set_off(sentence, head, child);
    }
    match word.deprel.general() {
        Relation::Appos => reach == Reach::Whole || !set_off(sentence, head, child),
        Relation::Acl => child > head && !set_off(sentence, head, child),
        Relation::Advmod => child < head,
        _ => false,
    }
}

/// Whether a comma or another stop stands between the head and the words of one of its dependents.
fn set_off(sentence: &Sentence, head: usize, child: usize) -> bool {
    let (first, last) = if head < child {
        (head + 1, child)
    } else {
        (child + 1, head)
    };
    let stop = |word: usize| {
        let form = sentence.words[word].form.as_str();
        sentence.words[word].upos == Upos::Punct && !is_quotation_mark(form) && !ties(form)
    };
    // A comma inside the dependent ("the tall, proud house") sets nothing off.
    (first..last).any(|word| stop(word) && !below(sentence, word, child))
}

/// Whether a word stands below another one, and on the far side of its first word.
fn below(sentence: &Sentence, word: usize, ancestor: usize) -> bool {
    let mut at = word;
    for _ in 0..CLIMB {
        match sentence.words[at].head {
            Some(head) if head == ancestor => {
                let first = sentence
                    .subtree(ancestor)
                    .first()
                    .copied()
                    .unwrap_or(ancestor);
                return first < word;
            }
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// The longest sound run of neighbouring words around the head.
fn run(sentence: &Sentence, head: usize, inside: &[bool]) -> RangeInclusive<usize> {
    let mut left = side(sentence, (0..head).rev(), inside);
    // The determiner in *du ministre* is no word that could be shown without the preposition.
    while left.is_some_and(|word| word < head && sentence.words[word].joined) {
        left = left.map(|word| word + 1);
    }
    let right = side(sentence, head + 1..sentence.words.len(), inside);
    left.unwrap_or(head)..=right.unwrap_or(head)
}

/// How far the group reaches on one side of its head: the last word that belongs to it with no gap before and all
/// quotations closed again.
fn side(sentence: &Sentence, way: impl Iterator<Item = usize>, inside: &[bool]) -> Option<usize> {
    let mut last = None;
    let mut open = 0usize;
    let mut complete = false; // The words inside the open marks or brackets all belong to the group.
    for at in way {
        let word = &sentence.words[at];
        if is_quotation_mark(&word.form) || is_bracket(&word.form) {
            if open == 0 {
                open = 1;
                complete = false;
            } else {
                open = 0;
                if complete {
                    last = Some(at);
                }
            }
        } else if parts_clauses(&word.form) {
            break;
        } else if word.upos == Upos::Punct {
            continue;
        } else if inside[at] {
            complete = true;
            if open == 0 {
                last = Some(at);
            }
        } else {
            break;
        }
    }
    last
}

/// Whether a pronoun names somebody by itself: a personal, demonstrative or indefinite one that stands for more than the
/// grammar of its verb.
pub(crate) fn is_personal(word: &Word) -> bool {
    let kind = word.feats.get::<PronType>();
    word.upos == Upos::Pron
        && matches!(kind, Some(PronType::Prs | PronType::Dem | PronType::Ind))
        && !word.is(Relation::Expl)
        && !word.feats.is(Reflex::Yes)
}

/// Whether a common noun in the singular stands there without article or anything else: *per driver*, *according to plan*.
/// That is a sort of thing and nobody.
pub(crate) fn is_bare(sentence: &Sentence, word: usize) -> bool {
    let noun = &sentence.words[word];
    let alone = sentence.children(word).all(|child| {
        let child = &sentence.words[child];
        child.is(Relation::Case) || child.is(Relation::Punct) || child.is(Relation::Conj)
    });
    noun.upos == Upos::Noun && noun.feats.is(Number::Sing) && alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;

    fn grouped(rows: &str, head: usize) -> String {
        let tree = tree(rows);
        group_span(&tree.sentence, head).of(&tree.text).to_owned()
    }

    #[test]
    fn title_and_name_are_one_group_without_the_preposition() {
        let rows = "selon ADP 3 case/la DET 3 det/ministre NOUN 0 root/danoise ADJ 3 amod/\
                    Mette PROPN 3 appos/Holm PROPN 5 flat:name/, PUNCT 3 punct";
        assert_eq!(grouped(rows, 2), "la ministre danoise Mette Holm");
    }

    #[test]
    fn a_clause_behind_a_comma_stays_out_and_one_without_stays_in() {
        let open = "ceux PRON 0 root/qui PRON 3 nsubj/partent VERB 1 acl:relcl/rient VERB 1 dep";
        assert_eq!(grouped(open, 0), "ceux qui partent");
        let closed = "maires NOUN 0 root/, PUNCT 4 punct/qui PRON 4 nsubj/partent VERB 1 acl:relcl";
        assert_eq!(grouped(closed, 0), "maires");
    }

    #[test]
    fn an_apposition_between_commas_belongs_to_the_whole_group_only() {
        let rows = "Mme NOUN 0 root/Holm PROPN 1 flat:name/, PUNCT 4 punct/maire NOUN 1 appos/\
                    de ADP 6 case/Nyborg PROPN 4 nmod/, PUNCT 4 punct";
        assert_eq!(grouped(rows, 0), "Mme Holm , maire de Nyborg");
        let tree = tree(rows);
        let close = close_group(&tree.sentence, 0);
        assert_eq!(span(&tree.sentence, close).of(&tree.text), "Mme Holm");
    }

    #[test]
    fn conjuncts_are_groups_of_their_own() {
        let rows = "le DET 2 det/maire NOUN 0 root/et CCONJ 5 cc/la DET 5 det/juge NOUN 2 conj";
        assert_eq!(grouped(rows, 1), "le maire");
        let tree = tree(rows);
        let both = group_with_conjuncts(&tree.sentence, 1);
        assert_eq!(
            span(&tree.sentence, both).of(&tree.text),
            "le maire et la juge"
        );
    }

    #[test]
    fn a_quotation_is_taken_whole_or_not_at_all() {
        let whole =
            "un DET 2 det/parti NOUN 0 root/« PUNCT 4 punct/vert ADJ 2 amod/» PUNCT 4 punct";
        assert_eq!(grouped(whole, 1), "un parti « vert »");
        let half = "un DET 2 det/parti NOUN 0 root/« PUNCT 4 punct/vert ADJ 2 amod/dort VERB 2 dep";
        assert_eq!(grouped(half, 1), "un parti");
    }

    #[test]
    fn a_bracket_is_taken_whole_or_not_at_all() {
        let whole = "Sen. NOUN 2 nmod:desc/Ruiz PROPN 0 root/( PUNCT 4 punct/Vt PROPN 2 appos/. PUNCT 4 punct/) PUNCT 4 punct/, PUNCT 2 punct";
        assert_eq!(grouped(whole, 1), "Sen. Ruiz ( Vt . )");
        let half = "Ruiz PROPN 0 root/( PUNCT 3 punct/Vt PROPN 1 appos/dort VERB 1 dep";
        assert_eq!(grouped(half, 0), "Ruiz");
    }

    #[test]
    fn a_contraction_stays_out_with_its_preposition() {
        let rows = "parle VERB 0 root/du ADP 4 case/+le DET 4 det/maire NOUN 1 obl";
        assert_eq!(grouped(rows, 3), "maire");
    }

    #[test]
    fn a_gap_ends_the_group() {
        let rows =
            "le DET 2 det/maire NOUN 0 root/dort VERB 2 dep/de ADP 5 case/Nyborg PROPN 2 nmod";
        assert_eq!(grouped(rows, 1), "le maire");
    }

    #[test]
    fn a_tree_with_a_ring_in_it_ends() {
        let tree = tree("a PROPN 2 flat/b PROPN 1 flat");
        assert_eq!(group(&tree.sentence, 0), 0..=1);
    }

    #[test]
    fn a_name_behind_a_comma_and_marks_around_the_whole_belong_to_a_party() {
        let shown = |rows: &str, head: &str| {
            let of = tree(rows);
            let words = party(&of.sentence, of.at(head));
            span(&of.sentence, words).of(&of.text).to_owned()
        };
        let name = "avocat NOUN 6 nsubj/, PUNCT 1 punct/Ana PROPN 6 dep/Roy PROPN 3 flat/, PUNCT 6 punct/dément VERB 0 root";
        assert_eq!(shown(name, "avocat"), "avocat , Ana Roy");
        let clause = "avocat NOUN 4 nsubj/, PUNCT 1 punct/Ana PROPN 4 nsubj/dément VERB 0 root";
        assert_eq!(shown(clause, "avocat"), "avocat");
        let apart = "celle-ci PRON 5 dislocated/, PUNCT 3 punct/Ana PROPN 5 nsubj/, PUNCT 3 punct/dément VERB 0 root";
        assert_eq!(shown(apart, "Ana"), "celle-ci , Ana");
        let stressed = "Les DET 2 det/ultras NOUN 6 nsubj/, PUNCT 4 punct/eux PRON 2 appos/, PUNCT 4 punct/chantent VERB 0 root";
        assert_eq!(shown(stressed, "ultras"), "Les ultras");
        let marks = "« PUNCT 2 punct/Écho PROPN 0 root/» PUNCT 2 punct";
        assert_eq!(shown(marks, "Écho"), "« Écho »");
    }

    #[test]
    fn the_link_of_an_inverted_pronoun_is_no_part_of_it() {
        let of = tree("a AUX 3 aux/-t-elle PRON 3 nsubj/dit VERB 0 root/-il PRON 3 dep");
        assert_eq!(group_span(&of.sentence, 1).of(&of.text), "elle");
        assert_eq!(group_span(&of.sentence, 3).of(&of.text), "il");
        let name = tree("-Ana PROPN 0 root");
        assert_eq!(group_span(&name.sentence, 0).of(&name.text), "-Ana");
    }

    #[test]
    fn a_run_of_words_hangs_by_the_one_whose_head_stands_outside() {
        let of = tree(", PUNCT 4 punct/la DET 3 det/maire NOUN 4 nsubj/dort VERB 0 root");
        assert_eq!(anchor(&of.sentence, 0, 2), of.at("maire"));
    }

    #[test]
    fn a_bare_singular_is_a_sort_of_thing() {
        let bare = tree("according VERB 0 root/to ADP 3 case/plan NOUN 1 obl Number=Sing");
        assert!(is_bare(&bare.sentence, bare.at("plan")));
        let of = tree(
            "the DET 2 det/plan NOUN 0 root Number=Sing/for ADP 4 case/drivers NOUN 2 nmod Number=Plur",
        );
        assert!(!is_bare(&of.sentence, of.at("plan")) && !is_bare(&of.sentence, of.at("drivers")));
    }

    #[test]
    fn a_pronoun_names_somebody_unless_it_only_serves_its_verb() {
        let of = tree(
            "elle PRON 4 nsubj PronType=Prs/qui PRON 4 nsubj PronType=Rel/il PRON 4 expl:subj PronType=Prs/va VERB 0 root/se PRON 4 obj PronType=Prs|Reflex=Yes",
        );
        let words = &of.sentence.words;
        assert!(is_personal(&words[0]));
        assert!([1, 2, 3, 4].iter().all(|&word| !is_personal(&words[word])));
    }
}
