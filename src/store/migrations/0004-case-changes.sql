-- What is said of a case after it was opened. chosen_situations is NULL as long as those it was opened with count.
ALTER TABLE case_file ADD COLUMN chosen_situations TEXT;

-- The days after from_day up to and with until_day do not count; while until_day is NULL the clock stands still.
CREATE TABLE clock_stop (
    id          TEXT NOT NULL PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES case_file (id),
    reason      TEXT NOT NULL,
    from_day    TEXT NOT NULL,
    until_day   TEXT,
    actor       TEXT NOT NULL,
    sequence    BIGINT NOT NULL,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX clock_stop_by_case ON clock_stop (case_id, sequence);
