#include "milter/ListenAddress.h"

#include <asio/ip/address.hpp>

namespace unmta::milter {

using namespace Qt::StringLiterals;

Result<ListenAddress> ListenAddress::parse(const QString &text)
{
    const Error error(u"milter.bad_listen"_s, u"listen"_s, {{u"listen"_s, text}});
    const qsizetype colon = text.indexOf(u':');
    const QString kind = text.left(colon).toLower();
    const QString rest = text.mid(colon + 1);
    if (colon < 0 || rest.isEmpty())
        return error;
    ListenAddress result;
    if (kind == "unix"_L1 || kind == "local"_L1) {
        if (!rest.startsWith(u'/'))
            return error;
        result.path = rest;
        return result;
    }
    if (kind != "inet"_L1 && kind != "inet6"_L1)
        return error;
    const qsizetype at = rest.indexOf(u'@');
    const qsizetype last = rest.lastIndexOf(u':');
    QString port = at >= 0 ? rest.left(at) : rest.mid(last + 1);
    QString host = at >= 0 ? rest.mid(at + 1) : rest.left(std::max<qsizetype>(last, 0));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (host == "localhost"_L1)
        host = kind == "inet6"_L1 ? u"::1"_s : u"127.0.0.1"_s;
    bool good = false;
    result.port = port.toUShort(&good);
    asio::error_code ignored;
    asio::ip::make_address(host.toStdString(), ignored);
    if (!good || ignored)
        return error;
    result.address = host;
    return result;
}

QString ListenAddress::toString() const
{
    return path.isEmpty() ? u"inet:%1@%2"_s.arg(port).arg(address) : u"unix:"_s + path;
}

} // namespace unmta::milter
