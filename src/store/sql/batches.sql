-- name: batch.add
INSERT INTO paper_batch (id, account, office, source, state, opened_at, version)
VALUES (:id, :account, :office, :source, 'open', :opened_at, 1)

-- name: batch.byId
SELECT * FROM paper_batch WHERE id = :id

-- name: batch.ofOffice
SELECT * FROM paper_batch WHERE office = :office
    AND state = :state -- when state
ORDER BY opened_at DESC, id DESC LIMIT :most

-- name: batch.open
SELECT * FROM paper_batch WHERE state = 'open' ORDER BY opened_at, id

-- name: batch.setState
UPDATE paper_batch SET state = :state, version = version + 1 WHERE id = :id

-- name: batch.touch
UPDATE paper_batch SET version = version + 1 WHERE id = :id

-- name: batch.words
SELECT * FROM batch_word WHERE batch = :batch ORDER BY place

-- name: batch.lastWord
SELECT max(place) AS place FROM batch_word WHERE batch = :batch

-- name: batch.wordById
SELECT * FROM batch_word WHERE id = :id

-- name: batch.addWord
INSERT INTO batch_word (id, batch, place, kind, section, pages, case_id, intake, actor, made_at)
VALUES (:id, :batch, :place, :kind, :section, :pages, :case_id, :intake, :actor, :made_at)
