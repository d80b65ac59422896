//! The words of a sentence that may attribute something.

use selon_analyse::feature::Poss;
use selon_analyse::{Relation, Sentence, Upos, Word};
use selon_intake::Span;
use selon_languages::plain;

use crate::grammar::tree::is_reflexive;
use crate::grammar::voice::{agent, has_reflexive, is_passive};
use crate::lexicon::cues::{CuePhrase, CueWord, Lexicon, VerbPhrase};

/// A word or phrase that may attribute something, not yet known to have a content.
#[derive(Debug, Clone)]
pub(super) struct CueAt<'a> {
    /// The index of its head word: the verb, the noun, the first word of the phrase.
    pub(super) word: usize,
    /// How many words it has from there, for a phrase; 1 for a verb or noun.
    pub(super) length: usize,
    /// The verb at the top of those that govern it: *veut* of *veut croire*; else its head word.
    pub(super) top: usize,
    /// The one who would be its subject is the one spoken to: *s'est vu reprocher*.
    pub(super) undergone: bool,
    /// It is an adjective that the tree takes for a passive: *were frustrated that …*.
    pub(super) is_state: bool,
    /// The words that are the cue, in order.
    pub(super) words: Vec<usize>,
    /// From the first of them to the last.
    pub(super) span: Span,
    /// What the lexicon says of it.
    pub(super) kind: CueKind<'a>,
}

/// What sort of word a cue is, with its entry.
#[derive(Debug, Clone, Copy)]
pub(super) enum CueKind<'a> {
    /// *X a déclaré que …*
    Verb(&'a CueWord),
    /// *l'affirmation que …*
    Noun(&'a CueWord),
    /// *selon X*
    Preposition(&'a CuePhrase),
    /// *reportedly*
    Adverbial(&'a CuePhrase),
}

/// The cues of one sentence in text order.
pub(super) fn cues<'a>(lexicon: &'a Lexicon, sentence: &Sentence, text: &str) -> Vec<CueAt<'a>> {
    let surfaces: Vec<String> = sentence
        .words
        .iter()
        .map(|word| plain(word.span.of(text)))
        .collect();
    let at = |index: usize| {
        let prepositions = lexicon.prepositions(&surfaces[index]);
        let adverbials = lexicon.adverbials(&surfaces[index]);
        let before = phrase(
            lexicon,
            prepositions,
            CueKind::Preposition,
            sentence,
            &surfaces,
            index,
        );
        let alone = phrase(
            lexicon,
            adverbials,
            CueKind::Adverbial,
            sentence,
            &surfaces,
            index,
        );
        // The longer of the two; a preposition where they are alike.
        let longest = alone.into_iter().chain(before).max_by_key(|cue| cue.length);
        let word = || {
            let mut words = WORDS.iter();
            words.find_map(|finds| finds(lexicon, sentence, &surfaces, index))
        };
        longest.or_else(word)
    };
    let mut cues: Vec<CueAt> = (0..sentence.words.len()).filter_map(at).collect();
    let helping = helping(sentence, &cues);
    let predicating = predicating(sentence, &cues);
    // What somebody says of themselves is what they say: *se dit confiant*.
    let is_predicate = |cue: &CueAt| {
        let word = &sentence.words[cue.word];
        word.upos == Upos::Adj && word.head.is_some_and(|head| predicating[head])
    };
    cues.retain(|cue| {
        let verb = matches!(cue.kind, CueKind::Verb(_));
        !verb || !(helping[cue.word] || is_predicate(cue))
    });
    cues
}

/// For each word whether it is a cue that only helps another one to say something, or a word of a set phrase that says
/// nothing alone: it stands among the words of a cue that is no shorter.
fn helping(sentence: &Sentence, cues: &[CueAt]) -> Vec<bool> {
    // The longest cue that has a word among its own without being the cue of that word.
    let mut longest = vec![0; sentence.words.len()];
    for cue in cues {
        for &word in cue.words.iter().filter(|&&word| word != cue.word) {
            longest[word] = cue.length.max(longest[word]);
        }
    }
    let mut helping = vec![false; sentence.words.len()];
    for cue in cues {
        helping[cue.word] |= longest[cue.word] >= cue.length;
    }
    helping
}

/// For each word whether it is a verb that says of somebody what they are.
fn predicating(sentence: &Sentence, cues: &[CueAt]) -> Vec<bool> {
    let mut predicating = vec![false; sentence.words.len()];
    for cue in cues {
        predicating[cue.word] |= matches!(cue.kind, CueKind::Verb(entry) if entry.frames.predicate);
    }
    predicating
}

/// The longest of the phrases that stands at a word.
fn phrase<'a>(
    lexicon: &Lexicon,
    phrases: &'a [CuePhrase],
    kind: fn(&'a CuePhrase) -> CueKind<'a>,
    sentence: &Sentence,
    surfaces: &[String],
    index: usize,
) -> Option<CueAt<'a>> {
    let fits = |phrase: &'a CuePhrase| {
        Some((
            length_of(lexicon, &phrase.words, sentence, surfaces, index)?,
            phrase,
        ))
    };
    let (length, phrase) = phrases
        .iter()
        .filter_map(fits)
        .max_by_key(|(length, _)| *length)?;
    // The second word of a contraction has the surface of the whole.
    (!sentence.words[index].joined).then(|| {
        // A contraction that ends the phrase belongs to what stands behind: *aux yeux* | *des experts*.
        let next = sentence.words.get(index + length);
        let shared = next.is_some_and(|next| next.joined) && length > 1;
        // Of *de son propre aveu*, *son* says whose it is.
        let owner = |word: &usize| sentence.words[*word].feats.is(Poss::Yes);
        let words = (index..index + length - usize::from(shared))
            .filter(|word| !owner(word))
            .collect();
        cue_at(
            sentence,
            index,
            length,
            Verbs::alone(index, words),
            kind(phrase),
        )
    })
}

