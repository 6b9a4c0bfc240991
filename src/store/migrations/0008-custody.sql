-- Where a thing's journey begins: where it was labelled, or where a person placed it last (then with the sequence of
-- that). NULL in rows from before. courier is who carries a thing that is in transit.
ALTER TABLE thing ADD COLUMN anchor_party TEXT;

ALTER TABLE thing ADD COLUMN anchor_sequence BIGINT;

ALTER TABLE thing ADD COLUMN courier TEXT;

-- device and device_number are the sender's own order; NULL for a live scan. counts is 1 when the scan is evidence of
-- the journey; NULL in rows from before, where the outcome tells.
ALTER TABLE custody_event ADD COLUMN actor_office TEXT;

ALTER TABLE custody_event ADD COLUMN device TEXT;

ALTER TABLE custody_event ADD COLUMN device_number BIGINT;

ALTER TABLE custody_event ADD COLUMN undoes TEXT;

ALTER TABLE custody_event ADD COLUMN counts BIGINT;

CREATE INDEX custody_event_by_scanned ON custody_event (scanned, sequence);

CREATE INDEX handoff_by_state ON handoff (state, sequence);

CREATE INDEX thing_by_desk ON thing (desk);

CREATE INDEX thing_by_courier ON thing (courier);

-- How one thing stands on one handoff, as its journey tells: made anew from the scans with every one of them.
CREATE TABLE custody_line (
    id             TEXT NOT NULL PRIMARY KEY,
    handoff        TEXT NOT NULL REFERENCES handoff (id),
    scanned        TEXT NOT NULL,
    state          TEXT NOT NULL,
    doubt          TEXT NOT NULL,
    reason         TEXT NOT NULL,
    at_close       TEXT,
    settled        TEXT,
    settled_reason TEXT,
    settled_by     TEXT,
    settled_at     BIGINT,
    sequence       BIGINT NOT NULL,
    audit          BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX custody_line_by_handoff ON custody_line (handoff, sequence);

CREATE INDEX custody_line_by_scanned ON custody_line (scanned);

CREATE INDEX custody_line_by_state ON custody_line (state, settled);

CREATE INDEX custody_line_by_doubt ON custody_line (doubt);

-- What a person decided of a difference, an alarm, or where a thing is.
CREATE TABLE custody_settlement (
    id          TEXT NOT NULL PRIMARY KEY,
    scanned     TEXT NOT NULL,
    handoff     TEXT REFERENCES handoff (id),
    kind        TEXT NOT NULL,
    party       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    actor       TEXT NOT NULL,
    office      TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX custody_settlement_by_scanned ON custody_settlement (scanned, sequence);

-- What was put under one code: a pouch's label or a handoff sheet's.
CREATE TABLE container_item (
    id        TEXT NOT NULL PRIMARY KEY,
    container TEXT NOT NULL,
    thing     TEXT NOT NULL REFERENCES thing (id),
    put_by    TEXT NOT NULL,
    taken_by  TEXT,
    sequence  BIGINT NOT NULL,
    audit     BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX container_item_by_container ON container_item (container, sequence);

CREATE INDEX container_item_by_thing ON container_item (thing);
