-- Which office each case was handed to, if only a thing of it: who may see a case asks it in many places.
CREATE VIEW case_handed AS
SELECT thing.case_id AS case_id, handoff.to_office AS to_office
FROM thing
JOIN custody_event ON custody_event.thing = thing.id AND custody_event.outcome = 'applied'
JOIN handoff ON handoff.id = custody_event.handoff;
