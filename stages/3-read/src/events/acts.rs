//! Acts: a verb that is one, a verb with the noun of one, a noun alone.

use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Upos};
use selon_languages::Role;

use super::candidate::EventCandidate;
use super::context::EventContext;
use super::participants::{Doers, Participants};
use super::{framing, modality};
use crate::grammar::voice;
use crate::lexicon::events::{Act, Kinds, Match, Named, Noun, Verb};
use crate::record::EventKind;

/// What a verb comes to.
#[derive(Debug, Default)]
pub(super) struct VerbalAct {
    pub(super) event: Option<EventCandidate>,
    /// The words that name no event by themselves any more.
    pub(super) taken: Vec<usize>,
}

/// What a verb can be, in the order in which it is tried; the first that it is counts.
const VERBAL: [fn(&EventContext, usize) -> Option<VerbalAct>; 4] =
    [frame_of_act, no_act, act_by_itself, act_of_its_noun];

/// What a verb, or an adjective that frames an act, comes to.
pub(super) fn of_verb(context: &EventContext, at: usize) -> Option<VerbalAct> {
    let word = &context.words()[at];
    let verbal = match word.upos {
        Upos::Verb | Upos::Adj => true,
        Upos::Aux => word.head.is_none(),
        _ => false,
    };
    let look = || VERBAL.iter().find_map(|look| look(context, at));
    verbal.then(look).flatten()
}

/// *a refusé* | *de négocier*: what it makes of the act is the event.
fn frame_of_act(context: &EventContext, at: usize) -> Option<VerbalAct> {
    let (event, act) = framing::event(context, at)?;
    Some(VerbalAct {
        taken: [&event.trigger[..], &[act]].concat(),
        event: Some(event),
    })
}

/// The row of a verb that is no mere adjective.
fn row<'a>(context: &EventContext<'a>, at: usize) -> Option<Match<'a, Verb>> {
    let word = &context.words()[at];
    let adjective = word.upos == Upos::Adj && !word.feats.is(VerbForm::Part);
    (!adjective).then(|| context.verb(at)).flatten()
}

/// *tirer* | *la sonnette d'alarme*: a set phrase that is no event, whatever its words are.
fn no_act(context: &EventContext, at: usize) -> Option<VerbalAct> {
    let found = row(context, at)?;
    (found.entry.act == Act::None).then_some(VerbalAct {
        event: None,
        taken: found.words,
    })
}

/// *ont bombardé* | *la ville*
fn act_by_itself(context: &EventContext, verb: usize) -> Option<VerbalAct> {
    let Match { entry, words } = row(context, verb)?;
    let Act::Is(kinds) = entry.act else {
        return None;
    };
    let modality = modality::of_verb(context, verb, framing::is_governed(context, verb))?;
    let Doers { actors, instrument } = context.doers(verb, kinds.by_others)?;
    let mut recipients = context.in_slots(&words, verb, &entry.recipient);
    recipients.retain(|party| {
        !actors.contains(party) && (!words.contains(party) || context.is_somebody(*party))
    });
    if entry.needs_somebody && recipients.is_empty() {
        return None;
    }
    Some(VerbalAct {
        taken: words.iter().copied().chain(instrument).collect(),
        event: Some(EventCandidate {
            kinds,
            anchor: verb,
            trigger: words,
            participants: Participants { actors, recipients },
            modality,
            by_instrument: instrument.is_some(),
            frames: false,
        }),
    })
}

/// A verb with the noun of an event that it carries out or ends.
struct VerbWithNoun<'a> {
    verb: usize,
    found: Match<'a, Verb>,
    noun: usize,
    named: Match<'a, Noun>,
    kinds: Kinds,
}

/// *a mené* | *une attaque*, *levée* | *l'interdiction*
fn act_of_its_noun(context: &EventContext, verb: usize) -> Option<VerbalAct> {
    let found = row(context, verb)?;
    if !matches!(found.entry.act, Act::Does | Act::Ends) {
        return None;
    }
    let pair = with_noun(context, verb, found)?;
    Some(VerbalAct {
        event: event_of_pair(context, &pair),
        taken: [&pair.named.words[..], &[pair.noun]].concat(),
    })
}

