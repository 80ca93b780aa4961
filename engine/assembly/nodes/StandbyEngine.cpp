#include "assembly/nodes/StandbyEngine.h"

#include "assembly/OwnStore.h"
#include "service/routing/SnapshotCopy.h"
#include "store/Database.h"

namespace unmta {

using namespace Qt::StringLiterals;

StandbyEngine::StandbyEngine(const EngineConfig &config, Random &random, std::unique_ptr<store::DirectoryLock> lock)
    : m_config(config)
    , m_lock(std::move(lock))
    , m_feed(random.hex(8))
    , m_edge(m_config, {m_snapshots, m_feed, m_clock, random, [] {}, {}, false})
{}

Result<std::unique_ptr<StandbyEngine>> StandbyEngine::start(const EngineConfig &config, Random &random)
{
    auto lock = store::DirectoryLock::take(config.dataDir);
    if (!lock)
        return lock.error();
    auto copy = SnapshotCopy::read(config.dataDir);
    if (!copy)
        return copy.error();
    std::unique_ptr<StandbyEngine> engine(new StandbyEngine(config, random, *std::move(lock)));
    engine->m_snapshots.publish([&](Snapshot &next) { next = std::move(copy->snapshot); });
    const Settings settings(copy->settings);
    if (auto done = engine->m_edge.startRecording(settings); !done)
        return done.error();
    if (auto done = engine->m_edge.startServing(settings); !done)
        return done.error();
    engine->m_edge.applySettings(settings);
    return engine;
}

Result<void> StandbyEngine::tryStore() const
{
    auto server = serverOf(m_config);
    if (!server)
        return server.error();
    (*server)->keepsSchema = true; // who it is that is up to date is seen when it starts
    const auto opened = store::Database::open({.place = **server, .schema = u"engine"_s, .isBounded = true});
    return opened ? Result<void>() : opened.error();
}

} // namespace unmta
