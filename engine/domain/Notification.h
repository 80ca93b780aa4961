// Something people are told, on the screen and by mail.
#pragma once

#include "base/Clock.h"
#include "domain/Delivery.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta {

struct Notification
{
    std::int64_t id = 0;
    QString kind;                     // "domain.warning", "certificate.failed", "monitor.held", "store.trouble", …
    std::optional<QString> clusterId; // none: for the operator of the installation
    std::int64_t domainId = 0;        // 0: not about one domain
    QString domainName;               // kept because the domain may be gone when somebody reads it
    TimePoint createdAt;
    QJsonObject args;  // what the template names
    Delivery delivery; // the mail about it

    bool operator==(const Notification &) const = default;
};

// The kinds that nobody needs to act on. Every other kind is urgent: its mail never waits behind these.
[[nodiscard]] inline QStringList goodNewsKinds()
{
    return {QStringLiteral("domain.verified"),       QStringLiteral("domain.recovered"),
            QStringLiteral("certificate.recovered"), QStringLiteral("monitor.resumed"),
            QStringLiteral("store.recovered"),       QStringLiteral("test")};
}
[[nodiscard]] inline bool isUrgent(const Notification &notification)
{
    return !goodNewsKinds().contains(notification.kind);
}

} // namespace unmta
