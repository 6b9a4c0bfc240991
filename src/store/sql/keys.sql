-- name: row.label_key
SELECT * FROM label_key WHERE id = :id

-- name: rows.label_key
SELECT * FROM label_key ORDER BY id

-- name: key.add
INSERT INTO label_key (id, fingerprint, sequence, audit) VALUES (:id, :fingerprint, :sequence, :sequence)

-- name: key.facts
SELECT label_key.id AS id, audit.at AS at FROM label_key JOIN audit ON audit.sequence = label_key.sequence
ORDER BY label_key.id

-- name: key.labels
SELECT SUBSTR(token_text, 2, 1) AS key_id, COUNT(*) AS labels FROM thing GROUP BY SUBSTR(token_text, 2, 1)
