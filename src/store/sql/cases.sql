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
  AND EXISTS (                -- when handed_to
        SELECT 1 FROM thing   -- when handed_to
        JOIN custody_event ON custody_event.thing = thing.id AND custody_event.outcome = 'applied' -- when handed_to
        JOIN handoff ON handoff.id = custody_event.handoff                                         -- when handed_to
        WHERE thing.case_id = case_file.id AND handoff.to_office = :handed_to)                     -- when handed_to
  AND (applicant_name LIKE :text ESCAPE '\'            -- when text
    OR number LIKE :capitals ESCAPE '\'                -- when capitals
    OR applicant_id_number LIKE :capitals ESCAPE '\')  -- when capitals
ORDER BY sequence DESC LIMIT :most

-- name: case.wasHandedTo
SELECT 1 AS found FROM thing
JOIN custody_event ON custody_event.thing = thing.id AND custody_event.outcome = 'applied'
JOIN handoff ON handoff.id = custody_event.handoff
WHERE thing.case_id = :case_id AND handoff.to_office = :office LIMIT 1

-- name: case.setStatus
UPDATE case_file SET status = :status, audit = :audit WHERE id = :id

-- name: case.close
UPDATE case_file SET status = :status, closed_at = :closed_at, closing = :closing, audit = :audit WHERE id = :id

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
