-- The target zone has no default any more. Where targets were issued under the former one, it stays.
INSERT INTO setting (key, value)
SELECT 'edge.target_zone', 'track.unmta.net'
WHERE EXISTS (SELECT 1 FROM target WHERE target LIKE '%.track.unmta.net')
  AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'edge.target_zone');
