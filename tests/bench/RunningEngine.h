// What the measuring programs have in common: an engine of a sandbox over a store that is there, and what ends a
// program that cannot measure.
#pragma once

#include "assembly/Engine.h"
#include "base/Result.h"

#include <QTest>

#include <type_traits>
#include <utility>

namespace unmta::test {

inline constexpr int longMs = 600'000; // for whatever has to be there before anything is measured

// Ends the program where there is no value.
template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(describe(result.error())));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

// Started once it is made; its API is asked in the process and over the data directory's socket alone.
class RunningEngine
{
public:
    explicit RunningEngine(const QString &directory, const QMap<QString, QString> &settings = {})
        : m_engine(configOf(directory, settings))
    {
        bool started = false;
        QObject::connect(&m_engine, &Engine::started, &m_engine, [&started] { started = true; });
        QObject::connect(&m_engine, &Engine::failed, &m_engine,
                         [](const Error &error) { qFatal("%s", qPrintable(describe(error))); });
        m_engine.start();
        if (!QTest::qWaitFor([&started] { return started; }, longMs))
            qFatal("The engine is not ready.");
    }
    [[nodiscard]] Transport &transport() { return m_engine.transport(); }

private:
    [[nodiscard]] static EngineConfig configOf(const QString &directory, const QMap<QString, QString> &settings)
    {
        EngineConfig config;
        config.dataDir = directory;
        config.sandbox = true;
        config.api.port = 0;
        config.settings = settings;
        return config;
    }

    Engine m_engine;
};

} // namespace unmta::test
