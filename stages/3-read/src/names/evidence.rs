//! What speaks for the class of a name where it comes up: the tables, its own words, and the words around it.

use selon_analyse::{Sentence, Upos};

use super::classes::{KNOWN, LIKELY, PLAIN, SLIGHT, Votes};
use super::spans::Found;
use super::{Class, Link, Noun, Rules, is_capital};
use crate::gazetteer::Known;

/// How many words behind a comma the noun of an apposition may stand in.
const APPOSITION: usize = 7;
/// How many words before a comma it may.
const APPOSED: usize = 8;

impl Rules {
    /// What the tables have under the name.
    pub(super) fn by_table(&self, _: &Sentence, name: &Found) -> Votes {
        match name.known {
            Some(Known::Body(_)) => Votes::body(KNOWN),
            Some(Known::Person) => Votes::person(KNOWN),
            Some(_) => Votes::place(KNOWN),
            None => Votes::default(),
        }
    }

    /// *Bureau des études maritimes (BEM)*: only bodies are cut down to their initials.
    pub(super) fn by_acronym_behind(&self, _: &Sentence, name: &Found) -> Votes {
        Votes::body(if name.spelled_out { KNOWN } else { 0 })
    }

    /// *World Bank*, *Sutton Lane*: a noun with a capital says what the name it is part of is of.
    pub(super) fn by_nouns_in_it(&self, of: &Sentence, name: &Found) -> Votes {
        let mut votes = Votes::default();
        for word in name.core.clone().filter(|&word| is_capital(of, word)) {
            let noun = self.lexicon.noun(of, word).unwrap_or_default();
            if noun.body || noun.names_body {
                votes.body += PLAIN;
            } else if noun.place() || noun.names_place {
                votes.place += PLAIN;
            }
        }
        votes
    }

    /// *Marks & Spencer*: firms write *and* so.
    pub(super) fn by_ampersand(&self, of: &Sentence, name: &Found) -> Votes {
        let ampersands = name.core.clone().filter(|&word| of.words[word].form == "&");
        Votes::body(ampersands.map(|_| PLAIN).sum())
    }

    /// *Saint-Roch*, *Mont-Blanc*: the first part of a hyphenated word is a noun of places.
    pub(super) fn by_first_part(&self, of: &Sentence, name: &Found) -> Votes {
        let led = |word: &usize| {
            let form = of.words[*word].form.as_str();
            let first = form.split(['-', '‐', '‑']).next().unwrap_or(form);
            first != form && self.lexicon.names_place(first)
        };
        let parts = name.core.clone().filter(led);
        Votes::place(parts.map(|_| 2 * SLIGHT).sum())
    }

    /// *Hannah Oyelaran*: a given name leads a person's, and two words without one are most likely a person's too.
    pub(super) fn by_given_name(&self, of: &Sentence, name: &Found) -> Votes {
        let given = self.begins_with_given_name(of, name);
        Votes::person(match (given, name.core.clone().count()) {
            (true, 1) => 2 * SLIGHT,
            (true, _) => PLAIN,
            (false, 1) => 0,
            (false, _) => 2 * SLIGHT,
        })
    }

    /// News gives a person's full name before the surname alone, so a lone word is rather a body.
    pub(super) fn by_length(&self, of: &Sentence, name: &Found) -> Votes {
        let alone = name.core.clone().count() == 1 && !self.begins_with_given_name(of, name);
        Votes::body(if alone { SLIGHT } else { 0 })
    }

    /// *CGT*: capitals alone are an acronym.
    pub(super) fn by_capitals(&self, of: &Sentence, name: &Found) -> Votes {
        let (first, last) = (*name.core.start(), *name.core.end());
        let acronym = first == last && is_acronym(&of.words[first].form);
        Votes::body(if acronym { LIKELY } else { 0 })
    }

    /// *Ursula von der Leyen*: small words between the parts of people's names.
    pub(super) fn by_particle(&self, of: &Sentence, name: &Found) -> Votes {
        let mut behind_first = name.core.clone().skip(1);
        let particle = behind_first.any(|word| self.lexicon.link(of, word) == Some(Link::Name));
        Votes::person(if particle { SLIGHT } else { 0 })
    }

