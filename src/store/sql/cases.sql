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
-- Lists of words come as ",a,b,"; an empty one means all.
SELECT * FROM case_file
WHERE sequence < :before
  AND (:offices = '' OR :offices LIKE '%,' || office || ',%')
  AND (:statuses = '' OR :statuses LIKE '%,' || status || ',%')
  AND (:handed_to = '' OR EXISTS (
        SELECT 1 FROM thing
        JOIN custody_event ON custody_event.thing = thing.id AND custody_event.outcome = 'applied'
        JOIN handoff ON handoff.id = custody_event.handoff
        WHERE thing.case_id = case_file.id AND handoff.to_office = :handed_to))
ORDER BY sequence DESC LIMIT :most

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
INSERT INTO checklist (id, case_id, json, actor, saved_at, sequence, audit)
VALUES (:id, :case_id, :json, :actor, :saved_at, :sequence, :sequence)

-- name: checklist.newest
SELECT * FROM checklist WHERE case_id = :case_id ORDER BY sequence DESC LIMIT 1
