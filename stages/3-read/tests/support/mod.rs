//! What the tests of this stage read sentences with: the shipped tables, and trees that were written down.
//!
//! The trees stand in `tests/trees/<language>.conllu`, so that a test of a rule holds whatever the models come to make of its
//! sentence. `SELON_TREES=add cargo test -p selon-read -- --test-threads=1` adds what the shipped models make of those that are not
//! there yet.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use selon_analyse::conllu::{self, GoldSentence, Treebank};
use selon_analyse::{Analyser, Analysis, Feats, Sentence, Word, Words};
use selon_intake::{Article, Published, Span};
use selon_languages::Pack;
use selon_read::{Reader, Record};

/// What begins a text in a file of trees; behind it stands the text, with its line breaks as `\n`.
const BEGINS: &str = "# newdoc id = ";

/// A text in its language as this stage reads it.
pub fn read(language: &str, published: Option<Published>, text: &str) -> (Record, Analysis) {
    let pack = selon_languages::pack(language).unwrap();
    let article = Article {
        id: "test".into(),
        origin: "-".into(),
        title: None,
        author: None,
        text: text.into(),
        published,
        encoding: "utf-8",
    };
    let analysis = stored(pack, &article);
    let record = Reader::new(pack).unwrap().read(&article, &analysis).record;
    (record, analysis)
}

/// The trees of an article.
fn stored(pack: &'static Pack, article: &Article) -> Analysis {
    let name = format!("tests/trees/{}.conllu", pack.code());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(&name);
    let id = article.text.replace('\n', "\\n");
    let add = std::env::var_os("SELON_TREES").is_some_and(|told| told == "add");
    let mut texts = texts(&fs::read_to_string(&path).unwrap_or_default());
    if add && !texts.contains_key(&id) {
        texts.insert(id.clone(), parsed(pack, article, &id));
        let all: String = texts.values().map(String::as_str).collect();
        fs::write(&path, all).unwrap();
    }
    let Some(written) = texts.get(&id) else {
        panic!("{name} has no trees of: {id}\nSELON_TREES=add adds them");
    };
    let trees = Treebank::parse(&name, written).unwrap();
    analysis(pack.code(), &article.text, written, &trees.sentences)
}

/// What the shipped models make of an article.
fn parsed(pack: &'static Pack, article: &Article, id: &str) -> String {
    let addresses = pack.nouns.iter().filter(|row| row.address.is_some());
    let titles = addresses.map(|row| row.lemma);
    let analyser = Analyser::load(pack.code(), pack.model().unwrap()).unwrap();
    let analysis = analyser.with_titles(titles).analyse(article);
    let written = conllu::write(&analysis, "0", &article.text);
    written.replacen(&format!("{BEGINS}0"), &format!("{BEGINS}{id}"), 1)
}

/// The texts of a file of trees, each from its first comment to the next text's.
fn texts(file: &str) -> BTreeMap<String, String> {
    let texts = file
        .split_inclusive('\n')
        .fold(Vec::new(), |mut texts: Vec<String>, line| {
            match texts.last_mut().filter(|_| !line.starts_with(BEGINS)) {
                Some(text) => text.push_str(line),
                None => texts.push(line.to_owned()),
            }
            texts
        });
    let keyed = texts.into_iter().map(|text| {
        let id = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix(BEGINS));
        (id.unwrap_or_default().to_owned(), text)
    });
    keyed.collect()
}

/// The trees with the places of their words in a text.
fn analysis(language: &'static str, text: &str, written: &str, trees: &[GoldSentence]) -> Analysis {
    // Of a paragraph only its first sentence says which one it is.
    let mut paragraph = 0;
    let mut comments = written.split("# sent_id");
    let mut at = 0;
    let sentences = trees.iter().map(|tree| {
        let before = comments.next().unwrap_or_default();
        if let Some((_, number)) = before.rsplit_once("# newpar id = 0-p") {
            paragraph = number.trim().parse::<usize>().unwrap() - 1;
        }
        let words = words(tree, text, &mut at);
        let span = words.iter().map(|word| word.span).reduce(Span::cover);
        Sentence {
            span: span.unwrap(),
            paragraph,
            words: Words::new(words),
        }
    });
    Analysis {
        model: None,
        sentences: sentences.collect(),
        language,
    }
}

/// The words of a tree, which stand in a text behind a place.
fn words(tree: &GoldSentence, text: &str, at: &mut usize) -> Vec<Word> {
    let tokens = tree.tokens.iter().flat_map(|token| {
        let start = text.len() - text[*at..].trim_start().len();
        *at = start + length(&token.form, &text[start..]);
        let span = Span::new(start, *at);
        (token.first..=token.last).map(move |word| (word, span, word > token.first))
    });
    let words = tokens.map(|(number, span, joined)| {
        let gold = &tree.words[number];
        Word {
            form: gold.form.as_str().into(),
            span,
            joined,
            lemma: gold.lemma.as_str().into(),
            upos: gold.upos,
            feats: Feats(gold.feats.as_str().into()),
            head: gold.head,
            deprel: gold.deprel,
        }
    });
    words.collect()
}

/// How many bytes a token takes at the beginning of a text, which may have other blanks in it: *18 000*.
fn length(form: &str, text: &str) -> usize {
    let mut rest = text.chars();
    for character in form.chars() {
        let found = rest.next().unwrap();
        let blank = character.is_whitespace() && found.is_whitespace();
        assert!(
            found == character || blank,
            "`{form}` does not begin: {text}"
        );
    }
    text.len() - rest.as_str().len()
}
