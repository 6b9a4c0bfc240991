-- name: search.cases
SELECT case_file.* FROM search_gram JOIN case_file ON case_file.sequence = search_gram.sequence
WHERE search_gram.sequence < :before
  AND search_gram.gram IN (:grams)
  AND (SELECT COUNT(*) FROM search_gram other WHERE other.sequence = search_gram.sequence  -- when others
       AND other.gram IN (:others)) = :count                                               -- when count
  AND case_file.office IN (:offices)    -- when offices
  AND case_file.status IN (:statuses)   -- when statuses
  AND case_file.item_code = :item       -- when item
  AND EXISTS (SELECT 1 FROM case_handed WHERE case_id = case_file.id AND to_office = :handed_to)  -- when handed_to
GROUP BY search_gram.sequence
ORDER BY search_gram.sequence DESC LIMIT :most

-- name: search.frequency
SELECT COUNT(*) AS cases FROM (SELECT 1 FROM search_gram WHERE gram = :gram LIMIT 2000) AS some

-- name: search.casesOfPage
SELECT case_file.sequence FROM case_page JOIN case_file ON case_file.id = case_page.case_id
WHERE case_page.page = :page
UNION SELECT case_file.sequence FROM certificate_return JOIN case_file ON case_file.id = certificate_return.case_id
WHERE certificate_return.page = :page

-- name: search.pagesOfCase
SELECT page FROM case_page WHERE case_id = :case_id AND removed_by IS NULL
UNION SELECT page FROM certificate_return WHERE case_id = :case_id

-- name: search.progress
SELECT upto FROM search_progress

-- name: search.setProgress
INSERT INTO search_progress (id, upto) VALUES ('cases', :upto) ON CONFLICT (id) DO UPDATE SET upto = excluded.upto

-- name: search.casesAfter
SELECT * FROM case_file WHERE sequence > :sequence ORDER BY sequence LIMIT 500

-- name: search.forget
WITH RECURSIVE known (gram) AS (
    SELECT MIN(gram) FROM search_gram
    UNION ALL
    SELECT (SELECT MIN(next.gram) FROM search_gram next WHERE next.gram > known.gram) FROM known
    WHERE known.gram IS NOT NULL
)
DELETE FROM search_gram WHERE sequence = :sequence AND gram IN (SELECT gram FROM known WHERE gram IS NOT NULL)
