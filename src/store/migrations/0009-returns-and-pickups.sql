-- A page may bear several certificates, a confirmation may be taken back, and a certificate may be no case's here, so
-- case_id may be NULL and case_id with page is not unique any more. New columns are NULL in the old rows.
CREATE TABLE certificate_return_new (
    id                 TEXT NOT NULL PRIMARY KEY,
    case_id            TEXT REFERENCES case_file (id),
    page               TEXT NOT NULL REFERENCES page (id),
    match_json         TEXT NOT NULL,
    actor              TEXT NOT NULL,
    recorded_at        BIGINT NOT NULL,
    sequence           BIGINT NOT NULL,
    audit              BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    document           BIGINT,
    decision           TEXT,
    reason             TEXT,
    certificate_type   TEXT,
    certificate_number TEXT,
    issued_on          TEXT,
    withdrawn_by       TEXT
);

INSERT INTO certificate_return_new (id, case_id, page, match_json, actor, recorded_at, sequence, audit)
SELECT id, case_id, page, match_json, actor, recorded_at, sequence, audit FROM certificate_return;

DROP TABLE certificate_return;

ALTER TABLE certificate_return_new RENAME TO certificate_return;

CREATE INDEX certificate_return_by_case ON certificate_return (case_id, sequence);

CREATE INDEX certificate_return_by_page ON certificate_return (page);

CREATE INDEX certificate_return_by_number ON certificate_return (certificate_number);

-- One signature may stand for several cases (event), and a pickup may be undone, after which the case waits again.
CREATE TABLE pickup_new (
    id                 TEXT NOT NULL PRIMARY KEY,
    case_id            TEXT NOT NULL REFERENCES case_file (id),
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
    audit              BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    event              TEXT,
    waiver             TEXT,
    undo               TEXT,
    undone_by          TEXT,
    undo_reason        TEXT
);

INSERT INTO pickup_new (id, case_id, way, person_name, person_id_number, relation, authorization_page, postal_number,
    signature_page, photo_page, actor, sender_time, recorded_at, sequence, audit)
SELECT id, case_id, way, person_name, person_id_number, relation, authorization_page, postal_number,
    signature_page, photo_page, actor, sender_time, recorded_at, sequence, audit FROM pickup;

DROP TABLE pickup;

ALTER TABLE pickup_new RENAME TO pickup;

CREATE INDEX pickup_by_case ON pickup (case_id, sequence);

CREATE INDEX pickup_by_event ON pickup (event);
