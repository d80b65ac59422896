//! Documents and bodies that are named without saying anything, and then speak as a pronoun: *Le rapport compte vingt
//! pages. Il conclut que …*.
//!
//! Stage 3 makes an actor of a thing only where it speaks. Here each that stands near enough to such a pronoun becomes one
//! for as long as mentions are joined; those that no pronoun takes up are forgotten again.

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence, Upos};
use selon_read::{Actor, ActorKind, Mention, MentionForm, Record, WordAt, nominal_span, noun_name};

use crate::article::Sources;
use crate::lexicon::Lexicon;

/// How many sentences before a pronoun a thing may be named.
const NEAR: usize = 3;

/// The things that may be meant by the pronouns among the sources of a record. `mentioned` are its actors.
pub(crate) fn things(
    lexicon: &Lexicon,
    record: &Record,
    sources: &Sources,
    analysis: &Analysis,
    mentioned: &[Actor],
) -> Vec<Actor> {
    let heads: FxHashSet<WordAt> = mentioned
        .iter()
        .flat_map(|actor| &actor.mentions)
        .map(|mention| mention.head)
        .collect();
    let mut found = Vec::new();
    for sentence in near_pronouns(sources, mentioned) {
        let Some(of) = analysis.sentences.get(sentence) else {
            continue;
        };
        let heads = &heads;
        let named = (0..of.words.len()).filter(|&word| {
            let noun = &of.words[word];
            let listed = noun.upos == Upos::Noun && lexicon.can_write(noun.lemma.as_str());
            listed && !heads.contains(&WordAt { sentence, word })
        });
        found.extend(named.map(|word| thing(of, WordAt { sentence, word }, record)));
    }
    found
}

/// The sentences that a source which is a pronoun, or a noun like *le document*, looks back over, each once, in order.
fn near_pronouns(sources: &Sources, mentioned: &[Actor]) -> Vec<usize> {
    let pronouns = mentioned.iter().enumerate().filter_map(|(id, actor)| {
        let mention = actor.mentions.first()?;
        let spoken = mention.form != MentionForm::Name && sources.has(id);
        spoken.then_some(mention.head.sentence)
    });
    let mut near: Vec<usize> = pronouns
        .flat_map(|sentence| sentence.saturating_sub(NEAR)..=sentence)
        .collect();
    near.sort_unstable();
    near.dedup();
    near
}

fn thing(sentence: &Sentence, head: WordAt, record: &Record) -> Actor {
    let span = nominal_span(sentence, head.word);
    Actor {
        name: noun_name(sentence, head.word)
            .of(&record.document.text)
            .to_owned(),
        kind: ActorKind::Unnamed,
        country: None,
        sector: None,
        known_as: None,
        mentions: vec![Mention {
            span,
            head,
            form: MentionForm::Nominal,
        }],
    }
}

#[cfg(test)]
mod tests {
    use selon_read::StatementForm::Indirect;

    use crate::testing::story;

    const REPORT: &str = "Le DET 2 det/rapport NOUN 3 nsubj Gender=Masc/paraît VERB 0 root";
    const IT_SAYS: &str = "Il PRON 2 nsubj/conclut VERB 0 root/partir VERB 2 xcomp";

    #[test]
    fn a_document_that_said_nothing_speaks_as_a_pronoun() {
        let story = story(&[REPORT, IT_SAYS]).pronoun("Il");
        let story = story.says(0, "conclut", "partir", Indirect);
        assert_eq!(story.together(), ["Le rapport = Il"]);
    }

    #[test]
    fn without_a_pronoun_that_speaks_a_document_is_nobody() {
        assert!(
            story(&[REPORT, IT_SAYS])
                .pronoun("Il")
                .together()
                .is_empty()
        );
    }
}
