-- name: handoff.add
INSERT INTO handoff (id, number, from_office, to_office, courier, outside, sheet_token, state, opened_at, opened_by, sequence, audit)
VALUES (:id, :number, :from_office, :to_office, :courier, :outside, :sheet_token, :state, :opened_at, :opened_by, :sequence, :sequence)

-- name: handoff.byNumber
SELECT * FROM handoff WHERE number = :number

-- name: handoff.bySheet
SELECT * FROM handoff WHERE sheet_token = :sheet_token

-- name: handoff.list
SELECT * FROM handoff
WHERE sequence < :before
  AND (from_office IN (:offices) OR to_office IN (:offices)) -- when offices
  AND state = :state -- when state
ORDER BY sequence DESC LIMIT :most

-- name: handoff.close
UPDATE handoff SET state = :state, closed_at = :closed_at, closed_by = :closed_by, closed_after = :audit, audit = :audit
WHERE id = :id

-- name: handoff.openRoutes
-- Of handoffs on which the thing may have gone though no scan of it has arrived.
SELECT DISTINCT from_office, to_office FROM handoff
WHERE state = 'open' AND sequence >= :after AND id <> :besides
  AND id NOT IN (SELECT handoff FROM custody_event WHERE scanned = :scanned AND counts = 1
                 UNION ALL
                 SELECT handoff FROM custody_event
                 WHERE scanned = :scanned AND counts IS NULL AND outcome IN ('applied', 'surplus'))

-- name: custody.add
INSERT INTO custody_event (id, handoff, scanned, thing, side, verdict, reason, actor, actor_office, sender_time,
    recorded_at, outcome, sentence, device, device_number, undoes, counts, sequence, audit)
VALUES (:id, :handoff, :scanned, :thing, :side, :verdict, :reason, :actor, :actor_office, :sender_time,
    :recorded_at, :outcome, :sentence, :device, :device_number, :undoes, :counts, :sequence, :sequence)

-- name: custody.ofHandoff
SELECT * FROM custody_event WHERE handoff = :handoff ORDER BY sequence

-- name: custody.ofThing
-- Only what says something of the journey: one said twice or refused does not, however often it comes.
SELECT * FROM custody_event WHERE scanned = :scanned AND counts = 1
UNION ALL
SELECT * FROM custody_event WHERE scanned = :scanned AND counts = 0 AND outcome = 'impossible'
UNION ALL
SELECT * FROM custody_event
WHERE scanned = :scanned AND counts IS NULL AND outcome IN ('applied', 'surplus', 'impossible')
ORDER BY sequence

-- name: custody.signed
SELECT 1 AS found FROM custody_event
WHERE handoff = :handoff AND side = :side AND actor = :actor
  AND (counts = 1 OR (counts IS NULL AND outcome IN ('applied', 'surplus')))
UNION ALL
SELECT 1 AS found FROM handoff_signature WHERE handoff = :handoff AND side = :side AND actor = :actor
LIMIT 1

-- name: signature.add
INSERT INTO handoff_signature (id, handoff, side, picture, actor, actor_office, sender_time, recorded_at, sequence, audit)
VALUES (:id, :handoff, :side, :picture, :actor, :actor_office, :sender_time, :recorded_at, :sequence, :sequence)

-- name: signature.ofHandoff
SELECT * FROM handoff_signature WHERE handoff = :handoff ORDER BY sequence

-- name: line.add
INSERT INTO custody_line (id, handoff, scanned, state, doubt, reason, sequence, audit)
VALUES (:id, :handoff, :scanned, :state, :doubt, :reason, :audit, :audit)

-- name: line.change
UPDATE custody_line SET state = :state, doubt = :doubt, reason = :reason, audit = :audit WHERE id = :id

-- name: line.close
UPDATE custody_line SET at_close = state, audit = :audit WHERE id = :id

-- name: line.settle
UPDATE custody_line SET settled = :settled, settled_reason = :reason, settled_by = :actor, settled_at = :at, audit = :audit
WHERE id = :id

