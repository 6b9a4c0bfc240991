-- A person's data that was deleted, on request or when its time was over. The case stays as a number without a person;
-- NULL: nothing was deleted of it.
ALTER TABLE case_file ADD COLUMN erasure TEXT;

-- `files`: names of blobs that nobody speaks of any more, as long as they may still lie in the folder; NULL afterwards.
CREATE TABLE erasure (
    id         TEXT NOT NULL PRIMARY KEY,
    reason     TEXT NOT NULL,
    actor      TEXT NOT NULL,
    erased_at  BIGINT NOT NULL,
    report     TEXT NOT NULL,
    files      TEXT,
    sequence   BIGINT NOT NULL,
    audit      BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);
