-- One row and all rows of every audited table: what a row's hash is made of. SELECT * on purpose, so that a
-- column a later migration adds is covered too.

-- name: row.blob
SELECT * FROM blob WHERE id = :id

-- name: rows.blob
SELECT * FROM blob ORDER BY id

-- name: row.page
SELECT * FROM page WHERE id = :id

-- name: rows.page
SELECT * FROM page ORDER BY id

-- name: row.reading
SELECT * FROM reading WHERE id = :id

-- name: rows.reading
SELECT * FROM reading ORDER BY id

-- name: row.correction
SELECT * FROM correction WHERE id = :id

-- name: rows.correction
SELECT * FROM correction ORDER BY id

-- name: row.case_file
SELECT * FROM case_file WHERE id = :id

-- name: rows.case_file
SELECT * FROM case_file ORDER BY id

-- name: row.case_page
SELECT * FROM case_page WHERE id = :id

-- name: rows.case_page
SELECT * FROM case_page ORDER BY id

-- name: row.checklist
SELECT * FROM checklist WHERE id = :id

-- name: rows.checklist
SELECT * FROM checklist ORDER BY id

-- name: row.handoff
SELECT * FROM handoff WHERE id = :id

-- name: rows.handoff
SELECT * FROM handoff ORDER BY id

-- name: row.thing
SELECT * FROM thing WHERE id = :id

-- name: rows.thing
SELECT * FROM thing ORDER BY id

-- name: row.custody_event
SELECT * FROM custody_event WHERE id = :id

-- name: rows.custody_event
SELECT * FROM custody_event ORDER BY id

-- name: row.certificate_return
SELECT * FROM certificate_return WHERE id = :id

-- name: rows.certificate_return
SELECT * FROM certificate_return ORDER BY id

-- name: row.pickup
SELECT * FROM pickup WHERE id = :id

-- name: rows.pickup
SELECT * FROM pickup ORDER BY id

-- name: row.clock_stop
SELECT * FROM clock_stop WHERE id = :id

-- name: rows.clock_stop
SELECT * FROM clock_stop ORDER BY id

-- name: row.custody_line
SELECT * FROM custody_line WHERE id = :id

-- name: rows.custody_line
SELECT * FROM custody_line ORDER BY id

-- name: row.custody_settlement
SELECT * FROM custody_settlement WHERE id = :id

-- name: rows.custody_settlement
SELECT * FROM custody_settlement ORDER BY id

-- name: row.container_item
SELECT * FROM container_item WHERE id = :id

-- name: rows.container_item
SELECT * FROM container_item ORDER BY id

-- name: row.applicant_correction
SELECT * FROM applicant_correction WHERE id = :id

-- name: rows.applicant_correction
SELECT * FROM applicant_correction ORDER BY id

-- name: row.erasure
SELECT * FROM erasure WHERE id = :id

-- name: rows.erasure
SELECT * FROM erasure ORDER BY id

-- name: row.handoff_signature
SELECT * FROM handoff_signature WHERE id = :id

-- name: rows.handoff_signature
SELECT * FROM handoff_signature ORDER BY id

-- name: row.label_alarm
SELECT * FROM label_alarm WHERE id = :id

-- name: rows.label_alarm
SELECT * FROM label_alarm ORDER BY id
