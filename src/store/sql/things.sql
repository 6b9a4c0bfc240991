-- name: thing.add
INSERT INTO thing (id, token_text, kind, case_id, short_number, short_key, desk, anchor_party, registered_at, sequence, audit)
VALUES (:id, :token_text, :kind, :case_id, :short_number, :short_key, :desk, :desk, :registered_at, :sequence, :sequence)

-- name: thing.byShortKey
SELECT * FROM thing WHERE short_key = :short_key

-- name: thing.ofCase
SELECT * FROM thing WHERE case_id = :case_id ORDER BY sequence, id

-- name: thing.onDesk
SELECT * FROM thing WHERE desk = :desk AND in_transit_by IS NULL ORDER BY sequence, id

-- name: thing.waitingFor
SELECT thing.id FROM thing
JOIN case_file ON case_file.id = thing.case_id
LEFT JOIN checklist ON checklist.id =
    (SELECT newest.id FROM checklist newest WHERE newest.case_id = case_file.id ORDER BY newest.sequence DESC LIMIT 1)
WHERE thing.desk = :from AND thing.in_transit_by IS NULL
  AND ((thing.kind = 'folder' AND case_file.office = :from AND case_file.status = :received
        AND (checklist.complete = 1 OR checklist.complete_with_promise = 1))
       OR (thing.kind = 'certificate' AND case_file.office = :to))
ORDER BY thing.sequence, thing.id LIMIT :most

-- name: thing.inTransit
SELECT * FROM thing WHERE in_transit_by IS NOT NULL ORDER BY sequence, id

-- name: thing.move
UPDATE thing SET desk = :desk, in_transit_by = :in_transit_by, courier = :courier, audit = :audit WHERE id = :id

-- name: thing.place
UPDATE thing SET desk = :desk, in_transit_by = NULL, courier = NULL, anchor_party = :desk, anchor_sequence = :audit,
    audit = :audit
WHERE id = :id

-- name: thing.carriedBy
SELECT * FROM thing WHERE courier = :courier ORDER BY sequence, id
