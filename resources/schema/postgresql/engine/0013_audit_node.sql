-- At which of several nodes it was done, by name.
ALTER TABLE audit ADD COLUMN node TEXT NOT NULL DEFAULT '';
