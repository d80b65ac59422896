//! Types of events as they are asked for: by the names of the record format and by those of later versions of PLOVER.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use selon::EventKind;

/// What is asked for as one type of events: one of ours, or one of a later version of PLOVER that is several here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTypes(Vec<EventKind>);

/// The types that are asked for, each once, in the order of the record format.
pub fn event_kinds(types: &[EventTypes]) -> impl Iterator<Item = EventKind> {
    let asked = |kind: &EventKind| types.iter().any(|EventTypes(kinds)| kinds.contains(kind));
    EventKind::ALL.iter().copied().filter(asked)
}

/// The types of PLOVER's version 0.8 that have another name here.
const RENAMED: [(&str, &[EventKind], &str); 2] = [
    ("REQUEST", &[EventKind::Demand], "Of PLOVER 0.8: DEMAND"),
    (
        "ACCUSE",
        &[EventKind::Disapprove, EventKind::Investigate],
        "Of PLOVER 0.8: DISAPPROVE and INVESTIGATE",
    ),
];

/// The types of events, with what they are.
pub fn event_types() -> impl TypedValueParser<Value = EventTypes> {
    let ours = EventKind::ALL.iter();
    let ours = ours.map(|&kind| PossibleValue::new(kind.name()).help(deeds(kind)));
    let renamed = RENAMED.iter();
    let renamed = renamed.map(|(name, _, help)| PossibleValue::new(*name).help(*help));
    PossibleValuesParser::new(ours.chain(renamed)).map(|written| {
        let is = |name: &str| name.eq_ignore_ascii_case(&written);
        let renamed = RENAMED.iter().find(|(name, ..)| is(name));
        let ours = EventKind::ALL
            .iter()
            .copied()
            .filter(|kind| is(kind.name()));
        EventTypes(renamed.map_or_else(|| ours.collect(), |(_, kinds, _)| kinds.to_vec()))
    })
}

/// What somebody does in an event of that type.
fn deeds(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Agree => "Agrees, offers or promises to cooperate, give or yield",
        EventKind::Consult => "Meets, visits, telephones, negotiates, mediates",
        EventKind::Support => "Praises, endorses, recognises, defends, signs a treaty with",
        EventKind::Cooperate => "Works together: trade, exercises, intelligence, extradition",
        EventKind::Aid => "Gives money, goods, arms, relief, protection, asylum",
        EventKind::Concede => "Yields at home: lifts a curfew, meets a demand, calls off a strike",
        EventKind::Retreat => "Withdraws, ceases fire, frees prisoners, lifts sanctions, resigns",
        EventKind::Investigate => "Looks into something as an authority",
        EventKind::Demand => "Urges, calls for, demands, orders",
        EventKind::Disapprove => "Criticises, denounces, accuses, complains, sues",
        EventKind::Reject => "Refuses, rejects, vetoes, rules out",
        EventKind::Threaten => "Threatens, gives an ultimatum",
        EventKind::Protest => "Demonstrates, strikes, boycotts, blocks, riots",
        EventKind::Mobilize => "Puts police or armed forces on alert or on the move",
        EventKind::Sanction => {
            "Imposes sanctions, cuts relations or aid, expels diplomats, breaks off talks"
        }
        EventKind::Coerce => "Arrests, bans, censors, seizes, deports, blockades",
        EventKind::Assault => "Kills, wounds, abducts, tortures, bombs outside war",
        EventKind::Fight => "Uses military force: shells, battles, occupies",
    }
}