    /// *Mme Caron*, *le maire Untel*; *the Nautilus*: forms of address and titles lead people, articles hardly ever do.
    pub(super) fn by_word_before(&self, of: &Sentence, name: &Found) -> Votes {
        let first = *name.core.start();
        let Some(before) = first.checked_sub(1) else {
            return Votes::default();
        };
        if self.lexicon.is_civility(of, before) {
            Votes::person(KNOWN)
        } else if self.title_before(of, first).is_some() {
            Votes::person(PLAIN)
        } else if of.words[before].upos == Upos::Det {
            Votes {
                person: -LIKELY,
                body: SLIGHT,
                place: SLIGHT,
            }
        } else {
            Votes::default()
        }
    }

    /// *Nordane, a Danish shipping company*; *her lawyer, Jane Doe*: the noun on the other side of a comma.
    pub(super) fn by_apposition(&self, of: &Sentence, name: &Found) -> Votes {
        match self.apposed(of, *name.core.start(), *name.core.end()) {
            Some(noun) if noun.human() => Votes::person(LIKELY),
            Some(noun) if noun.body => Votes::body(LIKELY),
            _ => Votes::default(),
        }
    }

    /// *Jane Doe, 41,* and *Jean Dupont, 41 ans*: only people have an age.
    pub(super) fn by_age(&self, of: &Sentence, name: &Found) -> Votes {
        let at = |behind: usize| of.words.get(name.core.end() + behind);
        let comma = at(1).is_some_and(|word| word.form == ",");
        let number = at(2).is_some_and(|word| word.upos == Upos::Num);
        let closed = at(3).is_none_or(|word| matches!(word.upos, Upos::Punct | Upos::Noun));
        Votes::person(if comma && number && closed { LIKELY } else { 0 })
    }

    /// *Jane Doe, who left*; *Nordane, which left*: some relative pronouns are said of people alone, some of all else.
    pub(super) fn by_relative(&self, of: &Sentence, name: &Found) -> Votes {
        let at = |behind: usize| of.words.get(name.core.end() + behind);
        let comma = at(1).is_some_and(|word| word.form == ",");
        let relative = at(2).filter(|word| comma && matches!(word.upos, Upos::Pron | Upos::Det));
        let said_of = |form: &str| self.lexicon.relates_to_person(&form.to_lowercase());
        match relative.and_then(|word| said_of(&word.form)) {
            Some(true) => Votes::person(LIKELY),
            Some(false) => Votes {
                person: 0,
                body: LIKELY,
                place: LIKELY,
            },
            None => Votes::default(),
        }
    }

    /// *NAIROBI (Reuters) –*, *VALMER, Feb 3*: a name in capitals that begins the text's first line is where it was written.
    pub(super) fn by_dateline(&self, of: &Sentence, name: &Found) -> Votes {
        let small = |word: usize| of.words[word].form.chars().any(char::is_lowercase);
        let line = *name.core.start() == 0 && !name.core.clone().any(small);
        let closed = of.words.get(name.core.end() + 1).is_some_and(|next| {
            let form = next.form.as_str();
            ["(", ","].contains(&form) || "-–—".contains(form)
        });
        Votes::place(if line && closed { PLAIN } else { 0 })
    }

    /// *le fleuve Sanga*, *le tribunal de Valence*: what the noun names that is joined to it, or the town that noun is
    /// called after.
    pub(super) fn by_joined_noun(&self, of: &Sentence, name: &Found) -> Votes {
        let Some(joined) = self.joined(of, name, None) else {
            return Votes::default();
        };
        match joined.class {
            Class::Body | Class::Place if self.after_place(of, &joined, &name.core) => {
                Votes::place(LIKELY)
            }
            Class::Body => Votes::body(PLAIN),
            Class::Place | Class::Person => Votes::place(LIKELY),
        }
    }

