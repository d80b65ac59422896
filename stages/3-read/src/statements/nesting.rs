//! Which statement stands inside which.

use selon_intake::Span;

use crate::record::{Cue, Statement, innermost};

/// A statement whose cue stands in the content of another is made inside it; of several, in the smallest.
pub(super) fn nest(statements: &mut [Statement]) {
    let anchor = |statement: &Statement| {
        let cue = statement.cue.as_ref().map(Cue::cover);
        cue.or_else(|| statement.content.first().copied())
    };
    let anchored = statements.iter().enumerate();
    let anchored = anchored.filter_map(|(index, of)| Some((index, anchor(of)?)));
    let (inner, anchors): (Vec<usize>, Vec<Span>) = anchored.unzip();
    let within = innermost(statements, &anchors, |number, outer| {
        let inner = inner[number];
        let back = anchor(&statements[outer.0]).is_some_and(|at| statements[inner].holds(at));
        outer.0 != inner && !back
    });
    for (index, within) in inner.into_iter().zip(within) {
        statements[index].within = within;
    }
}

#[cfg(test)]
mod tests {
    use crate::record::StatementId;
    use crate::statements::testing::record;

    #[test]
    fn a_statement_stands_inside_the_smallest_around_its_cue() {
        let record = record(
            "fr",
            &[
                "Selon ADP 3 case/le DET 3 det/maire NOUN 6 obl:mod/, PUNCT 3 punct/elle PRON 6 nsubj/dit VERB 0 root VerbForm=Fin dire/que SCONJ 10 mark/la DET 9 det/préfète NOUN 10 nsubj/promet VERB 6 ccomp VerbForm=Fin promettre/un DET 12 det/pont NOUN 10 obj/. PUNCT 6 punct",
            ],
        );
        let within: Vec<_> = record.statements.iter().map(|one| one.within).collect();
        let inside = |id| Some(StatementId(id));
        assert_eq!(within, [None, inside(0), inside(1)]);
    }
}
