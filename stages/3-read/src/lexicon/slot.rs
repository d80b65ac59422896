//! Where a verb's dependents stand, as the tables say it.

/// Which dependent of a verb names somebody: the one spoken to, or the one something is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The object, direct or indirect.
    Object,
    /// The complement of this preposition, or a dative pronoun.
    Preposition(&'static str),
}

impl Slot {
    /// The slot that a cell of a table names: `obj`, or a preposition.
    pub(crate) fn of_cell(cell: &'static str) -> Slot {
        match cell {
            "obj" => Slot::Object,
            preposition => Slot::Preposition(preposition),
        }
    }

    /// The slots that a list in a cell names, in its order.
    pub(crate) fn of_list(cells: &[&'static str]) -> Vec<Slot> {
        cells.iter().copied().map(Slot::of_cell).collect()
    }
}
