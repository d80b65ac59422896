//! Relative pronouns: whom they stand for.

use selon_analyse::Upos;
use selon_analyse::feature::PronType;

use crate::article::ArticleView;

/// The mention a relative pronoun stands for: the longest that ends right before it, a comma and a preposition aside:
/// *une habitante, selon qui …*.
pub(crate) fn antecedent(article: &ArticleView<'_>, id: usize) -> Option<usize> {
    let (sentence, head) = article.head(id)?;
    let words = &sentence.words;
    if !words[head].feats.is(PronType::Rel) {
        return None;
    }
    let before = words[..head].iter().rev();
    let skipped = before
        .take_while(|word| matches!(word.upos, Upos::Adp | Upos::Punct))
        .last();
    let end = skipped.map_or(words[head].span.start, |word| word.span.start);
    let begin = |id: usize| article.mentioned[id].mentions[0].span.start;
    let ending = article.ending_before(end).filter(|&other| other != id);
    ending.min_by_key(|&other| (begin(other), other))
}
