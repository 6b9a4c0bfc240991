-- Stacks of paper for many residents, scanned in one go. id is the batch of their pages (page.batch). Pages, what was
-- read of them, and what became of them in cases are kept and answered for where they always are.
CREATE TABLE paper_batch (
    id        TEXT NOT NULL PRIMARY KEY,
    account   TEXT NOT NULL,
    office    TEXT NOT NULL,
    source    TEXT NOT NULL,
    state     TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    version   BIGINT NOT NULL
);

CREATE INDEX paper_batch_by_office ON paper_batch (office, state, opened_at);

-- What persons said of a batch, in order: id is the sender's event; kind is 'move', 'name', 'confirm' or 'taken'; section
-- is the page a section begins with; pages a JSON array of page ids. case_id and intake are NULL where none is meant.
CREATE TABLE batch_word (
    id      TEXT NOT NULL PRIMARY KEY,
    batch   TEXT NOT NULL REFERENCES paper_batch (id),
    place   BIGINT NOT NULL,
    kind    TEXT NOT NULL,
    section TEXT NOT NULL,
    pages   TEXT NOT NULL,
    case_id TEXT,
    intake  TEXT,
    actor   TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (batch, place)
);
