#include "api/BrowserGuard.h"

#include <QHostAddress>

namespace unmta {

using namespace Qt::StringLiterals;

bool BrowserGuard::isOwn(const QString &host) const
{
    const bool isLiteral = host.startsWith(u'[') && host.endsWith(u']');
    const QHostAddress address(isLiteral ? host.sliced(1).chopped(1) : host);
    return host == "localhost"_L1 || address.isLoopback() || m_ownNames.contains(host);
}

Result<void> BrowserGuard::check(const http::HttpRequest &request) const
{
    if (!m_guards)
        return {};
    QString host = QString::fromLatin1(request.host()).toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    if (!host.isEmpty() && !isOwn(host))
        return Error(u"request.foreign_host"_s, {}, {{u"host"_s, host}});
    // There is no page of ours that calls from elsewhere, so only the very address that is asked is no stranger.
    const QByteArray own = "http://" + request.headers.value("host").toByteArray();
    for (qsizetype i = 0; i < request.headers.size(); ++i) {
        const auto field = request.headers.at(i);
        if (field.name.compare("origin", Qt::CaseInsensitive) == 0 &&
            field.value.compare(own, Qt::CaseInsensitive) != 0)
            return Error(u"request.foreign_origin"_s, {}, {{u"origin"_s, QString::fromLatin1(field.value)}});
    }
    return {};
}

} // namespace unmta
