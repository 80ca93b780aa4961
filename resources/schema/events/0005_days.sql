-- In a PostgreSQL segments lie in a table for each day from this version on. A file uses the room of what was deleted
-- again, so nothing is to be changed here.
SELECT 1;
