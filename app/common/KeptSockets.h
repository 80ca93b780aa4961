// What systemd keeps for a service with FileDescriptorStoreMax= (sd_notify(3), sd_listen_fds(3)). Elsewhere nothing is
// kept.
#pragma once

#include "base/SocketKeeper.h"

#include <QHash>

namespace unmta {

class KeptSockets final : public SocketKeeper
{
public:
    // Takes what this process was started with; at most once per process.
    KeptSockets();
    ~KeptSockets() override;
    KeptSockets(const KeptSockets &) = delete;
    KeptSockets &operator=(const KeptSockets &) = delete;

    [[nodiscard]] int take(const QByteArray &name) override;
    void keep(const QByteArray &name, int socket) override;
    // Those that nobody has taken: the configuration is another one now. Whoever came to them would wait for ever.
    void dropRest();

private:
    QHash<QByteArray, int> m_left;
};

} // namespace unmta
