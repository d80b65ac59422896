-- The tables of a store, version 4. docs/store.md explains every column; change the two together.
--
-- Offsets are Unicode code points of documents.text, half-open: substr(text, start + 1, stop - start) are the words.
-- A `number` counts the parts of one document from 1, as the ids of a record do: statement 3 is `s3`.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    encoding TEXT NOT NULL,
    published TEXT,
    published_precision TEXT,
    published_from TEXT,
    day TEXT,
    title TEXT,
    text TEXT NOT NULL,
    model TEXT
) STRICT;
CREATE INDEX documents_by_origin ON documents (origin);
CREATE INDEX documents_by_day ON documents (day);

CREATE TABLE found_again (
    document INTEGER NOT NULL REFERENCES documents (id),
    origin TEXT NOT NULL,
    PRIMARY KEY (document, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    known_as TEXT
) STRICT;
CREATE UNIQUE INDEX entities_once
    ON entities (name, kind, ifnull(country, ''), ifnull(sector, ''), ifnull(known_as, ''));
CREATE INDEX entities_by_known_as ON entities (known_as) WHERE known_as IS NOT NULL;

CREATE TABLE actors (
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (id),
    day TEXT,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_entity ON actors (entity, day);
CREATE INDEX actors_by_day ON actors (day);

CREATE TABLE mentions (
    document INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    form TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    word INTEGER NOT NULL,
    PRIMARY KEY (document, actor, number),
    FOREIGN KEY (document, actor) REFERENCES actors (document, number),
    FOREIGN KEY (document, sentence) REFERENCES sentences (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    sentence INTEGER,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document, sentence) REFERENCES sentences (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    sentence INTEGER,
    name TEXT NOT NULL,
    country TEXT,
    latitude REAL,
    longitude REAL,
    precision TEXT,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document, sentence) REFERENCES sentences (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_name ON places (name);

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    day TEXT,
    speaker INTEGER REFERENCES entities (id),
    form TEXT NOT NULL,
    attitude TEXT NOT NULL,
    certainty TEXT NOT NULL,
    source_start INTEGER,
    source_stop INTEGER,
    source_actor INTEGER,
    cue_lemma TEXT,
    addressee_start INTEGER,
    addressee_stop INTEGER,
    addressee_actor INTEGER,
    within INTEGER,
    time INTEGER,
    place INTEGER,
    sentence INTEGER,
    UNIQUE (document, number),
    FOREIGN KEY (document, source_actor) REFERENCES actors (document, number),
    FOREIGN KEY (document, addressee_actor) REFERENCES actors (document, number),
    FOREIGN KEY (document, within) REFERENCES statements (document, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, time) REFERENCES times (document, number),
    FOREIGN KEY (document, place) REFERENCES places (document, number),
    FOREIGN KEY (document, sentence) REFERENCES sentences (document, number)
) STRICT;
CREATE INDEX statements_by_speaker ON statements (speaker, day) WHERE speaker IS NOT NULL;
CREATE INDEX statements_by_day ON statements (day);

CREATE TABLE statement_cue (
    statement INTEGER NOT NULL REFERENCES statements (id),
    piece INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (statement, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement_content (
    statement INTEGER NOT NULL REFERENCES statements (id),
    piece INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (statement, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement_about (
    entity INTEGER NOT NULL REFERENCES entities (id),
    statement INTEGER NOT NULL REFERENCES statements (id),
    PRIMARY KEY (entity, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    day TEXT,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    sentence INTEGER,
    low REAL,
    high REAL,
    bound TEXT NOT NULL,
    unit TEXT NOT NULL,
    of_start INTEGER,
    of_stop INTEGER,
    according_to INTEGER,
    UNIQUE (document, number),
    FOREIGN KEY (document, according_to) REFERENCES statements (document, number),
    FOREIGN KEY (document, sentence) REFERENCES sentences (document, number)
) STRICT;
CREATE INDEX figures_by_day ON figures (day);

-- What the words are, for whoever looks at the file; the full-text indexes take their text from here too.

CREATE VIEW statement_texts AS
SELECT s.id, d.article, d.origin, d.title, d.published, s.number, e.name AS speaker, e.known_as,
    substr(d.text, s.source_start + 1, s.source_stop - s.source_start) AS source,
    (SELECT group_concat(words, ' … ') FROM (
        SELECT substr(d.text, start + 1, stop - start) AS words
        FROM statement_cue WHERE statement = s.id ORDER BY piece)) AS cue,
    (SELECT group_concat(words, ' … ') FROM (
        SELECT substr(d.text, start + 1, stop - start) AS words
        FROM statement_content WHERE statement = s.id ORDER BY piece)) AS content,
    s.form, s.attitude, s.certainty,
    substr(d.text, n.start + 1, n.stop - n.start) AS sentence
FROM statements s
JOIN documents d ON d.id = s.document
LEFT JOIN entities e ON e.id = s.speaker
LEFT JOIN sentences n ON n.document = s.document AND n.number = s.sentence;

CREATE VIEW figure_texts AS
SELECT f.id, d.article, d.origin, d.title, d.published, f.number,
    substr(d.text, f.start + 1, f.stop - f.start) AS words, f.low, f.high, f.bound, f.unit,
    substr(d.text, f.of_start + 1, f.of_stop - f.of_start) AS of_what, e.name AS according_to,
    substr(d.text, n.start + 1, n.stop - n.start) AS sentence
FROM figures f
JOIN documents d ON d.id = f.document
LEFT JOIN statements s ON s.document = f.document AND s.number = f.according_to
LEFT JOIN entities e ON e.id = s.speaker
LEFT JOIN sentences n ON n.document = f.document AND n.number = f.sentence;

CREATE VIEW mention_texts AS
SELECT d.article, d.origin, d.title, d.published, e.name, e.kind, e.country, e.sector, e.known_as,
    substr(d.text, m.start + 1, m.stop - m.start) AS words, m.form,
    substr(d.text, n.start + 1, n.stop - n.start) AS sentence
FROM mentions m
JOIN actors a ON a.document = m.document AND a.number = m.actor
JOIN entities e ON e.id = a.entity
JOIN documents d ON d.id = m.document
JOIN sentences n ON n.document = m.document AND n.number = m.sentence;

CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, content = 'documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE entities_fts USING fts5 (
    name, content = 'entities', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    content, content = 'statement_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE figures_fts USING fts5 (
    words, of_what, unit, content = 'figure_texts', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2');
