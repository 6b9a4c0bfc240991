-- Migrations are appended, never edited. A statement ends with a semicolon before an empty line.
-- Only TEXT and BIGINT; times are milliseconds since 1970 (UTC). Every table has a TEXT key named id and the
-- sequence of the audit entry that last changed the row. A column added later must be NULL in the old rows,
-- because NULLs are left out of a row's hash.

CREATE TABLE audit (
    sequence BIGINT NOT NULL PRIMARY KEY,
    at       BIGINT NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    case_id  TEXT,
    content  TEXT NOT NULL,
    hash     TEXT NOT NULL
);

CREATE INDEX audit_by_case ON audit (case_id, sequence);

CREATE TABLE number_series (
    id   TEXT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE blob (
    id        TEXT NOT NULL PRIMARY KEY,
    size      BIGINT NOT NULL,
    stored_at BIGINT NOT NULL,
    audit     BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE page (
    id          TEXT NOT NULL PRIMARY KEY,
    batch       TEXT NOT NULL,
    blob        TEXT NOT NULL REFERENCES blob (id),
    media_type  TEXT NOT NULL,
    source_name TEXT NOT NULL,
    number      BIGINT NOT NULL,
    sender_time BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX page_by_batch ON page (batch, sequence);

CREATE INDEX page_by_blob ON page (blob);

-- What was read on a page: can be made again, so one row a page is enough.
CREATE TABLE reading (
    id         TEXT NOT NULL PRIMARY KEY REFERENCES page (id),
    input_hash TEXT NOT NULL,
    engine     TEXT NOT NULL,
    version    TEXT NOT NULL,
    json       TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    audit      BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

-- What a person corrected: never overwritten, the newest counts.
CREATE TABLE correction (
    id       TEXT NOT NULL PRIMARY KEY,
    page     TEXT NOT NULL REFERENCES page (id),
    document BIGINT NOT NULL,
    json     TEXT NOT NULL,
    actor    TEXT NOT NULL,
    made_at  BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    audit    BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX correction_by_page ON correction (page, document, sequence);

CREATE TABLE case_file (
    id                  TEXT NOT NULL PRIMARY KEY,
    number              TEXT NOT NULL UNIQUE,
    item_code           TEXT NOT NULL,
    item_version        TEXT NOT NULL,
    situations          TEXT NOT NULL,
    applicant_name      TEXT NOT NULL,
    applicant_id_number TEXT NOT NULL,
    office              TEXT NOT NULL,
    status              TEXT NOT NULL,
    opened_at           BIGINT NOT NULL,
    opened_by           TEXT NOT NULL,
    closed_at           BIGINT,
    closing             TEXT,
    sequence            BIGINT NOT NULL UNIQUE,
    audit               BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE case_page (
    id       TEXT NOT NULL PRIMARY KEY,
    case_id  TEXT NOT NULL REFERENCES case_file (id),
    page     TEXT NOT NULL REFERENCES page (id),
    sequence BIGINT NOT NULL,
    audit    BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (case_id, page)
);

CREATE INDEX case_page_by_page ON case_page (page);

CREATE TABLE checklist (
    id       TEXT NOT NULL PRIMARY KEY,
    case_id  TEXT NOT NULL REFERENCES case_file (id),
    json     TEXT NOT NULL,
    actor    TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    audit    BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX checklist_by_case ON checklist (case_id, sequence);

CREATE TABLE handoff (
    id           TEXT NOT NULL PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    from_office  TEXT NOT NULL,
    to_office    TEXT NOT NULL,
    courier      TEXT NOT NULL,
    sheet_token  TEXT UNIQUE,
    state        TEXT NOT NULL,
    opened_at    BIGINT NOT NULL,
    opened_by    TEXT NOT NULL,
    closed_at    BIGINT,
    closed_by    TEXT,
    closed_after BIGINT,
    sequence     BIGINT NOT NULL UNIQUE,
    audit        BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

-- A labelled thing; its id is the token's 16 characters.
CREATE TABLE thing (
    id            TEXT NOT NULL PRIMARY KEY,
    token_text    TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    case_id       TEXT NOT NULL REFERENCES case_file (id),
    short_number  TEXT NOT NULL,
    short_key     TEXT NOT NULL UNIQUE,
    desk          TEXT NOT NULL,
    in_transit_by TEXT REFERENCES handoff (id),
    registered_at BIGINT NOT NULL,
    sequence      BIGINT NOT NULL,
    audit         BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX thing_by_case ON thing (case_id, sequence);

CREATE INDEX thing_by_transit ON thing (in_transit_by);

-- Every scan of a handoff with what it did, also those that did nothing; thing is NULL for an unknown label.
CREATE TABLE custody_event (
    id          TEXT NOT NULL PRIMARY KEY,
    handoff     TEXT NOT NULL REFERENCES handoff (id),
    scanned     TEXT NOT NULL,
    thing       TEXT REFERENCES thing (id),
    side        TEXT NOT NULL,
    verdict     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    actor       TEXT NOT NULL,
    sender_time BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    outcome     TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    sequence    BIGINT NOT NULL UNIQUE,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX custody_event_by_handoff ON custody_event (handoff, sequence);

CREATE INDEX custody_event_by_thing ON custody_event (thing, sequence);

CREATE TABLE certificate_return (
    id          TEXT NOT NULL PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES case_file (id),
    page        TEXT NOT NULL REFERENCES page (id),
    match_json  TEXT NOT NULL,
    actor       TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (case_id, page)
);

CREATE INDEX certificate_return_by_page ON certificate_return (page);

CREATE TABLE pickup (
    id                 TEXT NOT NULL PRIMARY KEY,
    case_id            TEXT NOT NULL UNIQUE REFERENCES case_file (id),
    way                TEXT NOT NULL,
    person_name        TEXT NOT NULL,
    person_id_number   TEXT NOT NULL,
    relation           TEXT NOT NULL,
    authorization_page TEXT REFERENCES page (id),
    postal_number      TEXT NOT NULL,
    signature_page     TEXT REFERENCES page (id),
    photo_page         TEXT REFERENCES page (id),
    actor              TEXT NOT NULL,
    sender_time        BIGINT NOT NULL,
    recorded_at        BIGINT NOT NULL,
    sequence           BIGINT NOT NULL,
    audit              BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);
