-- What is put right of a case later. Who applies is corrected beside what the case was opened with; every correction
-- stays in a table of its own. NULL as long as nothing was corrected.
ALTER TABLE case_file ADD COLUMN corrected_name TEXT;

ALTER TABLE case_file ADD COLUMN corrected_id_number TEXT;

CREATE TABLE applicant_correction (
    id                  TEXT NOT NULL PRIMARY KEY,
    case_id             TEXT NOT NULL REFERENCES case_file (id),
    applicant_name      TEXT NOT NULL,
    applicant_id_number TEXT NOT NULL,
    reason              TEXT NOT NULL,
    actor               TEXT NOT NULL,
    made_at             BIGINT NOT NULL,
    sequence            BIGINT NOT NULL,
    audit               BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX applicant_correction_by_case ON applicant_correction (case_id, sequence);

-- A page that was taken out of a case keeps its row, so that it can be put back in its place; NULL: it is in the case.
ALTER TABLE case_page ADD COLUMN removed_by TEXT;

ALTER TABLE case_page ADD COLUMN removed_reason TEXT;

ALTER TABLE case_page ADD COLUMN removed_at BIGINT;
