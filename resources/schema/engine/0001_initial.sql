-- engine.db: configuration, domains, certificates, keys. Times are milliseconds since 1970 (UTC), flags 0 or 1.
-- Columns named *_sealed hold values encrypted under the master key (engine/store/SecretBox.h).

-- Proves at start that master.key is the key this store was made with.
CREATE TABLE master_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    proof_sealed BLOB NOT NULL
);

-- What this store is, for as long as it exists; written at its first start.
CREATE TABLE store_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sandbox INTEGER NOT NULL,
    node TEXT NOT NULL
);

CREATE TABLE cluster (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    notify_to TEXT NOT NULL DEFAULT '' -- addresses separated by line ends; empty: those of the installation
);

-- Every target that was ever issued. No foreign key to the cluster: rows outlive it, that is their purpose.
CREATE TABLE target (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL UNIQUE,
    cluster_id TEXT NOT NULL,
    host TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    deleted_at INTEGER,
    looked_at INTEGER,
    seen_at INTEGER
);
CREATE INDEX target_cluster ON target (cluster_id);
-- Of the burnt ones, whose record is looked for next.
CREATE INDEX target_looked ON target (coalesce(looked_at, deleted_at)) WHERE deleted_at IS NOT NULL;

CREATE TABLE tracking_domain (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cluster_id TEXT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    target TEXT NOT NULL UNIQUE REFERENCES target (target),
    status TEXT NOT NULL CHECK (status IN ('pending', 'active')),
    is_default INTEGER NOT NULL,
    default_on_verify INTEGER NOT NULL,
    strikes INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    pending_since INTEGER NOT NULL,
    verified_at INTEGER,
    last_strike_at INTEGER,
    last_strike_uptime INTEGER,
    next_check_at INTEGER,
    provider TEXT NOT NULL DEFAULT '',
    UNIQUE (cluster_id, name),
    CHECK (is_default = 0 OR status = 'active')
);
CREATE UNIQUE INDEX tracking_domain_default ON tracking_domain (cluster_id) WHERE is_default = 1;
CREATE UNIQUE INDEX tracking_domain_active ON tracking_domain (name) WHERE status = 'active';
CREATE INDEX tracking_domain_due ON tracking_domain (status, next_check_at) WHERE next_check_at IS NOT NULL;

-- What the monitor must not forget over a restart: 'uptime_ms', 'incident', 'canaries_seen', 'issuer'.
CREATE TABLE monitor_state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- What a cluster wants done to its mail; a cluster without a row has the defaults.
CREATE TABLE rewrite_rules (
    cluster_id TEXT PRIMARY KEY REFERENCES cluster (id) ON DELETE CASCADE,
    opens INTEGER NOT NULL,
    clicks INTEGER NOT NULL,
    plain_text INTEGER NOT NULL,
    dkim_signed INTEGER NOT NULL
);

CREATE TABLE dns_check (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    domain_id INTEGER NOT NULL REFERENCES tracking_domain (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('match', 'changed', 'unknown')),
    code TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX dns_check_domain ON dns_check (domain_id, id);

CREATE TABLE certificate (
    host TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('none', 'issuing', 'valid', 'renewing', 'failed')),
    chain_pem BLOB NOT NULL,
    key_sealed BLOB NOT NULL,
    issuer TEXT NOT NULL,
    issuer_name TEXT NOT NULL,
    not_before INTEGER,
    not_after INTEGER,
    renew_at INTEGER,
    next_attempt_at INTEGER,
    failures INTEGER NOT NULL,
    error_code TEXT NOT NULL,
    error_message TEXT NOT NULL,
    order_sealed BLOB NOT NULL
);
CREATE INDEX certificate_due ON certificate (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- What became of each attempt, for the timeline; the newest ones of each host.
CREATE TABLE certificate_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    host TEXT NOT NULL,
    at INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX certificate_history_host ON certificate_history (host, id);

CREATE TABLE acme_account (
    directory_url TEXT PRIMARY KEY,
    account_sealed BLOB NOT NULL
);

CREATE TABLE internal_root (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    root_pem BLOB NOT NULL,
    key_sealed BLOB NOT NULL
);

CREATE TABLE link_key (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    cluster_id TEXT NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
    key_id INTEGER NOT NULL,
    secret_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (cluster_id, key_id)
);

CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    sha256 BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    cluster_id TEXT REFERENCES cluster (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    expires_at INTEGER
);
CREATE INDEX token_cluster ON token (cluster_id) WHERE cluster_id IS NOT NULL;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    value_sealed BLOB
);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    cluster_id TEXT,
    detail TEXT NOT NULL
);
CREATE INDEX audit_cluster ON audit (cluster_id, id);
CREATE INDEX audit_subject ON audit (subject, id);

CREATE TABLE notification (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    cluster_id TEXT REFERENCES cluster (id) ON DELETE CASCADE,
    domain_id INTEGER NOT NULL,
    domain_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    args TEXT NOT NULL,
    is_read INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('screen', 'queued', 'sent', 'failed')),
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER,
    sent_at INTEGER,
    message_id TEXT NOT NULL,
    last_error TEXT NOT NULL,
    recipients TEXT NOT NULL,  -- of the mail, separated by line ends; empty: not yet in a mail
    delivered_to TEXT NOT NULL -- those that already have it
);
CREATE INDEX notification_message ON notification (message_id) WHERE state = 'queued';
CREATE INDEX notification_cluster ON notification (cluster_id, id);
CREATE INDEX notification_domain ON notification (domain_id, id);
CREATE INDEX notification_due ON notification (next_attempt_at) WHERE state = 'queued';
CREATE INDEX notification_sent ON notification (recipients, sent_at) WHERE sent_at IS NOT NULL;
