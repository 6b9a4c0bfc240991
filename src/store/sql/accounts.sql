-- name: row.account
SELECT * FROM account WHERE id = :id

-- name: rows.account
SELECT * FROM account ORDER BY id

-- name: account.add
INSERT INTO account (id, full_name, office, roles, state, password_hash, password_set_at, failed_tries, created_at,
    created_by, changed_at, changed_by, sequence, audit)
VALUES (:id, :full_name, :office, :roles, 'active', :password_hash, :password_set_at, 0, :now, :actor, :now, :actor,
    :sequence, :sequence)

-- name: account.setState
UPDATE account SET state = :state, changed_at = :now, changed_by = :actor, audit = :audit WHERE id = :id

-- name: account.setRoles
UPDATE account SET roles = :roles, changed_at = :now, changed_by = :actor, audit = :audit WHERE id = :id

-- name: account.setPassword
UPDATE account SET password_hash = :password_hash, password_set_at = :now, failed_tries = 0, blocked_until = NULL,
    changed_at = :now, changed_by = :actor, audit = :audit
WHERE id = :id

-- name: account.setTries
UPDATE account SET failed_tries = :failed_tries, blocked_until = :blocked_until, audit = :audit WHERE id = :id

-- name: account.any
SELECT id FROM account LIMIT 1

-- name: row.household
SELECT * FROM household WHERE id = :id

-- name: rows.household
SELECT * FROM household ORDER BY id

-- name: household.add
INSERT INTO household (id, community, number, address, social_worker, changed_at, changed_by, sequence, audit)
VALUES (:id, :community, :number, :address, :social_worker, :now, :actor, :sequence, :sequence)

-- name: household.change
UPDATE household SET address = :address, social_worker = :social_worker, changed_at = :now, changed_by = :actor,
    audit = :audit
WHERE id = :id

-- name: household.ofCommunity
SELECT * FROM household WHERE community = :community ORDER BY number

-- name: household.ofWorker
SELECT * FROM household WHERE social_worker = :social_worker ORDER BY community, number

-- name: household.counts
SELECT social_worker, community, COUNT(*) AS households FROM household GROUP BY social_worker, community
ORDER BY community, social_worker
