-- name: handoff.add
INSERT INTO handoff (id, number, from_office, to_office, courier, sheet_token, state, opened_at, opened_by, sequence, audit)
VALUES (:id, :number, :from_office, :to_office, :courier, :sheet_token, :state, :opened_at, :opened_by, :sequence, :sequence)

-- name: handoff.byNumber
SELECT * FROM handoff WHERE number = :number

-- name: handoff.bySheet
SELECT * FROM handoff WHERE sheet_token = :sheet_token

-- name: handoff.list
SELECT * FROM handoff
WHERE sequence < :before
  AND (:offices = '' OR :offices LIKE '%,' || from_office || ',%' OR :offices LIKE '%,' || to_office || ',%')
  AND (:state = '' OR state = :state)
ORDER BY sequence DESC LIMIT :most

-- name: handoff.close
UPDATE handoff SET state = :state, closed_at = :closed_at, closed_by = :closed_by, closed_after = :audit, audit = :audit
WHERE id = :id

-- name: custody.add
INSERT INTO custody_event (id, handoff, scanned, thing, side, verdict, reason, actor, sender_time, recorded_at,
    outcome, sentence, sequence, audit)
VALUES (:id, :handoff, :scanned, :thing, :side, :verdict, :reason, :actor, :sender_time, :recorded_at,
    :outcome, :sentence, :sequence, :sequence)

-- name: custody.ofHandoff
SELECT * FROM custody_event WHERE handoff = :handoff ORDER BY sequence

-- name: custody.ofThingInHandoff
SELECT * FROM custody_event WHERE handoff = :handoff AND scanned = :scanned ORDER BY sequence
