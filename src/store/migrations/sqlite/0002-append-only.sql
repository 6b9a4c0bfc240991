-- What may only grow. Against slips of the program; against people there is the chain of hashes.

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit entries are not changed');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit entries are not deleted');
END;

CREATE TRIGGER custody_event_is_not_changed BEFORE UPDATE ON custody_event
BEGIN
    SELECT RAISE(ABORT, 'custody events are not changed');
END;

CREATE TRIGGER custody_event_is_not_deleted BEFORE DELETE ON custody_event
BEGIN
    SELECT RAISE(ABORT, 'custody events are not deleted');
END;

CREATE TRIGGER correction_is_not_changed BEFORE UPDATE ON correction
BEGIN
    SELECT RAISE(ABORT, 'corrections are not overwritten');
END;
