-- name: overview.places
-- Of open cases: where their things are, and how many were not moved since.
SELECT thing.desk AS desk, thing.courier AS courier, thing.kind AS kind,
    CASE WHEN thing.in_transit_by IS NULL THEN 0 ELSE 1 END AS carried,
    COUNT(*) AS things, SUM(CASE WHEN thing.audit < :moved_before THEN 1 ELSE 0 END) AS still
FROM case_file CROSS JOIN thing  -- open cases first: they are few, things are many
WHERE thing.case_id = case_file.id AND case_file.status IN (:statuses)
  AND case_file.office IN (:offices)    -- when offices
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
GROUP BY thing.desk, thing.courier, thing.kind, CASE WHEN thing.in_transit_by IS NULL THEN 0 ELSE 1 END

-- name: overview.still
SELECT thing.*, audit.at AS moved_at
FROM case_file CROSS JOIN thing JOIN audit ON audit.sequence = thing.audit
WHERE thing.case_id = case_file.id AND case_file.status IN (:statuses) AND thing.audit < :moved_before AND thing.audit > :after
  AND case_file.office IN (:offices)    -- when offices
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
  AND thing.desk = :desk                -- when desk
  AND thing.courier = :courier          -- when courier
ORDER BY thing.audit LIMIT :most

-- name: overview.opened
SELECT COUNT(*) AS cases FROM case_file
WHERE sequence >= :from AND sequence < :before
  AND office IN (:offices)    -- when offices
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to

-- name: overview.ended
SELECT item_code, (ended_at - :from) / :week AS week, (ended_at - opened_at) / :day AS days, COUNT(*) AS cases
FROM case_file
WHERE ended_at >= :from AND ended_at < :before
  AND office IN (:offices)    -- when offices
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
GROUP BY item_code, (ended_at - :from) / :week, (ended_at - opened_at) / :day

-- name: overview.work
SELECT office, opened_by, COUNT(*) AS cases FROM case_file
WHERE status IN (:statuses)
  AND office IN (:offices)    -- when offices
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
GROUP BY office, opened_by

-- name: overview.waiting
SELECT MAX(certificate_return.recorded_at) AS back_at
FROM case_file
JOIN certificate_return ON certificate_return.case_id = case_file.id AND certificate_return.withdrawn_by IS NULL
    AND (certificate_return.decision IS NULL OR certificate_return.decision = 'confirmed')
WHERE case_file.status = 'awaiting-pickup'
  AND case_file.office IN (:offices)    -- when offices
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
GROUP BY case_file.id

-- name: audit.from
SELECT sequence, at FROM audit WHERE sequence >= :sequence ORDER BY sequence LIMIT 1

-- name: audit.list
SELECT sequence, at, actor, action, subject, case_id, content FROM audit
WHERE sequence < :before
  AND actor = :actor      -- when actor
  AND action = :action    -- when action
  AND case_id = :case_id  -- when case_id
ORDER BY sequence DESC LIMIT :most
