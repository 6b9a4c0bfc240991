-- What a machine saw on a page for the archive: can be made again, so one row a page is enough.
CREATE TABLE page_check (
    id         TEXT NOT NULL PRIMARY KEY REFERENCES page (id),
    input_hash TEXT NOT NULL,
    version    BIGINT NOT NULL,
    json       TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    audit      BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

-- Pages drawn for a person to look at. scope: 'case' or 'day'; subject: the case's id or the day (YYYY-MM-DD); office:
-- whose pages were drawn from, with those below it. pages: the ids drawn from, in order; drawn: those drawn, as
-- anybody can draw them again from seed, pages and share (a percentage). Never changed.
CREATE TABLE quality_sample (
    id       TEXT NOT NULL PRIMARY KEY,
    scope    TEXT NOT NULL,
    subject  TEXT NOT NULL,
    office   TEXT NOT NULL,
    share    BIGINT NOT NULL,
    seed     TEXT NOT NULL,
    pages    TEXT NOT NULL,
    drawn    TEXT NOT NULL,
    actor    TEXT NOT NULL,
    drawn_at BIGINT NOT NULL,
    sequence BIGINT NOT NULL UNIQUE,
    audit    BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX quality_sample_by_subject ON quality_sample (scope, subject, office, sequence);

-- What a person says of a page drawn; the newest counts, earlier ones stay. defects: codes with commas between, empty:
-- it is good.
CREATE TABLE quality_verdict (
    id          TEXT NOT NULL PRIMARY KEY,
    sample      TEXT NOT NULL REFERENCES quality_sample (id),
    page        TEXT NOT NULL REFERENCES page (id),
    defects     TEXT NOT NULL,
    note        TEXT NOT NULL,
    actor       TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX quality_verdict_by_sample ON quality_verdict (sample, sequence);

CREATE INDEX quality_verdict_by_page ON quality_verdict (page);

CREATE INDEX page_by_time ON page (received_at);
