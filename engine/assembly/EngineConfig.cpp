#include "EngineConfig.h"

#include "assembly/system/LowPorts.h"
#include "base/IpAddress.h"

#include <QDir>
#include <QHostAddress>
#include <QRegularExpression>

namespace unmta {

using namespace Qt::StringLiterals;

Result<ListenAddress> parseListenAddress(const QString &text, QLatin1StringView byDefault)
{
    static const QRegularExpression form(u"\\A(?:(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]*)):)?(\\d{1,5})\\z"_s);
    const auto match = form.match(text.trimmed());
    const int port = match.captured(3).toInt();
    const QString address = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    // Not by QHostAddress, which also takes shortened and octal forms: "010.1" would be 8.0.0.1.
    if (!match.hasMatch() || port > 65535 || (!address.isEmpty() && !IpAddress::parse(address.toUtf8())))
        return Error(u"config.bad_listener"_s, {}, {{u"value"_s, text}});
    return ListenAddress{address.isEmpty() ? QString(byDefault) : address, static_cast<quint16>(port)};
}

EngineConfig withDefaultListeners(EngineConfig config)
{
    const bool low = mayOpenLowPorts();
    if (config.http.isEmpty())
        config.http = {config.sandbox ? ListenAddress{loopbackAddress, 0}
                                      : ListenAddress{everyAddress, quint16(low ? 80 : 8080)}};
    if (config.https.isEmpty())
        config.https = {config.sandbox ? ListenAddress{loopbackAddress, 0}
                                       : ListenAddress{everyAddress, quint16(low ? 443 : 8443)}};
    return config;
}

QString ctlCommand(const EngineConfig &config)
{
    const QString command = u"unmta-ctl"_s;
    if (config.isUsualDataDir)
        return command;
    static const QRegularExpression special(u"[^\\w/.:+,@%=-]"_s);
    QString place = QDir::toNativeSeparators(config.dataDir);
    if (QDir::separator() == u'\\')
        place = place.contains(u' ') ? u'"' + place + u'"' : place;
    else if (special.match(place).hasMatch())
        place = u'\'' + place.replace(u'\'', u"'\\''"_s) + u'\'';
    return command + u" --data-dir "_s + place;
}

bool isLoopback(const QString &address)
{
    return QHostAddress(address).isLoopback();
}

Result<void> checkListeners(const EngineConfig &config)
{
    if (!config.sandbox)
        return {};
    for (const ListenAddress &listener : config.http + config.https + QList{config.api}) {
        if (!isLoopback(listener.address))
            return Error(u"config.sandbox_public"_s, {}, {{u"address"_s, listener.address}});
    }
    return {};
}

} // namespace unmta
