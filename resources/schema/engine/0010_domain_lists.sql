-- The state of the certificate as it is shown, beside what else domains are looked for by: that of a pending one is none.
ALTER TABLE tracking_domain ADD COLUMN certificate_state TEXT NOT NULL DEFAULT 'none';
UPDATE tracking_domain SET certificate_state = coalesce((SELECT state FROM certificate WHERE host = name), 'none') WHERE status = 'active';
CREATE INDEX tracking_domain_status ON tracking_domain (cluster_id, status);
CREATE INDEX tracking_domain_provider ON tracking_domain (cluster_id, provider);
CREATE INDEX tracking_domain_certificate ON tracking_domain (cluster_id, certificate_state);
-- Each on one line: statements are taken apart where a line ends with a semicolon.
CREATE TRIGGER certificate_added AFTER INSERT ON certificate BEGIN UPDATE tracking_domain SET certificate_state = new.state WHERE name = new.host AND status = 'active'; END;
CREATE TRIGGER certificate_moved AFTER UPDATE OF state ON certificate WHEN old.state <> new.state BEGIN UPDATE tracking_domain SET certificate_state = new.state WHERE name = new.host AND status = 'active'; END;
CREATE TRIGGER certificate_gone AFTER DELETE ON certificate BEGIN UPDATE tracking_domain SET certificate_state = 'none' WHERE name = old.host AND status = 'active'; END;
CREATE TRIGGER tracking_domain_added_active AFTER INSERT ON tracking_domain WHEN new.status = 'active' BEGIN UPDATE tracking_domain SET certificate_state = coalesce((SELECT state FROM certificate WHERE host = new.name), 'none') WHERE id = new.id; END;
CREATE TRIGGER tracking_domain_served AFTER UPDATE OF status ON tracking_domain WHEN old.status <> new.status BEGIN UPDATE tracking_domain SET certificate_state = CASE WHEN new.status = 'active' THEN coalesce((SELECT state FROM certificate WHERE host = new.name), 'none') ELSE 'none' END WHERE id = new.id; END;
