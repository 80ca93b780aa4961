#include "edge/Location.h"

#include "domain/TrackingLink.h"

#include <QUrl>

namespace unmta::edge {

namespace {

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

QByteArray percentEncoded(QStringView text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    QByteArray result;
    for (const char c : text.toUtf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7f) {
            result += c;
        } else {
            result += '%';
            result += digits[byte >> 4];
            result += digits[byte & 15];
        }
    }
    return result;
}

qsizetype firstOf(QStringView text, QStringView stops)
{
    const auto it = std::find_if(text.begin(), text.end(), [&](QChar c) { return stops.contains(c); });
    return it - text.begin();
}

} // namespace

QByteArray locationFor(QByteArrayView url)
{
    if (!isSupportedDestination(url))
        return {};
    if (std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        return url.toByteArray();
    const QString text = QString::fromUtf8(url);
    const QStringView whole(text);
    const qsizetype authorityStart = whole.indexOf(u"://") + 3;
    const QStringView afterScheme = whole.sliced(authorityStart);
    const QStringView authority = afterScheme.first(firstOf(afterScheme, u"/?#\\"));
    const qsizetype hostStart = authority.lastIndexOf(u'@') + 1;
    const QStringView hostAndPort = authority.sliced(hostStart);
    const QStringView host = hostAndPort.first(firstOf(hostAndPort, u":"));
    // Brackets hold an IPv6 address, which is ASCII; a name that IDNA refuses is left to percent-encoding.
    const QByteArray ace = isAscii(host) ? host.toLatin1() : QUrl::toAce(host.toString());
    return percentEncoded(whole.first(authorityStart + hostStart)) + (ace.isEmpty() ? percentEncoded(host) : ace) +
           percentEncoded(whole.sliced(authorityStart + hostStart + host.size()));
}

} // namespace unmta::edge
