//! Where a content begins and ends: trees hang a date, a negation or an afterthought on the wrong side of the border.

use selon_analyse::feature::{Mood, PronType, Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;
use selon_languages::plain;

use super::content::CueContext;
use super::cues::{CueAt, CueKind};
use crate::grammar::clause::is_another_clause;
use crate::grammar::nominal;
use crate::grammar::punctuation::is_quotation_mark;
use crate::grammar::tree::{has_form, take};
use crate::lexicon::Slot;
use crate::lexicon::cues::{CueWord, Lexicon};

/// Mends the words of a content that its cue governs from the left.
pub(super) fn mend(around: &CueContext, cue: &CueAt, cues: &[CueAt], chosen: &mut [bool]) {
    let (lexicon, sentence) = (around.lexicon, around.sentence);
    let Some(&last) = cue.words.last() else {
        return;
    };
    if chosen[..last].contains(&true) {
        return;
    }
    trim_stressed(sentence, last, chosen);
    trim_date(sentence, last, chosen);
    trim_time(sentence, last, around.dated, chosen);
    if let CueKind::Verb(entry) = cue.kind {
        extend_to_subject(sentence, cue, entry, chosen);
        extend_to_stray_subject(sentence, cue, chosen);
        extend_to_conjunct(sentence, cue, cues, chosen);
    }
    extend_over_gaps(sentence, cue, chosen);
    extend_to_quotation(sentence, chosen);
    extend_to_lead(lexicon, sentence, last, chosen);
    extend_to_explanation(sentence, chosen);
    trim_afterthought(lexicon, sentence, cue, cues, chosen);
    trim_aside(sentence, cue, chosen);
}

/// Nor does who says it belong to what is said behind the cue, wherever the tree hangs them: *le Front, lui, dément* | *avoir
/// tiré*.
pub(super) fn trim_source(
    sentence: &Sentence,
    cue: &CueAt,
    source: Option<usize>,
    chosen: &mut [bool],
) {
    let behind = chosen[cue.word..].contains(&true);
    if let Some(source) = source.filter(|&source| behind && source < cue.word && chosen[source]) {
        for word in sentence.subtree(source) {
            chosen[word] = false;
        }
    }
}

/// Nor does a pronoun that stresses who says it: *craint, elle,* | *que les urgences suivent*.
fn trim_stressed(sentence: &Sentence, last: usize, chosen: &mut [bool]) {
    let words = &sentence.words;
    let first =
        (last + 1..words.len()).find(|&word| chosen[word] && words[word].upos != Upos::Punct);
    let comma = |word: usize| words.get(word).is_some_and(|word| word.form == ",");
    let stressed =
        |word: &usize| words[*word].upos == Upos::Pron && comma(word - 1) && comma(word + 1);
    if let Some(pronoun) = first.filter(stressed) {
        chosen[..=pronoun + 1].fill(false);
    }
}

/// What stands before the conjunction is no part of the clause it opens: *a dit mardi que …*, *urged again to …*.
fn trim_date(sentence: &Sentence, last: usize, chosen: &mut [bool]) {
    let words = &sentence.words;
    let Some(first) = (last + 1..words.len()).find(|&word| chosen[word]) else {
        return;
    };
    let opens = |&word: &usize| {
        let top = words[word].head.is_some_and(|head| {
            let alone = words[head].head.is_none_or(|above| !chosen[above]);
            chosen[head] && alone && sentence.subtree(head).contains(&first)
        });
        chosen[word] && words[word].is(Relation::Mark) && top
    };
    let comma = |word: usize| words[word].upos == Upos::Punct;
    let mark = (first..words.len()).find(opens);
    if let Some(mark) = mark.filter(|&mark| !(first..mark).any(comma)) {
        chosen[first..mark].fill(false);
    }
}

/// Nor are the words of a date right behind a cue that the clause's subject follows: *told the crowd this weekend* | *he would
/// resign*.
fn trim_time(sentence: &Sentence, last: usize, dated: &dyn Fn(usize) -> bool, chosen: &mut [bool]) {
    let words = &sentence.words;
    let Some(first) = (last + 1..words.len()).find(|&word| chosen[word]) else {
        return;
    };
    let rest = first + (first..words.len()).take_while(|&word| dated(word)).count();
    let begins = |word: usize| chosen[word] && words[word].upos != Upos::Punct;
    let clause = (rest..words.len()).find(|&word| {
        chosen[word]
            && words[word].is(Relation::Ccomp)
            && !words[word].head.is_some_and(|head| chosen[head])
    });
    let subject = clause.and_then(|clause| {
        let mut children = sentence.children(clause);
        children.find(|&child| words[child].is(Relation::Nsubj))
    });
    let next = subject.is_some_and(|subject| sentence.subtree(subject).first() == Some(&rest));
    if rest > first && next && begins(rest) {
        chosen[first..rest].fill(false);
    }
}

/// A clause without a conjunction begins with its subject, which trees may hang on the cue as if it were its object:
/// *believes* | *his efforts will succeed*.
fn extend_to_subject(sentence: &Sentence, cue: &CueAt, entry: &CueWord, chosen: &mut [bool]) {
    let words = &sentence.words;
    let last = *cue.words.last().unwrap_or(&cue.word);
    let Some(first) = (last + 1..words.len()).find(|&word| chosen[word]) else {
        return;
    };
    let top = (first..words.len())
        .find(|&word| chosen[word] && words[word].head.is_none_or(|head| !chosen[head]));
    let bare = top.is_some_and(|top| {
        words[top].is(Relation::Ccomp)
            && sentence
                .children(top)
                .all(|child| !words[child].is(Relation::Mark))
    });
    if !bare || entry.addressee == Some(Slot::Object) || first == last + 1 {
        return;
    }
    let named = (last + 1..first).any(|word| {
        matches!(words[word].upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && words[word].is(Relation::Obj)
    });
    let whole = (last + 1..first).all(|word| words[word].upos != Upos::Punct);
    if named && whole {
        chosen[last + 1..first].fill(true);
    }
}

/// What stands between a conjunction and the rest of its clause is part of that clause, though the tree may call it the cue's
/// subject.
fn extend_to_stray_subject(sentence: &Sentence, cue: &CueAt, chosen: &mut [bool]) {
    let words = &sentence.words;
    let stray = |child: &usize| {
        words[*child].is(Relation::Nsubj)
            && *child > cue.word
            && is_another_clause(sentence, cue.word, *child)
    };
    if let Some(subject) = sentence.children(cue.word).find(stray) {
        take(chosen, sentence.subtree(subject));
    }
}

/// A clause that goes on with *and* or *but* has a subject of its own and reports nothing is reported with the clause
/// before, where no conjunction told where the report ends.
fn extend_to_conjunct(sentence: &Sentence, cue: &CueAt, cues: &[CueAt], chosen: &mut [bool]) {
    let words = &sentence.words;
    let marked = words.iter().enumerate().any(|(index, word)| {
        chosen[index]
            && word.is(Relation::Mark)
            && word.upos == Upos::Sconj
            && word
                .head
                .is_some_and(|head| words[head].head == Some(cue.word))
    });
    let Some(end) = chosen
        .iter()
        .rposition(|&chosen| chosen)
        .filter(|_| !marked)
    else {
        return;
    };
    let clausal = chosen.iter().enumerate().any(|(index, &chosen)| {
        chosen && words[index].is(Relation::Ccomp) && words[index].head == Some(cue.word)
    });
    let goes_on = sentence.children(cue.word).find(|&child| {
        let subtree = sentence.subtree(child);
        let subject = sentence
            .children(child)
            .any(|word| words[word].is(Relation::Nsubj));
        let link = subtree.first().is_some_and(|&first| {
            words[first].is(Relation::Cc) || words[first].upos == Upos::Punct
        });
        let modal = |verb: usize| {
            sentence.children(verb).any(|child| {
                let mood = words[child].feats.is(Mood::Ind) || words[child].feats.is(VerbForm::Fin);
                words[child].is(Relation::Aux)
                    && mood
                    && words[child].feats.get::<Tense>().is_none()
            })
        };
        // *says it would cost millions but would save lives*: the auxiliary is the report's.
        let shared = modal(child) && !modal(cue.word);
        words[child].is(Relation::Conj)
            && clausal
            && (subject || shared)
            && link
            && subtree.first().is_some_and(|&first| {
                first == end + 1 || (first == end + 2 && words[end + 1].upos == Upos::Punct)
            })
            && !cues.iter().any(|other| subtree.contains(&other.word))
    });
    if let Some(child) = goes_on {
        take(chosen, sentence.subtree(child));
    }
}

/// A small word between two words of a content is one of its words.
fn extend_over_gaps(sentence: &Sentence, cue: &CueAt, chosen: &mut [bool]) {
    const GAP: usize = 2;
    let small = |word: usize| {
        let upos = sentence.words[word].upos;
        matches!(
            upos,
            Upos::Adv | Upos::Pron | Upos::Part | Upos::Aux | Upos::Adp | Upos::Det
        ) && !cue.words.contains(&word)
    };
    let mut before = None;
    for word in 0..chosen.len() {
        if !chosen[word] {
            continue;
        }
        if let Some(before) = before
            && word - before <= GAP + 1
            && (before + 1..word).all(small)
        {
            chosen[before..word].fill(true);
        }
        before = Some(word);
    }
}

/// A quotation that follows a content without a comma belongs to it, with what follows up to the next stop: trees end at
/// the marks. So does a quoted clause that is joined to it by a word: *a dit craindre « le pire » et « ne plus dormir »*.
fn extend_to_quotation(sentence: &Sentence, chosen: &mut [bool]) {
    let words = &sentence.words;
    let is_mark = |word: usize| is_quotation_mark(&words[word].form);
    while let Some(end) = chosen.iter().rposition(|&chosen| chosen) {
        let open = (0..=end).filter(|&word| chosen[word] && is_mark(word));
        let Some(opening) = next_quotation(sentence, end).filter(|_| open.count() % 2 == 0) else {
            return;
        };
        let Some(close) = (opening + 1..words.len()).find(|&word| is_mark(word)) else {
            return;
        };
        let clause = words[opening..close]
            .iter()
            .any(|word| matches!(word.upos, Upos::Verb | Upos::Aux));
        if opening > end + 1 && !clause {
            return;
        }
        let stop = (close + 1..words.len())
            .find(|&word| words[word].upos == Upos::Punct)
            .unwrap_or(words.len());
        chosen[end + 1..stop].fill(true);
    }
}

/// The opening mark behind a content with nothing between but a conjunction and small words, a comma before them.
fn next_quotation(sentence: &Sentence, end: usize) -> Option<usize> {
    const LINK: usize = 3;
    let words = &sentence.words;
    let mark = (end + 1..words.len())
        .take(LINK + 1)
        .find(|&word| is_quotation_mark(&words[word].form))?;
    let link = |upos: Upos| matches!(upos, Upos::Cconj | Upos::Sconj);
    let small = |upos: Upos| link(upos) || upos == Upos::Adv;
    let first = end + 1 + usize::from(words[end + 1].form == ",");
    let joined = (first..mark).all(|word| small(words[word].upos))
        && (first..mark).any(|word| link(words[word].upos));
    (mark == end + 1 || joined).then_some(mark)
}

/// What a colon opens behind a content says it in full: *a proposé une solution : fermer la route*. A quotation there is
/// taken by its marks.
fn extend_to_explanation(sentence: &Sentence, chosen: &mut [bool]) {
    let words = &sentence.words;
    let Some(end) = chosen.iter().rposition(|&chosen| chosen) else {
        return;
    };
    let is_stop = |word: usize| words[word].upos == Upos::Punct;
    let rest = (end + 2..words.len()).rfind(|&word| !is_stop(word));
    let colon = words.get(end + 1).is_some_and(|word| word.form == ":");
    let quoted = (end + 2..words.len()).any(|word| is_quotation_mark(&words[word].form));
    if let Some(last) = rest.filter(|_| colon && !quoted) {
        chosen[end + 1..=last].fill(true);
    }
}

/// The words between a cue and its content that open the content: a conjunction, the negation, pronoun or auxiliary of an
/// infinitive, the preposition before a quoted phrase.
fn extend_to_lead(lexicon: &Lexicon, sentence: &Sentence, last: usize, chosen: &mut [bool]) {
    const LEAD: usize = 4;
    let words = &sentence.words;
    let Some(first) = (last + 1..words.len()).find(|&word| chosen[word]) else {
        return;
    };
    let small = |word: usize| {
        let of = &words[word];
        let infinitive = of.feats.is(VerbForm::Inf) && of.upos == Upos::Aux;
        let clitic =
            of.upos == Upos::Pron && !lexicon.is_subject_clitic(of) && !of.is(Relation::Nsubj);
        infinitive
            || clitic
            || matches!(of.upos, Upos::Sconj | Upos::Adp)
            || lexicon.is_negation(&plain(&of.form))
            || is_quotation_mark(&of.form)
    };
    let opens = |word: usize| {
        let of = &words[word];
        of.upos == Upos::Sconj
            || (of.upos == Upos::Adp && !of.is(Relation::Case))
            || of.feats.is(VerbForm::Inf)
            || lexicon.is_negation(&plain(&of.form))
    };
    let run = (last + 1..first)
        .rev()
        .take(LEAD)
        .take_while(|&word| small(word));
    if let Some(start) = run.filter(|&word| opens(word)).last() {
        chosen[start..first].fill(true);
    }
}

/// The preposition right behind a cue, in a language that has it belong to the cue: *called for* | *a vote*.
pub(super) fn leading_preposition(
    lexicon: &Lexicon,
    sentence: &Sentence,
    cue: &CueAt,
) -> Option<usize> {
    let governs = matches!(cue.kind, CueKind::Verb(_) | CueKind::Noun(_));
    let next = cue.words.last()? + 1;
    let word = sentence.words.get(next)?;
    let noun = word.upos == Upos::Adp && (word.is(Relation::Case) || word.is(Relation::Mark));
    let doing = word
        .head
        .is_some_and(|head| sentence.words[head].feats.is(VerbForm::Ger));
    // *called for cutting taxes*, *agree on who pays*
    let listed = |entry: &CueWord| entry.prepositions.contains(&word.lemma.as_str());
    let own = matches!(cue.kind, CueKind::Verb(entry) if listed(entry));
    let clause = word.is(Relation::Mark) && (doing || (own && word.upos != Upos::Part));
    let is_preposition = noun || clause;
    (governs && is_preposition && lexicon.cue_takes_preposition()).then_some(next)
}

/// A quoted content stretched to the cue where only words that open it stand between: *dit n'avoir « rien vu »*, *répond
/// que « … »*, *conclut à « une erreur »*.
pub(super) fn with_lead(lexicon: &Lexicon, sentence: &Sentence, cue: &CueAt, piece: Span) -> Span {
    let mut chosen: Vec<bool> = sentence
        .words
        .iter()
        .map(|word| piece.contains(word.span))
        .collect();
    let before = chosen.iter().position(|&chosen| chosen);
    match cue.words.last() {
        Some(&last) if !chosen[last] => extend_to_lead(lexicon, sentence, last, &mut chosen),
        _ => return piece,
    }
    match chosen.iter().position(|&chosen| chosen) {
        Some(first) if Some(first) != before => {
            Span::new(sentence.words[first].span.start, piece.end)
        }
        _ => piece,
    }
}

/// Whether a subject that begins at a word and its cue are all that follows: *he killed her, prosecutors said*.
fn is_told_by(sentence: &Sentence, cue: &CueAt, next: usize) -> bool {
    let words = &sentence.words;
    let quotes =
        matches!(cue.kind, CueKind::Verb(entry) if entry.frames.quote && entry.frames.clause);
    let subject = sentence
        .children(cue.word)
        .find(|&child| words[child].is(Relation::Nsubj));
    let begins = subject.is_some_and(|subject| {
        subject < cue.word && sentence.subtree(subject).first() == Some(&next)
    });
    let governs = sentence.children(cue.word).any(|child| {
        child > cue.word && (words[child].is(Relation::Ccomp) || words[child].is(Relation::Xcomp))
    });
    let relative = words[cue.word].is(Relation::Acl) || words[cue.word].is(Relation::Conj);
    cue.word > next && quotes && begins && !governs && !relative
}

/// Whether a clause of its own that says or thinks something begins at a word: *he would stay, though he admitted that …*.
fn concedes(sentence: &Sentence, cue: &CueAt, next: usize) -> bool {
    let words = &sentence.words;
    let opens = words[next].is(Relation::Mark) && words[next].head == Some(cue.word);
    let clause = words[cue.word].is(Relation::Advcl) && words[cue.word].feats.is(VerbForm::Fin);
    let children = || sentence.children(cue.word);
    let subject =
        children().any(|child| words[child].is(Relation::Nsubj) && words[child].upos == Upos::Pron);
    let governs = children().any(|child| child > cue.word && words[child].is(Relation::Ccomp));
    opens && clause && subject && governs
}

/// The last part behind a comma is the writer's where it is another attribution of the whole (*…, selon X*; *…, adding that
/// …*) or says how it was said (*…, sans donner de détails*).
fn trim_afterthought(
    lexicon: &Lexicon,
    sentence: &Sentence,
    cue: &CueAt,
    cues: &[CueAt],
    chosen: &mut [bool],
) {
    let words = &sentence.words;
    let Some(end) = chosen.iter().rposition(|&chosen| chosen) else {
        return;
    };
    let after = *cue.words.last().unwrap_or(&0);
    let is_comma = |&word: &usize| words[word].form == ",";
    let commas: Vec<usize> = (after + 2..end).filter(is_comma).collect();
    let cut = commas.into_iter().find(|&comma| {
        let next = comma + 1;
        let attributes = cues.iter().any(|other| match other.kind {
            CueKind::Preposition(_) => {
                let source = super::source::of_preposition(sentence, other.word, other.length);
                let closes = source.is_some_and(|source| {
                    *nominal::group_with_conjuncts(sentence, source).end() >= end
                });
                other.word == next && closes
            }
            CueKind::Verb(_) => {
                let participle = has_form(&words[other.word], &[VerbForm::Part, VerbForm::Ger]);
                let adverbs = (next..other.word).all(|word| words[word].upos == Upos::Adv);
                let adds = participle
                    && !words[other.word].feats.is(Tense::Past)
                    && other.word >= next
                    && adverbs;
                adds || is_told_by(sentence, other, next) || concedes(sentence, other, next)
            }
            _ => false,
        });
        let manner = lexicon.ends_content(&plain(&words[next].form))
            && sentence.words[next].head.is_some_and(|head| {
                words[next].is(Relation::Mark)
                    && has_form(
                        &words[head],
                        &[VerbForm::Inf, VerbForm::Ger, VerbForm::Part],
                    )
            });
        attributes || manner
    });
    if let Some(comma) = cut {
        chosen[comma..].fill(false);
    }
}

/// What a relative clause behind a comma adds to a thing that is named is the writer's: *praised the plan, which costs
/// millions*; so is when or why it happened, as a clause. A clause that is reported keeps both.
fn trim_aside(sentence: &Sentence, cue: &CueAt, chosen: &mut [bool]) {
    let words = &sentence.words;
    const LEAD: usize = 5;
    let after = *cue.words.last().unwrap_or(&0);
    let top = |word: usize| chosen[word] && words[word].head.is_none_or(|head| !chosen[head]);
    let Some(head) = (after + 1..words.len()).find(|&word| top(word)) else {
        return;
    };
    let named = matches!(words[head].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let clause = sentence
        .children(head)
        .any(|child| words[child].is(Relation::Cop) || words[child].is(Relation::Mark));
    let asks = words[head].feats.is(PronType::Int) || words[head].feats.is(PronType::Rel);
    if !named || clause || asks {
        return;
    }
    let relative = |comma: usize| {
        let pronoun = (comma + 1..words.len().min(comma + LEAD))
            .find(|&word| words[word].feats.is(PronType::Rel));
        let led = |word: usize| {
            matches!(
                words[word].upos,
                Upos::Adp | Upos::Adj | Upos::Pron | Upos::Det | Upos::Num | Upos::Noun
            )
        };
        words[comma].form == "," && pronoun.is_some_and(|pronoun| (comma + 1..pronoun).all(led))
    };
    let circumstance = |mark: usize| {
        let of = words[mark].head;
        words[mark].is(Relation::Mark)
            && words[mark].upos == Upos::Sconj
            && of.is_some_and(|verb| {
                words[verb].is(Relation::Advcl) && has_form(&words[verb], &[VerbForm::Fin])
            })
    };
    let aside = (head + 1..words.len())
        .find(|&word| chosen[word] && (relative(word) || circumstance(word)));
    if let Some(comma) = aside {
        chosen[comma..].fill(false);
    }
}

#[cfg(test)]
mod tests {
    use crate::statements::parse::parse;
    use crate::statements::testing::in_context;

    /// The content of the cue of a form, its ends mended.
    fn content(language: &str, cue: &str, rows: &str) -> String {
        in_context(language, rows, |context, tree| {
            let mut cues = context.cues.iter();
            let cue = cues.find(|found| found.word == tree.at(cue)).unwrap();
            let content = parse(context, cue).unwrap().content.unwrap();
            tree.chosen(&content.words)
        })
    }

    #[test]
    fn a_pronoun_that_stresses_the_source_stays_out() {
        let found = content(
            "fr",
            "craint",
            "La DET 2 det/ministre NOUN 3 nsubj/craint VERB 0 root VerbForm=Fin craindre/, PUNCT 5 punct/elle PRON 9 dislocated/, PUNCT 9 punct/que SCONJ 9 mark/les DET 9 det/urgences NOUN 3 ccomp/ferment VERB 9 acl VerbForm=Fin fermer",
        );
        assert_eq!(found, "que les urgences ferment");
    }

    #[test]
    fn a_date_before_the_conjunction_stays_out() {
        let found = content(
            "en",
            "said",
            "The DET 2 det/mayor NOUN 3 nsubj/said VERB 0 root VerbForm=Fin say/on ADP 5 case/Tuesday PROPN 10 obl/that SCONJ 10 mark/the DET 8 det/bridge NOUN 10 nsubj/was AUX 10 cop be/safe ADJ 3 ccomp",
        );
        assert_eq!(found, "that the bridge was safe");
    }

    #[test]
    fn a_subject_that_the_tree_takes_for_an_object_belongs_to_the_clause() {
        let found = content(
            "en",
            "believes",
            "Brown PROPN 2 nsubj/believes VERB 0 root VerbForm=Fin believe/his PRON 4 nmod:poss Poss=Yes/plan NOUN 2 obj/will AUX 6 aux VerbForm=Fin/work VERB 2 ccomp VerbForm=Inf",
        );
        assert_eq!(found, "his plan will work");
    }

    #[test]
    fn a_clause_that_goes_on_is_reported_too() {
        let found = content(
            "en",
            "said",
            "She PRON 2 nsubj/said VERB 0 root VerbForm=Fin say/the DET 4 det/road NOUN 6 nsubj/was AUX 6 cop be/closed ADJ 2 ccomp/and CCONJ 11 cc/the DET 9 det/school NOUN 11 nsubj/was AUX 11 cop be/empty ADJ 2 conj",
        );
        assert_eq!(found, "the road was closed and the school was empty");
    }

    #[test]
    fn how_it_was_said_is_the_writers() {
        let found = content(
            "fr",
            "promis",
            "Le DET 2 det/maire NOUN 4 nsubj/a AUX 4 aux:tense avoir/promis VERB 0 root VerbForm=Part promettre/de ADP 6 mark/rouvrir VERB 4 xcomp VerbForm=Inf/la DET 8 det/piscine NOUN 6 obj/, PUNCT 11 punct/sans ADP 11 mark/donner VERB 6 advcl VerbForm=Inf/de ADP 13 case/date NOUN 11 obl:arg",
        );
        assert_eq!(found, "de rouvrir la piscine");
    }

    #[test]
    fn what_a_colon_opens_says_a_content_in_full() {
        let found = content(
            "fr",
            "proposé",
            "Le DET 2 det/syndicat NOUN 4 nsubj/a AUX 4 aux:tense avoir/proposé VERB 0 root VerbForm=Part proposer/une DET 6 det/solution NOUN 4 obj/: PUNCT 8 punct/fermer VERB 4 parataxis VerbForm=Inf/la DET 10 det/route NOUN 8 obj",
        );
        assert_eq!(found, "une solution : fermer la route");
    }

    #[test]
    fn a_relative_clause_behind_a_comma_is_the_writers() {
        let found = content(
            "en",
            "praised",
            "The DET 2 det/union NOUN 3 nsubj/praised VERB 0 root VerbForm=Fin praise/the DET 5 det/plan NOUN 3 obj/, PUNCT 8 punct/which PRON 8 nsubj PronType=Rel/costs VERB 5 acl:relcl VerbForm=Fin cost/millions NOUN 8 obj",
        );
        assert_eq!(found, "the plan");
    }

    #[test]
    fn another_attribution_of_the_same_ends_it() {
        let found = content(
            "en",
            "said",
            "He PRON 2 nsubj/said VERB 0 root VerbForm=Fin say/he PRON 5 nsubj/would AUX 5 aux VerbForm=Fin/stay VERB 2 ccomp VerbForm=Inf/, PUNCT 7 punct/adding VERB 5 advcl Tense=Pres|VerbForm=Part add/that SCONJ 11 mark/the DET 10 det/team NOUN 11 nsubj/needed VERB 7 ccomp VerbForm=Fin need/him PRON 11 obj",
        );
        assert_eq!(found, "he would stay");
    }

    #[test]
    fn a_quotation_that_follows_without_a_comma_belongs_to_it() {
        let found = content(
            "fr",
            "dit",
            "Le DET 2 det/juge NOUN 4 nsubj/a AUX 4 aux:tense avoir/dit VERB 0 root VerbForm=Part dire/craindre VERB 4 xcomp VerbForm=Inf/« PUNCT 8 punct/le DET 8 det/pire NOUN 4 obj/» PUNCT 8 punct/. PUNCT 4 punct",
        );
        assert_eq!(found, "craindre « le pire »");
    }

    #[test]
    fn a_small_word_between_two_of_a_content_is_one_of_its_own() {
        let found = content(
            "fr",
            "annonce",
            "Elle PRON 2 nsubj/annonce VERB 0 root VerbForm=Fin annoncer/que SCONJ 6 mark/tout PRON 6 nsubj/reste ADV 2 advmod/fermé ADJ 2 ccomp",
        );
        assert_eq!(found, "que tout reste fermé");
    }

    #[test]
    fn the_negation_of_an_infinitive_opens_it() {
        let found = content(
            "fr",
            "dit",
            "Elle PRON 2 nsubj/dit VERB 0 root VerbForm=Fin dire/ne ADV 2 advmod/pas ADV 2 advmod/céder VERB 2 xcomp VerbForm=Inf",
        );
        assert_eq!(found, "ne pas céder");
    }

    #[test]
    fn who_says_it_is_no_part_of_it() {
        let found = content(
            "fr",
            "dément",
            "Le DET 2 det/club NOUN 6 nsubj/, PUNCT 2 punct/lui PRON 2 appos/, PUNCT 2 punct/dément VERB 0 root VerbForm=Fin démentir/avoir AUX 8 aux:tense VerbForm=Inf/payé VERB 6 xcomp VerbForm=Part payer",
        );
        assert_eq!(found, "avoir payé");
    }

    #[test]
    fn a_date_right_behind_the_cue_stays_out_of_a_bare_clause() {
        let found = content(
            "en",
            "told",
            "She PRON 2 nsubj/told VERB 0 root VerbForm=Fin tell/them PRON 2 iobj/he PRON 6 nsubj/would AUX 6 aux VerbForm=Fin/resign VERB 2 ccomp VerbForm=Inf",
        );
        assert_eq!(found, "he would resign");
    }
}
