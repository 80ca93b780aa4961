-- At which of several nodes it was done; empty where there is but one.
ALTER TABLE audit ADD COLUMN node TEXT NOT NULL DEFAULT '';
