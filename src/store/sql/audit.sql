-- name: audit.head
SELECT sequence, at, hash FROM audit ORDER BY sequence DESC LIMIT 1

-- name: audit.add
INSERT INTO audit (sequence, at, actor, action, subject, case_id, content, hash)
VALUES (:sequence, :at, :actor, :action, :subject, :case_id, :content, :hash)

-- name: audit.all
SELECT sequence, at, actor, action, subject, case_id, content, hash FROM audit ORDER BY sequence

-- name: audit.ofCase
SELECT sequence, at, actor, action, subject, case_id, content FROM audit WHERE case_id = :case_id ORDER BY sequence

-- name: audit.byAction
SELECT sequence, at, actor, action, subject, case_id, content FROM audit
WHERE action = :action AND sequence < :before ORDER BY sequence DESC LIMIT :most
