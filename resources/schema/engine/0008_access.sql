-- A token that was replaced stays valid for a while, so that its users can be given the new one.
ALTER TABLE token ADD COLUMN former_sha256 BLOB;
ALTER TABLE token ADD COLUMN former_until INTEGER;
CREATE UNIQUE INDEX token_former ON token (former_sha256) WHERE former_sha256 IS NOT NULL;
-- From where, and what it was before and after: JSON, or empty.
ALTER TABLE audit ADD COLUMN peer TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN value_before TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN value_after TEXT NOT NULL DEFAULT '';
-- Requests with an Idempotency-Key; status 0: begun, and not yet answered.
CREATE TABLE remembered_request (
    owner TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    content_type BLOB NOT NULL,
    answer_sealed BLOB NOT NULL,
    PRIMARY KEY (owner, sha256)
);
CREATE INDEX remembered_request_at ON remembered_request (at);