    fn begins_with_given_name(&self, of: &Sentence, name: &Found) -> bool {
        let first = &of.words[*name.core.start()];
        self.lexicon.is_given_name(&first.form)
    }

    /// The noun of an apposition behind a name or before it.
    fn apposed(&self, of: &Sentence, first: usize, last: usize) -> Option<Noun> {
        let comma = |word: usize| of.words.get(word).is_some_and(|word| word.form == ",");
        let behind = comma(last + 1).then(|| self.apposed_behind(of, last + 2));
        let before = || {
            let before = first.checked_sub(1).filter(|&word| comma(word))?;
            self.apposed_before(of, before)
        };
        behind.flatten().or_else(before)
    }

    /// The last noun of the group that begins at a word: *a Danish shipping company*.
    fn apposed_behind(&self, of: &Sentence, start: usize) -> Option<Noun> {
        use Upos::{Adp, Aux, Cconj, Pron, Punct, Verb};
        let ends = |upos: Upos| matches!(upos, Verb | Aux | Pron | Adp | Punct | Cconj);
        let words = (start..of.words.len()).take(APPOSITION);
        let group = words.take_while(|&word| !ends(of.words[word].upos));
        let nouns = group.filter(|&word| of.words[word].upos == Upos::Noun);
        nouns.filter_map(|word| self.lexicon.noun(of, word)).last()
    }

    /// The first noun of the group that ends before a word: *her lawyer*. A group that begins its sentence has no say: its
    /// first noun is often no head (*The opposition leader, …*), or a description in other words (*Le fabricant, …*).
    fn apposed_before(&self, of: &Sentence, end: usize) -> Option<Noun> {
        use Upos::{Aux, Pron, Punct, Verb};
        let begins = |word: usize| matches!(of.words[word].upos, Verb | Aux | Punct | Pron);
        if end <= APPOSED && !(0..end).any(begins) {
            return None;
        }
        let group = (0..end)
            .rev()
            .take(APPOSED)
            .take_while(|&word| !begins(word));
        let nouns = group.filter(|&word| of.words[word].upos == Upos::Noun);
        nouns.filter_map(|word| self.lexicon.noun(of, word)).last()
    }
}

