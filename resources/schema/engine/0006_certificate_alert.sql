-- When people are to hear next that a certificate comes to its end without a successor.
ALTER TABLE certificate ADD COLUMN alert_at INTEGER;
CREATE INDEX certificate_alert ON certificate (alert_at) WHERE alert_at IS NOT NULL;
UPDATE certificate SET alert_at = not_after - 7 * 24 * 3600 * 1000
WHERE not_after IS NOT NULL AND next_attempt_at IS NOT NULL;
