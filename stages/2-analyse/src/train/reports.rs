//! Sentences of a treebank with a reporting clause: treebanks hold hardly any, news is full of them.

use crate::conllu::{GoldSentence, GoldWord, Treebank};
use crate::{Relation, Upos};
use rustc_hash::FxHashMap;

use super::FOLDS;

/// The word that stands for the reported statement in a sentence of reports.
const STATEMENT: &str = "*";

/// A sentence of more words is left alone: news seldom reports so much at once.
const MOST_WORDS: usize = 40;

/// Where a word of a made sentence comes from, and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Origin {
    Report(usize),
    Statement(usize),
}

/// A treebank's sentence that can be reported.
struct Statement<'a> {
    /// Without the full stop.
    words: &'a [GoldWord],
    root: usize,
    /// Where a clause may stand inside: how many words come before it, and where the rest begins.
    cuts: Vec<(usize, usize)>,
}

/// Lets every sentence of reports report a sentence of a treebank, in place of the words that stand for one; a sentence
/// without such a word is taken as it is. Each comes with its fold.
///
/// `treebank` has its folds too. A report is in the fold of its statement, and all reports with one verb are in one fold:
/// none is ever tagged by a tagger that has seen its statement or its verb in another report.
pub(super) fn reported(
    treebank: &[(usize, &GoldSentence)],
    reports: &Treebank,
) -> Vec<(usize, GoldSentence)> {
    let mut statements: [Vec<Statement>; FOLDS] = Default::default();
    for &(fold, sentence) in treebank {
        statements[fold].extend(Statement::new(sentence));
    }
    let mut verbs: FxHashMap<&str, usize> = FxHashMap::default();
    let mut turns = [0usize; FOLDS];
    let mut made = Vec::new();
    for report in &reports.sentences {
        let number = verbs.len();
        let fold = *verbs.entry(verb(report)).or_insert(number) % FOLDS;
        let places = report.words.iter().filter(is_statement).count();
        if places == 0 {
            made.push((fold, report.clone()));
            continue;
        }
        let near = statements[fold].iter().cycle().skip(turns[fold]);
        let fits = |statement: &&Statement| places == 1 || !statement.cuts.is_empty();
        let Some(passed) = near.take(statements[fold].len()).position(|s| fits(&s)) else {
            continue;
        };
        let statement = &statements[fold][(turns[fold] + passed) % statements[fold].len()];
        turns[fold] = (turns[fold] + passed + 1) % statements[fold].len();
        made.push((fold, statement.within(report, made.len())));
    }
    made
}

/// The lemma of the verb that reports. A verb that is the root may be that of a statement of the report's own.
fn verb(report: &GoldSentence) -> &str {
    let verbs = (report.words.iter()).filter(|word| word.upos == Upos::Verb);
    let verb = verbs.min_by_key(|word| word.head.is_none());
    verb.map_or("", |verb| verb.lemma.as_str())
}

fn is_statement(word: &&GoldWord) -> bool {
    word.form == STATEMENT
}

