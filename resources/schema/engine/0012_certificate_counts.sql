-- How many certificates there are of each state and last day (days since 1970, UTC; -1 where there is none): counting a
-- million, each with its chain, takes too long for whoever waits behind it.
CREATE TABLE certificate_count (
    state TEXT NOT NULL,
    last_day INTEGER NOT NULL,
    certificates INTEGER NOT NULL,
    PRIMARY KEY (state, last_day)
) WITHOUT ROWID;
INSERT INTO certificate_count (state, last_day, certificates)
SELECT state, coalesce(not_after / 86400000, -1), count(*) FROM certificate GROUP BY 1, 2;
-- Each on one line: statements are taken apart where a line ends with a semicolon.
CREATE TRIGGER certificate_count_added AFTER INSERT ON certificate BEGIN INSERT INTO certificate_count (state, last_day, certificates) VALUES (new.state, coalesce(new.not_after / 86400000, -1), 1) ON CONFLICT (state, last_day) DO UPDATE SET certificates = certificates + 1; END;
CREATE TRIGGER certificate_count_gone AFTER DELETE ON certificate BEGIN UPDATE certificate_count SET certificates = certificates - 1 WHERE state = old.state AND last_day = coalesce(old.not_after / 86400000, -1); DELETE FROM certificate_count WHERE certificates <= 0; END;
CREATE TRIGGER certificate_count_moved AFTER UPDATE OF state, not_after ON certificate WHEN old.state <> new.state OR old.not_after IS NOT new.not_after BEGIN UPDATE certificate_count SET certificates = certificates - 1 WHERE state = old.state AND last_day = coalesce(old.not_after / 86400000, -1); DELETE FROM certificate_count WHERE certificates <= 0; INSERT INTO certificate_count (state, last_day, certificates) VALUES (new.state, coalesce(new.not_after / 86400000, -1), 1) ON CONFLICT (state, last_day) DO UPDATE SET certificates = certificates + 1; END;
