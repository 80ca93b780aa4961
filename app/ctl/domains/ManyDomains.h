// Commands for many tracking domains at once.
#pragma once

#include "ctl/CommandLine.h"
#include "ctl/Session.h"

namespace unmta::ctl {

// The names on the line, then those of the file ("-": standard input): one on each line; blank ones and those that
// begin with "#" are remarks. Errors: usage.wrong, also where there is none.
[[nodiscard]] Result<QStringList> namesOf(const QStringList &words, const QString &file);

// What became of each, as a table or as the API's data. Exit::Refused when one has failed; a check that does not match
// is a failure, too.
[[nodiscard]] Outcome changeMany(Session &session, wire::BulkAction action, const QStringList &names);

} // namespace unmta::ctl
