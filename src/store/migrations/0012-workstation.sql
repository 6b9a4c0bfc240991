-- Who is signed in at a browser. id is the SHA-256 of what the cookie says, so that whoever reads the table signs in as
-- nobody. Rows come and go; the audit log does not answer for them.
CREATE TABLE web_session (
    id         TEXT NOT NULL PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);

CREATE INDEX web_session_by_account ON web_session (account);

-- A resident at the counter before, and while, there is a case: what the worker's screen shows. Pages, what was read and
-- said of them, and the case are kept and answered for where they always are.
CREATE TABLE intake (
    id                  TEXT NOT NULL PRIMARY KEY,
    account             TEXT NOT NULL,
    office              TEXT NOT NULL,
    item                TEXT,
    situations          TEXT NOT NULL,
    applicant_name      TEXT,
    applicant_id_number TEXT,
    case_id             TEXT REFERENCES case_file (id),
    state               TEXT NOT NULL,
    opened_at           BIGINT NOT NULL,
    version             BIGINT NOT NULL
);

CREATE INDEX intake_by_account ON intake (account, state, opened_at);

-- The pages of an intake without a case, in order; removed_reason is NULL as long as a page is in it.
CREATE TABLE intake_page (
    id             TEXT NOT NULL PRIMARY KEY,
    intake         TEXT NOT NULL REFERENCES intake (id),
    page           TEXT NOT NULL REFERENCES page (id),
    place          BIGINT NOT NULL,
    removed_reason TEXT,
    UNIQUE (intake, place)
);
