-- name: erasure.add
INSERT INTO erasure (id, reason, actor, erased_at, report, files, sequence, audit)
VALUES (:id, :reason, :actor, :erased_at, :report, :files, :sequence, :sequence)

-- name: erasure.newestFirst
SELECT * FROM erasure ORDER BY sequence DESC

-- name: erasure.unfinished
SELECT * FROM erasure WHERE files IS NOT NULL ORDER BY sequence

-- name: erasure.finish
UPDATE erasure SET files = NULL, audit = :audit WHERE id = :id

-- name: erasure.pages
SELECT page FROM case_page WHERE case_id IN (:cases)
UNION SELECT page FROM certificate_return WHERE case_id IN (:cases)
UNION SELECT authorization_page FROM pickup WHERE case_id IN (:cases) AND authorization_page IS NOT NULL
UNION SELECT signature_page FROM pickup WHERE case_id IN (:cases) AND signature_page IS NOT NULL
UNION SELECT photo_page FROM pickup WHERE case_id IN (:cases) AND photo_page IS NOT NULL

-- name: erasure.pageElsewhere
SELECT case_id FROM case_page WHERE page = :page AND case_id NOT IN (:cases)
UNION SELECT case_id FROM certificate_return WHERE page = :page AND case_id NOT IN (:cases)
UNION SELECT case_id FROM pickup WHERE case_id NOT IN (:cases)
    AND (authorization_page = :page OR signature_page = :page OR photo_page = :page)

-- name: erasure.pagesOfBlob
SELECT id FROM page WHERE blob = :blob
UNION SELECT id FROM handoff_signature WHERE picture = :blob

-- name: erasure.readingOfPage
SELECT id FROM reading WHERE id = :page

-- name: erasure.correctionsOfPage
SELECT id FROM correction WHERE page = :page

-- name: erasure.returnsOfPage
SELECT id FROM certificate_return WHERE page = :page

-- name: erasure.checklistsOfCase
SELECT id FROM checklist WHERE case_id = :case_id

-- name: erasure.returnsOfCase
SELECT id FROM certificate_return WHERE case_id = :case_id

-- name: erasure.correctionsOfApplicant
SELECT id FROM applicant_correction WHERE case_id = :case_id

-- name: erasure.pagesOfCase
SELECT id FROM case_page WHERE case_id = :case_id

-- name: erasure.pickupsOfCase
SELECT id FROM pickup WHERE case_id = :case_id

-- name: erasure.pickupsBy
SELECT DISTINCT pickup.case_id FROM pickup
JOIN case_file ON case_file.id = pickup.case_id
WHERE pickup.person_id_number = :id_number
  AND case_file.office IN (:offices) -- when offices

-- name: erasure.dropReading
DELETE FROM reading WHERE id = :id

-- name: erasure.dropCorrection
DELETE FROM correction WHERE id = :id

-- name: erasure.dropReturn
DELETE FROM certificate_return WHERE id = :id

-- name: erasure.dropChecklist
DELETE FROM checklist WHERE id = :id

-- name: erasure.dropApplicantCorrection
DELETE FROM applicant_correction WHERE id = :id

-- name: erasure.dropCasePage
DELETE FROM case_page WHERE id = :id

-- name: erasure.dropPage
DELETE FROM page WHERE id = :id

-- name: erasure.dropBlob
DELETE FROM blob WHERE id = :id

-- name: erasure.emptyPickup
UPDATE pickup SET person_name = '', person_id_number = '', relation = '', authorization_page = NULL, postal_number = '',
    signature_page = NULL, photo_page = NULL, waiver = NULL, audit = :audit
WHERE id = :id

-- name: erasure.emptyCase
UPDATE case_file SET applicant_name = '', applicant_id_number = '', corrected_name = NULL, corrected_id_number = NULL,
    erasure = :erasure, audit = :audit
WHERE id = :id

-- name: erasure.dropIntakePages
DELETE FROM intake_page WHERE intake IN (SELECT id FROM intake WHERE case_id = :case_id)

-- name: erasure.dropIntakes
DELETE FROM intake WHERE case_id = :case_id

-- name: erasure.dropIntakesOfPage
DELETE FROM intake_page WHERE page = :page

-- name: erasure.checkOfPage
SELECT id FROM page_check WHERE id = :page

-- name: erasure.verdictsOfPage
SELECT id FROM quality_verdict WHERE page = :page

-- name: erasure.dropCheck
DELETE FROM page_check WHERE id = :id

-- name: erasure.dropVerdict
DELETE FROM quality_verdict WHERE id = :id
