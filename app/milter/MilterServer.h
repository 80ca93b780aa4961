// Accepts mail servers on Unix and TCP sockets and gives each connection a MilterSession. Own threads; nothing blocks
// in them but the rewriting itself.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "milter/ListenAddress.h"
#include "milter/MilterMetrics.h"
#include "rewriter/milter/MilterSession.h"

#include <QList>
#include <QString>

#include <memory>

namespace unmta::milter {

struct MilterServerConfig
{
    QList<ListenAddress> listeners;
    unsigned socketMode = 0660; // of Unix sockets
    QString socketGroup;        // empty: the process's
    unsigned threads = 2;
    quint64 maxConnections = 2000; // beyond: closed at once, and the mail server does what it does without a milter
    Millis idleTimeout = std::chrono::minutes(20); // mail servers themselves give up after 5 to 10 minutes
    std::size_t maxMessageBytes = 0;
};

class MilterServer
{
public:
    // `rewrite` is called on the server's threads, several at once; `metrics` outlives the server.
    MilterServer(MilterServerConfig config, rewriter::MilterSession::Rewrite rewrite, MilterMetrics &metrics);
    ~MilterServer();
    MilterServer(const MilterServer &) = delete;
    MilterServer &operator=(const MilterServer &) = delete;

    // Errors: milter.listen_failed with {"listen"} and the system's words; milter.socket_in_use; milter.no_such_group.
    [[nodiscard]] Result<void> start();
    // With the ports that the system chose.
    [[nodiscard]] QList<ListenAddress> listening() const;
    // Stops accepting, serves the open connections until they end, cuts what is left after `deadline`, joins the
    // threads and removes the Unix sockets.
    void stop(Millis deadline);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace unmta::milter
