-- name: case.add
INSERT INTO case_file (id, number, item_code, item_version, situations, applicant_name, applicant_id_number,
    office, status, opened_at, opened_by, sequence, audit)
VALUES (:id, :number, :item_code, :item_version, :situations, :applicant_name, :applicant_id_number,
    :office, :status, :opened_at, :opened_by, :sequence, :sequence)

-- name: case.addPage
INSERT INTO case_page (id, case_id, page, sequence, audit) VALUES (:id, :case_id, :page, :sequence, :sequence)

-- name: case.byNumber
SELECT * FROM case_file WHERE number = :number

-- name: case.byThing
SELECT case_file.* FROM thing JOIN case_file ON case_file.id = thing.case_id
WHERE thing.id = :key OR thing.short_key = :key

-- name: case.list
SELECT * FROM case_file
WHERE sequence < :before
  AND office IN (:offices)    -- when offices
  AND status IN (:statuses)   -- when statuses
  AND item_code = :item       -- when item
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
  AND (applicant_name LIKE :text ESCAPE '\'            -- when text
    OR corrected_name LIKE :text ESCAPE '\'            -- when text
    OR number LIKE :capitals ESCAPE '\'                -- when capitals
    OR corrected_id_number LIKE :capitals ESCAPE '\'   -- when capitals
    OR applicant_id_number LIKE :capitals ESCAPE '\')  -- when capitals
ORDER BY sequence DESC LIMIT :most

-- name: case.counts
SELECT office, status, COUNT(*) AS cases FROM case_file
WHERE sequence > 0
  AND office IN (:offices)    -- when offices
  AND status IN (:statuses)   -- when statuses
  AND item_code = :item       -- when item
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
GROUP BY office, status

-- name: case.accepted
-- In any order: asked for one, SQLite goes through the cases of all times in it.
SELECT case_file.id AS id, number, item_code, item_version, office, opened_at, case_file.sequence AS sequence,
    checklist.complete AS flag,
    (SELECT COUNT(*) FROM clock_stop WHERE clock_stop.case_id = case_file.id) AS stops
FROM case_file
JOIN checklist ON checklist.id =
    (SELECT newest.id FROM checklist newest WHERE newest.case_id = case_file.id ORDER BY newest.sequence DESC LIMIT 1)
WHERE case_file.status IN (:statuses)
  AND (checklist.complete = 1 OR checklist.complete_with_promise = 1 OR checklist.complete IS NULL)
  AND office IN (:offices)    -- when offices
  AND item_code = :item       -- when item
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to

-- name: case.thingsInTransit
SELECT COUNT(*) AS things FROM thing CROSS JOIN case_file
WHERE thing.in_transit_by > '' AND case_file.id = thing.case_id
  AND office IN (:offices)    -- when offices
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to

-- name: case.wasHandedTo
SELECT 1 AS found FROM case_handed WHERE case_id = :case_id AND to_office = :office LIMIT 1

-- name: case.setStatus
UPDATE case_file SET status = :status, ended_at = :ended_at, audit = :audit WHERE id = :id

-- name: case.close
UPDATE case_file SET status = :status, closed_at = :closed_at, closing = :closing,
    ended_at = COALESCE(ended_at, :closed_at), audit = :audit
WHERE id = :id

-- name: case.reopen
UPDATE case_file SET status = :status, closed_at = NULL, closing = NULL, ended_at = NULL, audit = :audit WHERE id = :id

-- name: case.everSentOut
SELECT 1 AS found FROM thing
JOIN custody_event ON custody_event.thing = thing.id AND custody_event.outcome = 'applied'
WHERE thing.case_id = :case_id AND custody_event.side = 'giver' LIMIT 1

-- name: case.correctApplicant
UPDATE case_file SET corrected_name = :name, corrected_id_number = :id_number, audit = :audit WHERE id = :id

-- name: applicant.correct
INSERT INTO applicant_correction (id, case_id, applicant_name, applicant_id_number, reason, actor, made_at, sequence,
    audit)
VALUES (:id, :case_id, :name, :id_number, :reason, :actor, :made_at, :sequence, :sequence)

-- name: applicant.corrections
SELECT * FROM applicant_correction WHERE case_id = :case_id ORDER BY sequence

-- name: case.removePage
UPDATE case_page SET removed_by = :removed_by, removed_reason = :reason, removed_at = :removed_at, audit = :audit
WHERE id = :id

-- name: case.restorePage
UPDATE case_page SET removed_by = NULL, removed_reason = NULL, removed_at = NULL, audit = :audit WHERE id = :id

-- name: case.removedPages
SELECT page.*, blob.size, case_page.removed_by, case_page.removed_reason, case_page.removed_at FROM case_page
JOIN page ON page.id = case_page.page JOIN blob ON blob.id = page.blob
WHERE case_page.case_id = :case_id AND case_page.removed_by IS NOT NULL
ORDER BY case_page.sequence, page.sequence, page.number, page.id

-- name: case.choose
UPDATE case_file SET chosen_situations = :situations, audit = :audit WHERE id = :id

-- name: clock.stop
INSERT INTO clock_stop (id, case_id, reason, from_day, actor, sequence, audit)
VALUES (:id, :case_id, :reason, :from_day, :actor, :sequence, :sequence)

-- name: clock.resume
UPDATE clock_stop SET until_day = :until_day, audit = :audit WHERE id = :id

-- name: clock.ofCase
SELECT * FROM clock_stop WHERE case_id = :case_id ORDER BY sequence

-- name: checklist.add
INSERT INTO checklist (id, case_id, json, complete, complete_with_promise, actor, saved_at, sequence, audit)
VALUES (:id, :case_id, :json, :complete, :complete_with_promise, :actor, :saved_at, :sequence, :sequence)

-- name: checklist.newest
SELECT * FROM checklist WHERE case_id = :case_id ORDER BY sequence DESC LIMIT 1
