//! Copy as newsrooms send it and sites publish it, through the built-in tables: what is left is the article.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

use selon::{Article, Selon};

fn article(text: &str) -> Article {
    let selon = Selon::new().unwrap();
    selon
        .intake()
        .read_text(text.as_bytes(), "-", None)
        .unwrap()
}

fn published(article: &Article) -> Option<&str> {
    article.published.as_ref().map(|date| date.value.as_str())
}

#[test]
fn french_wire_copy() {
    let article = article(
        "\
TEMPÊTE : 40.000 FOYERS SANS ÉLECTRICITÉ DANS L'OUEST

Par Léa Kervran
Publié le mardi 3 mars 2026 à 18h42, mis à jour le 3 mars 2026 à 21h05

BREST, 3 mars (Reuters) - Quelque 40.000 foyers étaient privés de courant
mardi soir dans le Finistère après le passage de la tempête Gwenn, a
annoncé le gestionnaire du réseau. \"Nous avons mobilisé six cents techni-
ciens, mais certaines routes restent coupées\", a déclaré à la presse son
directeur régional, Paul Abgrall.

Le bilan est encore provisoire, mais la région espère, selon son vice-
président, que l'état de catastrophe naturelle sera reconnu jeudi. Deux
mesures ont été prises :
- la fermeture des écoles mercredi ;
- l'interdiction aux poids lourds de circuler sur la route entre Brest
  et Morlaix jusqu'à jeudi.

(Reportage de Yann Le Bris, édité par Anne Moal)
Crédit photo : M. Tanguy / Ouest-Images
",
    );
    assert_eq!(
        article.title.as_deref(),
        Some("TEMPÊTE : 40.000 FOYERS SANS ÉLECTRICITÉ DANS L'OUEST")
    );
    assert_eq!(published(&article), Some("2026-03-03T18:42"));
    let paragraphs: Vec<&str> = article
        .paragraphs()
        .into_iter()
        .map(|span| span.of(&article.text))
        .collect();
    assert_eq!(
        paragraphs,
        [
            "TEMPÊTE : 40.000 FOYERS SANS ÉLECTRICITÉ DANS L'OUEST",
            "BREST, 3 mars (Reuters) -",
            "Quelque 40.000 foyers étaient privés de courant mardi soir dans le Finistère après le passage de la tempête \
             Gwenn, a annoncé le gestionnaire du réseau. \"Nous avons mobilisé six cents techniciens, mais certaines \
             routes restent coupées\", a déclaré à la presse son directeur régional, Paul Abgrall.",
            "Le bilan est encore provisoire, mais la région espère, selon son vice-président, que l'état de catastrophe \
             naturelle sera reconnu jeudi. Deux mesures ont été prises :",
            "- la fermeture des écoles mercredi ;",
            "- l'interdiction aux poids lourds de circuler sur la route entre Brest et Morlaix jusqu'à jeudi.",
        ]
    );
}

#[test]
fn an_english_page() {
    let article = article(
        "\
Council backs plan to reopen Larkfield bridge

By Tom Ashby, Transport Correspondent
Published 4 March 2026, 09:15 GMT | Updated 11:40 GMT

LARKFIELD (AP) — The county council voted on Tuesday to reopen the bridge, the council leader said.
Read more: The bridge that divides a town
“It is safe,” said Gareth Pryce.
Image credit: Larkfield Gazette
© Larkfield Gazette 2026
All rights reserved
",
    );
    assert_eq!(published(&article), Some("2026-03-04T09:15"));
    assert_eq!(
        article.text,
        "Council backs plan to reopen Larkfield bridge\n\nLARKFIELD (AP) —\nThe county council voted on Tuesday to reopen \
         the bridge, the council leader said.\n\n“It is safe,” said Gareth Pryce."
    );
}

#[test]
fn a_page_that_was_misread() {
    let article = article(
        "\
Le port rouvre aprÃ¨s dix jours de grÃ¨ve
PubliÃ© le 03/08/2026 Ã  10h12 par Jeanne Durand
Le port a rouvert lundi, a annoncÃ© la prÃ©fecture. Â«Â Câ€™est fini&nbsp;Â», a dit le prÃ©fet.
AFP
",
    );
    assert_eq!(article.encoding, "utf-8, misread as windows-1252 before");
    assert_eq!(published(&article), Some("2026-08-03T10:12"));
    assert_eq!(
        article.text,
        "Le port rouvre après dix jours de grève\n\nLe port a rouvert lundi, a annoncé la préfecture. «\u{a0}C’est \
         fini\u{a0}», a dit le préfet."
    );
}

#[test]
fn a_body_without_anything_around_it_stays_as_it_is() {
    for text in [
        "Le pont est fermé.\n\nPar ailleurs, la route l’est aussi.\n\nPublié en mars, le rapport le disait.",
        "By then, the bridge had gone.\n\nPhoto finishes are rare.\n\nUpdated figures are due on Friday.",
        "« Nous restons », dit-elle.\n– Et vous ?\n– Nous aussi.\n\nR&D, AT&T : à suivre…",
    ] {
        assert_eq!(article(text).text, text);
    }
}