fn cue_at<'a>(
    sentence: &Sentence,
    word: usize,
    length: usize,
    verbs: Verbs,
    kind: CueKind<'a>,
) -> CueAt<'a> {
    let spans = verbs.words.iter().map(|&word| sentence.words[word].span);
    CueAt {
        word,
        length,
        top: verbs.top,
        undergone: verbs.undergone,
        is_state: false,
        span: spans.reduce(Span::cover).unwrap_or_default(),
        words: verbs.words,
        kind,
    }
}

/// How many words a phrase takes where it stands at a word. A phrase is written as the text writes it, or in lemmas; its
/// last word may also be elided, or contracted with what follows, of which it then takes only its own part.
fn length_of(
    lexicon: &Lexicon,
    phrase: &[&str],
    sentence: &Sentence,
    surfaces: &[String],
    index: usize,
) -> Option<usize> {
    let words = &sentence.words;
    let mut at = index;
    for (number, part) in phrase.iter().enumerate() {
        let surface = surfaces.get(at)?;
        let last = number + 1 == phrase.len();
        let form = plain(&words[at].form);
        at += if surface == part {
            1 + words[at + 1..]
                .iter()
                .take_while(|word| word.joined)
                .count()
        } else if words[at].lemma == *part
            || (last && (form == *part || lexicon.is_elided(part, &form)))
        {
            1
        } else {
            glued(part, sentence, surfaces, at)?
        };
    }
    Some(at - index)
}

/// How many words without space between them make up one part of a phrase: *dit-on* is two words.
fn glued(part: &str, sentence: &Sentence, surfaces: &[String], at: usize) -> Option<usize> {
    let mut rest = part.strip_prefix(surfaces[at].as_str())?;
    let mut next = at + 1;
    while !rest.is_empty() {
        let adjacent = sentence.words.get(next)?.span.start == sentence.words[next - 1].span.end;
        rest = rest
            .strip_prefix(surfaces[next].as_str())
            .filter(|_| adjacent)?;
        next += 1;
    }
    Some(next - at)
}