-- name: line.ofHandoff
SELECT * FROM custody_line WHERE handoff = :handoff ORDER BY sequence, id

-- name: line.ofThing
SELECT * FROM custody_line WHERE scanned = :scanned

-- name: line.waiting
SELECT DISTINCT scanned FROM custody_line WHERE doubt = 'waiting' ORDER BY scanned

-- name: line.any
SELECT id FROM custody_line LIMIT 1

-- name: custody.scannedBeforeLines
-- Of a folder from before lines were kept.
SELECT DISTINCT scanned FROM custody_event WHERE outcome IN ('applied', 'surplus', 'impossible') ORDER BY scanned

-- name: line.open
-- Differences and alarms nobody has settled. What is under way on an open handoff is none.
SELECT custody_line.*, thing.short_number, thing.desk AS thing_desk, handoff.number AS handoff_number,
    handoff.from_office, handoff.to_office, handoff.state AS handoff_state
FROM custody_line
JOIN handoff ON handoff.id = custody_line.handoff
LEFT JOIN thing ON thing.id = custody_line.scanned
WHERE custody_line.settled IS NULL
  AND (custody_line.state IN ('surplus', 'refused', 'impossible')
       OR (custody_line.state = 'missing' AND handoff.state = 'closed'))
  AND (:alarms = 0 OR custody_line.doubt IN ('copied-label', 'two-takers'))
  AND (handoff.from_office IN (:offices)  -- when offices
    OR handoff.to_office IN (:offices)    -- when offices
    OR thing.desk IN (:offices))          -- when offices
ORDER BY custody_line.sequence, custody_line.id

-- name: alarm.add
INSERT INTO label_alarm (id, scanned, label_key, withdrawn, handoff, office, raised_by, raised_at, sequence, audit)
VALUES (:id, :scanned, :label_key, :withdrawn, :handoff, :office, :raised_by, :raised_at, :sequence, :sequence)

-- name: alarm.same
-- One that is open says it already.
SELECT id FROM label_alarm
WHERE scanned = :scanned AND closed_at IS NULL AND COALESCE(handoff, '') = :handoff AND office = :office

-- name: alarm.close
UPDATE label_alarm SET closed_by = :closed_by, closed_reason = :reason, closed_at = :closed_at, audit = :audit
WHERE id = :id

-- name: alarm.open
SELECT label_alarm.*, thing.short_number, thing.desk AS thing_desk, handoff.number AS handoff_number,
    handoff.from_office, handoff.to_office
FROM label_alarm
LEFT JOIN handoff ON handoff.id = label_alarm.handoff
LEFT JOIN thing ON thing.id = label_alarm.scanned
WHERE label_alarm.closed_at IS NULL
  AND (label_alarm.office IN (:offices)   -- when offices
    OR handoff.from_office IN (:offices)  -- when offices
    OR handoff.to_office IN (:offices)    -- when offices
    OR thing.desk IN (:offices))          -- when offices
ORDER BY label_alarm.sequence, label_alarm.id

-- name: settlement.add
INSERT INTO custody_settlement (id, scanned, handoff, kind, party, reason, actor, office, recorded_at, sequence, audit)
VALUES (:id, :scanned, :handoff, :kind, :party, :reason, :actor, :office, :recorded_at, :sequence, :sequence)

-- name: container.put
INSERT INTO container_item (id, container, thing, put_by, sequence, audit)
VALUES (:id, :container, :thing, :put_by, :sequence, :sequence)

-- name: container.takeOut
UPDATE container_item SET taken_by = :taken_by, audit = :audit WHERE id = :id

-- name: container.contents
SELECT * FROM container_item WHERE container = :container AND taken_by IS NULL ORDER BY sequence, id

-- name: container.ofThing
SELECT * FROM container_item WHERE thing = :thing AND taken_by IS NULL

-- name: container.known
SELECT COUNT(*) AS found FROM container_item WHERE container = :container
