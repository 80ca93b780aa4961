-- Where a cluster's events are shipped to, and how far that has come (engine/domain/shipping). `kind` is empty where
-- shipping was switched off: its place stays, so that no event goes twice when it is switched on again. The pending
-- objects are decided on before they are written, and written again after a crash.
CREATE TABLE shipping (
    cluster_id TEXT PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('', 'directory', 's3')),
    path TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    region TEXT NOT NULL,
    bucket TEXT NOT NULL,
    access_key TEXT NOT NULL,
    secret_key_sealed BLOB NOT NULL,
    prefix TEXT NOT NULL,
    compression TEXT NOT NULL,
    interval_ms INTEGER NOT NULL,
    max_bytes INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    pending_last INTEGER NOT NULL,
    pending_day INTEGER NOT NULL,
    pending_name TEXT NOT NULL,
    later_day INTEGER NOT NULL,
    later_name TEXT NOT NULL,
    objects INTEGER NOT NULL,
    events INTEGER NOT NULL
);
-- Written objects that stand in no manifest yet, and the last one. `hour` counts hours since 1970.
CREATE TABLE shipped_object (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cluster_id TEXT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    hour INTEGER NOT NULL,
    name TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    events INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    at INTEGER NOT NULL,
    listed INTEGER NOT NULL
);
CREATE INDEX shipped_object_cluster ON shipped_object (cluster_id, listed, hour, id);
