-- The tables that version 3 added: who does what to whom. docs/store.md explains every column; change the two together.

CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    day TEXT,
    type TEXT NOT NULL,
    tense TEXT NOT NULL,
    certainty TEXT NOT NULL,
    negated INTEGER NOT NULL,
    according_to INTEGER,
    time INTEGER,
    place INTEGER,
    sentence INTEGER,
    UNIQUE (document, number),
    FOREIGN KEY (document, according_to) REFERENCES statements (document, number),
    FOREIGN KEY (document, time) REFERENCES times (document, number),
    FOREIGN KEY (document, place) REFERENCES places (document, number),
    FOREIGN KEY (document, sentence) REFERENCES sentences (document, number)
) STRICT;
CREATE INDEX IF NOT EXISTS events_by_type ON events (type, day);
CREATE INDEX IF NOT EXISTS events_by_day ON events (day);

CREATE TABLE IF NOT EXISTS event_trigger (
    event INTEGER NOT NULL REFERENCES events (id),
    piece INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (event, piece)
) STRICT, WITHOUT ROWID;

-- What is repeated from other tables stands in the indexes, so that a question about somebody looks at little else.
CREATE TABLE IF NOT EXISTS event_participants (
    event INTEGER NOT NULL REFERENCES events (id),
    role TEXT NOT NULL,
    number INTEGER NOT NULL,
    document INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    actor INTEGER,
    entity INTEGER REFERENCES entities (id),
    country TEXT,
    day TEXT,
    type TEXT NOT NULL,
    PRIMARY KEY (event, role, number),
    FOREIGN KEY (document, actor) REFERENCES actors (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS event_participants_by_entity
    ON event_participants (role, entity, day, event, type, document) WHERE entity IS NOT NULL;
CREATE INDEX IF NOT EXISTS event_participants_by_country
    ON event_participants (role, country, day, event, type, document) WHERE country IS NOT NULL;

CREATE TABLE IF NOT EXISTS event_figures (
    event INTEGER NOT NULL REFERENCES events (id),
    number INTEGER NOT NULL,
    document INTEGER NOT NULL,
    figure INTEGER NOT NULL,
    PRIMARY KEY (event, number),
    FOREIGN KEY (document, figure) REFERENCES figures (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS without_events (
    document INTEGER PRIMARY KEY REFERENCES documents (id)
) STRICT;

CREATE VIEW IF NOT EXISTS event_texts AS
SELECT v.id, d.article, d.origin, d.title, d.published, v.number, v.type,
    (SELECT group_concat(name, ', ') FROM (
        SELECT ifnull(e.name, substr(d.text, p.start + 1, p.stop - p.start)) AS name
        FROM event_participants p LEFT JOIN entities e ON e.id = p.entity
        WHERE p.event = v.id AND p.role = 'actor' ORDER BY p.number)) AS actors,
    (SELECT group_concat(name, ', ') FROM (
        SELECT ifnull(e.name, substr(d.text, p.start + 1, p.stop - p.start)) AS name
        FROM event_participants p LEFT JOIN entities e ON e.id = p.entity
        WHERE p.event = v.id AND p.role = 'recipient' ORDER BY p.number)) AS recipients,
    (SELECT group_concat(words, ' … ') FROM (
        SELECT substr(d.text, start + 1, stop - start) AS words
        FROM event_trigger WHERE event = v.id ORDER BY piece)) AS words,
    t.value AS time, l.name AS place, v.tense, v.certainty, v.negated, e.name AS according_to,
    substr(d.text, n.start + 1, n.stop - n.start) AS sentence
FROM events v
JOIN documents d ON d.id = v.document
LEFT JOIN times t ON t.document = v.document AND t.number = v.time
LEFT JOIN places l ON l.document = v.document AND l.number = v.place
LEFT JOIN statements s ON s.document = v.document AND s.number = v.according_to
LEFT JOIN entities e ON e.id = s.speaker
LEFT JOIN sentences n ON n.document = v.document AND n.number = v.sentence;
