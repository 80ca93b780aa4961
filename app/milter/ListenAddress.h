// Where the milter listens, in the spelling of Postfix and Sendmail.
#pragma once

#include "base/Result.h"

#include <QString>

namespace unmta::milter {

struct ListenAddress
{
    QString path;     // of a Unix socket; empty: TCP
    QString address;  // numeric
    quint16 port = 0; // 0: the system chooses

    // "unix:/run/unmta/milter.sock", "local:…", "inet:8891@127.0.0.1", "inet6:8891@::1", and Postfix's
    // "inet:127.0.0.1:8891", "inet:[::1]:8891". Errors: milter.bad_listen with {"listen"}.
    [[nodiscard]] static Result<ListenAddress> parse(const QString &text);
    [[nodiscard]] QString toString() const;

    bool operator==(const ListenAddress &) const = default;
};

} // namespace unmta::milter
