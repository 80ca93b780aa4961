#include "common/Signals.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace unmta {

namespace {

// A handler may do next to nothing, so it writes the signal's number into a pipe that the event loop reads.
int pipeEnds[2] = {-1, -1};

void onSignal(int number)
{
    const int savedErrno = errno;
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[0], &byte, 1);
    errno = savedErrno;
}

constexpr int handled[]{SIGTERM, SIGINT, SIGHUP, SIGUSR2};

} // namespace

Signals::Signals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, pipeEnds) != 0)
        return;
    auto *notifier = new QSocketNotifier(pipeEnds[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        unsigned char byte = 0;
        if (::read(pipeEnds[1], &byte, 1) != 1)
            return;
        if (byte == SIGHUP)
            Q_EMIT hangUp();
        else if (byte == SIGUSR2)
            Q_EMIT renew();
        else
            Q_EMIT terminate();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : handled)
        ::sigaction(number, &action, nullptr);
    // A client that hangs up must not end the process.
    std::signal(SIGPIPE, SIG_IGN);
    // Nor a limit on the size of files: the write fails, as on a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
}

Signals::~Signals()
{
    for (const int number : handled)
        std::signal(number, SIG_DFL);
    for (int &end : pipeEnds) {
        ::close(end);
        end = -1;
    }
}

} // namespace unmta
