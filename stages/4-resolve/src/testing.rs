//! Stories for tests: trees written down, who is mentioned in them, and who says what. A rule is held to what it does with
//! them, whatever the models and stage 3 make of the words.

use selon_analyse::{Analysis, Sentence, testing};
use selon_intake::Span;
use selon_languages::pack;
use selon_read::{
    Actor, ActorId, ActorKind, Attitude, Certainty, Cue, Document, Findings, Mention, MentionForm,
    Party, Record, Statement, StatementForm, WordAt,
};

use crate::Resolver;

/// A paragraph with its mentions and statements.
pub(crate) struct Story {
    analysis: Analysis,
    findings: Findings,
    /// Where to look for the next mention.
    at: usize,
}

/// A story in French; sentences as [`testing::tree`] takes them.
pub(crate) fn story(sentences: &[&str]) -> Story {
    let (text, analysis) = testing::paragraph("fr", sentences);
    let record = Record {
        document: Document {
            id: String::new(),
            origin: String::new(),
            title: None,
            language: "fr",
            model: None,
            encoding: "utf-8",
            text,
            published: None,
        },
        sentences: analysis.sentences.iter().map(|one| one.span).collect(),
        actors: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
    };
    let quotations = Vec::new();
    Story {
        analysis,
        findings: Findings { record, quotations },
        at: 0,
    }
}

impl Story {
    /// The first of some words from a place on.
    fn find(&self, words: &str, from: usize) -> Span {
        let text = &self.findings.record.document.text;
        let start = text[from..].find(words);
        let start = from + start.unwrap_or_else(|| panic!("{words} does not come in {text}"));
        Span::new(start, start + words.len())
    }

    /// Somebody is mentioned by the next of these words.
    pub(crate) fn mention(mut self, words: &str, form: MentionForm, kind: ActorKind) -> Story {
        let span = self.find(words, self.at);
        self.at = span.start + 1;
        let inside = |sentence: &Sentence| sentence.span.contains(span);
        let sentence = self.analysis.sentences.iter().position(inside).unwrap();
        let words_of = &self.analysis.sentences[sentence].words;
        let is_in = |word: usize| span.contains(words_of[word].span);
        let heads =
            |&word: &usize| is_in(word) && words_of[word].head.is_none_or(|head| !is_in(head));
        let word = (0..words_of.len()).find(heads).unwrap();
        self.findings.record.actors.push(Actor {
            name: words.to_owned(),
            kind,
            country: None,
            sector: None,
            known_as: None,
            mentions: vec![Mention {
                span,
                head: WordAt { sentence, word },
                form,
            }],
        });
        self
    }

    pub(crate) fn person(self, words: &str) -> Story {
        self.mention(words, MentionForm::Name, ActorKind::Person)
    }

    pub(crate) fn body(self, words: &str) -> Story {
        self.mention(words, MentionForm::Name, ActorKind::Organisation)
    }

    pub(crate) fn role(self, words: &str) -> Story {
        self.mention(words, MentionForm::Nominal, ActorKind::Role)
    }

    pub(crate) fn noun(self, words: &str) -> Story {
        self.mention(words, MentionForm::Nominal, ActorKind::Unnamed)
    }

    pub(crate) fn group(self, words: &str) -> Story {
        self.mention(words, MentionForm::Nominal, ActorKind::Group)
    }

    pub(crate) fn pronoun(self, words: &str) -> Story {
        self.mention(words, MentionForm::Pronoun, ActorKind::Unnamed)
    }

    /// A person is mentioned by title and name.
    pub(crate) fn titled(self, words: &str, name: &str) -> Story {
        self.mention(words, MentionForm::Title, ActorKind::Person)
            .last(|actor| name.clone_into(&mut actor.name))
    }

    /// Says more of the last mention.
    pub(crate) fn last(mut self, change: impl FnOnce(&mut Actor)) -> Story {
        change(self.findings.record.actors.last_mut().unwrap());
        self
    }

    /// A mention, by its number, says something; the cue is a word of the text, or there is none.
    pub(crate) fn says(self, who: usize, cue: &str, content: &str, form: StatementForm) -> Story {
        let party = Party {
            span: self.findings.record.actors[who].mentions[0].span,
            actor: Some(ActorId(who)),
        };
        let cue = Cue {
            pieces: vec![self.find(cue, 0)],
            lemma: cue.to_owned(),
        };
        self.statement(Some(party), Some(cue), content, form)
    }

    /// Something is quoted that nobody claims.
    pub(crate) fn unclaimed(self, content: &str) -> Story {
        self.statement(None, None, content, StatementForm::Direct)
    }

    fn statement(
        mut self,
        source: Option<Party>,
        cue: Option<Cue>,
        content: &str,
        form: StatementForm,
    ) -> Story {
        let content = vec![self.find(content, 0)];
        self.findings.record.statements.push(Statement {
            form,
            source,
            cue,
            content,
            addressee: None,
            attitude: Attitude::Say,
            certainty: Certainty::Stated,
            within: None,
            time: None,
            place: None,
        });
        self
    }

    /// Words stand in quotation marks.
    pub(crate) fn quoted(mut self, words: &str) -> Story {
        let span = self.find(words, 0);
        self.findings.quotations.push(span);
        self
    }

    pub(crate) fn resolved(self) -> Record {
        let resolver = Resolver::new(pack("fr").unwrap());
        resolver.resolve(&self.analysis, self.findings)
    }

    /// For each actor the words of its mentions: `le préfet = Paul Sauvage`.
    pub(crate) fn together(self) -> Vec<String> {
        let record = self.resolved();
        let text = &record.document.text;
        let mentions = |actor: &Actor| {
            let words = actor.mentions.iter().map(|mention| mention.span.of(text));
            words.collect::<Vec<&str>>().join(" = ")
        };
        record.actors.iter().map(mentions).collect()
    }

    /// The names of the sources of the statements, in their order.
    pub(crate) fn sources(self) -> Vec<Option<String>> {
        let record = self.resolved();
        let name = |statement: &Statement| {
            let actor = statement.source.as_ref()?.actor?;
            Some(record.actors[actor.0].name.clone())
        };
        record.statements.iter().map(name).collect()
    }
}
