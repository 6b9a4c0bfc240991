-- Who may sign in. password_hash is NULL until somebody sets one; blocked_until is NULL unless too many tries failed.
CREATE TABLE account (
    id              TEXT NOT NULL PRIMARY KEY,
    full_name       TEXT NOT NULL,
    office          TEXT NOT NULL,
    roles           TEXT NOT NULL,
    state           TEXT NOT NULL,
    password_hash   TEXT,
    password_set_at BIGINT,
    failed_tries    BIGINT NOT NULL,
    blocked_until   BIGINT,
    created_at      BIGINT NOT NULL,
    created_by      TEXT NOT NULL,
    changed_at      BIGINT NOT NULL,
    changed_by      TEXT NOT NULL,
    sequence        BIGINT NOT NULL,
    audit           BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX account_by_office ON account (office, id);

-- Which social worker a household belongs to. id is community/number.
CREATE TABLE household (
    id            TEXT NOT NULL PRIMARY KEY,
    community     TEXT NOT NULL,
    number        TEXT NOT NULL,
    address       TEXT NOT NULL,
    social_worker TEXT NOT NULL REFERENCES account (id),
    changed_at    BIGINT NOT NULL,
    changed_by    TEXT NOT NULL,
    sequence      BIGINT NOT NULL,
    audit         BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (community, number)
);

CREATE INDEX household_by_worker ON household (social_worker, community, number);

-- Refusals are listed by their action.
CREATE INDEX audit_by_action ON audit (action, sequence);
