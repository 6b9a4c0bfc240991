-- name: migration.create
CREATE TABLE IF NOT EXISTS migration (
    version    BIGINT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    applied_at BIGINT NOT NULL
)

-- name: migration.all
SELECT version, name, sha256 FROM migration ORDER BY version

-- name: migration.record
INSERT INTO migration (version, name, sha256, applied_at) VALUES (:version, :name, :sha256, :applied_at)

-- name: number.next
INSERT INTO number_series (id, last) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET last = number_series.last + 1

-- name: number.last
SELECT last FROM number_series WHERE id = :id