/// Two capitals or more and nothing else.
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters) && form.chars().all(|c| c.is_uppercase() || ".-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::{found, rules};

    type Evidence = fn(&Rules, &Sentence, &Found) -> Votes;

    /// What a kind of evidence says of the first name of a sentence.
    fn weigh(by: Evidence, code: &str, rows: &str) -> Votes {
        let (tree, found) = found(code, rows);
        by(rules(code), &tree.sentence, &found[0])
    }

    const ALONE: &str = "On PRON 2 nsubj/aime VERB 0 root/Sorvane PROPN 2 obj";

    #[test]
    fn what_the_tables_know() {
        let kenya = "Ils PRON 2 nsubj/quittent VERB 0 root/le DET 4 det/Kenya PROPN 2 obj";
        assert_eq!(weigh(Rules::by_table, "fr", kenya), Votes::place(KNOWN));
        let angela = "On PRON 2 nsubj/aime VERB 0 root/Angela PROPN 2 obj/Merkel PROPN 3 flat";
        assert_eq!(weigh(Rules::by_table, "fr", angela), Votes::person(KNOWN));
        let cfdt = "La DET 2 det/CFDT PROPN 3 nsubj/signe VERB 0 root";
        assert_eq!(weigh(Rules::by_table, "fr", cfdt), Votes::body(KNOWN));
        assert_eq!(weigh(Rules::by_table, "fr", ALONE), Votes::default());
    }

    #[test]
    fn initials_in_brackets_are_a_bodys() {
        let rows = "Le DET 2 det/Bureau NOUN 8 nsubj/des ADP 4 case/études NOUN 2 nmod/( PUNCT 6 punct/\
                    BE PROPN 2 appos/) PUNCT 6 punct/siège VERB 0 root";
        assert_eq!(
            weigh(Rules::by_acronym_behind, "fr", rows),
            Votes::body(KNOWN)
        );
        assert_eq!(
            weigh(Rules::by_acronym_behind, "fr", ALONE),
            Votes::default()
        );
    }

    #[test]
    fn a_noun_with_a_capital_says_what_is_named() {
        let bank = "Holm PROPN 2 compound/Bank PROPN 3 nsubj/collapsed VERB 0 root";
        assert_eq!(weigh(Rules::by_nouns_in_it, "en", bank), Votes::body(PLAIN));
        let lane = "Sutton PROPN 2 compound/Lane PROPN 3 nsubj/flooded VERB 0 root";
        assert_eq!(
            weigh(Rules::by_nouns_in_it, "en", lane),
            Votes::place(PLAIN)
        );
    }

    #[test]
    fn firms_write_and_with_a_sign() {
        let rows =
            "They PRON 2 nsubj/sued VERB 0 root/Holm PROPN 2 obj/& CCONJ 5 cc/Ek PROPN 3 conj";
        assert_eq!(weigh(Rules::by_ampersand, "en", rows), Votes::body(PLAIN));
        assert_eq!(weigh(Rules::by_ampersand, "fr", ALONE), Votes::default());
    }

    #[test]
    fn the_first_part_of_a_word_may_be_a_noun_of_places() {
        let rows = "Il PRON 2 nsubj/quitte VERB 0 root/Mont-Orvan PROPN 2 obj";
        assert_eq!(weigh(Rules::by_first_part, "fr", rows), Votes::place(2));
        assert_eq!(weigh(Rules::by_first_part, "fr", ALONE), Votes::default());
    }

    #[test]
    fn given_names_and_two_words_are_peoples() {
        let name =
            |first| format!("On PRON 2 nsubj/aime VERB 0 root/{first} PROPN 2 obj/Ek PROPN 3 flat");
        let by = Rules::by_given_name;
        assert_eq!(weigh(by, "fr", &name("Hannah")), Votes::person(PLAIN));
        assert_eq!(weigh(by, "fr", &name("Sorvane")), Votes::person(2));
        assert_eq!(weigh(by, "fr", ALONE), Votes::default());
        let hannah = "On PRON 2 nsubj/aime VERB 0 root/Hannah PROPN 2 obj";
        assert_eq!(weigh(by, "fr", hannah), Votes::person(2));
    }

    #[test]
    fn a_lone_word_is_rather_a_body() {
        assert_eq!(weigh(Rules::by_length, "fr", ALONE), Votes::body(SLIGHT));
        let hannah = "On PRON 2 nsubj/aime VERB 0 root/Hannah PROPN 2 obj";
        assert_eq!(weigh(Rules::by_length, "fr", hannah), Votes::default());
    }

    #[test]
    fn capitals_alone_are_an_acronym() {
        let rows = "La DET 2 det/BMT PROPN 3 nsubj/signe VERB 0 root";
        assert_eq!(weigh(Rules::by_capitals, "fr", rows), Votes::body(LIKELY));
        assert_eq!(weigh(Rules::by_capitals, "fr", ALONE), Votes::default());
    }

    #[test]
    fn a_small_word_stands_between_the_parts_of_a_persons_name() {
        let rows =
            "On PRON 2 nsubj/aime VERB 0 root/Lena PROPN 2 obj/van ADP 5 case/Ek PROPN 3 flat";
        assert_eq!(weigh(Rules::by_particle, "fr", rows), Votes::person(SLIGHT));
        assert_eq!(weigh(Rules::by_particle, "fr", ALONE), Votes::default());
    }

    #[test]
    fn the_word_before_addresses_titles_or_leads() {
        let by = Rules::by_word_before;
        let madam = "Mme NOUN 3 nsubj/Orvan PROPN 1 flat:name/parle VERB 0 root";
        assert_eq!(weigh(by, "fr", madam), Votes::person(KNOWN));
        let mayor = "le DET 2 det/maire NOUN 4 nsubj/Orvan PROPN 2 appos/parle VERB 0 root";
        assert_eq!(weigh(by, "fr", mayor), Votes::person(PLAIN));
        let led = Votes {
            person: -LIKELY,
            body: SLIGHT,
            place: SLIGHT,
        };
        let river = "L' DET 2 det/Orvane PROPN 3 nsubj/monte VERB 0 root";
        assert_eq!(weigh(by, "fr", river), led);
    }

    #[test]
    fn an_apposition_stands_behind_a_comma_or_before_it() {
        let by = Rules::by_apposition;
        let firm = "Nordane PROPN 8 nsubj/, PUNCT 5 punct/a DET 5 det/Danish ADJ 5 amod/company NOUN 1 appos/\
                    , PUNCT 5 punct/soon ADV 8 advmod/fell VERB 0 root";
        assert_eq!(weigh(by, "en", firm), Votes::body(LIKELY));
        let lawyer = "Her PRON 2 nmod:poss/lawyer NOUN 5 nsubj/, PUNCT 4 punct/Sorvan PROPN 2 appos/spoke VERB 0 root";
        assert_eq!(weigh(by, "en", lawyer), Votes::person(LIKELY));
        let maker = "Le DET 2 det/fabricant NOUN 5 nsubj/, PUNCT 4 punct/Orvane PROPN 2 appos/signe VERB 0 root";
        assert_eq!(weigh(by, "fr", maker), Votes::default());
        let verb = "Nordane PROPN 3 nsubj/, PUNCT 1 punct/fell VERB 0 root/the DET 5 det/company NOUN 3 dep";
        assert_eq!(weigh(by, "en", verb), Votes::default());
    }

    #[test]
    fn only_people_have_an_age() {
        let aged = |behind| {
            format!("Sorvan PROPN 5 nsubj/, PUNCT 3 punct/41 NUM 1 appos/{behind}/left VERB 0 root")
        };
        let age = weigh(Rules::by_age, "en", &aged(", PUNCT 3 punct"));
        assert_eq!(age, Votes::person(LIKELY));
        let open = weigh(Rules::by_age, "en", &aged("soon ADV 5 advmod"));
        assert_eq!(open, Votes::default());
    }

    #[test]
    fn a_relative_pronoun_may_be_said_of_people_alone() {
        let relative = |form| {
            format!("Sorvan PROPN 0 root/, PUNCT 4 punct/{form} PRON 4 nsubj/left VERB 1 acl:relcl")
        };
        let by = Rules::by_relative;
        assert_eq!(weigh(by, "en", &relative("who")), Votes::person(LIKELY));
        let thing = Votes {
            person: 0,
            body: LIKELY,
            place: LIKELY,
        };
        assert_eq!(weigh(by, "en", &relative("which")), thing);
        assert_eq!(weigh(by, "en", &relative("they")), Votes::default());
    }

    #[test]
    fn a_dateline_says_where_something_was_written() {
        let line = |form| format!("{form} PROPN 3 dep/, PUNCT 1 punct/said VERB 0 root");
        assert_eq!(
            weigh(Rules::by_dateline, "en", &line("SORVAN")),
            Votes::place(PLAIN)
        );
        assert_eq!(
            weigh(Rules::by_dateline, "en", &line("Sorvan")),
            Votes::default()
        );
    }

    #[test]
    fn a_joined_noun_gives_its_class_or_is_called_after_the_place() {
        let by = Rules::by_joined_noun;
        let river = "le DET 2 det/fleuve NOUN 4 nsubj/Orvane PROPN 2 nmod/monte VERB 0 root";
        assert_eq!(weigh(by, "fr", river), Votes::place(LIKELY));
        let union = "l' DET 2 det/association NOUN 4 nsubj/Orvane PROPN 2 nmod/signe VERB 0 root";
        assert_eq!(weigh(by, "fr", union), Votes::body(PLAIN));
        let court =
            "le DET 2 det/tribunal NOUN 5 nsubj/de ADP 4 case/Orvane PROPN 2 nmod/juge VERB 0 root";
        assert_eq!(weigh(by, "fr", court), Votes::place(LIKELY));
    }
}
