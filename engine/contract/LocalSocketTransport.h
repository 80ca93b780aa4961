// The management API of an engine on this computer through the socket in its data directory. The operating system's
// permissions on the socket are the authentication. One connection per request; HTTP/1.1 with "Connection: close".
#pragma once

#include "contract/Transport.h"

#include <QObject>

namespace unmta {

// The socket's place: a path inside the data directory on Unix, a pipe name made from it on Windows.
[[nodiscard]] QString localSocketName(const QString &dataDir);

class LocalSocketTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    explicit LocalSocketTransport(const QString &dataDir);

    void send(ApiRequest request, Callback done) override;

private:
    QString m_name;
};

} // namespace unmta