/// A verb with the noun of an event among its complements, or, of a passive participle, the one that it describes: *l'attaque*
/// | *menée*.
fn with_noun<'a>(
    context: &EventContext<'a>,
    verb: usize,
    found: Match<'a, Verb>,
) -> Option<VerbWithNoun<'a>> {
    const COMPLEMENTS: [Relation; 4] = [
        Relation::Obj,
        Relation::Obl,
        Relation::Xcomp,
        Relation::Iobj,
    ];
    let words = context.words();
    let complement = |&child: &usize| {
        words[child].is_any(&COMPLEMENTS) || words[child].deprel == Relation::NsubjPass
    };
    let children = found
        .words
        .iter()
        .flat_map(|&word| context.sentence.children(word));
    let described = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Acl) && voice::is_passive(context.sentence, verb));
    let mut nouns = children.filter(complement).chain(described);
    let (noun, named, kinds) = nouns.find_map(|noun| {
        let named = context.noun_at(noun)?;
        match named.entry.named {
            Named::Event(kinds) => Some((noun, named, kinds)),
            Named::Instrument => None,
        }
    })?;
    drop(nouns);
    Some(VerbWithNoun {
        verb,
        found,
        noun,
        named,
        kinds,
    })
}

/// Whom a verb with its noun is done to, in the order in which it is tried; those the noun itself names come before.
const RECIPIENTS: [fn(&EventContext, &VerbWithNoun) -> Vec<usize>; 2] = [
    // *a soumis* | *la ville* | *à un blocus*
    |context, pair| context.in_slots(&pair.found.words, pair.verb, &pair.found.entry.recipient),
    // *a imposé des sanctions* | *à la Russie*
    |context, pair| context.linked(pair.verb),
];

fn event_of_pair(context: &EventContext, pair: &VerbWithNoun) -> Option<EventCandidate> {
    let &VerbWithNoun { verb, noun, .. } = pair;
    let kinds = match pair.found.entry.act {
        Act::Ends => Kinds::always(pair.named.entry.ended?),
        _ => pair.kinds,
    };
    let modality = modality::of_verb(context, verb, framing::is_governed(context, verb))?;
    let Doers { actors, instrument } = context.doers(verb, kinds.by_others)?;
    let own = context.participants_of_noun(noun, pair.named.entry.of);
    let mut recipients = own.recipients;
    for look in RECIPIENTS {
        if recipients.is_empty() {
            recipients = look(context, pair);
        }
    }
    let actors = match actors.is_empty() {
        true => own.actors,
        // Whose a thing is that somebody else ends suffers by it.
        false => {
            recipients.extend(own.actors);
            actors
        }
    };
    recipients.retain(|party| !actors.contains(party) && *party != noun);
    let mut trigger = [&pair.found.words[..], &pair.named.words].concat();
    trigger.sort_unstable();
    trigger.dedup();
    Some(EventCandidate {
        kinds,
        anchor: verb,
        trigger,
        participants: Participants { actors, recipients },
        modality,
        by_instrument: instrument.is_some(),
        frames: false,
    })
}

/// *les frappes* | *russes*: a noun alone is an event if somebody is named with it.
pub(super) fn of_noun(context: &EventContext, noun: usize) -> Option<EventCandidate> {
    let Match { entry, words } = context.noun_at(noun)?;
    let Named::Event(kinds) = entry.named else {
        return None;
    };
    if !entry.alone {
        return None;
    }
    let mut participants = context.participants_of_noun(noun, entry.of);
    let together = entry.of == Some(Role::Both) || kinds.by_others == EventKind::Consult;
    if together && participants.actors.is_empty() && !participants.recipients.is_empty() {
        participants.actors = whom_the_clause_is_about(context, noun);
    }
    let Participants { actors, recipients } = &mut participants;
    recipients.retain(|party| !actors.contains(party));
    if participants.is_empty() {
        return None;
    }
    Some(EventCandidate {
        kinds,
        anchor: noun,
        trigger: words,
        participants,
        modality: modality::of_noun(context, noun)?,
        by_instrument: false,
        frames: false,
    })
}

/// *La ministre* | *s'exprimait à l'issue d'entretiens avec X*: she had them.
fn whom_the_clause_is_about(context: &EventContext, noun: usize) -> Vec<usize> {
    let verb = context.verb_above(noun);
    let subject = verb.and_then(|verb| context.subject(verb));
    context.maybe_parties(subject.filter(|&subject| subject != noun))
}

#[cfg(test)]
mod tests {
    use crate::events::testing::events;

    #[test]
    fn a_verb_is_an_act_by_itself() {
        let rows = "La DET 2 det/police NOUN 4 nsubj/a AUX 4 aux Tense=Pres|VerbForm=Fin avoir/\
                    arrêté VERB 0 root Tense=Past|VerbForm=Part arrêter/trois NUM 6 nummod/\
                    grévistes NOUN 4 obj";
        assert_eq!(
            events("fr", rows, "police:party grévistes:party"),
            ["COERCE arrêté | police | grévistes"]
        );
    }

