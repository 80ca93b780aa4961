// Command line, environment (UNMTA_MILTER_…) and configuration file of unmta-milter.
#pragma once

#include "base/Log.h"
#include "milter/MilterServer.h"
#include "milter/SnapshotKeeper.h"

#include <QList>

#include <optional>

namespace unmta::milter {

struct MilterOptions
{
    MilterServerConfig server;
    SnapshotSource source;
    std::optional<ListenAddress> status; // where health and metrics are served
    Millis drain = std::chrono::seconds(30);
    LogFormat logFormat = LogFormat::Text;
};

// Prints help or what is wrong itself; then the exit code is set instead.
struct ParsedOptions
{
    MilterOptions options;
    std::optional<int> exitCode;
};
[[nodiscard]] ParsedOptions parseOptions(int argc, char **argv);

} // namespace unmta::milter
