-- The marks: what the reader of the articles made. Precious: nothing here is ever dropped by a program.

-- One row for each article that was ever marked. `id` is random, so that no other article can be taken for it;
-- by content, then path, then address the row is found again when its file moves or the index is made anew.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    content BLOB,                       -- hash of the normalised title and text, NULL before it was read
    path BLOB NOT NULL,
    position INTEGER NOT NULL,
    url TEXT,                           -- without scheme, www, query and fragment
    state INTEGER NOT NULL DEFAULT 0,   -- 0 unread, 1 in progress, 2 read
    starred INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX article_content ON article (content) WHERE content IS NOT NULL;
CREATE INDEX article_path ON article (path);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_touched ON article (state) WHERE state <> 0;
CREATE INDEX article_starred ON article (starred) WHERE starred <> 0;
CREATE INDEX article_archived ON article (archived) WHERE archived <> 0;

CREATE TABLE tag (
    article INTEGER NOT NULL REFERENCES article (id),
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (article, folded)
) WITHOUT ROWID;
CREATE INDEX tag_folded ON tag (folded, article);

-- where the reading stopped: an anchor and the share of the article above it
CREATE TABLE place (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    block INTEGER NOT NULL,
    character INTEGER NOT NULL,
    context TEXT NOT NULL,
    fraction REAL NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- the undo log: one action of the user, and what it changed
CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    sentence TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE change (
    action INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    article INTEGER NOT NULL REFERENCES article (id),
    field TEXT NOT NULL,                -- state, starred, archived or tag
    before,                             -- a tag that was not there is NULL
    after
);
CREATE INDEX change_action ON change (action);
