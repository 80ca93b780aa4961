#include "store/server/ServerOpening.h"

#include "base/threads/ThisThread.h"
#include "store/system/ServerSocket.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QThread>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// Longer than names are asked for, and addresses tried, anywhere: the server has taken the connection by then, and
// keeps silent.
constexpr std::chrono::minutes longest{2};

// Qt keeps connections under names that must be unique in the process.
QString newName()
{
    static std::atomic<quint64> opened = 0;
    return u"unmta-server-%1"_s.arg(++opened);
}

} // namespace

struct ServerOpening::Shared
{
    const QString name = newName();
    QThread *const wanted = QThread::currentThread(); // alive as long as it waits
    const std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Result<void>> outcome; // from here on under the mutex
    QSqlDriver *driver = nullptr;        // while it opens
    bool isWanted = true;
};

ServerOpening::ServerOpening(std::function<Result<void>(QSqlDatabase &)> open)
    : m_shared(std::make_shared<Shared>())
{
    std::thread([shared = m_shared, open = std::move(open)] {
        nameThisThread("store-opening");
        QSqlDatabase handle = QSqlDatabase::addDatabase(u"QPSQL"_s, shared->name);
        {
            const std::lock_guard lock(shared->mutex);
            shared->driver = handle.driver();
        }
        Result<void> outcome = open(handle);
        const std::lock_guard lock(shared->mutex);
        shared->driver = nullptr;
        // Nothing global is touched for nobody, since the process may be at its end.
        if (!shared->isWanted)
            return handle.close();
        handle.driver()->moveToThread(shared->wanted);
        handle = QSqlDatabase();
        shared->outcome = std::move(outcome);
        shared->changed.notify_all();
    }).detach();
}

ServerOpening::~ServerOpening()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->isWanted = false;
    if (m_shared->outcome)
        QSqlDatabase::removeDatabase(m_shared->name);
}

std::optional<Result<QString>> ServerOpening::wait(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_shared->mutex);
    if (!m_shared->changed.wait_for(lock, patience, [this] { return m_shared->outcome.has_value(); })) {
        if (m_shared->driver && std::chrono::steady_clock::now() - m_shared->since > longest)
            endSocket(socketOf(*m_shared->driver));
        return std::nullopt;
    }
    const Result<void> outcome = *std::exchange(m_shared->outcome, std::nullopt);
    if (outcome)
        return Result<QString>(m_shared->name);
    QSqlDatabase::removeDatabase(m_shared->name);
    return Result<QString>(outcome.error());
}

} // namespace unmta::store
