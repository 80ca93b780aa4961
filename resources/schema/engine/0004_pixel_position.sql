-- Where the open pixel stands: auto, start or end.
ALTER TABLE rewrite_rules ADD COLUMN pixel_position TEXT NOT NULL DEFAULT 'auto';
