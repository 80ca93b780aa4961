-- Fills pages that nothing uses, so that what was deleted is overwritten (engine/store/events/EventErasure.h). A row
-- from an earlier run: that was not finished.
CREATE TABLE blank (
    id INTEGER PRIMARY KEY,
    filler BLOB NOT NULL
);