/// What a verb or noun can be as a cue, in the order in which it is looked for.
const WORDS: [WordMatcher; 3] = [set_phrase, state, alone];

/// What it looks at: the lexicon, the sentence, the words as the text writes them, and where the word stands.
type WordMatcher = for<'a> fn(&'a Lexicon, &Sentence, &[String], usize) -> Option<CueAt<'a>>;

/// *fait* | *savoir*, *mise* | *en garde*: a verb or noun with the words it needs behind it, the longest such phrase.
fn set_phrase<'a>(
    lexicon: &'a Lexicon,
    sentence: &Sentence,
    surfaces: &[String],
    index: usize,
) -> Option<CueAt<'a>> {
    let word = &sentence.words[index];
    let phrases = match word.upos {
        Upos::Verb | Upos::Aux => lexicon.verb_phrases(
            &word.lemma,
            has_reflexive(sentence, index, lexicon.reflexive_marker()),
        ),
        Upos::Noun => lexicon.noun_phrases(&word.lemma),
        _ => return None,
    };
    let fits = |phrase: &'a VerbPhrase| {
        let gap = gap_behind(lexicon, sentence, index);
        let length = [0, gap].into_iter().find_map(|gap| {
            Some(gap + length_of(lexicon, &phrase.rest, sentence, surfaces, index + 1 + gap)?)
        })?;
        Some((length, &phrase.entry))
    };
    let (length, entry) = phrases
        .iter()
        .filter_map(fits)
        .max_by_key(|(length, _)| *length)?;
    let last = index + length;
    let (words, kind) = match word.upos {
        Upos::Noun => (
            Verbs::alone(index, (index..=last).collect()),
            CueKind::Noun(entry),
        ),
        _ => (verbs(lexicon, sentence, index, last), CueKind::Verb(entry)),
    };
    Some(cue_at(sentence, index, length + 1, words, kind))
}

/// An adjective that has the form of a participle, where nobody acts: *was convinced that …*, not *was convinced by her
/// lawyer*.
fn state<'a>(
    lexicon: &'a Lexicon,
    sentence: &Sentence,
    _: &[String],
    index: usize,
) -> Option<CueAt<'a>> {
    let word = &sentence.words[index];
    let form = plain(&word.form);
    let participle = word.upos == Upos::Verb && form != word.lemma;
    if !participle || !is_passive(sentence, index) || agent(sentence, index).is_some() {
        return None;
    }
    let entry = lexicon.verb(&form, false)?;
    let verbs = verbs(lexicon, sentence, index, index);
    Some(CueAt {
        is_state: true,
        ..cue_at(sentence, index, 1, verbs, CueKind::Verb(entry))
    })
}

/// *affirme*, *l'affirmation*: a verb, a predicative adjective or a noun by itself.
fn alone<'a>(
    lexicon: &'a Lexicon,
    sentence: &Sentence,
    _: &[String],
    index: usize,
) -> Option<CueAt<'a>> {
    let word = &sentence.words[index];
    let (verbs, kind) = match word.upos {
        Upos::Verb | Upos::Adj => {
            let entry = lexicon.verb(
                &word.lemma,
                has_reflexive(sentence, index, lexicon.reflexive_marker()),
            )?;
            (verbs(lexicon, sentence, index, index), CueKind::Verb(entry))
        }
        Upos::Noun => {
            let entry = lexicon.noun(&word.lemma)?;
            (Verbs::alone(index, vec![index]), CueKind::Noun(entry))
        }
        _ => return None,
    };
    Some(cue_at(sentence, index, 1, verbs, kind))
}

/// How many words of negation and adverbs part a verb from the rest of its phrase: *ne fait pas état*, *fait aussi valoir*.
fn gap_behind(lexicon: &Lexicon, sentence: &Sentence, verb: usize) -> usize {
    const GAP: usize = 2;
    let parts = |word: &&Word| word.upos == Upos::Adv || lexicon.negates(&plain(&word.form));
    sentence.words[verb + 1..]
        .iter()
        .take(GAP)
        .take_while(parts)
        .count()
}

