// Delivers a reply so that the mail server gets all of it or nothing, even when this process is killed meanwhile.
//
// A mail server that reads half of a body replacement is left with half a message: Postfix, told to accept mail when a
// milter fails, then finds its queue file corrupt. What the system's send buffer takes in one call is safe: it arrives
// whether we live or not. A longer reply is written by a forked process that does nothing else and shares our fate only
// when both are killed.
#pragma once

#include <QByteArrayView>

#include <optional>

namespace unmta::milter {

// How many bytes one call hands over for certain when nothing is under way on the socket; enlarges the buffer first.
[[nodiscard]] qsizetype prepareSendBuffer(int socket);

struct Courier
{
    int process = 0;
    int done = -1; // a pipe that reaches its end when the courier has; the owner closes it

    // Waits for the courier's end, which is near once `done` has ended. Whether everything was written.
    [[nodiscard]] bool succeeded() const;
};

// None when no process can be had, or on systems without fork(): the caller then writes by itself.
[[nodiscard]] std::optional<Courier> sendCourier(int socket, QByteArrayView bytes);

} // namespace unmta::milter
