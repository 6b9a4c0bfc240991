-- name: verify.integrity
PRAGMA integrity_check(20)

-- name: verify.foreignKeys
PRAGMA foreign_key_check

-- name: verify.guards
SELECT COUNT(*) AS guards FROM sqlite_master WHERE type = 'trigger' AND name IN (
    'audit_is_not_changed', 'audit_is_not_deleted', 'custody_event_is_not_changed', 'custody_event_is_not_deleted',
    'correction_is_not_changed')
