-- Receivers of what happens here, how far each has got, and a log of the calls. What they carry stays where it is:
-- events in events.db, everything else in webhook_notice.
CREATE TABLE webhook (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cluster_id TEXT REFERENCES cluster (id) ON DELETE CASCADE, -- none: of the installation
    url TEXT NOT NULL,
    types TEXT NOT NULL, -- separated by blanks, as the hosts
    hosts TEXT NOT NULL,
    people_only INTEGER NOT NULL,
    is_batch INTEGER NOT NULL,
    secret_name TEXT NOT NULL UNIQUE, -- the place that the sealed ones are bound to
    secret_sealed BLOB NOT NULL,
    former_sealed BLOB,
    former_until INTEGER,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('on', 'off', 'gone', 'given_up')),
    failures INTEGER NOT NULL,
    first_failed_at INTEGER,
    next_attempt_at INTEGER,
    last_success_at INTEGER,
    last_error TEXT NOT NULL,
    present TEXT NOT NULL, -- a walk, as JSON
    replay TEXT NOT NULL   -- the same, or empty
);
CREATE INDEX webhook_cluster ON webhook (cluster_id);

CREATE TABLE webhook_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook_id INTEGER NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('present', 'replay', 'test')),
    message_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    events INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    from_event INTEGER NOT NULL,
    from_notice INTEGER NOT NULL,
    to_event INTEGER NOT NULL,
    to_notice INTEGER NOT NULL,
    status INTEGER NOT NULL,
    took INTEGER NOT NULL,
    error TEXT NOT NULL,
    problem TEXT NOT NULL,
    answer BLOB NOT NULL,
    next_attempt_at INTEGER
);
CREATE INDEX webhook_delivery_hook ON webhook_delivery (webhook_id, id);

-- What webhooks are told of beside recipients' events; written with the change itself while there are webhooks.
CREATE TABLE webhook_notice (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    cluster_id TEXT REFERENCES cluster (id) ON DELETE CASCADE, -- none: about the installation
    host TEXT NOT NULL,
    at INTEGER NOT NULL,
    data TEXT NOT NULL -- a JSON object
);
CREATE INDEX webhook_notice_cluster ON webhook_notice (cluster_id);
CREATE INDEX webhook_notice_at ON webhook_notice (at);
