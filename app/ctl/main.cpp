// unmta-ctl: the management API for people and scripts at a terminal.
#include "common/Guard.h"
#include "common/system/Streams.h"
#include "ctl/Commands.h"
#include "ctl/Output.h"
#include "ctl/Session.h"

#include <QCoreApplication>

#include <cstring>

using namespace unmta;
using namespace unmta::ctl;

namespace {

Exit exitCodeOf(const Error &error)
{
    // The address itself, or what stands beside it, is wrong: nobody has been asked yet.
    const bool misuse = error.code == QLatin1String("usage.wrong") ||
                        error.code == QLatin1String("transport.insecure") ||
                        (error.code.startsWith(QLatin1String("transport.")) && !error.field.isEmpty());
    if (misuse)
        return Exit::Usage;
    return error.code.startsWith(QLatin1String("transport.")) ? Exit::Unreachable : Exit::Refused;
}

int run(int argc, char **argv)
{
    prepareStreams();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("unmta-ctl"));

    Options options;
    CommandLine line;
    const Command root = line.root();
    root.option("--engine", &options.engine, "Address of an engine's API, for example https://engine.example.com:8089")
        .option("--token-file", &options.tokenFile, "File with the API token for --engine")
        .option("--ca-file", &options.caFile, "Certificates (PEM) to trust for --engine besides the system's")
        .option("--data-dir", &options.dataDir, "Data directory of an engine on this computer")
        .option("--cluster", &options.cluster, "Cluster to work on, by id or name; not needed where there is only one")
        .flag("--json", &options.json, "Print exactly the API's data, as one line of JSON")
        .choice("--format", &options.format,
                {QStringLiteral("table"), QStringLiteral("json"), QStringLiteral("ndjson"), QStringLiteral("csv")},
                "How rows are listed: as a table (default), as with --json, one object per line, or for spreadsheets");
    for (const auto add :
         {addDomainCommands, addAppLinkCommands,  addClusterCommands, addEventCommands,   addFigureCommands,
          addBotCommands,    addShippingCommands, addLinkCommands,    addRewriteCommands, addSettingsCommands,
          addTokenCommands,  addWebhookCommands,  addHistoryCommands, addBackupCommands,  addMonitorCommands,
          addNodeCommands,   addServerCommands,   addStoreCommands,   addSandboxCommands, addDoctorCommand,
          addSetupCommand,   addHelpCommand})
        add(root);

    const bool json = std::any_of(argv, argv + argc, [](const char *word) { return std::strcmp(word, "--json") == 0; });
    if (const auto ended = line.parse(argc, argv, json))
        return static_cast<int>(*ended);

    ignoreBrokenPipes();
    Session session(options);
    const Outcome outcome = line.action()(session);
    if (outcome && outputWasLost()) {
        // Whatever was done is done, but nobody has seen what came of it; of a new token that is the token.
        printNote(QStringLiteral("The output could not be written. What was asked for has been done."));
        return static_cast<int>(Exit::Refused);
    }
    if (outcome)
        return static_cast<int>(*outcome);
    printError(outcome.error(), options.json);
    return static_cast<int>(exitCodeOf(outcome.error()));
}

} // namespace

int main(int argc, char **argv)
{
    return guarded("unmta-ctl", [&] { return run(argc, argv); });
}