/// A verb with the words that make one cue with it.
struct Verbs {
    top: usize,
    undergone: bool,
    words: Vec<usize>,
}

impl Verbs {
    fn alone(top: usize, words: Vec<usize>) -> Verbs {
        Verbs {
            top,
            undergone: false,
            words,
        }
    }
}

/// The verb (or the words of a verb phrase) with its auxiliaries, its negation, its reflexive pronoun, the verbs that
/// only help it (*finit par admettre*), and the adverbs between these or right before them. A subject between them stays
/// out: *a*-t-il *ajouté*.
fn verbs(lexicon: &Lexicon, sentence: &Sentence, first: usize, last: usize) -> Verbs {
    let (top, undergone, chain) = governed(lexicon, sentence, first, last);
    let words = &sentence.words;
    let own = |index: usize| words[index].head.is_some_and(|head| chain.contains(&head));
    let belongs = |index: usize| {
        let word = &words[index];
        own(index)
            && (word.is(Relation::Aux)
                || word.is(Relation::Cop)
                || (word.is(Relation::Mark) && word.upos == Upos::Part)
                || lexicon.is_negation(&plain(&word.form))
                || is_reflexive(word, lexicon.reflexive_marker()))
    };
    let subject =
        |index: usize| words[index].is(Relation::Nsubj) || words[index].is(Relation::ExplSubj);
    let passes = |index: usize| {
        let word = &words[index];
        own(index)
            && (word.upos == Upos::Adv
                || (word.upos == Upos::Pron && !subject(index))
                || lexicon.is_subject_clitic(word))
    };
    let left: Vec<usize> = (0..top)
        .rev()
        .take_while(|&index| belongs(index) || passes(index))
        .collect();
    let mut start = left
        .iter()
        .copied()
        .filter(|&index| belongs(index))
        .min()
        .unwrap_or(top);
    let adverb = |index: usize| own(index) && words[index].upos == Upos::Adv;
    let capital = |index: usize| words[index].form.starts_with(char::is_uppercase);
    while start > 0 && adverb(start - 1) && !capital(start - 1) {
        start -= 1;
    }
    let end = closing_negation(lexicon, sentence, start, last).unwrap_or(last);
    let apart: Vec<usize> = (start..=end)
        .filter(|&index| lexicon.is_subject_clitic(&words[index]) || own(index) && subject(index))
        .flat_map(|index| sentence.subtree(index))
        .collect();
    Verbs {
        top,
        undergone,
        words: (start..=end)
            .filter(|index| !apart.contains(index))
            .collect(),
    }
}

/// The verbs above a cue that only help it, topmost first, with the cue's own words.
fn governed(
    lexicon: &Lexicon,
    sentence: &Sentence,
    first: usize,
    last: usize,
) -> (usize, bool, Vec<usize>) {
    const CHAIN: usize = 3;
    const GAP: usize = 3; // *n'a pas voulu*, *à ne pas*: a marker, a negation, an adverb.
    let words = &sentence.words;
    let (mut top, mut undergone) = (first, false);
    let mut chain: Vec<usize> = (first..=last).collect();
    for _ in 0..CHAIN {
        let Some(head) = words[top]
            .head
            .filter(|&head| head < top && top - head <= GAP + 1)
        else {
            break;
        };
        let between = head + 1..top;
        let bare = between.clone().all(|index| {
            matches!(
                words[index].upos,
                Upos::Adp | Upos::Adv | Upos::Part | Upos::Pron
            )
        });
        let reflexive = has_reflexive(sentence, head, lexicon.reflexive_marker());
        // The mark of an infinitive (*to*) is no preposition.
        let leads = |index: &usize| {
            let marks = words[*index].is(Relation::Mark) && words[*index].upos != Upos::Part;
            marks || words[*index].is(Relation::Case)
        };
        let mut markers = between.clone().filter(leads);
        let marker = markers.next_back().map(|index| words[index].lemma.as_str());
        let helper = lexicon
            .helper(&words[head].lemma, reflexive, marker)
            .filter(|_| bare);
        let Some(helper) = helper else {
            break;
        };
        undergone |= helper.undergone;
        chain.extend(head..top);
        top = head;
    }
    (top, undergone, chain)
}

