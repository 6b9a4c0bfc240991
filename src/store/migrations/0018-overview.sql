-- What says something of a thing's journey, and who signed, are found without looking at every scan.
CREATE INDEX custody_event_by_evidence ON custody_event (scanned, counts, outcome);

CREATE INDEX custody_event_by_signer ON custody_event (handoff, side, actor);

-- When a case was picked up or closed; NULL while it runs, and in rows from before.
ALTER TABLE case_file ADD COLUMN ended_at BIGINT;

CREATE INDEX case_file_by_end ON case_file (ended_at, office, item_code, opened_at);

CREATE INDEX audit_by_actor ON audit (actor, sequence);
