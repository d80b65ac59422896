//! What the tables of states, cities, bodies, people and offices must hold beyond the form of any table: well-formed
//! codes and dates, references that lead somewhere, and names that stand for one thing each.
//!
//! The build stops at the first [`Fault`].

use std::collections::{BTreeMap, BTreeSet};

use super::check::Files;
use super::schema::Fault;
use super::table;

/// How far a capital's coordinates may lie from those of its city, in degrees.
const SAME_PLACE: f64 = 0.02;

type Checked = Result<(), Fault>;

/// Checks all tables together.
///
/// # Errors
/// The first row that breaks a rule.
pub fn check(files: &Files) -> Checked {
    let all = Tables { files };
    all.countries()?;
    all.cities()?;
    all.bodies()?;
    all.people()?;
    all.terms()?;
    all.concepts()?;
    for language in all.languages() {
        all.names_of_countries(language)?;
        all.titles(language)?;
        all.homonyms(language)?;
        all.endings(language)?;
        all.numbers(language)?;
        all.events(language)?;
    }
    Ok(())
}

/// A row with its place.
#[derive(Debug, Clone)]
struct Row<'a> {
    file: String,
    line: usize,
    cells: Vec<(&'a str, &'a str)>,
}

impl<'a> Row<'a> {
    fn key(&self) -> &'a str {
        self.cells.first().map_or("", |(_, cell)| cell)
    }

    /// The cell of a column, empty where there is none.
    fn get(&self, column: &str) -> &'a str {
        let found = self.cells.iter().find(|(name, _)| *name == column);
        found.map_or("", |(_, cell)| cell)
    }

    /// The parts of a cell that `|` separates.
    fn parts(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').filter(|part| !part.is_empty())
    }

    fn fault<T>(&self, problem: impl Into<String>) -> Result<T, Fault> {
        Err(Fault {
            file: self.file.clone(),
            line: self.line,
            problem: problem.into(),
        })
    }

    /// That a cell is empty or right.
    fn may(&self, column: &str, right: impl Fn(&str) -> bool, expected: &str) -> Checked {
        if self.get(column).is_empty() {
            return Ok(());
        }
        self.must(column, right, expected)
    }

    /// That a cell is right.
    fn must(&self, column: &str, right: impl Fn(&str) -> bool, expected: &str) -> Checked {
        let cell = self.get(column);
        if right(cell) {
            return Ok(());
        }
        self.fault(format!("`{column}` is `{cell}`; write {expected}"))
    }

    fn degrees(&self) -> (f64, f64) {
        let degrees = |column| self.get(column).parse().unwrap_or_default();
        (degrees("latitude"), degrees("longitude"))
    }
}

struct Tables<'a> {
    files: &'a Files,
}

impl<'a> Tables<'a> {
    fn languages(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let folders = self.files.keys().filter(|(_, table)| table == "language");
        folders.map(|(folder, _)| folder.as_str())
    }

