-- What other programs act by, in an account's name: id is the sender's, hash the SHA-256 of what the program says.
-- scopes: names with commas between; until: the last day it is good for. withdrawn_at, withdrawn_by are NULL until then.
CREATE TABLE api_token (
    id           TEXT NOT NULL PRIMARY KEY,
    account      TEXT NOT NULL REFERENCES account (id),
    hash         TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    until        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    created_by   TEXT NOT NULL,
    withdrawn_at BIGINT,
    withdrawn_by TEXT,
    sequence     BIGINT NOT NULL,
    audit        BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX api_token_by_account ON api_token (account, sequence);

-- When a token was used last; written every few minutes and not answered for by the audit log.
CREATE TABLE api_token_use (
    id      TEXT NOT NULL PRIMARY KEY REFERENCES api_token (id),
    used_at BIGINT NOT NULL
);

-- A telephone that takes pictures for one intake. offer is the SHA-256 of what the code on the screen says, good once:
-- NULL as soon as a telephone took it; token the SHA-256 of what that telephone says from then on. Rows come and go with
-- the intake's day; what a telephone sent is in the audit log as a page, in the name of whoever showed it the code.
CREATE TABLE phone (
    id         TEXT NOT NULL PRIMARY KEY,
    intake     TEXT NOT NULL REFERENCES intake (id) ON DELETE CASCADE,
    account    TEXT NOT NULL REFERENCES account (id),
    offer      TEXT UNIQUE,
    token      TEXT UNIQUE,
    offered_at BIGINT NOT NULL,
    paired_at  BIGINT,
    seen_at    BIGINT,
    ends_at    BIGINT NOT NULL,
    pages      BIGINT NOT NULL
);

CREATE INDEX phone_by_intake ON phone (intake, offered_at);
