-- Why somebody without an account here carries (handoff.courier is then his name); NULL: an account, nobody, or a row
-- from before.
ALTER TABLE handoff ADD COLUMN outside TEXT;

-- A label of a withdrawn key that somebody held out; a person closes it with a reason.
CREATE TABLE label_alarm (
    id            TEXT NOT NULL PRIMARY KEY,
    scanned       TEXT NOT NULL,
    label_key     TEXT NOT NULL,
    withdrawn     TEXT NOT NULL,
    handoff       TEXT REFERENCES handoff (id),
    office        TEXT NOT NULL,
    raised_by     TEXT NOT NULL,
    raised_at     BIGINT NOT NULL,
    closed_by     TEXT,
    closed_reason TEXT,
    closed_at     BIGINT,
    sequence      BIGINT NOT NULL,
    audit         BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX label_alarm_by_scanned ON label_alarm (scanned, closed_at);

CREATE INDEX label_alarm_by_closed ON label_alarm (closed_at, sequence);
