// Against pages of others in a browser on this computer: a name that its owner has pointed at 127.0.0.1 (DNS rebinding)
// stands in Host, and any page stands in Origin. Programs send neither.
#pragma once

#include "base/Result.h"
#include "http/HttpMessage.h"

#include <QStringList>

namespace unmta {

class BrowserGuard
{
public:
    // Lets everything pass: for listeners that a page cannot reach with a name of its own, as those with a certificate.
    BrowserGuard() = default;
    // For listeners on loopback; `ownNames` are the host names, in lower case, under which they may be asked, beside
    // localhost and the loopback addresses.
    explicit BrowserGuard(QStringList ownNames)
        : m_guards(true)
        , m_ownNames(std::move(ownNames))
    {}

    // Errors: request.foreign_host, request.foreign_origin. A request without Host, which no browser makes, passes.
    [[nodiscard]] Result<void> check(const http::HttpRequest &request) const;

private:
    [[nodiscard]] bool isOwn(const QString &host) const;

    bool m_guards = false;
    QStringList m_ownNames;
};

} // namespace unmta
