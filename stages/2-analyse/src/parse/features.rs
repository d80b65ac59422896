//! What the parser's classifier sees of a state.

use super::state::{NONE, Node, State};
use crate::model::feature::{key2, key4};
use crate::tag::form::Form;

/// A word as the parser sees it: hashes of its form and lemma, its tag and its features.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) form: u32,
    pub(crate) lemma: u32,
    pub(crate) suffix: u32,
    pub(crate) tag: u32,
    /// The tag together with the bundle of features.
    pub(crate) fine: u32,
    /// Whether a quotation is open at this word, counting the marks before it.
    pub(crate) quoted: u32,
    /// See [`Form::quotes`].
    pub(crate) quotes: u8,
    /// How many punctuation marks stand before this word.
    pub(crate) marks: u32,
}

impl Token {
    /// The token of a word. Fields that depend on the words before are set by [`Token::link`].
    pub(crate) fn new(form: &Form, lemma: u32, tag: u8, bundle: u16) -> Token {
        Token {
            form: form.lower,
            lemma,
            suffix: form.suffixes[2],
            tag: u32::from(tag),
            fine: u32::from(tag) << 16 | u32::from(bundle),
            quoted: 0,
            quotes: form.quotes,
            marks: 0,
        }
    }

    /// Sets in every token what depends on the tokens before it.
    pub(crate) fn link(tokens: &mut [Token]) {
        let (mut quoted, mut marks) = (0, 0);
        for token in tokens {
            token.quoted = quoted;
            token.marks = marks;
            quoted = match token.quotes {
                0 => quoted,
                1 => 1,
                2 => 0,
                _ => 1 - quoted,
            };
            marks += u32::from(token.tag == crate::Upos::Punct as u32);
        }
    }
}

/// Stands in for a word that is not there.
const ABSENT: Token = Token {
    form: 2,
    lemma: 2,
    suffix: 2,
    tag: 30,
    fine: 30 << 16,
    quoted: 2,
    quotes: 0,
    marks: 0,
};

/// Stands in for the artificial root.
const ROOT: Token = Token {
    form: 3,
    lemma: 3,
    suffix: 3,
    tag: 29,
    fine: 29 << 16,
    quoted: 3,
    quotes: 0,
    marks: 0,
};

const BARE: Node = Node {
    head: NONE,
    label: u16::MAX,
    left: [NONE; 2],
    right: [NONE; 2],
    left_labels: 0,
    right_labels: 0,
    lefts: 0,
    rights: 0,
};

struct View<'a> {
    tokens: &'a [Token],
    state: &'a State,
}

impl<'a> View<'a> {
    #[inline]
    fn token(&self, index: usize) -> &'a Token {
        match self.tokens.get(index) {
            Some(token) => token,
            None if index == self.tokens.len() => &ROOT,
            None => &ABSENT,
        }
    }

    #[inline]
    fn node(&self, index: usize) -> &'a Node {
        self.state.nodes.get(index).unwrap_or(&BARE)
    }

    /// The label of a dependent; past all labels where there is none.
    #[inline]
    fn label(&self, index: usize) -> u32 {
        u32::from(self.node(index).label).min(1000) + u32::from(index == NONE)
    }

    /// The tags between two words, as bits.
    fn between(&self, first: usize, second: usize) -> u32 {
        if first >= second || second > self.tokens.len() {
            return 0;
        }
        self.tokens[first + 1..second.max(first + 1)]
            .iter()
            .fold(0, |bits, token| bits | 1 << token.tag)
    }
}

