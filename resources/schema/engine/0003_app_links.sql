-- The files by which telephones let an app open a domain's links, as they were given.
CREATE TABLE app_links (
    domain_id  INTEGER NOT NULL REFERENCES tracking_domain (id) ON DELETE CASCADE,
    platform   TEXT NOT NULL CHECK (platform IN ('apple', 'android')),
    content    TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (domain_id, platform)
);
