// unmta-engine: the headless engine.
#include "assembly/EngineCore.h"
#include "assembly/OwnStore.h"
#include "base/Log.h"
#include "common/DataDir.h"
#include "common/EngineOptions.h"
#include "common/Guard.h"
#include "common/KeptSockets.h"
#include "common/Renewal.h"
#include "common/ServiceManager.h"
#include "common/Signals.h"
#include "common/system/Service.h"
#include "common/system/Streams.h"
#include "contract/ErrorText.h"

#include <QCoreApplication>
#include <QTimer>

#include <iostream>

using namespace unmta;

namespace {

int complain(const Error &error)
{
    std::cerr << "unmta-engine: " << errorSentence(error).toStdString() << '\n';
    return error.code.startsWith(QLatin1StringView("config.")) || error.code.startsWith(QLatin1StringView("settings."))
               ? 2
               : 1;
}

int restoreFrom(const QString &copy, const QString &dataDir, const QString &passphraseFile)
{
    const auto former = restoreStore(copy, dataDir, passphraseFile);
    if (!former)
        return complain(former.error());
    std::cout << "The store in " << dataDir.toStdString() << " is now the copy in " << copy.toStdString() << ".\n";
    if (!former->isEmpty())
        std::cout << "What was there before is kept in " << former->toStdString() << ".\n";
    std::cout << std::flush;
    return std::cout ? 0 : 1;
}

int run(int argc, char *argv[])
{
    installLogHandler();
    Renewal renewal(argc, argv);
    EngineOptions options;
    if (const auto ended = options.read(argc, argv, "unmta-engine", "Tracks opens and clicks under your own domains."))
        return *ended;
    setLogFormat(options.logFormat());
    auto config = options.config();
    if (!config)
        return complain(config.error());

    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("unmta-engine"));
    if (const QString copy = options.toRestore(); !copy.isEmpty() && config->isOnServer())
        return complain(Error(QStringLiteral("backup.on_server"), {}, {{QStringLiteral("path"), config->store}}));
    else if (!copy.isEmpty())
        return restoreFrom(copy, config->dataDir, options.passphraseFile());
    KeptSockets sockets;
    config->sockets = &sockets;
    config->mayStandBy = true;
    Signals signals; // first, so that a signal during the start waits for its end
    EngineCore engine(*config);
    if (const auto started = engine.start(); !started)
        return complain(started.error());
    sockets.dropRest();
    bool renews = false;
    const auto renew = [&] {
        if (renews)
            return;
        renewal.tryProgram(&engine, [&](bool works) {
            renews = works;
            if (works)
                engine.makeWay();
        });
    };
    QObject::connect(&signals, &Signals::renew, &engine, renew);
    QObject::connect(&engine, &EngineCore::storeReturned, &engine, renew); // and nobody is refused meanwhile
    QObject::connect(&signals, &Signals::terminate, &engine, [&] {
        renews = false;
        sockets.release();
        if (service_manager::isThere()) // perhaps to be started anew
            engine.makeWay();
        else
            engine.stop();
    });
    QObject::connect(&signals, &Signals::hangUp, &engine, [&] {
        // The file may have changed; what it says wrongly now must not end an engine that works.
        EngineOptions again;
        if (again.read(argc, argv, "unmta-engine", ""))
            return;
        if (const auto fresh = again.config())
            engine.reload(fresh->settings);
        else
            complain(fresh.error());
    });
    QObject::connect(&signals, &Signals::terminate, &app, service_manager::stopping);
    QObject::connect(&engine, &EngineCore::stopped, &app, &QCoreApplication::quit);
    // From the engine's own event loop: what hangs it stops these, too.
    QTimer pulse;
    QObject::connect(&pulse, &QTimer::timeout, &app, service_manager::alive);
    if (const auto limit = service_manager::watchdog())
        pulse.start(*limit / 3);
    service_manager::ready();
    const int status = QCoreApplication::exec();
    if (!renews)
        return status;
    renewal.takePlace(sockets);
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    constexpr service::Description description{
        "unmta-engine", "unMTA Tracking Engine", "Serves branded open and click tracking under your own domains.",
        "80,443",       systemDataDir,           "--data-dir"};
    return guarded("unmta-engine", [&] {
        prepareStreams();
        if (const auto ended = service::command(description, argc, argv))
            return *ended;
        return service::run(description, argc, argv, run);
    });
}