/// Distances beyond four fall into classes.
fn distance(first: usize, second: usize) -> u32 {
    match second.saturating_sub(first) {
        near @ 0..=4 => near as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// Overwrites `out` with the features of a state that choose the next step.
pub(crate) fn step_features(tokens: &[Token], state: &State, style: u32, out: &mut Vec<u32>) {
    let view = View { tokens, state };
    let (i0, i1, i2) = (state.top(0), state.top(1), state.top(2));
    let j0 = state.next;
    let (s0, s1, s2) = (view.token(i0), view.token(i1), view.token(i2));
    let b0 = view.token(j0);
    let past = |ahead: usize| {
        if j0 + ahead > tokens.len() {
            NONE
        } else {
            j0 + ahead
        }
    };
    let (b1, b2, b3) = (
        view.token(past(1)),
        view.token(past(2)),
        view.token(past(3)),
    );
    let (n0, n1, m0) = (view.node(i0), view.node(i1), view.node(j0));
    let s0_before = if i0 == NONE {
        &ABSENT
    } else {
        view.token(i0.wrapping_sub(1))
    };
    let s0_after = if i0 == NONE {
        &ABSENT
    } else {
        view.token(i0 + 1)
    };
    let b0_before = view.token(j0.wrapping_sub(1));
    let (s0l, s0l2) = (view.token(n0.left[0]), view.token(n0.left[1]));
    let (s0r, s0r2) = (view.token(n0.right[0]), view.token(n0.right[1]));
    let (s1l, s1r, s1r2) = (
        view.token(n1.left[0]),
        view.token(n1.right[0]),
        view.token(n1.right[1]),
    );
    let (b0l, b0l2) = (view.token(m0.left[0]), view.token(m0.left[1]));
    let (s0l_d, s0l2_d) = (view.label(n0.left[0]), view.label(n0.left[1]));
    let (s0r_d, s0r2_d) = (view.label(n0.right[0]), view.label(n0.right[1]));
    let (s1l_d, s1r_d) = (view.label(n1.left[0]), view.label(n1.right[0]));
    let (b0l_d, b0l2_d) = (view.label(m0.left[0]), view.label(m0.left[1]));
    let near = if i0 == NONE { 9 } else { distance(i0, j0) };
    let low = if i1 == NONE { 9 } else { distance(i1, i0) };
    let set = |labels: u64| (labels ^ labels >> 32).wrapping_mul(0x9e37_79b1) as u32;
    let turn = s1.quoted << 8 | s0.quoted << 4 | b0.quoted;
    let depth = state.stack.len().min(4) as u32;

    out.clear();
    let mut template = 5000;
    let mut two = |first: u32, second: u32| {
        template += 1;
        out.push(key2(template, first, second));
    };
    // Single words.
    two(0, 0);
    for token in [s0, b0, s1] {
        two(token.form, token.tag);
        two(token.lemma, 0);
        two(token.fine, 0);
        two(token.tag, 0);
        two(token.suffix, token.tag);
    }
    for token in [b1, s2] {
        two(token.form, token.tag);
        two(token.lemma, 0);
        two(token.fine, 0);
    }
    two(b2.form, b2.tag);
    two(b2.tag, b3.tag);
    // Pairs.
    for (first, second) in [(s0, b0), (s1, s0), (s1, b0)] {
        two(first.form, second.form);
        two(first.lemma, second.lemma);
        two(first.fine, second.fine);
        two(first.tag, second.tag);
        two(first.form, second.tag);
        two(first.tag, second.form);
        two(first.lemma, second.fine);
        two(first.fine, second.lemma);
    }
    two(b0.form, b1.form);
    two(b0.tag, b1.form);
    two(b0.form, b1.tag);
    two(b0.fine, b1.fine);
    two(s0.lemma, b1.tag);
    two(s0.form, s0_before.form);
    two(s0.form, s0_after.form);
    two(b0.form, b0_before.form);
    two(s0.tag, s0_before.tag);
    two(s0.tag, s0_after.tag);
    two(b0.tag, b0_before.tag);
    two(s2.tag, s0.lemma);
    two(s2.fine, s0.fine);
    // How many dependents, and which.
    two(s0.form, n0.rights.min(4));
    two(s0.tag, n0.rights.min(4));
    two(s0.form, n0.lefts.min(4));
    two(s0.tag, n0.lefts.min(4));
    two(b0.form, m0.lefts.min(4));
    two(b0.tag, m0.lefts.min(4));
    two(s1.tag, n1.rights.min(4));
    two(s1.form, n1.rights.min(4));
    two(s0.fine, set(n0.left_labels));
    two(s0.fine, set(n0.right_labels));
    two(s0.lemma, set(n0.right_labels));
    two(s0.lemma, set(n0.left_labels));
    two(s1.fine, set(n1.right_labels));
    two(s1.lemma, set(n1.right_labels));
    two(s1.fine, set(n1.left_labels));
    two(b0.fine, set(m0.left_labels));
    two(b0.lemma, set(m0.left_labels));
    for (child, label) in [
        (s0l, s0l_d),
        (s0l2, s0l2_d),
        (s0r, s0r_d),
        (s0r2, s0r2_d),
        (s1l, s1l_d),
        (s1r, s1r_d),
        (b0l, b0l_d),
        (b0l2, b0l2_d),
    ] {
        two(child.lemma, label);
        two(child.tag, label);
    }
    two(style, s0.form);
    two(style, b0.form);
    two(style << 8 | s1.tag, s0.tag);
    two(style << 8 | s0.tag, b0.tag);

    let mut template = 6000;
    let mut four = |first: u32, second: u32, third: u32, fourth: u32| {
        template += 1;
        out.push(key4(template, first, second, third, fourth));
    };
    // Triples of tags and words.
    four(s1.tag, s0.tag, b0.tag, 0);
    four(s1.fine, s0.fine, b0.fine, 0);
    four(s1.form, s0.tag, b0.tag, 0);
    four(s1.tag, s0.form, b0.tag, 0);
    four(s1.tag, s0.tag, b0.form, 0);
    four(s1.lemma, s0.lemma, b0.tag, 0);
    four(s1.lemma, s0.tag, b0.lemma, 0);
    four(s0.tag, b0.tag, b1.tag, 0);
    four(s0.fine, b0.fine, b1.fine, 0);
    four(s0.form, b0.tag, b1.tag, 0);
    four(s0.tag, b0.form, b1.tag, 0);
    four(s0.tag, b0.tag, b1.form, 0);
    four(b0.tag, b1.tag, b2.tag, 0);
    four(s0.tag, b0.tag, b1.tag, b2.tag);
    four(s2.tag, s1.tag, s0.tag, 0);
    four(s2.tag, s1.tag, s0.tag, b0.tag);
    four(s1.tag, s0.tag, b0.tag, b1.tag);
    four(s1.lemma, s0.lemma, s0l.lemma, 0);
    four(s1.tag, s0.lemma, s0l.lemma, s0l_d);
    four(s0.lemma, s0l.lemma, b0.tag, 0);
    // With a dependent.
    for (child, label) in [(s0l, s0l_d), (s0r, s0r_d), (b0l, b0l_d), (s0l2, s0l2_d)] {
        four(s0.tag, b0.tag, child.tag, label);
    }
    for (child, label) in [(s0l, s0l_d), (s0r, s0r_d), (s1r, s1r_d), (s1l, s1l_d)] {
        four(s1.tag, s0.tag, child.tag, label);
    }
    four(s1.tag, s0.tag, s1r2.tag, s1r_d);
    four(s1.lemma, s0.tag, s1r.tag, s1r_d);
    four(s1.lemma, s0.tag, s0l.lemma, 0);
    four(s0.lemma, b0.tag, b0l.tag, b0l_d);
    four(s0.tag, b0.lemma, b0l.tag, b0l_d);
    four(s0.tag, s0l_d, s0r_d, b0.tag);
    four(s0.tag, s0l_d, s0l2_d, s0r_d);
    four(b0.tag, b0l_d, b0l2_d, s0.tag);
    four(s0.tag, s0r_d, s0r2_d, b0.tag);
    four(s1.tag, s1r_d, s0.tag, s0l_d);
    // Distances and what lies between.
    four(s0.tag, b0.tag, near, 0);
    four(s0.lemma, b0.tag, near, 0);
    four(s0.tag, b0.lemma, near, 0);
    four(s1.tag, s0.tag, low, 0);
    four(s1.lemma, s0.tag, low, 0);
    four(s1.tag, s0.lemma, low, 0);
    four(s1.tag, s0.tag, b0.tag, low << 4 | near);
    four(s0.tag, b0.tag, view.between(i0, j0), 0);
    four(s1.tag, s0.tag, view.between(i1, i0), 0);
    four(
        s1.tag,
        s0.tag,
        b0.marks.wrapping_sub(s1.marks).min(3),
        b0.tag,
    );
    // Inside or outside a quotation.
    four(s0.tag, b0.tag, turn, 0);
    four(s1.tag, s0.tag, turn, 0);
    four(s0.lemma, turn, 0, 0);
    four(s1.lemma, s0.tag, turn, 0);
    four(s0.tag, b0.tag, depth, 0);
}

/// Overwrites `out` with the features of a word and its head that choose the relation between them.
pub(crate) fn label_features(
    tokens: &[Token],
    state: &State,
    (word, head): (usize, usize),
    style: u32,
    out: &mut Vec<u32>,
) {
    let view = View { tokens, state };
    let (d, h) = (view.token(word), view.token(head));
    let (nd, nh) = (view.node(word), view.node(head));
    let (d_before, d_after) = (view.token(word.wrapping_sub(1)), view.token(word + 1));
    let (h_before, h_after) = (view.token(head.wrapping_sub(1)), view.token(head + 1));
    let child = |index: usize| (view.token(index), view.label(index));
    let ((dl, dl_d), (dl2, dl2_d)) = (child(nd.left[0]), child(nd.left[1]));
    let ((dr, dr_d), (dr2, dr2_d)) = (child(nd.right[0]), child(nd.right[1]));
    // The word itself is the outermost dependent of its head on its side.
    let (inner, outer) = if word < head {
        (nh.left[1], nh.right[0])
    } else {
        (nh.right[1], nh.left[0])
    };
    let ((hi, hi_d), (ho, ho_d)) = (child(inner), child(outer));
    let set = |labels: u64| (labels ^ labels >> 32).wrapping_mul(0x9e37_79b1) as u32;
    let far = distance(word.min(head), word.max(head));
    let side = u32::from(word < head);
    let (same, other) = if word < head {
        (nh.left_labels, nh.right_labels)
    } else {
        (nh.right_labels, nh.left_labels)
    };
    let between = view.between(word.min(head), word.max(head));
    let turn = d.quoted << 4 | h.quoted;

    out.clear();
    let mut template = 7000 + side * 500;
    let mut two = |first: u32, second: u32| {
        template += 1;
        out.push(key2(template, first, second));
    };
    two(0, 0);
    for token in [d, h] {
        two(token.form, token.tag);
        two(token.lemma, token.tag);
        two(token.fine, 0);
        two(token.tag, 0);
        two(token.suffix, token.tag);
    }
    two(d.form, h.form);
    two(d.lemma, h.lemma);
    two(d.fine, h.fine);
    two(d.tag, h.tag);
    two(d.lemma, h.tag);
    two(d.tag, h.lemma);
    two(d.lemma, h.fine);
    two(d.fine, h.lemma);
    two(d.suffix, h.tag);
    two(d.tag, h.suffix);
    two(d.tag, far);
    two(h.tag, far);
    two(d.fine, d_before.form);
    two(d.fine, d_after.form);
    two(d.tag, h_before.form);
    two(d.tag, h_after.form);
    for (token, label) in [
        (dl, dl_d),
        (dl2, dl2_d),
        (dr, dr_d),
        (dr2, dr2_d),
        (hi, hi_d),
        (ho, ho_d),
    ] {
        two(token.lemma, label);
        two(d.tag, label);
        two(token.lemma, d.tag);
    }
    two(d.fine, set(nd.left_labels));
    two(d.fine, set(nd.right_labels));
    two(d.tag, set(same));
    two(d.tag, set(other));
    two(style, d.form);
    two(style, h.lemma);

    let mut template = 7200 + side * 500;
    let mut four = |first: u32, second: u32, third: u32, fourth: u32| {
        template += 1;
        out.push(key4(template, first, second, third, fourth));
    };
    four(d.tag, h.tag, far, 0);
    four(d.tag, h.tag, between, 0);
    four(d.tag, h.tag, style, 0);
    four(d.tag, h.tag, turn, 0);
    four(d.tag, h.lemma, turn, 0);
    four(d.tag, h.tag, d_before.tag, d_after.tag);
    four(d.tag, h.tag, h_before.tag, h_after.tag);
    four(d.tag, h.tag, d_before.form, 0);
    four(d.tag, h.tag, d_after.form, 0);
    four(d.tag, h.lemma, dl.lemma, 0);
    four(d.lemma, h.lemma, dl.lemma, 0);
    four(d.lemma, h.tag, dl.lemma, 0);
    four(d.lemma, h.tag, dl.tag, dl_d);
    four(d.tag, h.lemma, dl.lemma, dl2.lemma);
    four(d.tag, h.fine, dl.lemma, dl_d);
    four(d.tag, h.tag, dl_d, dr_d);
    four(d.tag, h.tag, dl.lemma, dl2.lemma);
    four(d.fine, h.fine, dl_d, 0);
    four(d.fine, h.tag, set(nd.left_labels), 0);
    four(d.fine, h.lemma, set(nd.left_labels), 0);
    four(d.tag, h.tag, hi.tag, hi_d);
    four(d.tag, h.lemma, hi_d, 0);
    four(d.tag, h.tag, ho.tag, ho_d);
    four(d.fine, h.lemma, set(same), 0);
    four(d.fine, h.fine, set(same), 0);
    four(d.fine, h.lemma, set(other), 0);
    four(d.tag, h.fine, set(other), 0);
    four(d.tag, h.tag, nd.lefts.min(3), nd.rights.min(3));
    four(d.tag, h.tag, nh.lefts.min(3), nh.rights.min(3));
}

#[cfg(test)]
mod tests {
    use super::super::Step;
    use super::*;
    use crate::Upos;
    use crate::tag::form::FormBuffers;

    fn tokens(words: &[(&str, Upos)]) -> Vec<Token> {
        let mut buffers = FormBuffers::default();
        let mut tokens: Vec<Token> = words
            .iter()
            .map(|&(word, tag)| {
                let form = Form::new(word, &mut buffers);
                Token::new(&form, form.lower, tag as u8, 0)
            })
            .collect();
        Token::link(&mut tokens);
        tokens
    }

    #[test]
    fn a_quotation_is_open_between_its_marks() {
        let tokens = tokens(&[
            ("«", Upos::Punct),
            ("Non", Upos::Intj),
            ("»", Upos::Punct),
            (",", Upos::Punct),
            ("dit", Upos::Verb),
        ]);
        let quoted: Vec<u32> = tokens.iter().map(|token| token.quoted).collect();
        assert_eq!(quoted, [0, 1, 1, 0, 0]);
        assert_eq!(tokens[4].marks, 3);
    }

    #[test]
    fn every_state_has_the_same_number_of_features() {
        let tokens = tokens(&[
            ("La", Upos::Det),
            ("ville", Upos::Noun),
            ("dort", Upos::Verb),
        ]);
        let mut state = State::default();
        state.start(3);
        let mut out = Vec::new();
        let mut counts = Vec::new();
        for step in [
            Step::Shift,
            Step::Shift,
            Step::Shift,
            Step::Right,
            Step::Right,
        ] {
            step_features(&tokens, &state, 0, &mut out);
            counts.push(out.len());
            state.apply(step);
        }
        counts.dedup();
        assert_eq!(counts.len(), 1);
    }
}
