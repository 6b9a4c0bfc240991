-- name: session.add
INSERT INTO web_session (id, account, created_at, seen_at) VALUES (:id, :account, :now, :now)

-- name: session.byId
SELECT * FROM web_session WHERE id = :id

-- name: session.seen
UPDATE web_session SET seen_at = :now WHERE id = :id

-- name: session.end
DELETE FROM web_session WHERE id = :id

-- name: session.endOfAccount
DELETE FROM web_session WHERE account = :account

-- name: session.endOld
DELETE FROM web_session WHERE seen_at < :seen OR created_at < :created

-- name: intake.add
INSERT INTO intake (id, account, office, item, situations, applicant_name, applicant_id_number, case_id, state, opened_at,
    version)
VALUES (:id, :account, :office, :item, :situations, :applicant_name, :applicant_id_number, :case_id, 'open', :opened_at, 1)

-- name: intake.byId
SELECT * FROM intake WHERE id = :id

-- name: intake.openOfAccount
SELECT * FROM intake WHERE account = :account AND state = 'open' ORDER BY opened_at DESC, id DESC

-- name: intake.open
SELECT * FROM intake WHERE state = 'open' ORDER BY opened_at, id

-- name: intake.change
UPDATE intake SET item = :item, situations = :situations, applicant_name = :applicant_name,
    applicant_id_number = :applicant_id_number, case_id = :case_id, state = :state, account = :account,
    version = version + 1
WHERE id = :id

-- name: intake.touch
UPDATE intake SET version = version + 1 WHERE id = :id

-- name: intake.pages
SELECT page.*, blob.size, intake_page.removed_reason FROM intake_page
    JOIN page ON page.id = intake_page.page JOIN blob ON blob.id = page.blob
WHERE intake_page.intake = :intake ORDER BY intake_page.place

-- name: intake.holders
SELECT intake FROM intake_page WHERE page = :page

-- name: intake.lastPlace
SELECT max(place) AS place FROM intake_page WHERE intake = :intake

-- name: intake.pageById
SELECT * FROM intake_page WHERE id = :id

-- name: intake.addPage
INSERT INTO intake_page (id, intake, page, place) VALUES (:id, :intake, :page, :place)

-- name: intake.markPage
UPDATE intake_page SET removed_reason = :reason WHERE id = :id

-- name: intake.itemsUsed
SELECT item_code, count(*) AS used FROM case_file WHERE office = :office GROUP BY item_code ORDER BY used DESC, item_code

-- name: page.cases
SELECT case_id FROM case_page WHERE page = :page AND removed_by IS NULL
