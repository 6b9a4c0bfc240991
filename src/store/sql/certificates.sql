-- name: return.find
SELECT * FROM certificate_return WHERE case_id = :case_id AND page = :page

-- name: return.add
INSERT INTO certificate_return (id, case_id, page, match_json, actor, recorded_at, sequence, audit)
VALUES (:id, :case_id, :page, :match_json, :actor, :recorded_at, :sequence, :sequence)

-- name: return.ofCase
SELECT * FROM certificate_return WHERE case_id = :case_id ORDER BY sequence

-- name: pickup.add
INSERT INTO pickup (id, case_id, way, person_name, person_id_number, relation, authorization_page, postal_number,
    signature_page, photo_page, actor, sender_time, recorded_at, sequence, audit)
VALUES (:id, :case_id, :way, :person_name, :person_id_number, :relation, :authorization_page, :postal_number,
    :signature_page, :photo_page, :actor, :sender_time, :recorded_at, :sequence, :sequence)

-- name: pickup.ofCase
SELECT * FROM pickup WHERE case_id = :case_id
