-- Lists of one or some offices, newest first, in place of looking through everybody's.
CREATE INDEX case_file_by_office ON case_file (office, sequence);

CREATE INDEX handoff_by_from_office ON handoff (from_office, sequence);

CREATE INDEX handoff_by_to_office ON handoff (to_office, sequence);

-- Which keys labels of this folder were signed with; its id is the key's. The keys themselves stand in label-keys.json:
-- whoever reads the database makes no labels.
CREATE TABLE label_key (
    id          TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    sequence    BIGINT NOT NULL,
    audit       BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);
