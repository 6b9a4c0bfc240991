-- name: thing.add
INSERT INTO thing (id, token_text, kind, case_id, short_number, short_key, desk, anchor_party, registered_at, sequence, audit)
VALUES (:id, :token_text, :kind, :case_id, :short_number, :short_key, :desk, :desk, :registered_at, :sequence, :sequence)

-- name: thing.byShortKey
SELECT * FROM thing WHERE short_key = :short_key

-- name: thing.ofCase
SELECT * FROM thing WHERE case_id = :case_id ORDER BY sequence, id

-- name: thing.onDesk
SELECT * FROM thing WHERE desk = :desk AND in_transit_by IS NULL ORDER BY sequence, id

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
