#include "service/events/recorder/LogCheckpointer.h"

#include "base/Log.h"

#include <utility>

namespace unmta {

using namespace Qt::StringLiterals;

LogCheckpointer::LogCheckpointer(QString path)
    : m_path(std::move(path))
    , m_thread(
          "checkpoints", [this] { m_database.reset(); }, JobThread::Place::BehindOthers)
{}

void LogCheckpointer::committed()
{
    if (++m_commits < commits)
        return;
    m_commits = 0;
    if (!m_isDue.exchange(true))
        m_thread.post([this] { moveLog(); });
}

// What fails here is done by a later commit, which tells its own errors.
void LogCheckpointer::moveLog()
{
    m_isDue = false;
    if (!m_database) {
        if (auto opened = store::Database::open({m_path, u"events"_s, true}); opened)
            m_database = *std::move(opened);
    }
    if (!m_database)
        return;
    if (const auto moved = m_database->moveLog(); !moved)
        qCDebug(lcStore).noquote() << "event log not moved:" << moved.error().code;
}

} // namespace unmta
