-- What lists and deadlines ask of a checklist, so that nobody reads its text for it; NULL in older rows.
ALTER TABLE checklist ADD COLUMN complete BIGINT;

ALTER TABLE checklist ADD COLUMN complete_with_promise BIGINT;
