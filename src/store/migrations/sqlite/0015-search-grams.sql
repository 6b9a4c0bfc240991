-- What cases are searched by: pieces of one, two and four characters of their numbers, names and pages' words, each with
-- the sequence of its case (SearchGrams.h). Made from other tables, so the audit log does not answer for it.
CREATE TABLE search_gram (
    gram     TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (gram, sequence)
) WITHOUT ROWID;

-- Up to which case those from before there was an index have theirs; they get it when the folder is opened.
CREATE TABLE search_progress (
    id   TEXT NOT NULL PRIMARY KEY,
    upto BIGINT NOT NULL
);
