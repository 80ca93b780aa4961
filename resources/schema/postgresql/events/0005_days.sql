-- Segments lie in a table for each day (UTC) of their last events, so that what is too old goes as a whole and leaves
-- nothing behind that would have to be cleared up. What there was before is one table up to the end of its last day. Each
-- is named for its day, counted since 1970 (engine/store/events/segments/SegmentDays.h).
ALTER TABLE event_segment RENAME TO event_segment_before;
ALTER TABLE event_segment_before DROP CONSTRAINT event_segment_pkey;
ALTER INDEX event_segment_cluster RENAME TO event_segment_before_cluster;
ALTER INDEX event_segment_time RENAME TO event_segment_before_time;

CREATE TABLE event_segment (
    last_seq BIGINT NOT NULL,
    first_seq BIGINT NOT NULL,
    cluster_id TEXT COLLATE "C" NOT NULL,
    events BIGINT NOT NULL,
    first_time BIGINT NOT NULL,
    last_time BIGINT NOT NULL,
    filter BYTEA NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (last_seq, last_time)
) PARTITION BY RANGE (last_time);
CREATE INDEX event_segment_cluster ON event_segment (cluster_id, last_seq);

-- Readers and writers go on meanwhile.
CREATE FUNCTION make_event_day(day BIGINT) RETURNS VOID LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    name TEXT := 'event_segment_' || day;
BEGIN
    IF to_regclass(name) IS NOT NULL OR EXISTS (SELECT 1 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'event_segment'::regclass AND c.relname ~ '^event_segment_until_'
        AND substring(c.relname FROM '[0-9]+$')::bigint > day) THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE event_segment INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE event_segment ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', name,
        day * 86400000, (day + 1) * 86400000);
END
$$;

DO $$
DECLARE
    last_day BIGINT := (SELECT max(last_time) / 86400000 FROM event_segment_before);
BEGIN
    IF last_day IS NULL THEN
        DROP TABLE event_segment_before;
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE event_segment_before RENAME TO event_segment_until_%s', last_day + 1);
    EXECUTE format('ALTER TABLE event_segment ATTACH PARTITION event_segment_until_%s FOR VALUES FROM (MINVALUE) TO (%s)',
        last_day + 1, (last_day + 1) * 86400000);
END
$$;
