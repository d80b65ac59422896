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

#[cfg(test)]
mod tests {
    use selon_read::StatementForm::Indirect;

    use crate::testing::story;

    #[test]
    fn a_relative_pronoun_is_the_longest_mention_that_ends_before_it() {
        let tree = "Une DET 2 det/voisine NOUN 10 nsubj/du ADP 4 case/maire NOUN 2 nmod/, PUNCT 2 punct/selon ADP 7 case/qui PRON 9 obl PronType=Rel/tout PRON 9 nsubj/dort VERB 2 acl:relcl/part VERB 0 root";
        let together = story(&[tree])
            .noun("Une voisine du maire")
            .role("maire")
            .pronoun("qui")
            .says(2, "selon", "tout dort", Indirect)
            .together();
        assert_eq!(together, ["Une voisine du maire = qui", "maire"]);
    }
}
