-- What was given to a printer. A row is 'sending' before the first byte leaves; whoever finds it so later does not
-- know whether it was printed. content says what to draw, so that a reprint has the same token; no personal data.
CREATE TABLE print_job (
    id          TEXT NOT NULL PRIMARY KEY,
    printer     TEXT NOT NULL,
    content     TEXT NOT NULL,
    state       TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    attempts    BIGINT NOT NULL,
    reprint_of  TEXT REFERENCES print_job (id),
    actor       TEXT NOT NULL,
    sender_time BIGINT NOT NULL,
    queued_at   BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX print_job_by_state ON print_job (state, sequence);

CREATE INDEX print_job_by_reprint ON print_job (reprint_of);
