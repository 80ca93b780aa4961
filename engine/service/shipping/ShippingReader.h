// Reads events.db for shipping, on a thread and a connection of its own: however much waits there, nobody else does.
// Lives on the engine thread.
#pragma once

#include "base/Result.h"
#include "base/threads/JobThread.h"
#include "store/DatabasePlace.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace unmta {

namespace store {
class Database;
}

class ShippingReader final : public QObject
{
    Q_OBJECT

public:
    explicit ShippingReader(store::DatabasePlace events);
    ~ShippingReader() override;

    // `job` runs on the reader's thread, `then` here, unless the reader is gone by then.
    template <typename T>
    void ask(std::function<Result<T>(store::Database &)> job, std::function<void(const Result<T> &)> then)
    {
        m_thread.post([this, job = std::move(job), then = std::move(then)] {
            auto outcome = std::make_shared<Result<T>>(ask<T>(job));
            QMetaObject::invokeMethod(
                this, [then, outcome] { then(*outcome); }, Qt::QueuedConnection);
        });
    }

private:
    template <typename T>
    Result<T> ask(const std::function<Result<T>(store::Database &)> &job)
    {
        if (auto opened = open(); !opened)
            return opened.error();
        return job(*m_database);
    }
    [[nodiscard]] Result<void> open();

    const store::DatabasePlace m_place;
    std::unique_ptr<store::Database> m_database; // the thread's
    JobThread m_thread;
};

} // namespace unmta
