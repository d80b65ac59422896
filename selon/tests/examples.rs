//! The pages of the example articles, whole.

mod support;

#[test]
fn the_pages_of_the_example_articles() {
    for (name, bytes) in support::examples() {
        let record = support::read(&bytes).expect("an example article is text");
        insta::assert_snapshot!(name, support::text(&record, 100));
    }
}
