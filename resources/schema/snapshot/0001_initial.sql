-- The copy of the routing snapshot that a node keeps for the time when its server is away: in parts, each encrypted.
CREATE TABLE part (
    name TEXT PRIMARY KEY,
    body_sealed BLOB NOT NULL
) WITHOUT ROWID;
