-- name: row.label_key
SELECT * FROM label_key WHERE id = :id

-- name: rows.label_key
SELECT * FROM label_key ORDER BY id

-- name: key.add
INSERT INTO label_key (id, fingerprint, sequence, audit) VALUES (:id, :fingerprint, :sequence, :sequence)
