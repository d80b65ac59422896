//! Where a content begins and ends: trees hang a date, a negation or an afterthought on the wrong side of the border.

use selon_analyse::feature::{Mood, PronType, Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;
use selon_languages::plain;

use super::cues::{CueAt, CueKind};
use crate::grammar::clause::is_another_clause;
use crate::grammar::nominal;
use crate::grammar::punctuation::is_quotation_mark;
use crate::grammar::tree::{has_form, take};
use crate::lexicon::Slot;
use crate::lexicon::cues::{CueWord, Lexicon};

/// Mends the words of a content that its cue governs from the left.
pub(super) fn mend(
    lexicon: &Lexicon,
    sentence: &Sentence,
    cue: &CueAt,
    cues: &[CueAt],
    dated: &dyn Fn(usize) -> bool,
    chosen: &mut [bool],
) {
    let Some(&last) = cue.words.last() else {
        return;
    };
    if chosen[..last].contains(&true) {
        return;
    }
    let_go_of_stressed(sentence, last, chosen);
    let_go_of_date(sentence, last, chosen);
    let_go_of_time(sentence, last, dated, chosen);
    if let CueKind::Verb(entry) = cue.kind {
        take_subject(sentence, cue, entry, chosen);
        take_stray_subject(sentence, cue, chosen);
        take_coordinated(sentence, cue, cues, chosen);
    }
    fill(sentence, cue, chosen);
    take_quoted(sentence, chosen);
    take_lead(lexicon, sentence, last, chosen);
    take_explained(sentence, chosen);
    cut_afterthought(lexicon, sentence, cue, cues, chosen);
    cut_aside(sentence, cue, chosen);
}

/// Nor does who says it belong to what is said behind the cue, wherever the tree hangs them: *le Front, lui, dément* | *avoir
/// tiré*.
pub(super) fn let_go_of_source(
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
fn let_go_of_stressed(sentence: &Sentence, last: usize, chosen: &mut [bool]) {
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
fn let_go_of_date(sentence: &Sentence, last: usize, chosen: &mut [bool]) {
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
fn let_go_of_time(
    sentence: &Sentence,
    last: usize,
    dated: &dyn Fn(usize) -> bool,
    chosen: &mut [bool],
) {
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
fn take_subject(sentence: &Sentence, cue: &CueAt, entry: &CueWord, chosen: &mut [bool]) {
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
fn take_stray_subject(sentence: &Sentence, cue: &CueAt, chosen: &mut [bool]) {
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
fn take_coordinated(sentence: &Sentence, cue: &CueAt, cues: &[CueAt], chosen: &mut [bool]) {
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
fn fill(sentence: &Sentence, cue: &CueAt, chosen: &mut [bool]) {
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
fn take_quoted(sentence: &Sentence, chosen: &mut [bool]) {
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
fn take_explained(sentence: &Sentence, chosen: &mut [bool]) {
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
fn take_lead(lexicon: &Lexicon, sentence: &Sentence, last: usize, chosen: &mut [bool]) {
    const LEAD: usize = 4;
    let words = &sentence.words;
    let Some(first) = (last + 1..words.len()).find(|&word| chosen[word]) else {
        return;
    };
    let small = |word: usize| {
        let of = &words[word];
        let infinitive = of.feats.is(VerbForm::Inf) && of.upos == Upos::Aux;
        let clitic = of.upos == Upos::Pron && !of.form.starts_with('-') && !of.is(Relation::Nsubj);
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
        Some(&last) if !chosen[last] => take_lead(lexicon, sentence, last, &mut chosen),
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
fn cut_afterthought(
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
fn cut_aside(sentence: &Sentence, cue: &CueAt, chosen: &mut [bool]) {
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
