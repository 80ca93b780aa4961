// event export: all events, into a stream or a file that is complete or not there.
#pragma once

#include "ctl/events/EventSelection.h"

namespace unmta::ctl {

struct ExportInput
{
    EventSelection selection;
    QString format = QStringLiteral("csv"); // csv, ndjson, jsonl, sqlite
    QString output;                         // empty: standard output
    bool force = false;
};

[[nodiscard]] Outcome exportEvents(Session &session, const ExportInput &input);

} // namespace unmta::ctl
