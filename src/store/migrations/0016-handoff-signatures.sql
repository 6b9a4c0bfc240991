-- What a person drew on a screen for one side of a handoff. picture is a blob of its own: no page of any case.
CREATE TABLE handoff_signature (
    id           TEXT NOT NULL PRIMARY KEY,
    handoff      TEXT NOT NULL REFERENCES handoff (id),
    side         TEXT NOT NULL,
    picture      TEXT NOT NULL REFERENCES blob (id),
    actor        TEXT NOT NULL,
    actor_office TEXT NOT NULL,
    sender_time  BIGINT NOT NULL,
    recorded_at  BIGINT NOT NULL,
    sequence     BIGINT NOT NULL,
    audit        BIGINT NOT NULL REFERENCES audit (sequence) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX handoff_signature_by_handoff ON handoff_signature (handoff, sequence);

CREATE INDEX handoff_signature_by_picture ON handoff_signature (picture);
