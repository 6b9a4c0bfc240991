-- What only SQLite knows. A second database gets a folder of its own beside this one, with the same names in it.

-- name: database.writeAhead
PRAGMA journal_mode = WAL

-- name: database.synchronousFull
PRAGMA synchronous = FULL

-- name: database.foreignKeys
PRAGMA foreign_keys = ON

-- name: database.readOnly
PRAGMA query_only = ON

-- name: database.overwriteDeleted
PRAGMA secure_delete = ON

-- name: database.emptyWriteAheadLog
PRAGMA wal_checkpoint(TRUNCATE)

-- name: database.copyInto
VACUUM INTO :file

-- name: database.beginRead
BEGIN

-- name: database.beginWrite
BEGIN IMMEDIATE

-- name: database.commit
COMMIT

-- name: database.rollback
ROLLBACK

-- name: migration.exists
SELECT COUNT(*) AS found FROM sqlite_master WHERE type = 'table' AND name = 'migration'
