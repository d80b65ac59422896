//! The words that intake needs, of every language: it comes before the language of an article is known.

use selon_intake::{Header, HeaderWord, HyphenSide, Notice, Words};
use selon_languages::{DateOrder, HeaderKind, NoticeKind, Pack, Side, shared};

/// Reads the tables of some languages.
pub(crate) fn words(packs: &[&'static Pack]) -> Words {
    let time_words = packs.iter().flat_map(|pack| pack.time_words);
    let page_words = packs.iter().flat_map(|pack| pack.page_words);
    let hyphens = packs.iter().flat_map(|pack| pack.hyphens);
    Words {
        headers: packs.iter().copied().flat_map(headers).collect(),
        months: time_words
            .filter_map(|row| Some((row.form, row.month?)))
            .collect(),
        agencies: shared::AGENCIES.iter().map(|row| row.name).collect(),
        notices: page_words
            .filter_map(|row| Some((row.word, notice(row.notice?))))
            .collect(),
        hyphens: hyphens.map(|row| (row.word, side(row.side))).collect(),
    }
}

fn headers(pack: &'static Pack) -> impl Iterator<Item = HeaderWord> {
    let day_first = pack.language.date_order == Some(DateOrder::DayMonthYear);
    pack.page_words.iter().filter_map(move |row| {
        Some(HeaderWord {
            word: row.word,
            header: header(row.header?),
            day_first,
        })
    })
}

fn header(kind: HeaderKind) -> Header {
    match kind {
        HeaderKind::Aside => Header::Aside,
        HeaderKind::Author => Header::Author,
        HeaderKind::Byline => Header::Byline,
        HeaderKind::Date => Header::Date,
        HeaderKind::Notice => Header::Notice,
        HeaderKind::Other => Header::Other,
        HeaderKind::Title => Header::Title,
        HeaderKind::Updated => Header::Updated,
    }
}

fn notice(kind: NoticeKind) -> Notice {
    match kind {
        NoticeKind::Section => Notice::Section,
        NoticeKind::Start => Notice::Start,
        NoticeKind::Whole => Notice::Whole,
    }
}

fn side(side: Side) -> HyphenSide {
    match side {
        Side::After => HyphenSide::After,
        Side::Apart => HyphenSide::Apart,
        Side::Before => HyphenSide::Before,
    }
}
