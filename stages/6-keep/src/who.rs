//! Whom somebody looks for among those who take part in events.

use std::str::FromStr;

use rusqlite::types::Value;
use selon_languages::shared;

use crate::{KeepError, NoWords, Store, Words};

/// Somebody by name or stable id; or as event coders write it, whoever belongs to a country, the state and its people and
/// bodies, by its ISO 3166-1 alpha-3 code in capitals, with a PLOVER sector behind it only those of that sector. What stands
/// in double quotes is always a name.
///
/// ```
/// use selon_keep::Who;
/// let who = ["RUS", "RUSGOV", "RUS GOV"].map(|written| written.parse::<Who>().unwrap());
/// assert!(who.iter().all(Who::is_of_a_country));
/// let who = ["Poutine", "FRANCE", "\"RUS\""].map(|written| written.parse::<Who>().unwrap());
/// assert!(!who.iter().any(Who::is_of_a_country));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    written: String,
    meant: Meant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
    Named(Words),
    Of {
        country: String,
        sector: Option<String>,
    },
}

impl Who {
    /// As it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it is whoever belongs to a country, not somebody by name.
    pub fn is_of_a_country(&self) -> bool {
        matches!(self.meant, Meant::Of { .. })
    }

    /// The condition under which somebody among the participants of events is meant, with its values. `of` is the table.
    pub(crate) fn condition(
        &self,
        store: &Store,
        of: &str,
    ) -> Result<(String, Vec<Value>), KeepError> {
        let text = |text: &String| Value::Text(text.clone());
        Ok(match &self.meant {
            Meant::Named(words) => (
                format!("{of}.entity IN (SELECT value FROM json_each(?))"),
                vec![store.entities(words)?],
            ),
            Meant::Of {
                country,
                sector: None,
            } => (format!("{of}.country = ?"), vec![text(country)]),
            Meant::Of {
                country,
                sector: Some(sector),
            } => (
                format!(
                    "{of}.entity IN (SELECT id FROM entities WHERE country = ? AND sector = ?)"
                ),
                vec![text(country), text(sector)],
            ),
        })
    }
}

impl FromStr for Who {
    type Err = NoWords;

    fn from_str(written: &str) -> Result<Who, NoWords> {
        let meant = match of_a_country(written.trim()) {
            Some(meant) => meant,
            None => Meant::Named(written.parse()?),
        };
        let written = written.to_owned();
        Ok(Who { written, meant })
    }
}

/// `RUS`, `RUSGOV` or `RUS GOV`.
fn of_a_country(written: &str) -> Option<Meant> {
    let (country, sector) = written.split_at_checked(3)?;
    if !shared::COUNTRIES.iter().any(|row| row.code == country) {
        return None;
    }
    let sector = Some(sector.trim_start()).filter(|sector| !sector.is_empty());
    if sector.is_some_and(|sector| !is_sector(sector)) {
        return None;
    }
    Some(Meant::Of {
        country: country.to_owned(),
        sector: sector.map(str::to_owned),
    })
}

/// Whether a code is a sector of somebody the tables know: they have all that there are.
fn is_sector(code: &str) -> bool {
    let bodies = shared::ORGANISATIONS.iter().filter_map(|row| row.sector);
    let offices = shared::OFFICES.iter().map(|row| row.sector);
    bodies.chain(offices).any(|sector| sector == code)
}
