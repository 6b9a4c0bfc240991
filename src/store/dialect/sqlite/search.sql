-- name: search.addGrams
INSERT INTO search_gram (gram, sequence) SELECT value, :sequence FROM json_each(:grams) WHERE true
ON CONFLICT DO NOTHING
