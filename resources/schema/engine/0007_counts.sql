-- A cluster's domains in the order of their ids, without sorting all of them for each page.
CREATE INDEX tracking_domain_cluster ON tracking_domain (cluster_id);
-- How many domains there are of each status: counting a million takes too long for whoever waits behind it.
CREATE TABLE tracking_domain_count (
    status TEXT PRIMARY KEY,
    domains INTEGER NOT NULL
);
INSERT INTO tracking_domain_count (status, domains)
SELECT 'pending', count(*) FROM tracking_domain WHERE status = 'pending';
INSERT INTO tracking_domain_count (status, domains)
SELECT 'active', count(*) FROM tracking_domain WHERE status = 'active';
-- Each on one line: statements are taken apart where a line ends with a semicolon.
CREATE TRIGGER tracking_domain_added AFTER INSERT ON tracking_domain BEGIN UPDATE tracking_domain_count SET domains = domains + 1 WHERE status = new.status; END;
CREATE TRIGGER tracking_domain_gone AFTER DELETE ON tracking_domain BEGIN UPDATE tracking_domain_count SET domains = domains - 1 WHERE status = old.status; END;
CREATE TRIGGER tracking_domain_moved AFTER UPDATE OF status ON tracking_domain WHEN old.status <> new.status BEGIN UPDATE tracking_domain_count SET domains = domains + CASE WHEN status = new.status THEN 1 ELSE -1 END; END;
