// A program that starts itself anew, as the same process and with the file that lies in its place by now: for an
// upgrade under a supervisor that is no systemd, in a container, or under nobody at all.
#pragma once

#include <QStringList>

#include <functional>

class QObject;

namespace unmta {

class KeptSockets;

class Renewal
{
public:
    // The command line of this process, before anything has changed it.
    Renewal(int argc, char **argv);

    // Whether what would be started can start at all: it is asked for its version. Calls back later, unless the context
    // is gone; at most once at a time, and not at all while an answer is awaited.
    void tryProgram(QObject *context, std::function<void(bool works)> done);
    // Takes the place of this process, which has ended everything else, and hands the sockets on. Returns only when
    // that fails, which the log then has.
    void takePlace(KeptSockets &sockets) const;

private:
    QStringList m_command;
    bool m_trying = false;
};

} // namespace unmta
