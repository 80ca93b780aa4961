// Objects as files of a directory, on a thread of its own: a file system that hangs keeps nobody else waiting.
#pragma once

#include "base/threads/JobThread.h"
#include "service/shipping/ObjectStore.h"

#include <QObject>

namespace unmta {

class DirectoryStore final : public QObject, public ObjectStore
{
    Q_OBJECT

public:
    DirectoryStore()
        : m_thread("ship-files", {}, JobThread::Place::BehindOthers)
    {}
    ~DirectoryStore() override { m_thread.stop(); }

    // Written under another name, made durable, then given its own. Errors: shipping.directory (context "path",
    // "reason").
    void put(const ShippingTarget &target, const QString &name, const QByteArray &content, Done done) override;
    void probe(const ShippingTarget &target, Done done) override;

private:
    void onThread(std::function<Result<void>()> job, Done done);

    JobThread m_thread;
};

} // namespace unmta