    fn rows(&self, folder: &str, table: &str) -> Vec<Row<'a>> {
        let key = (folder.to_owned(), table.to_owned());
        let text = self.files.get(&key).map_or("", String::as_str);
        let columns = table::columns(text);
        let rows = table::numbered(text);
        rows.map(|(line, cells)| Row {
            file: format!("{folder}/{table}.tsv"),
            line,
            cells: columns.iter().copied().zip(cells).collect(),
        })
        .collect()
    }

    fn keys(&self, folder: &str, table: &str) -> BTreeSet<&'a str> {
        self.rows(folder, table).iter().map(Row::key).collect()
    }

    fn countries(&self) -> Checked {
        let rows = self.rows("shared", "countries");
        let currencies = self.rows("shared", "currencies");
        let currencies: BTreeSet<&str> = currencies.iter().map(|row| row.get("code")).collect();
        let cities = self.rows("shared", "cities");
        let cities: BTreeMap<&str, &Row<'_>> = cities.iter().map(|row| (row.key(), row)).collect();
        unique(&rows, "iso2")?;
        unique(&rows, "wikidata")?;
        for row in &rows {
            row.must(
                "code",
                |code| capitals(code, 3),
                "ISO 3166-1 alpha-3, `FRA`",
            )?;
            row.must("iso2", |code| capitals(code, 2), "ISO 3166-1 alpha-2, `FR`")?;
            row.may("wikidata", is_wikidata, WIKIDATA)?;
            let currency = |code: &str| capitals(code, 3) && currencies.contains(code);
            row.may(
                "currency",
                currency,
                "a code of shared/currencies.tsv or nothing",
            )?;
            let capital = row.get("capital");
            if capital.is_empty() {
                continue;
            }
            let Some(city) = cities.get(capital) else {
                return row.fault(format!(
                    "`{capital}` is no row of shared/cities.tsv; add it"
                ));
            };
            let ((north, east), (there, across)) = (row.degrees(), city.degrees());
            let near = (north - there).abs() <= SAME_PLACE && (east - across).abs() <= SAME_PLACE;
            if city.get("country") != row.key() || !near {
                return row.fault(format!(
                    "`{capital}` lies elsewhere by shared/cities.tsv, line {}; make them agree",
                    city.line
                ));
            }
        }
        Ok(())
    }

    fn cities(&self) -> Checked {
        let rows = self.rows("shared", "cities");
        let countries = self.keys("shared", "countries");
        unique(&rows, "geonames")?;
        for row in &rows {
            row.must("country", |code| countries.contains(code), COUNTRY)?;
            let number = |id: &str| id.bytes().all(|byte| byte.is_ascii_digit());
            row.may("geonames", number, "the number of the city at GeoNames")?;
        }
        Ok(())
    }

    fn bodies(&self) -> Checked {
        let rows = self.rows("shared", "organisations");
        let countries = self.keys("shared", "countries");
        unique(&rows, "wikidata")?;
        for row in &rows {
            row.must("id", is_plain, PLAIN)?;
            row.may("wikidata", is_wikidata, WIKIDATA)?;
            row.may("country", |code| countries.contains(code), COUNTRY)?;
        }
        Ok(())
    }

    fn people(&self) -> Checked {
        let rows = self.rows("shared", "people");
        let terms = self.rows("shared", "office-holders");
        let holders: BTreeSet<&str> = terms.iter().map(|row| holder(row).0).collect();
        unique(&rows, "wikidata")?;
        for row in &rows {
            row.must("id", is_plain, PLAIN)?;
            row.may("wikidata", is_wikidata, WIKIDATA)?;
            let alone = |cell: &str| cell == "yes" && !row.get("surnames").is_empty();
            row.may("alone", alone, "`yes` beside a surname, or nothing")?;
            if !holders.contains(row.key()) {
                return row.fault("no row of shared/office-holders.tsv gives an office; add one");
            }
        }
        namesakes(&rows, &terms)
    }

    fn terms(&self) -> Checked {
        let people = self.keys("shared", "people");
        let countries = self.keys("shared", "countries");
        let offices = self.rows("shared", "offices");
        for row in &offices {
            row.must("office", is_plain, PLAIN)?;
        }
        let offices: BTreeSet<&str> = offices.iter().map(Row::key).collect();
        for row in self.rows("shared", "office-holders") {
            let (person, number) = holder(&row);
            if !people.contains(person) || number.parse::<u8>().is_err() {
                let expected = "the id of a row of shared/people.tsv, `/` and a number";
                return row.fault(format!("`{}` names no term; write {expected}", row.key()));
            }
            let office = |office: &str| offices.contains(office);
            row.must("office", office, "a row of shared/offices.tsv")?;
            row.may("country", |code| countries.contains(code), COUNTRY)?;
            row.must("begin", |date| days(date).is_some(), DATE)?;
            row.may("end", |date| days(date).is_some(), DATE)?;
            let (begin, end) = term(&row);
            if begin > end {
                return row.fault("`end` lies before `begin`; mend one of them");
            }
        }
        Ok(())
    }

    /// That a concept's contrary is one that is no contrary itself, and that a word stands for one concept.
    fn concepts(&self) -> Checked {
        let rows = self.rows("shared", "concepts");
        let contraries: BTreeSet<&str> = rows.iter().map(|row| row.get("opposite")).collect();
        let keys = self.keys("shared", "concepts");
        for row in &rows {
            row.must("concept", is_plain, PLAIN)?;
            let opposite = |name: &str| keys.contains(name) && !contraries.contains(row.key());
            row.may("opposite", opposite, "another row, on one of the two only")?;
        }
        for language in self.languages() {
            let mut known = BTreeMap::new();
            for row in &rows {
                for word in row.parts(language) {
                    if let Some(line) = known.insert(word, row.line) {
                        return row.fault(format!(
                            "`{word}` stands in line {line} too; take it from one of them"
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    /// That endings come off once and for all: what stands instead is shorter, or the ending itself, or as long and no ending.
    fn endings(&self, language: &str) -> Checked {
        let keys = self.keys(language, "endings");
        for row in self.rows(language, "endings") {
            let ends = |instead: &str| keys.iter().any(|ending| instead.ends_with(ending));
            let comes_off = |instead: &str| {
                let longer = instead.len().cmp(&row.key().len());
                instead == row.key() || longer.is_lt() || longer.is_eq() && !ends(instead)
            };
            row.must(
                "instead",
                comes_off,
                "fewer letters than the ending has, or the ending",
            )?;
        }
        Ok(())
    }

    /// That words of numbers are worth something, and ranges say where the first number stands.
    fn numbers(&self, language: &str) -> Checked {
        let valued = [
            "add", "article", "times", "alone", "round", "fraction", "half", "order",
        ];
        for row in self.rows(language, "numbers") {
            let roles: Vec<&str> = row.get("role").split(' ').collect();
            let needs = roles.iter().any(|role| valued.contains(role));
            let right = |value: &str| value.is_empty() != needs;
            row.must("value", right, "a number where the word is part of one")?;
            let range = roles.contains(&"range");
            let right = |form: &str| !range || form.matches('*').count() == 1;
            row.must("form", right, "one `*` where the first number stands")?;
        }
        Ok(())
    }

    /// That a verb is an event or does something to one, and a noun is one or a means, with one type or two.
    fn events(&self, language: &str) -> Checked {
        for (table, other) in [("event-verbs", "does"), ("event-nouns", "means")] {
            for row in self.rows(language, table) {
                let none = row.get(other).is_empty();
                let types = |event: &str| event.split_whitespace().count();
                let right = |event: &str| match none {
                    true => (1..=2).contains(&types(event)),
                    false => event.is_empty(),
                };
                let expected = format!("one type or two, or nothing beside `{other}`");
                row.must("event", right, &expected)?;
            }
        }
        Ok(())
    }

    fn names_of_countries(&self, language: &str) -> Checked {
        let rows = self.rows(language, "countries");
        let mut named = BTreeSet::new();
        let countries = self.rows("shared", "countries");
        let codes: BTreeSet<&str> = countries.iter().map(Row::key).collect();
        for row in &rows {
            row.must("country", |code| codes.contains(code), COUNTRY)?;
            if row.get("class") == "name" {
                named.insert(row.get("country"));
            }
        }
        match countries.iter().find(|row| !named.contains(row.key())) {
            Some(row) if !rows.is_empty() => row.fault(format!(
                "{language}/countries.tsv has no name of it; add one"
            )),
            _ => Ok(()),
        }
    }

    fn titles(&self, language: &str) -> Checked {
        let rows = self.rows(language, "offices");
        let offices = self.rows("shared", "offices");
        let known: BTreeSet<&str> = offices.iter().map(Row::key).collect();
        for row in &rows {
            row.must(
                "office",
                |office| known.contains(office),
                "a row of shared/offices.tsv",
            )?;
        }
        let titled: BTreeSet<&str> = rows.iter().map(Row::key).collect();
        match offices.iter().find(|row| !titled.contains(row.key())) {
            Some(row) if !rows.is_empty() => row.fault(format!(
                "{language}/offices.tsv has no title of it; add one"
            )),
            _ => Ok(()),
        }
    }

    /// That a name in a language stands for one thing, or that the homonyms say which.
    fn homonyms(&self, language: &str) -> Checked {
        let mut meant: BTreeMap<&str, &str> = BTreeMap::new();
        let homonyms = self.rows(language, "homonyms");
        for row in &homonyms {
            meant.insert(row.key(), row.get("means"));
        }
        let mut owners: BTreeMap<&str, Vec<(&str, Row<'a>)>> = BTreeMap::new();
        for (name, owner, row) in self.names(language) {
            let of = owners.entry(name).or_default();
            if of.iter().any(|(other, _)| *other == owner) {
                return row.fault(format!("`{name}` stands twice in the names of `{owner}`"));
            }
            of.push((owner, row));
        }
        for (name, of) in owners.iter().filter(|(_, of)| of.len() > 1) {
            let (owner, row) = &of[1];
            let Some(means) = meant.remove(name) else {
                return row.fault(format!(
                    "`{name}` names `{}` and `{owner}`; take it from one of them or say in \
                     {language}/homonyms.tsv which is meant",
                    of[0].0
                ));
            };
            if !of.iter().any(|(owner, _)| *owner == means) {
                return row.fault(format!(
                    "`{name}` means `{means}` by {language}/homonyms.tsv, which has no such name"
                ));
            }
        }
        let stale = homonyms.iter().find(|row| meant.contains_key(row.key()));
        stale.map_or(Ok(()), |row| {
            row.fault(format!(
                "`{}` names one thing only; take the row out",
                row.key()
            ))
        })
    }

    /// Every name in a language with the key of what it names. Namesakes among people are another matter.
    fn names(&self, language: &str) -> Vec<(&'a str, &'a str, Row<'a>)> {
        let mut names = Vec::new();
        for table in ["organisations", "cities"] {
            for row in self.rows("shared", table) {
                let key = (table == "cities").then(|| row.key());
                let all = row.parts("names").chain(row.parts(language)).chain(key);
                names.extend(all.map(|name| (name, row.key(), row.clone())));
            }
        }
        for row in self.rows(language, "countries") {
            if row.get("class") != "people" {
                names.push((row.key(), row.get("country"), row));
            }
        }
        let mut people = BTreeSet::new();
        for row in self.rows("shared", "people") {
            let fresh = row.parts("names").filter(|name| people.insert(*name));
            names.extend(fresh.map(|name| (name, row.key(), row.clone())));
        }
        names
    }
}

const COUNTRY: &str = "a code of shared/countries.tsv";
const DATE: &str = "YYYY, YYYY-MM or YYYY-MM-DD";
const PLAIN: &str = "small letters, figures and hyphens";
const WIKIDATA: &str = "a Wikidata id such as `Q142`, or nothing";

fn capitals(code: &str, length: usize) -> bool {
    code.len() == length && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|number| {
        !number.starts_with('0') && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    })
}

fn is_plain(id: &str) -> bool {
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !id.is_empty() && id.bytes().all(sign)
}

/// That no two rows have the same cell in a column, empty ones aside.
fn unique(rows: &[Row<'_>], column: &str) -> Checked {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.get(column).is_empty()) {
        let cell = row.get(column);
        if let Some(line) = seen.insert(cell, row.line) {
            return row.fault(format!(
                "`{column}` is `{cell}` as in line {line}; one is wrong"
            ));
        }
    }
    Ok(())
}

/// The person of a term and its number.
fn holder<'a>(row: &Row<'a>) -> (&'a str, &'a str) {
    row.key().split_once('/').unwrap_or((row.key(), ""))
}

/// The first and last day of a term, as numbers that compare as dates do.
fn term(row: &Row<'_>) -> (u32, u32) {
    let begin = days(row.get("begin")).map_or(0, |(first, _)| first);
    let end = days(row.get("end")).map_or(u32::MAX, |(_, last)| last);
    (begin, end)
}

/// The first and the last day that a date cut to year or month can mean, as numbers that compare as dates do.
fn days(date: &str) -> Option<(u32, u32)> {
    let parts: Vec<&str> = date.split('-').collect();
    let lengths: &[usize] = &[4, 2, 2];
    let formed = parts.len() <= 3
        && parts.iter().zip(lengths).all(|(part, length)| {
            part.len() == *length && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let (year, month, day) = (number(0)?, number(1), number(2));
    let sound = month.is_none_or(|month| (1..=12).contains(&month))
        && day.is_none_or(|day| (1..=31).contains(&day));
    let as_number = |month, day| year * 10_000 + month * 100 + day;
    (formed && sound).then(|| {
        let first = as_number(month.unwrap_or(1), day.unwrap_or(1));
        (first, as_number(month.unwrap_or(12), day.unwrap_or(31)))
    })
}

/// That two people of one full name never held an office at the same time: the date tells them apart.
fn namesakes(people: &[Row<'_>], terms: &[Row<'_>]) -> Checked {
    let mut held: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    for row in terms {
        held.entry(holder(row).0).or_default().push(term(row));
    }
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    for row in people {
        for name in row.parts("names") {
            let Some(other) = named.insert(name, row.key()) else {
                continue;
            };
            let of = |person: &str| held.get(person).cloned().unwrap_or_default();
            let theirs = of(other);
            let meets = |one: &(u32, u32)| theirs.iter().any(|two| one.0 < two.1 && two.0 < one.1);
            if other == row.key() || of(row.key()).iter().any(meets) {
                return row.fault(format!(
                    "`{name}` is the name of `{other}` too, and no date tells them apart; take it from one of them"
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small world in which everything is right.
    fn world() -> Files {
        let tables = [
            ("fr", "language", "#! name\tvalue\nname\tFrench\n"),
            (
                "fr",
                "countries",
                "#! form\tcountry\tclass\nBelgique\tBEL\tname\nFrance\tFRA\tname\nfrançais\tFRA\tpeople\n",
            ),
            ("fr", "homonyms", "#! name\tmeans\n"),
            (
                "fr",
                "offices",
                "#! office\ttitles\tfeminine\nmayor\tmaire\t\n",
            ),
            (
                "shared",
                "countries",
                "#! code\tiso2\twikidata\tcurrency\tcapital\tlatitude\tlongitude\n\
                 BEL\tBE\tQ31\tEUR\t\t50.85\t4.35\nFRA\tFR\tQ142\tEUR\tParis\t48.85\t2.35\n",
            ),
            ("shared", "currencies", "#! form\tcode\neur\tEUR\n"),
            (
                "shared",
                "concepts",
                "#! concept\topposite\tlight\tfr\nclose\t\t\tfermer\nopen\tclose\tyes\touvrir|rouvrir\n",
            ),
            (
                "fr",
                "endings",
                "#! ending\tinstead\tleast\ner\t\t3\nss\tss\t2\n",
            ),
            (
                "shared",
                "cities",
                "#! name\tcountry\tgeonames\tlatitude\tlongitude\tcapital\tcommon\tnames\tfr\n\
                 Ghent\tBEL\t2\t51.05\t3.72\t\t\t\tGand\nParis\tFRA\t1\t48.85\t2.35\tyes\t\t\t\n",
            ),
            (
                "shared",
                "organisations",
                "#! id\twikidata\tkind\tcountry\tsector\tnames\tfr\n\
                 harbour-board\t\torganisation\tBEL\tGOV\tHarbour Board\tRégie du port\n",
            ),
            ("shared", "offices", "#! office\tsector\nmayor\tGOV\n"),
            (
                "shared",
                "office-holders",
                "#! term\toffice\tcountry\tbegin\tend\n\
                 doe-jane/1\tmayor\tBEL\t2001\t2005-03\nroe-jane/1\tmayor\tBEL\t2010-04-02\t\n",
            ),
            (
                "shared",
                "people",
                "#! id\twikidata\tgender\tnames\tsurnames\talone\n\
                 doe-jane\t\tFem\tJane Doe\tDoe\tyes\nroe-jane\t\tFem\tJane Roe\tRoe\t\n",
            ),
        ];
        let file = |(folder, table, text): (&str, &str, &str)| {
            ((folder.to_owned(), table.to_owned()), text.to_owned())
        };
        tables.into_iter().map(file).collect()
    }

    /// The fault of the world in which a piece of one table reads otherwise.
    #[track_caller]
    fn with(folder: &str, table: &str, piece: &str, otherwise: &str) -> String {
        let mut files = world();
        let key = (folder.to_owned(), table.to_owned());
        let text = files.get_mut(&key).unwrap();
        assert!(text.contains(piece), "{piece} is not in {text}");
        *text = text.replace(piece, otherwise);
        check(&files).unwrap_err().to_string()
    }

    #[test]
    fn a_sound_world_passes() {
        assert_eq!(check(&world()), Ok(()));
    }

    #[test]
    fn a_word_stands_for_one_concept_with_one_contrary() {
        assert_eq!(
            with("shared", "concepts", "rouvrir", "fermer"),
            "shared/concepts.tsv:3: `fermer` stands in line 2 too; take it from one of them"
        );
        for (piece, otherwise, line) in [
            ("close\tyes", "shut\tyes", 3),
            ("close\t\t", "close\topen\t", 2),
        ] {
            let fault = with("shared", "concepts", piece, otherwise);
            let place = format!("shared/concepts.tsv:{line}: `opposite` is");
            assert!(fault.starts_with(&place), "{fault}");
        }
    }

    #[test]
    fn endings_come_off() {
        assert!(with("fr", "endings", "er\t\t", "er\terer\t").contains("`instead` is `erer`"));
    }

    #[test]
    fn codes_are_well_formed() {
        assert_eq!(
            with("shared", "countries", "BEL\tBE", "BEL\tBe"),
            "shared/countries.tsv:2: `iso2` is `Be`; write ISO 3166-1 alpha-2, `FR`"
        );
        assert_eq!(
            with("shared", "countries", "BEL\tBE", "BELG\tBE"),
            "shared/countries.tsv:2: `code` is `BELG`; write ISO 3166-1 alpha-3, `FRA`"
        );
        assert_eq!(
            with("shared", "countries", "Q142", "142"),
            "shared/countries.tsv:3: `wikidata` is `142`; write a Wikidata id such as `Q142`, or nothing"
        );
        assert_eq!(
            with("shared", "people", "doe-jane\t\tFem", "doe-jane\tQ0\tFem"),
            "shared/people.tsv:2: `wikidata` is `Q0`; write a Wikidata id such as `Q142`, or nothing"
        );
        assert_eq!(
            with("shared", "countries", "BE\tQ31\tEUR", "BE\tQ31\tBEF"),
            "shared/countries.tsv:2: `currency` is `BEF`; write a code of shared/currencies.tsv or nothing"
        );
        assert_eq!(
            with("shared", "organisations", "harbour-board", "Harbour board"),
            "shared/organisations.tsv:2: `id` is `Harbour board`; write small letters, figures and hyphens"
        );
    }

    #[test]
    fn codes_that_must_be_unique_are() {
        assert_eq!(
            with("shared", "countries", "Q142", "Q31"),
            "shared/countries.tsv:3: `wikidata` is `Q31` as in line 2; one is wrong"
        );
        assert_eq!(
            with("shared", "cities", "FRA\t1", "FRA\t2"),
            "shared/cities.tsv:3: `geonames` is `2` as in line 2; one is wrong"
        );
    }

    #[test]
    fn references_lead_somewhere() {
        for (folder, table, piece, otherwise, column) in [
            ("shared", "cities", "Ghent\tBEL", "Ghent\tNLD", "country"),
            ("shared", "organisations", "BEL\tGOV", "NLD\tGOV", "country"),
            (
                "shared",
                "office-holders",
                "mayor\tBEL\t2001",
                "mayor\tNLD\t2001",
                "country",
            ),
            (
                "shared",
                "office-holders",
                "mayor\tBEL\t2001",
                "warden\tBEL\t2001",
                "office",
            ),
            (
                "fr",
                "countries",
                "Belgique\tBEL",
                "Belgique\tNLD",
                "country",
            ),
            ("fr", "offices", "mayor", "warden", "office"),
        ] {
            let fault = with(folder, table, piece, otherwise);
            let place = format!("{folder}/{table}.tsv:2: `{column}` is ");
            assert!(fault.starts_with(&place), "{fault}");
        }
        assert_eq!(
            with("shared", "office-holders", "roe-jane/1", "poe-jane/1"),
            "shared/people.tsv:3: no row of shared/office-holders.tsv gives an office; add one"
        );
        assert_eq!(
            with(
                "shared",
                "office-holders",
                "roe-jane/1",
                "roe-jane/2\tmayor\tBEL\t2008\t2009\nsmith/1"
            ),
            "shared/office-holders.tsv:4: `smith/1` names no term; write the id of a row of shared/people.tsv, `/` and a number"
        );
        assert_eq!(
            with("shared", "offices", "mayor\tGOV", "mayor\tGOV\nwarden\tGOV"),
            "shared/offices.tsv:3: fr/offices.tsv has no title of it; add one"
        );
        assert_eq!(
            with("fr", "countries", "Belgique\tBEL", "Belgique\tFRA"),
            "shared/countries.tsv:2: fr/countries.tsv has no name of it; add one"
        );
    }

    #[test]
    fn a_capital_lies_where_its_city_does() {
        assert_eq!(
            with("shared", "countries", "EUR\tParis", "EUR\tLutetia"),
            "shared/countries.tsv:3: `Lutetia` is no row of shared/cities.tsv; add it"
        );
        assert_eq!(
            with("shared", "countries", "48.85", "47.85"),
            "shared/countries.tsv:3: `Paris` lies elsewhere by shared/cities.tsv, line 3; make them agree"
        );
    }

    #[test]
    fn dates_are_well_formed_and_in_order() {
        for wrong in [
            "2001-13",
            "01",
            "2001-2",
            "2001-02-32",
            "2001-02-03-04",
            "in 2001",
        ] {
            assert_eq!(
                with(
                    "shared",
                    "office-holders",
                    "\t2001\t",
                    &format!("\t{wrong}\t")
                ),
                format!(
                    "shared/office-holders.tsv:2: `begin` is `{wrong}`; write YYYY, YYYY-MM or YYYY-MM-DD"
                )
            );
        }
        assert_eq!(
            with("shared", "office-holders", "2005-03", "2000-12-31"),
            "shared/office-holders.tsv:2: `end` lies before `begin`; mend one of them"
        );
    }

    #[test]
    fn a_name_stands_for_one_thing() {
        assert_eq!(
            with("shared", "organisations", "Régie du port", "Gand"),
            "shared/cities.tsv:2: `Gand` names `harbour-board` and `Ghent`; take it from one of them or say in \
             fr/homonyms.tsv which is meant"
        );
        assert_eq!(
            with("shared", "cities", "\tGand", "\tJane Doe"),
            "shared/people.tsv:2: `Jane Doe` names `Ghent` and `doe-jane`; take it from one of them or say in \
             fr/homonyms.tsv which is meant"
        );
        assert_eq!(
            with("shared", "cities", "\tGand", "\tGand|Gand"),
            "shared/cities.tsv:2: `Gand` stands twice in the names of `Ghent`"
        );
    }

    #[test]
    fn numbers_are_worth_something_and_events_are_one() {
        let with_table = |table: &str, text: &str| {
            let mut files = world();
            files.insert(("fr".to_owned(), table.to_owned()), text.to_owned());
            check(&files).map_err(|fault| fault.to_string())
        };
        let numbers = "#! form\tvalue\trole\tbelow\n";
        let wrong = |row: &str| with_table("numbers", &format!("{numbers}{row}\n"));
        assert_eq!(wrong("cent\t100\tround order\t"), Ok(()));
        assert_eq!(wrong("de * à\t\trange\t"), Ok(()));
        let problem =
            "fr/numbers.tsv:2: `value` is ``; write a number where the word is part of one";
        assert_eq!(wrong("cent\t\tround\t"), Err(problem.to_owned()));
        let problem =
            "fr/numbers.tsv:2: `form` is `de`; write one `*` where the first number stands";
        assert_eq!(wrong("de\t\trange\t"), Err(problem.to_owned()));
        let verbs = "#! verb\tevent\tdoes\trecipient\tneeds\n";
        let wrong = |row: &str| with_table("event-verbs", &format!("{verbs}{row}\n"));
        assert_eq!(wrong("tirer\tFIGHT ASSAULT\t\t\t"), Ok(()));
        assert_eq!(wrong("mener\t\tdoes\t\t"), Ok(()));
        let problem =
            "fr/event-verbs.tsv:2: `event` is ``; write one type or two, or nothing beside `does`";
        assert_eq!(wrong("tirer\t\t\t\t"), Err(problem.to_owned()));
        assert!(wrong("tirer\tFIGHT\tdoes\t\t").is_err());
    }

    #[test]
    fn homonyms_say_which_is_meant() {
        let mut files = world();
        let mut write = |folder: &str, table: &str, piece: &str, otherwise: &str| {
            let text = files
                .get_mut(&(folder.to_owned(), table.to_owned()))
                .unwrap();
            *text = text.replace(piece, otherwise);
        };
        write("shared", "organisations", "Régie du port", "Gand");
        write("fr", "homonyms", "means\n", "means\nGand\tGhent\n");
        assert_eq!(check(&files), Ok(()));
        assert_eq!(
            with("fr", "homonyms", "means\n", "means\nGand\tGhent\n"),
            "fr/homonyms.tsv:2: `Gand` names one thing only; take the row out"
        );
    }

    #[test]
    fn namesakes_are_told_apart_by_dates() {
        let mut files = world();
        let people = files
            .get_mut(&("shared".to_owned(), "people".to_owned()))
            .unwrap();
        *people = people.replace("Jane Roe", "Jane Doe");
        assert_eq!(check(&files), Ok(()));
        let terms = files
            .get_mut(&("shared".to_owned(), "office-holders".to_owned()))
            .unwrap();
        *terms = terms.replace("2010-04-02", "2004");
        let fault = check(&files).unwrap_err().to_string();
        assert_eq!(
            fault,
            "shared/people.tsv:3: `Jane Doe` is the name of `doe-jane` too, and no date tells them apart; take it from \
             one of them"
        );
    }
}