impl<'a> Statement<'a> {
    /// The statement of a sentence that has a subject and a finite verb, ends with a full stop, and reports or quotes
    /// nothing itself.
    fn new(sentence: &'a GoldSentence) -> Option<Statement<'a>> {
        let (stop, words) = sentence.words.split_last()?;
        let root = words.iter().position(|word| word.head.is_none())?;
        let hangs = |word: &&GoldWord| word.head == Some(root);
        let finite = |word: &GoldWord| word.feats.contains("VerbForm=Fin");
        let is_finite = finite(&words[root])
            || (words.iter().filter(hangs)).any(|word| word.upos == Upos::Aux && finite(word));
        let has_subject =
            (words.iter().filter(hangs)).any(|word| word.deprel.general() == Relation::Nsubj);
        let apart = |word: &GoldWord| {
            word.deprel.general() == Relation::Parataxis
                || word.form.contains(['"', '«', '»', '“', '”'])
        };
        let fit = stop.form == "."
            && stop.head == Some(root)
            && words.len() < MOST_WORDS
            && is_finite
            && has_subject
            && !words.iter().any(apart);
        fit.then(|| Statement {
            words,
            root,
            cuts: cuts(words, root),
        })
    }

    /// The statement in its place or places in a report. `choice` picks one of several cuts.
    fn within(&self, report: &GoldSentence, choice: usize) -> GoldSentence {
        let order = self.order(report, choice);
        let places: FxHashMap<Origin, usize> = order.iter().copied().zip(0..).collect();
        let place = |origin| places.get(&origin).copied();
        let of_report = |head| place(Origin::Report(head)).or(place(Origin::Statement(self.root)));
        let stand_in = report.words.iter().find(is_statement);
        let moved = |origin: &Origin| match *origin {
            Origin::Report(number) => {
                let word = &report.words[number];
                GoldWord {
                    head: word.head.and_then(of_report),
                    ..word.clone()
                }
            }
            Origin::Statement(number) => {
                let word = &self.words[number];
                let stand_in = stand_in.filter(|_| number == self.root);
                GoldWord {
                    head: match stand_in {
                        Some(stand_in) => stand_in.head.and_then(of_report),
                        None => word.head.and_then(|head| place(Origin::Statement(head))),
                    },
                    deprel: stand_in.unwrap_or(word).deprel,
                    ..word.clone()
                }
            }
        };
        GoldSentence {
            words: order.iter().map(moved).collect(),
            ..GoldSentence::default()
        }
    }

    /// The words of a report with the statement in it.
    fn order(&self, report: &GoldSentence, choice: usize) -> Vec<Origin> {
        let parted = report.words.iter().filter(is_statement).count() > 1;
        let end = self.words.len();
        let (before, rest) = match self.cuts.get(choice % self.cuts.len().max(1)) {
            Some(&cut) if parted => cut,
            _ => (end, end),
        };
        let mut parts = [0..before, rest..end].into_iter();
        let mut order = Vec::new();
        for (number, word) in report.words.iter().enumerate() {
            if is_statement(&word) {
                let part = parts.next().unwrap_or_default();
                order.extend(part.map(Origin::Statement));
            } else {
                order.push(Origin::Report(number));
            }
        }
        order
    }
}

/// Where a clause may stand inside a statement: behind a subject that is no pronoun, and behind what else comes before the
/// verb if a comma sets it apart, in place of that comma.
fn cuts(words: &[GoldWord], root: usize) -> Vec<(usize, usize)> {
    let whole = |cut: usize| {
        (0..).zip(words).all(|(number, word)| {
            (word.head).is_none_or(|head| head == root || (head < cut) == (number < cut))
        })
    };
    let fits = |cut: usize| {
        let last = words[..cut]
            .iter()
            .rfind(|word| word.head == Some(root) && word.upos != Upos::Punct)?;
        let subject = last.deprel.general() == Relation::Nsubj && last.upos != Upos::Pron;
        let other =
            [Relation::Obl, Relation::Advcl, Relation::Advmod].contains(&last.deprel.general());
        match words[cut - 1].form.as_str() {
            "," if subject || other => Some((cut - 1, cut)),
            _ if subject && words[cut].form != "," => Some((cut, cut)),
            _ => None,
        }
    };
    let inside = (1..=root).filter(|&cut| whole(cut));
    inside.filter_map(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTS: &str = "\
1\tHier\thier\tADV\t_\t_\t5\tadvmod\t_\t_
2\t,\t,\tPUNCT\t_\t_\t1\tpunct\t_\t_
3\tle\tle\tDET\t_\t_\t4\tdet\t_\t_
4\tpont\tpont\tNOUN\t_\t_\t5\tnsubj\t_\t_
5\trouvre\trouvrir\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

1\tVenez\tvenir\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_
";
    const BEHIND: &str = "\
1\t«\t«\tPUNCT\t_\t_\t2\tpunct\t_\t_
2\t*\t_\tX\t_\t_\t0\troot\t_\t_
3\t»\t»\tPUNCT\t_\t_\t2\tpunct\t_\t_
4\tjure\tjurer\tVERB\t_\t_\t2\tparataxis:insert\t_\t_
5\tAda\tAda\tPROPN\t_\t_\t4\tnsubj\t_\t_
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
";
    const BETWEEN: &str = "\
1\t*\t_\tX\t_\t_\t3\tccomp\t_\t_
2\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_
3\tjure\tjurer\tVERB\t_\t_\t0\troot\t_\t_
4\tAda\tAda\tPROPN\t_\t_\t3\tnsubj\t_\t_
5\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_
6\t*\t_\tX\t_\t_\t1\tgoeswith\t_\t_
7\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_
";

    /// What comes of reports of the first of the two sentences: each word with its head and relation.
    fn made(reports: &str) -> Vec<String> {
        let hosts = Treebank::parse("hosts.conllu", HOSTS).unwrap();
        let reports = Treebank::parse("reports.conllu", reports).unwrap();
        let hosts: Vec<_> = hosts.sentences.iter().map(|host| (0, host)).collect();
        let show = |word: &GoldWord| {
            let head = word.head.map_or(0, |head| head + 1);
            format!("{}>{head}:{}", word.form, word.deprel)
        };
        let shown = |(_, sentence): (usize, GoldSentence)| {
            let words: Vec<String> = sentence.words.iter().map(show).collect();
            words.join(" ")
        };
        reported(&hosts, &reports).into_iter().map(shown).collect()
    }

    #[test]
    fn a_clause_stands_behind_its_statement() {
        assert_eq!(
            made(BEHIND),
            [
                "«>6:punct Hier>6:advmod ,>2:punct le>5:det pont>6:nsubj rouvre>0:root »>6:punct \
              jure>6:parataxis:insert Ada>8:nsubj .>6:punct"
            ]
        );
    }

    #[test]
    fn a_clause_parts_its_statement_at_a_comma_or_behind_the_subject() {
        assert_eq!(
            made(&format!("{BETWEEN}\n{BETWEEN}")),
            [
                "Hier>8:advmod ,>3:punct jure>0:root Ada>3:nsubj ,>3:punct le>7:det pont>8:nsubj \
                 rouvre>3:ccomp .>3:punct",
                "Hier>9:advmod ,>1:punct le>4:det pont>9:nsubj ,>6:punct jure>0:root Ada>6:nsubj \
                 ,>6:punct rouvre>6:ccomp .>6:punct",
            ]
        );
    }

    #[test]
    fn a_sentence_of_its_own_stays_and_a_verb_keeps_its_fold() {
        let plain = BEHIND.replace('*', "Il");
        let hosts = Treebank::default();
        let reports = format!("{plain}\n{}\n{plain}", plain.replace("jurer", "dire"));
        let reports = Treebank::parse("reports.conllu", &reports).unwrap();
        let hosts: Vec<_> = hosts.sentences.iter().map(|host| (0, host)).collect();
        let made = reported(&hosts, &reports);
        assert!(
            made.iter()
                .zip(&reports.sentences)
                .all(|(made, report)| made.1 == *report)
        );
        let folds: Vec<usize> = made.iter().map(|(fold, _)| *fold).collect();
        assert_eq!(folds, [0, 1, 0]);
    }
}
