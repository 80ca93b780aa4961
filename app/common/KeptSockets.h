// What systemd keeps for a service with FileDescriptorStoreMax= (sd_notify(3), sd_listen_fds(3)), and what this process
// keeps for the program that takes its place. On Windows nothing is kept.
#pragma once

#include "base/SocketKeeper.h"

#include <QHash>

namespace unmta {

class KeptSockets final : public SocketKeeper
{
public:
    // Takes what this process was started with, by systemd or by its predecessor; at most once per process.
    KeptSockets();
    ~KeptSockets() override;
    KeptSockets(const KeptSockets &) = delete;
    KeptSockets &operator=(const KeptSockets &) = delete;

    [[nodiscard]] int take(const QByteArray &name) override;
    void keep(const QByteArray &name, int socket) override;
    // Those that nobody has taken: the configuration is another one now. Whoever came to them would wait for ever.
    void dropRest();
    // Nobody will take this process's place: once their owners close them, the sockets refuse whoever comes.
    void release();
    // Gives all that was kept to the program that this process is about to become, which gets nothing else of it.
    void handOn();

private:
    void keepCopy(const QByteArray &name, int socket);

    QHash<QByteArray, int> m_left;
    QHash<QByteArray, int> m_kept; // a second descriptor of each that is in use
};

} // namespace unmta
