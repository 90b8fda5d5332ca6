-- Copies: an article that repeats another one points to the earliest of its group, which lists show for all of them.
ALTER TABLE article ADD COLUMN copy_of INTEGER; -- NULL for the earliest, and for an article that has no copy
CREATE INDEX article_copies ON article (copy_of) WHERE copy_of IS NOT NULL;
DROP INDEX article_newest;
CREATE INDEX article_newest ON article (recency, mark, file, stage, day, site, copy_of);

-- by which likely copies are found (see reader/text/copies.py); `article` is the earliest of its group
CREATE TABLE band (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;

-- the bands of every article: numbers of 32 bits, little-endian
CREATE TABLE signature (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    bands BLOB NOT NULL
);

-- whether the lines that its site repeats were hidden since the article came
ALTER TABLE fingerprint ADD COLUMN shown INTEGER NOT NULL DEFAULT 0; -- so many of the first lines stand in the body
ALTER TABLE fingerprint ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX fingerprint_due ON fingerprint (site) WHERE compared = 0;

-- texts are kept compressed; `plain` is a function of this program that gives both kinds as they are read
DROP VIEW searchable;
CREATE VIEW searchable AS
SELECT article.recency AS recency, article.title AS title, article.byline AS byline, plain(body.text) AS text
FROM article JOIN body ON body.article = article.id;

-- keys lie closer to each other now: until they are read again, articles count as undated
UPDATE article SET recency = -id WHERE recency >= 0;
INSERT INTO fulltext (fulltext) VALUES ('rebuild');

-- what an older program read has no bands: read again in the background, names and quotes are kept
UPDATE file SET version = 0 WHERE code IS NULL;
