// What the engine had to tell, and the test of its mail.
#pragma once

#include "base/Clock.h"

#include <QString>

#include <optional>

namespace unmta::wire {

struct Notification
{
    qint64 id = 0;
    TimePoint at;
    QString kind; // "domain.verified", "domain.warning", …
    QString clusterId;
    QString domain;
    QString message;
    QString state = {}; // of the mail: "screen" (none wanted), "queued", "sent", "failed"
    std::optional<TimePoint> sentAt = {};
    QString error = {}; // a sentence about the last attempt that failed
    bool operator==(const Notification &) const = default;
};

// What became of a test mail.
struct MailTest
{
    bool sent = false;
    QString message;
    QString relay; // "smtp://mail.example.com:587"
    bool operator==(const MailTest &) const = default;
};

} // namespace unmta::wire
