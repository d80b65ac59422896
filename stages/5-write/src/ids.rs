//! The ids a record's parts have outside the program: a letter for the kind and the position, counted from 1.

use std::fmt;

use selon_read::{ActorId, FigureId, PlaceId, StatementId, TimeId};
use serde::{Serialize, Serializer};

/// One such id: `s1`, `a12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Id {
    kind: char,
    index: usize,
}

impl Id {
    pub(crate) fn event(index: usize) -> Id {
        Id { kind: 'e', index }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.kind, self.index + 1)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

macro_rules! letters {
    ($($id:ident $letter:literal)*) => {$(
        impl From<$id> for Id {
            fn from(id: $id) -> Id {
                Id { kind: $letter, index: id.0 }
            }
        }
    )*};
}

letters! {
    ActorId 'a'
    StatementId 's'
    FigureId 'f'
    TimeId 't'
    PlaceId 'p'
}
