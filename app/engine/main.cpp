// unmta-engine: the headless engine.
#include "assembly/EngineCore.h"
#include "base/Log.h"
#include "common/EngineOptions.h"
#include "common/Guard.h"
#include "common/Signals.h"
#include "contract/ErrorText.h"

#include <QCoreApplication>

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

int run(int argc, char *argv[])
{
    installLogHandler();
    EngineOptions options;
    if (const auto ended = options.read(argc, argv, "unmta-engine", "Tracks opens and clicks under your own domains."))
        return *ended;
    const auto config = options.config();
    if (!config)
        return complain(config.error());

    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("unmta-engine"));
    Signals signals; // first, so that a signal during the start waits for its end
    EngineCore engine(*config);
    if (const auto started = engine.start(); !started)
        return complain(started.error());
    QObject::connect(&signals, &Signals::terminate, &engine, &EngineCore::stop);
    QObject::connect(&signals, &Signals::hangUp, &engine, &EngineCore::reload);
    QObject::connect(&engine, &EngineCore::stopped, &app, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    return guarded("unmta-engine", [&] { return run(argc, argv); });
}
