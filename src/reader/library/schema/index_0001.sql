-- The index: derived from the files, rebuildable at any time. Paths are bytes; offsets count characters.

CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    folded TEXT NOT NULL,               -- the path as `path:` searches it
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 0, -- of the code that read it; 0: not read yet
    code TEXT,                          -- why it failed, NULL when it did not
    message TEXT,
    problems TEXT NOT NULL DEFAULT '[]' -- JSON: sentences about parts that could not be read
);

CREATE TABLE skipped (
    path BLOB PRIMARY KEY,
    code TEXT NOT NULL,
    message TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    name TEXT,
    host TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (name, host)
);

-- Identities are never used twice: a screen may still hold one of an article that is gone.
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recency INTEGER NOT NULL,           -- unique; newest first is its descending order (see recency.py)
    file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    mark INTEGER NOT NULL,              -- the identity of its marks in marks.db, whether there are any or not
    stage INTEGER NOT NULL,             -- 0 listed, 1 clean, 2 analysed, 3 failed
    day TEXT,                           -- of publication: YYYY-MM-DD
    words INTEGER NOT NULL DEFAULT 0,
    site INTEGER REFERENCES site (id),
    title TEXT,
    title_key TEXT NOT NULL,            -- what sorts by title
    byline TEXT,
    published TEXT,
    url TEXT,
    language TEXT,
    confidence REAL NOT NULL DEFAULT 1.0,
    content BLOB,                       -- hash of the normalised title and text
    analysis INTEGER NOT NULL DEFAULT 0 -- version of the code that found its entities and quotes; 0: none yet
);
CREATE UNIQUE INDEX article_place ON article (file, position);
CREATE INDEX article_mark ON article (mark);
-- the list walks this index and nothing else
CREATE INDEX article_newest ON article (recency, mark, file, stage, day, site);
CREATE INDEX article_pending ON article (analysis, recency) WHERE stage IN (1, 2);

CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    text TEXT NOT NULL,                 -- Article.text
    layout TEXT NOT NULL                -- JSON: the blocks, those of the body by their length in `text`
);

-- what finds the lines that a site repeats; hashes are 64 bits, little-endian
CREATE TABLE fingerprint (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    site TEXT NOT NULL,                 -- or the folder of an article whose site is not known
    story BLOB NOT NULL,                -- of the headline and of one paragraph
    lines BLOB NOT NULL,
    hidden BLOB NOT NULL                -- of the lines that are hidden in the stored text
);
CREATE INDEX fingerprint_site ON fingerprint (site);

CREATE TABLE article_tag (
    -- in the key's order: quick_check of SQLite 3.40 takes any other order for damage
    folded TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (folded, article)
) WITHOUT ROWID;
CREATE INDEX article_tag_article ON article_tag (article);

CREATE VIEW searchable AS
SELECT article.recency AS recency, article.title AS title, article.byline AS byline, body.text AS text
FROM article JOIN body ON body.article = article.id;

-- its rowid is the article's recency, so that hits come newest first without sorting
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, byline, text,
    content = 'searchable', content_rowid = 'recency', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO fulltext (fulltext, rank) VALUES ('rank', 'bm25(5.0, 2.0, 1.0)');
-- room in memory for the postings of one batch: fewer segments, a fifth less time
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 8000000);

CREATE TRIGGER article_leaves BEFORE DELETE ON article BEGIN
    INSERT INTO fulltext (fulltext, rowid, title, byline, text)
    SELECT 'delete', recency, title, byline, text FROM searchable WHERE recency = old.recency;
END;

-- one name of one type, however many articles have it; speakers of quotes are the type SPEAKER
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    UNIQUE (type, folded)
);
CREATE INDEX name_common ON name (articles DESC, mentions DESC) WHERE articles > 0;

-- the writings of a name (itself and its aliases), by whose words `person:` and its like find it
CREATE TABLE surface (
    id INTEGER PRIMARY KEY,
    name INTEGER NOT NULL REFERENCES name (id) ON DELETE CASCADE,
    folded TEXT NOT NULL,
    UNIQUE (name, folded)
);
CREATE VIRTUAL TABLE surfaces USING fts5 (
    folded, content = 'surface', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER surface_comes AFTER INSERT ON surface BEGIN
    INSERT INTO surfaces (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER surface_leaves BEFORE DELETE ON surface BEGIN
    INSERT INTO surfaces (surfaces, rowid, folded) VALUES ('delete', old.id, old.folded);
END;

CREATE TABLE entity (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    name INTEGER NOT NULL REFERENCES name (id),
    written TEXT NOT NULL,              -- the canonical name as this article has it
    count INTEGER NOT NULL,
    mentions TEXT NOT NULL,             -- JSON: [start, end, start, end, ...]
    aliases TEXT NOT NULL,              -- JSON
    note TEXT,
    salience REAL NOT NULL,
    evidence REAL NOT NULL,
    PRIMARY KEY (article, rank)
) WITHOUT ROWID;
CREATE INDEX entity_name ON entity (name, count);

CREATE TRIGGER entity_comes AFTER INSERT ON entity BEGIN
    UPDATE name SET articles = articles + 1, mentions = mentions + new.count WHERE id = new.name;
END;
CREATE TRIGGER entity_leaves AFTER DELETE ON entity BEGIN
    UPDATE name SET articles = articles - 1, mentions = mentions - old.count WHERE id = old.name;
END;

CREATE TABLE quote (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    type TEXT NOT NULL,
    speaker INTEGER REFERENCES name (id),
    written TEXT,                       -- the speaker's name as this article has it
    mention TEXT,
    cue TEXT,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    continues INTEGER NOT NULL,
    PRIMARY KEY (article, rank)
) WITHOUT ROWID;
CREATE INDEX quote_speaker ON quote (speaker);
