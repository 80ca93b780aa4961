-- events.db: what recipients did. Times are milliseconds since 1970 (UTC).

-- Events as they arrive: durable, not yet expanded. `packed` is a JSON array with one array per event
-- (engine/store/EventPack.h).
CREATE TABLE event_batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    events INTEGER NOT NULL,
    packed TEXT NOT NULL
);

-- `seq` is the order in which events were stored and never used twice: it is the cursor of readers.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('open', 'click')),
    timestamp INTEGER NOT NULL,
    cluster_id TEXT NOT NULL,
    domain_id INTEGER NOT NULL,
    tracking_host TEXT NOT NULL,
    message_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    url TEXT NOT NULL,
    link_index INTEGER NOT NULL,
    link_name TEXT NOT NULL,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    bot TEXT NOT NULL,
    meta TEXT NOT NULL
);
CREATE INDEX event_host ON event (cluster_id, tracking_host);
CREATE INDEX event_cluster ON event (cluster_id);
CREATE INDEX event_time ON event (timestamp);

-- Hourly roll-up; `hour` counts hours since 1970.
CREATE TABLE activity (
    cluster_id TEXT NOT NULL,
    tracking_host TEXT NOT NULL,
    hour INTEGER NOT NULL,
    domain_id INTEGER NOT NULL,
    opens INTEGER NOT NULL,
    clicks INTEGER NOT NULL,
    opens_people INTEGER NOT NULL,
    clicks_people INTEGER NOT NULL,
    PRIMARY KEY (cluster_id, tracking_host, hour, domain_id)
) WITHOUT ROWID;
CREATE INDEX activity_hour ON activity (cluster_id, hour);
