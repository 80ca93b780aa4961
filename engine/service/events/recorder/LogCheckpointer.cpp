#include "service/events/recorder/LogCheckpointer.h"

#include "base/Log.h"
#include "base/ThreadName.h"
#include "store/Database.h"

#include <utility>

namespace unmta {

using namespace Qt::StringLiterals;

LogCheckpointer::~LogCheckpointer()
{
    stop();
}

void LogCheckpointer::start()
{
    m_isEnding = false;
    m_thread = std::thread([this] { run(); });
}

void LogCheckpointer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void LogCheckpointer::committed()
{
    if (++m_commits < commits)
        return;
    m_commits = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_isDue = true;
    }
    m_changed.notify_all();
}

// What fails here is done by a later commit, which tells its own errors.
void LogCheckpointer::run()
{
    nameThisThread("checkpoints");
    std::unique_ptr<store::Database> database;
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || m_isDue; });
        if (m_isEnding)
            return;
        m_isDue = false;
        lock.unlock();
        if (!database) {
            if (auto opened = store::Database::open({m_path, u"events"_s, true}); opened)
                database = *std::move(opened);
        }
        if (database) {
            if (const auto moved = database->moveLog(); !moved)
                qCDebug(lcStore).noquote() << "event log not moved:" << moved.error().code;
        }
        lock.lock();
    }
}

} // namespace unmta
