-- The batch is the store: events are written once, packed, and later merged into segments
-- (resources/docs/contributor/events.md). Rows of former releases are taken over step by step; until then they are
-- read where they are.

-- What waited for its expansion becomes rows, as it would have by itself.
CREATE TEMP TABLE unexpanded AS SELECT coalesce(max(seq), 0) AS seq FROM event;
INSERT INTO event (event_id, kind, timestamp, cluster_id, domain_id, tracking_host, message_id, recipient, url,
    link_index, link_name, ip, user_agent, bot, meta)
SELECT json_extract(e.value, '$[0]'), json_extract(e.value, '$[1]'), json_extract(e.value, '$[2]'),
    json_extract(e.value, '$[3]'), json_extract(e.value, '$[4]'), json_extract(e.value, '$[5]'),
    json_extract(e.value, '$[6]'), json_extract(e.value, '$[7]'), json_extract(e.value, '$[8]'),
    json_extract(e.value, '$[9]'), json_extract(e.value, '$[10]'), json_extract(e.value, '$[11]'),
    json_extract(e.value, '$[12]'), json_extract(e.value, '$[13]'), json_extract(e.value, '$[14]')
FROM event_batch b, json_each(b.packed) e WHERE true ORDER BY b.id, e.id ON CONFLICT (event_id) DO NOTHING;
INSERT INTO activity (cluster_id, tracking_host, hour, domain_id, opens, clicks, opens_people, clicks_people)
SELECT cluster_id, tracking_host, timestamp / 3600000, domain_id,
    sum(CASE WHEN kind = 'open' THEN 1 ELSE 0 END), sum(CASE WHEN kind = 'click' THEN 1 ELSE 0 END),
    sum(CASE WHEN kind = 'open' AND bot = '' THEN 1 ELSE 0 END),
    sum(CASE WHEN kind = 'click' AND bot = '' THEN 1 ELSE 0 END)
FROM event NOT INDEXED WHERE seq > (SELECT seq FROM unexpanded) GROUP BY 1, 2, 3, 4
ON CONFLICT (cluster_id, tracking_host, hour, domain_id) DO UPDATE SET
    opens = activity.opens + excluded.opens, clicks = activity.clicks + excluded.clicks,
    opens_people = activity.opens_people + excluded.opens_people,
    clicks_people = activity.clicks_people + excluded.clicks_people;
-- Sequence numbers go on where they were, also when the youngest events are gone.
INSERT INTO counter (name, value)
SELECT 'last_seq', max(coalesce((SELECT max(seq) FROM event), 0),
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0));
DROP TABLE unexpanded;
DROP TABLE event_batch;
ALTER TABLE event RENAME TO event_row;

-- What one commit brought, of all clusters; the events have the numbers from `first_seq` on.
CREATE TABLE event_batch (
    first_seq INTEGER PRIMARY KEY,
    events INTEGER NOT NULL,
    packed BLOB NOT NULL
);

-- Events of one cluster in the order of their numbers. No two segments of a cluster overlap. Times are the bounds of
-- the events' own. Never read by SQL alone: `filter` and `body` are described with the format.
CREATE TABLE event_segment (
    last_seq INTEGER PRIMARY KEY,
    first_seq INTEGER NOT NULL,
    cluster_id TEXT NOT NULL,
    events INTEGER NOT NULL,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL,
    filter BLOB NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX event_segment_cluster ON event_segment (cluster_id, last_seq);
CREATE INDEX event_segment_time ON event_segment (last_time);
