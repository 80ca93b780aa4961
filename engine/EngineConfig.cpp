#include "EngineConfig.h"

#include <QHostAddress>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

bool mayOpenLowPorts()
{
#ifdef Q_OS_LINUX
    // CAP_NET_BIND_SERVICE (bit 10) is what systemd gives the service; root has it too.
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("CapEff:"))
                return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> 10) & 1;
        }
    }
    return false;
#elif defined(Q_OS_UNIX)
    return geteuid() == 0;
#else
    return true;
#endif
}

} // namespace

Result<ListenAddress> parseListenAddress(const QString &text)
{
    static const QRegularExpression form(u"\\A(?:(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]*)):)?(\\d{1,5})\\z"_s);
    const auto match = form.match(text.trimmed());
    const int port = match.captured(3).toInt();
    const QString address = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    // QHostAddress also takes shortened forms: "1.2" would be 1.0.0.2.
    const bool isWhole = address.isEmpty() || address.contains(u':') || address.count(u'.') == 3;
    if (!match.hasMatch() || port > 65535 || !isWhole || (!address.isEmpty() && QHostAddress(address).isNull()))
        return Error(u"config.bad_listener"_s, {}, {{u"value"_s, text}});
    return ListenAddress{address.isEmpty() ? u"::"_s : address, static_cast<quint16>(port)};
}

EngineConfig withDefaultListeners(EngineConfig config)
{
    const QString everywhere = u"::"_s;
    const QString loopback = u"127.0.0.1"_s;
    const bool low = mayOpenLowPorts();
    if (config.http.isEmpty())
        config.http = {config.sandbox ? ListenAddress{loopback, 0} : ListenAddress{everywhere, quint16(low ? 80 : 8080)}};
    if (config.https.isEmpty())
        config.https = {config.sandbox ? ListenAddress{loopback, 0} : ListenAddress{everywhere, quint16(low ? 443 : 8443)}};
    return config;
}

} // namespace unmta
