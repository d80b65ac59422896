-- The tables that version 2 added: what belongs together across articles. All of them follow from the others; docs/store.md
-- explains every column. A group is known by its member that was added first.

CREATE TABLE IF NOT EXISTS traits (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    traits BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS alike (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (key, day, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS copies (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    copies INTEGER NOT NULL REFERENCES documents (id),
    likeness REAL NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS copies_by_group ON copies (copies);

CREATE TABLE IF NOT EXISTS stories (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    story INTEGER NOT NULL REFERENCES documents (id),
    likeness REAL NOT NULL,
    day TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS stories_by_story ON stories (story, day);
CREATE INDEX IF NOT EXISTS stories_by_day ON stories (day);

CREATE TABLE IF NOT EXISTS variants (
    statement INTEGER PRIMARY KEY REFERENCES statements (id),
    variants INTEGER NOT NULL REFERENCES statements (id),
    likeness REAL NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS variants_by_group ON variants (variants);

CREATE VIEW IF NOT EXISTS story_texts AS
SELECT f.article AS story, d.article, d.origin, d.title, d.language, d.published, t.likeness
FROM stories t
JOIN documents d ON d.id = t.document
JOIN documents f ON f.id = t.story;

CREATE VIEW IF NOT EXISTS variant_texts AS
SELECT v.variants, v.likeness, s.id, s.article, s.origin, s.title, s.published, s.number, s.speaker, s.content, s.sentence
FROM variants v
JOIN statement_texts s ON s.id = v.statement;
