-- name: row.api_token
SELECT * FROM api_token WHERE id = :id

-- name: rows.api_token
SELECT * FROM api_token ORDER BY id

-- name: token.add
INSERT INTO api_token (id, account, hash, name, scopes, until, created_at, created_by, sequence, audit)
VALUES (:id, :account, :hash, :name, :scopes, :until, :now, :actor, :sequence, :sequence)

-- name: token.byHash
SELECT api_token.*, api_token_use.used_at FROM api_token LEFT JOIN api_token_use ON api_token_use.id = api_token.id
WHERE api_token.hash = :hash

-- name: token.byId
SELECT api_token.*, api_token_use.used_at FROM api_token LEFT JOIN api_token_use ON api_token_use.id = api_token.id
WHERE api_token.id = :id

-- name: token.ofAccount
SELECT api_token.*, api_token_use.used_at FROM api_token LEFT JOIN api_token_use ON api_token_use.id = api_token.id
WHERE api_token.account = :account ORDER BY api_token.sequence DESC

-- name: token.withdraw
UPDATE api_token SET withdrawn_at = :now, withdrawn_by = :actor, audit = :audit WHERE id = :id

-- name: token.used
UPDATE api_token_use SET used_at = :now WHERE id = :id

-- name: token.firstUsed
INSERT INTO api_token_use (id, used_at) VALUES (:id, :now)