/// The word that completes, behind the verb, a negation begun before it: *ne pense pas*, *n'affirment-ils pas*.
fn closing_negation(
    lexicon: &Lexicon,
    sentence: &Sentence,
    start: usize,
    last: usize,
) -> Option<usize> {
    const FAR: usize = 3;
    let words = &sentence.words;
    let form = |index: usize| plain(&words[index].form);
    let open = (start..=last).any(|index| lexicon.is_negation(&form(index)))
        && !(start..=last).any(|index| lexicon.negates(&form(index)));
    (last + 1..words.len().min(last + 1 + FAR))
        .take_while(|&index| open && matches!(words[index].upos, Upos::Adv | Upos::Pron))
        .find(|&index| words[index].upos == Upos::Adv && lexicon.negates(&form(index)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::content::testing::ask;

    /// The words of each cue, with the letter of its kind and what else is special.
    fn found(rows: &str) -> Vec<String> {
        ask(rows, |context, of| {
            let shown = |cue: CueAt| {
                let kind = match cue.kind {
                    CueKind::Verb(_) => "V",
                    CueKind::Noun(_) => "N",
                    CueKind::Preposition(_) => "P",
                    CueKind::Adverbial(_) => "A",
                };
                let mut words = vec![false; of.sentence.words.len()];
                crate::grammar::tree::take(&mut words, cue.words.iter().copied());
                let state = if cue.is_state { " (state)" } else { "" };
                let undergone = if cue.undergone { " (undergone)" } else { "" };
                format!("{kind}: {}{state}{undergone}", of.chosen(&words))
            };
            let cues = cues(context.lexicon, &of.sentence, &of.text);
            cues.into_iter().map(shown).collect()
        })
    }

    #[test]
    fn a_verb_or_noun_alone_is_a_cue() {
        assert_eq!(
            found("Zoé PROPN 2 nsubj/affirme VERB 0 root affirmer"),
            ["V: affirme"]
        );
        assert_eq!(
            found("l' DET 2 det/affirmation NOUN 0 root/déjà ADV 2 advmod"),
            ["N: affirmation"]
        );
        assert!(found("Zoé PROPN 2 nsubj/mange VERB 0 root manger").is_empty());
    }

    #[test]
    fn a_set_phrase_is_one_cue_with_a_negation_or_an_adverb_inside() {
        let rows = "Zoé PROPN 2 nsubj/laisse VERB 0 root laisser/entendre VERB 2 xcomp VerbForm=Inf entendre";
        assert_eq!(found(rows), ["V: laisse entendre"]);
        let gap = "Zoé PROPN 2 nsubj/laisse VERB 0 root laisser/déjà ADV 2 advmod/entendre VERB 2 xcomp VerbForm=Inf entendre";
        assert_eq!(found(gap), ["V: laisse déjà entendre"]);
        let noun = "une DET 2 det/mise NOUN 0 root/en ADP 4 case/garde NOUN 2 nmod/à ADP 2 dep";
        assert_eq!(found(noun), ["N: mise en garde"]);
    }

    #[test]
    fn phrases_are_found_as_the_text_has_them_also_in_contractions() {
        assert_eq!(found("selon ADP 2 case/Zoé PROPN 0 root"), ["P: selon"]);
        assert_eq!(
            found("d' ADP 3 case/après ADP 1 fixed/Zoé PROPN 0 root"),
            ["P: d' après"]
        );
        // The contraction that ends a phrase belongs to what stands behind.
        let rows = "aux ADP 3 case/+les DET 3 det/yeux NOUN 6 obl/des ADP 6 case de/+les DET 6 det/élus NOUN 0 root";
        assert_eq!(found(rows), ["P: aux les yeux"]);
        let owner = "de ADP 4 case/son DET 4 det Poss=Yes/propre ADJ 4 amod/aveu NOUN 0 root/là ADV 4 advmod";
        assert_eq!(found(owner), ["A: de propre aveu", "N: aveu"]);
    }

    #[test]
    fn a_state_is_a_passive_in_which_nobody_acts() {
        let rows = "Ana PROPN 3 nsubj:pass/was AUX 3 aux:pass/convinced VERB 0 root Tense=Past|VerbForm=Part convince";
        assert_eq!(found(rows), ["V: was convinced (state)"]);
        let acted = format!("{rows}/by ADP 5 case/Max PROPN 3 obl:agent");
        assert_eq!(found(&acted), ["V: was convinced"]);
    }

    #[test]
    fn a_cue_takes_its_auxiliaries_and_its_negation_and_leaves_its_subject_out() {
        let rows = "Zoé PROPN 4 nsubj/n' ADV 4 advmod ne/a AUX 4 aux/affirmé VERB 0 root affirmer/rien PRON 4 obj";
        assert_eq!(found(rows)[0], "V: n' a affirmé");
        let closed = "Zoé PROPN 3 nsubj/n' ADV 3 advmod ne/affirme VERB 0 root affirmer/pas ADV 3 advmod/déjà ADV 3 advmod";
        assert_eq!(found(closed), ["V: n' affirme pas"]);
        let inverted = "a AUX 3 aux/-t-elle PRON 3 nsubj/affirmé VERB 0 root affirmer";
        assert_eq!(found(inverted), ["V: a affirmé"]);
    }

    #[test]
    fn a_verb_that_only_helps_another_one_is_part_of_it() {
        let rows = "Zoé PROPN 2 nsubj/finit VERB 0 root finir/par ADP 4 mark/avouer VERB 2 xcomp VerbForm=Inf/déjà ADV 4 advmod";
        assert_eq!(found(rows), ["V: finit par avouer"]);
        let other = rows.replace("par ADP", "pour ADP");
        assert!(found(&other).contains(&"V: avouer".to_owned()));
        // *veut* is a cue of its own where it does not only help.
        let helping = "Zoé PROPN 2 nsubj/veut VERB 0 root vouloir/croire VERB 2 xcomp VerbForm=Inf/déjà ADV 3 advmod";
        assert_eq!(found(helping), ["V: veut croire"]);
        let undergone = "Zoé PROPN 3 nsubj/s' PRON 3 expl:pv Reflex=Yes/entend VERB 0 root entendre/répondre VERB 3 xcomp VerbForm=Inf";
        assert_eq!(found(undergone), ["V: s' entend répondre (undergone)"]);
    }

    #[test]
    fn the_reflexive_use_of_a_verb_is_another_verb() {
        let rows = "Zoé PROPN 3 nsubj/se PRON 3 expl:pv Reflex=Yes/plaint VERB 0 root plaindre";
        assert_eq!(found(rows), ["V: se plaint"]);
        assert!(found("Zoé PROPN 2 nsubj/plaint VERB 0 root plaindre").is_empty());
    }

    #[test]
    fn in_a_language_without_reflexive_verbs_a_stressing_pronoun_changes_nothing() {
        let rows = "Ana PROPN 2 nsubj/pointed VERB 0 root point/out ADP 2 compound:prt/herself PRON 2 obj Reflex=Yes";
        assert_eq!(found(rows), ["V: pointed out"]);
    }

    #[test]
    fn what_somebody_says_of_themselves_is_no_cue() {
        let rows =
            "Zoé PROPN 3 nsubj/se PRON 3 obj Reflex=Yes/dit VERB 0 root dire/sûre ADJ 3 xcomp sûr";
        assert_eq!(found(rows), ["V: se dit"]);
        let alone = "Zoé PROPN 3 nsubj/est AUX 3 cop/sûre ADJ 0 root sûr";
        assert_eq!(found(alone), ["V: est sûre"]);
    }
}
