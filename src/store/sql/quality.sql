-- name: row.page_check
SELECT * FROM page_check WHERE id = :id

-- name: rows.page_check
SELECT * FROM page_check ORDER BY id

-- name: row.quality_sample
SELECT * FROM quality_sample WHERE id = :id

-- name: rows.quality_sample
SELECT * FROM quality_sample ORDER BY id

-- name: row.quality_verdict
SELECT * FROM quality_verdict WHERE id = :id

-- name: rows.quality_verdict
SELECT * FROM quality_verdict ORDER BY id

-- name: quality.saveCheck
INSERT INTO page_check (id, input_hash, version, json, made_at, audit)
VALUES (:id, :input_hash, :version, :json, :made_at, :audit)
ON CONFLICT (id) DO UPDATE SET input_hash = excluded.input_hash, version = excluded.version, json = excluded.json,
    made_at = excluded.made_at, audit = excluded.audit

-- name: quality.pagesReceived
SELECT page.*, blob.size, case_page.case_id AS case_id FROM page
JOIN blob ON blob.id = page.blob
JOIN case_page ON case_page.page = page.id AND case_page.removed_by IS NULL
JOIN case_file ON case_file.id = case_page.case_id
WHERE page.received_at >= :from AND page.received_at < :before
  AND case_file.office IN (:offices) -- when offices
ORDER BY case_file.sequence, case_page.sequence, page.sequence, page.number, page.id

-- name: quality.addSample
INSERT INTO quality_sample (id, scope, subject, office, share, seed, pages, drawn, actor, drawn_at, sequence, audit)
VALUES (:id, :scope, :subject, :office, :share, :seed, :pages, :drawn, :actor, :drawn_at, :sequence, :sequence)

-- name: quality.samplesOf
SELECT * FROM quality_sample WHERE scope = :scope AND subject = :subject AND office = :office ORDER BY sequence

-- name: quality.addVerdict
INSERT INTO quality_verdict (id, sample, page, defects, note, actor, recorded_at, sequence, audit)
VALUES (:id, :sample, :page, :defects, :note, :actor, :recorded_at, :sequence, :sequence)

-- name: quality.verdictsOf
SELECT * FROM quality_verdict WHERE sample = :sample ORDER BY sequence
