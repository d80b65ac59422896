//! Who is named only as one or some of a group: *l'un d'eux*, *certains*, *one of them*, *le second*. What the group was called
//! says who they are; of two who were named side by side, the order does.

use selon_analyse::feature::Number;
use selon_analyse::{Analysis, Relation, Sentence, Upos};
use selon_read::WordAt;

/// The pronoun in *l'un d'eux*, as a word of the sentence: a word that stands for some of what it stands for.
pub(crate) fn whole(sentence: &Sentence, head: usize) -> Option<usize> {
    let words = &sentence.words;
    let counts = matches!(words[head].upos, Upos::Pron | Upos::Num | Upos::Det);
    let mut children = sentence.children(head);
    children.find(|&child| {
        counts && child > head && words[child].upos == Upos::Pron && words[child].is(Relation::Nmod)
    })
}

/// Whether a word stands for several; the article tells it of nouns that have one form for both: *ses porte-parole*.
pub(crate) fn is_several(sentence: &Sentence, word: usize) -> bool {
    let words = &sentence.words;
    let plural = |word: usize| words[word].feats.is(Number::Plur);
    let mut children = sentence.children(word);
    plural(word) || children.any(|child| words[child].is(Relation::Det) && plural(child))
}

/// What one of several is called where the mention says of whom: *un musicien* for *l'un des musiciens*.
pub(crate) fn one(sentence: &Sentence, head: usize) -> Option<String> {
    let words = &sentence.words;
    let counts = matches!(words[head].upos, Upos::Pron | Upos::Num | Upos::Det);
    let several = |child: &usize| {
        words[*child].is(Relation::Nmod)
            && words[*child].upos == Upos::Noun
            && is_several(sentence, *child)
    };
    let mut children = sentence.children(head).filter(|&child| child > head);
    let noun = children.find(several).filter(|_| counts)?;
    Some(words[noun].lemma.to_string())
}

/// How many sentences before a place two may have been named side by side.
const BACK: usize = 2;

/// The words of an article that are joined to others, in text order.
pub(crate) fn conjuncts(analysis: &Analysis) -> Vec<WordAt> {
    let sentences = analysis.sentences.iter().enumerate();
    let conjuncts = sentences.flat_map(|(sentence, of)| {
        let joined = |word: &usize| of.words[*word].is(Relation::Conj);
        let words = (0..of.words.len()).filter(joined);
        words.map(move |word| WordAt { sentence, word })
    });
    conjuncts.collect()
}

/// The two words that were last joined side by side, and to no third, before a place in its sentence or one of those before
/// it. `conjuncts` are those of the article.
pub(crate) fn last_pair(
    analysis: &Analysis,
    conjuncts: &[WordAt],
    before: WordAt,
) -> Option<(WordAt, WordAt)> {
    let last = |before: WordAt| {
        let end = conjuncts.partition_point(|&at| at < before);
        end.checked_sub(1).map(|last| conjuncts[last])
    };
    let begin = |at: WordAt| WordAt { word: 0, ..at };
    let mut pairs = std::iter::successors(last(before), |&second| last(begin(second)))
        .take_while(|second| second.sentence + BACK >= before.sentence);
    pairs.find_map(|second| Some((only_conjunct(analysis, second)?, second)))
}

/// The word that another is joined to, where it is the only one.
fn only_conjunct(analysis: &Analysis, second: WordAt) -> Option<WordAt> {
    let sentence = &analysis.sentences[second.sentence];
    let word = sentence.words[second.word].head?;
    let joined = sentence.children(word);
    let joined = joined.filter(|&word| sentence.words[word].is(Relation::Conj));
    (joined.take(2).count() == 1).then_some(WordAt { word, ..second })
}
