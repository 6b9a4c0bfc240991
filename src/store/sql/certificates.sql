-- name: return.add
INSERT INTO certificate_return (id, case_id, page, document, decision, match_json, reason, certificate_type,
    certificate_number, issued_on, actor, recorded_at, sequence, audit)
VALUES (:id, :case_id, :page, :document, :decision, :match_json, :reason, :certificate_type,
    :certificate_number, :issued_on, :actor, :recorded_at, :sequence, :sequence)

-- name: return.withdraw
UPDATE certificate_return SET withdrawn_by = :withdrawn_by, audit = :audit WHERE id = :id

-- name: return.standingOfCase
SELECT * FROM certificate_return
WHERE case_id = :case_id AND withdrawn_by IS NULL AND (decision IS NULL OR decision = 'confirmed')
ORDER BY sequence

-- name: return.ofPage
SELECT * FROM certificate_return WHERE page = :page ORDER BY sequence

-- name: return.standingOfNumber
SELECT * FROM certificate_return
WHERE certificate_number = :number AND withdrawn_by IS NULL AND decision = 'confirmed'
ORDER BY sequence

-- name: return.standingOfBlob
-- Certificates on the same picture, whatever page it was taken in as.
SELECT certificate_return.* FROM certificate_return
JOIN page AS taken ON taken.id = certificate_return.page
JOIN page AS given ON given.blob = taken.blob AND given.number = taken.number
WHERE given.id = :page AND withdrawn_by IS NULL AND (decision IS NULL OR decision = 'confirmed')
ORDER BY certificate_return.sequence

-- name: return.handedIn
-- Whether the picture is one of the papers the case was given.
SELECT COUNT(*) AS found FROM case_page
JOIN page AS paper ON paper.id = case_page.page
JOIN page AS given ON given.blob = paper.blob AND given.number = paper.number
WHERE case_page.case_id = :case_id AND given.id = :page

-- name: pickup.add
INSERT INTO pickup (id, case_id, way, person_name, person_id_number, relation, authorization_page, postal_number,
    signature_page, photo_page, actor, sender_time, recorded_at, event, waiver, sequence, audit)
VALUES (:id, :case_id, :way, :person_name, :person_id_number, :relation, :authorization_page, :postal_number,
    :signature_page, :photo_page, :actor, :sender_time, :recorded_at, :event, :waiver, :sequence, :sequence)

-- name: pickup.undo
UPDATE pickup SET undo = :undo, undone_by = :undone_by, undo_reason = :undo_reason, audit = :audit WHERE id = :id

-- name: pickup.sign
UPDATE pickup SET signature_page = :signature_page, audit = :audit WHERE id = :id

-- name: pickup.unsigned
SELECT pickup.* FROM pickup JOIN case_file ON case_file.id = pickup.case_id
WHERE pickup.undo IS NULL AND pickup.signature_page IS NULL AND pickup.way <> 'by-post' AND case_file.erasure IS NULL
  AND case_file.office IN (:offices)  -- when offices
ORDER BY pickup.sequence, pickup.id

-- name: pickup.standingOfCase
SELECT * FROM pickup WHERE case_id = :case_id AND undo IS NULL ORDER BY sequence DESC

-- name: pickup.ofEvent
SELECT * FROM pickup WHERE event = :event OR id = :event ORDER BY sequence, id

-- name: pickup.undoneBy
SELECT * FROM pickup WHERE undo = :undo ORDER BY sequence, id

-- name: pickup.overdue
SELECT case_file.*, MAX(certificate_return.recorded_at) AS back_at
FROM case_file
JOIN certificate_return ON certificate_return.case_id = case_file.id AND certificate_return.withdrawn_by IS NULL
    AND (certificate_return.decision IS NULL OR certificate_return.decision = 'confirmed')
WHERE case_file.status = 'awaiting-pickup'
  AND case_file.office IN (:offices)  -- when offices
GROUP BY case_file.id
HAVING MAX(certificate_return.recorded_at) < :before
ORDER BY MAX(certificate_return.recorded_at), case_file.id
