-- Totals that outlive the process. `answered_early`: answers that left before their events were durable.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
