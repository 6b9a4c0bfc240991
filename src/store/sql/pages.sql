-- name: blob.add
INSERT INTO blob (id, size, stored_at, audit) VALUES (:id, :size, :stored_at, :audit)

-- name: page.add
INSERT INTO page (id, batch, blob, media_type, source_name, number, sender_time, received_at, sequence, audit)
VALUES (:id, :batch, :blob, :media_type, :source_name, :number, :sender_time, :received_at, :sequence, :sequence)

-- name: page.ofBatch
SELECT page.*, blob.size FROM page JOIN blob ON blob.id = page.blob
WHERE batch = :batch ORDER BY page.sequence, page.number, page.id

-- name: page.ofCase
SELECT page.*, blob.size FROM case_page JOIN page ON page.id = case_page.page JOIN blob ON blob.id = page.blob
WHERE case_page.case_id = :case_id AND case_page.removed_by IS NULL
ORDER BY case_page.sequence, page.sequence, page.number, page.id

-- name: page.loose
-- In no case, in no stack whose screen shows them, and neither a certificate that came back nor a picture of a pickup.
SELECT page.*, blob.size, audit.actor AS kept_by, audit.content AS kept_with FROM page
JOIN blob ON blob.id = page.blob
JOIN audit ON audit.sequence = page.sequence
WHERE NOT EXISTS (SELECT 1 FROM case_page WHERE case_page.page = page.id AND case_page.removed_by IS NULL)
  AND NOT EXISTS (SELECT 1 FROM certificate_return WHERE certificate_return.page = page.id)
  AND NOT EXISTS (SELECT 1 FROM paper_batch WHERE paper_batch.id = page.batch)
  AND NOT EXISTS (SELECT 1 FROM pickup WHERE pickup.signature_page = page.id OR pickup.photo_page = page.id
        OR pickup.authorization_page = page.id)
ORDER BY page.sequence, page.number, page.id

-- name: page.keptWith
SELECT audit.content AS kept_with FROM page JOIN audit ON audit.sequence = page.sequence WHERE page.id = :id

-- name: page.withSize
SELECT page.*, blob.size FROM page JOIN blob ON blob.id = page.blob WHERE page.id = :id

-- name: page.batches
SELECT batch, COUNT(*) AS pages, MAX(sequence) AS newest FROM page
GROUP BY batch HAVING MAX(sequence) < :before ORDER BY newest DESC LIMIT :most

-- name: reading.save
INSERT INTO reading (id, input_hash, engine, version, json, made_at, audit)
VALUES (:id, :input_hash, :engine, :version, :json, :made_at, :audit)
ON CONFLICT (id) DO UPDATE SET input_hash = excluded.input_hash, engine = excluded.engine,
    version = excluded.version, json = excluded.json, made_at = excluded.made_at, audit = excluded.audit

-- name: correction.add
INSERT INTO correction (id, page, document, json, actor, made_at, sequence, audit)
VALUES (:id, :page, :document, :json, :actor, :made_at, :sequence, :sequence)

-- name: correction.ofPage
SELECT * FROM correction WHERE page = :page ORDER BY document, sequence
