-- What the user decided about lines and names (see reader/decisions). A row is never changed: another decision is another
-- row, and one that was taken back is no longer active.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                 -- keep-line, hide-line, rename, retype, merge, split, hide-name
    article INTEGER REFERENCES article (id), -- the one that it is for; NULL: those of a site or a folder
    site TEXT,                          -- the host of its address without www, or its name
    folder BLOB,                        -- a path; what is in folders below counts too
    subject TEXT NOT NULL,              -- the line, or the entity's name
    type TEXT,                          -- the entity's type
    value TEXT,                         -- its new name or type, what it is taken together with, what is parted from it
    at TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    CHECK ((article IS NOT NULL) + (site IS NOT NULL) + (folder IS NOT NULL) = 1)
);
CREATE INDEX decision_article ON decision (article) WHERE active;

-- Highlights and notes: a passage of one block of an article, and what the user wrote about it. Never changed either.
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id),
    block INTEGER NOT NULL,             -- where the passage stood then: the block's number and a character of it
    character INTEGER NOT NULL,
    passage TEXT NOT NULL,              -- its words, by which it is found again
    context TEXT NOT NULL,              -- the words from its beginning on, past its end when it is short
    words TEXT NOT NULL,                -- empty: a highlight
    at TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX note_article ON note (article) WHERE active;

-- the undo log of both: a decision or a note that an action made hold, or not
CREATE TABLE turn (
    action INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    what TEXT NOT NULL,                 -- decision or note
    number INTEGER NOT NULL,
    active INTEGER NOT NULL             -- after it; before it was the other
);
CREATE INDEX turn_action ON turn (action);
