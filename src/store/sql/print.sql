-- name: row.print_job
SELECT * FROM print_job WHERE id = :id

-- name: rows.print_job
SELECT * FROM print_job ORDER BY id

-- name: print.add
INSERT INTO print_job (id, printer, content, state, sentence, attempts, reprint_of, actor, sender_time, queued_at,
    changed_at, sequence, audit)
VALUES (:id, :printer, :content, 'queued', '', 0, :reprint_of, :actor, :sender_time, :now, :now, :sequence, :sequence)

-- name: print.move
UPDATE print_job SET state = :state, sentence = :sentence, attempts = :attempts, changed_at = :now, audit = :audit
WHERE id = :id

-- name: print.list
SELECT print_job.*, (SELECT later.id FROM print_job AS later WHERE later.reprint_of = print_job.id
                     ORDER BY later.sequence DESC LIMIT 1) AS reprinted_as
FROM print_job
WHERE sequence < :before
  AND state IN (:states) -- when states
  AND printer = :printer -- when printer
ORDER BY sequence DESC, id DESC LIMIT :most

-- name: print.one
SELECT print_job.*, (SELECT later.id FROM print_job AS later WHERE later.reprint_of = print_job.id
                     ORDER BY later.sequence DESC LIMIT 1) AS reprinted_as
FROM print_job WHERE id = :id

-- name: print.beingSent
SELECT * FROM print_job WHERE state = 'sending'
  AND printer = :printer -- when printer
ORDER BY sequence, id
