// The management API on the socket inside the data directory. Who may open the socket may do everything, so it is made
// for its owner only. One request per connection. Engine thread.
#pragma once

#include "api/BodyRules.h"
#include "base/Clock.h"
#include "base/Result.h"

#include <QObject>
#include <QSet>

#include <memory>

class QLocalServer;
class QLocalSocket;

namespace unmta {

class ApiDispatcher;

class LocalSocketServer final : public QObject
{
    Q_OBJECT

public:
    LocalSocketServer(ApiDispatcher &dispatcher, const Clock &clock);
    ~LocalSocketServer() override;

    // Replaces a socket that a crashed engine left behind; the caller has made sure that no other engine runs.
    // Errors: config.path_too_long, store.not_writable.
    [[nodiscard]] Result<void> listen(const QString &name);

    // Takes no new connections; whoever waits for an answer still gets it.
    void drain();
    [[nodiscard]] quint64 connectionsOpen() const { return static_cast<quint64>(m_connections.size()); }

private:
    class Connection;
    void accept();

    ApiDispatcher &m_dispatcher;
    const Clock &m_clock;
    BodyRules m_bodies; // apart from the network's, which must not keep this way shut
    std::unique_ptr<QLocalServer> m_server;
    QSet<Connection *> m_connections;
};

} // namespace unmta
