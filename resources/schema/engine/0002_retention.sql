-- Old notifications and audit entries are dropped, the oldest first: found without reading the others.
CREATE INDEX notification_created ON notification (created_at) WHERE state <> 'queued';
CREATE INDEX audit_at ON audit (at);

-- Nothing marks a notification as read.
ALTER TABLE notification DROP COLUMN is_read;
