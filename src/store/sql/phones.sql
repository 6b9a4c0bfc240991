-- name: phone.add
INSERT INTO phone (id, intake, account, offer, offered_at, ends_at, pages)
VALUES (:id, :intake, :account, :offer, :offered_at, :ends_at, 0)

-- name: phone.byId
SELECT * FROM phone WHERE id = :id

-- name: phone.byOffer
SELECT * FROM phone WHERE offer = :offer

-- name: phone.byToken
SELECT * FROM phone WHERE token = :token

-- name: phone.ofIntake
SELECT * FROM phone WHERE intake = :intake ORDER BY offered_at DESC, id DESC

-- name: phone.pair
UPDATE phone SET offer = NULL, token = :token, paired_at = :now, seen_at = :now, ends_at = :ends_at WHERE id = :id

-- name: phone.seen
UPDATE phone SET seen_at = :now, pages = pages + :pages WHERE id = :id

-- name: phone.end
DELETE FROM phone WHERE id = :id

-- name: phone.endOld
DELETE FROM phone WHERE ends_at < :now