    #[test]
    fn some_verbs_are_acts_only_if_somebody_suffers() {
        let rows = |object: &str| {
            format!(
                "La DET 2 det/ministre NOUN 3 nsubj/attaque VERB 0 root Tense=Pres|VerbForm=Fin attaquer/\
                 la DET 5 det/{object} NOUN 3 obj"
            )
        };
        let found = |object: &str| events("fr", &rows(object), "ministre:party");
        assert_eq!(found("lecture"), [""; 0]);
        // A place is where people are.
        assert_eq!(
            found("caserne"),
            ["ASSAULT attaque | ministre | caserne | present"]
        );
    }

    #[test]
    fn a_set_phrase_that_is_no_event_keeps_its_words_from_being_one() {
        let rows = "Officials NOUN 2 nsubj/met VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin meet/\
                    demands NOUN 2 obj Number=Plur demand/of ADP 5 case/residents NOUN 3 nmod";
        let known = "Officials:party residents:party";
        let found = events("en", rows, known);
        assert_eq!(found, ["CONCEDE met … demands | Officials | residents"]);
        let none = rows.replace(
            "demands NOUN 2 obj Number=Plur demand",
            "resistance NOUN 2 obj",
        );
        assert_eq!(events("en", &none, known), [""; 0]);
    }

    #[test]
    fn a_verb_carries_out_what_its_noun_names() {
        let rows = "Oslo PROPN 2 nsubj/impose VERB 0 root Tense=Pres|VerbForm=Fin imposer/\
                    des DET 4 det/sanctions NOUN 2 obj Number=Plur sanction/à ADP 6 case/Minsk PROPN 2 obl";
        assert_eq!(
            events("fr", rows, ""),
            ["SANCTION impose … sanctions | Oslo | Minsk | present"]
        );
    }

    #[test]
    fn a_verb_that_ends_what_its_noun_names_does_the_contrary() {
        let rows = "Dockers NOUN 2 nsubj/called VERB 0 root Tense=Past|VerbForm=Fin call/off ADP 2 compound:prt/\
                    the DET 5 det/strike NOUN 2 obj";
        assert_eq!(
            events("en", rows, ""),
            ["CONCEDE called … off … strike | Dockers | "]
        );
        // Whose the thing is suffers by it.
        let rows = "Oslo PROPN 2 nsubj/annule VERB 0 root Tense=Pres|VerbForm=Fin annuler/l' DET 4 det/\
                    interdiction NOUN 2 obj/des ADP 6 case de/syndicats NOUN 4 nmod";
        assert_eq!(
            events("fr", rows, "syndicats:party"),
            ["CONCEDE annule … interdiction | Oslo | syndicats | present"]
        );
    }

    #[test]
    fn a_passive_participle_carries_out_the_noun_it_describes() {
        let rows = "L' DET 2 det/attaque NOUN 5 nsubj/menée VERB 2 acl Tense=Past|VerbForm=Part mener/\
                    contre ADP 7 case/inquiète VERB 0 root Tense=Pres|VerbForm=Fin inquiéter/. PUNCT 5 punct/\
                    Odessa PROPN 3 obl";
        assert_eq!(
            events("fr", rows, "Odessa:place"),
            ["ASSAULT attaque … menée |  | Odessa"]
        );
    }

    #[test]
    fn whom_a_verb_with_its_noun_is_done_to_stands_where_its_row_says() {
        let rows = "Rangers NOUN 2 nsubj/carried VERB 0 root Tense=Past|VerbForm=Fin carry/out ADP 2 compound:prt/\
                    raids NOUN 2 obj Number=Plur raid/on ADP 6 case/farms NOUN 2 obl Number=Plur farm";
        let found = events("en", rows, "Rangers:party farms:party");
        assert_eq!(found, ["COERCE carried … out … raids | Rangers | farms"]);
    }

    #[test]
    fn a_noun_alone_is_an_event_if_somebody_is_named_with_it() {
        let rows = "Les DET 2 det/frappes NOUN 4 nsubj Number=Plur frappe/russes ADJ 2 amod/\
                    inquiètent VERB 0 root Tense=Pres|VerbForm=Fin inquiéter";
        assert_eq!(
            events("fr", rows, "russes:nation"),
            ["FIGHT frappes | russes | "]
        );
        assert_eq!(events("fr", rows, ""), [""; 0]);
    }

    #[test]
    fn whoever_a_clause_is_about_had_the_talks_in_it() {
        let rows = "Lindqvist PROPN 2 nsubj/spoke VERB 0 root Tense=Past|VerbForm=Fin speak/after ADP 4 case/\
                    talks NOUN 2 obl Number=Plur talk/with ADP 6 case/unions NOUN 4 nmod Number=Plur union";
        assert_eq!(
            events("en", rows, "unions:party"),
            ["CONSULT talks | Lindqvist | unions"]
        );
    }
}
