#include "store/server/ServerAddress.h"

#include "base/Duration.h"
#include "store/PrivateFile.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis shortestTakeover = std::chrono::seconds(1);
constexpr Millis longestTakeover = std::chrono::minutes(10);

const QStringList &takenOptions()
{
    static const QStringList names{u"sslmode"_s,         u"sslrootcert"_s,
                                   u"sslcert"_s,         u"sslkey"_s,
                                   u"sslcrl"_s,          u"ssl_min_protocol_version"_s,
                                   u"channel_binding"_s, u"target_session_attrs"_s};
    return names;
}

Error badStore(const QString &text, const QString &reason)
{
    return Error(u"config.bad_store"_s, {}, {{u"value"_s, text}, {u"reason"_s, reason}});
}

} // namespace

QString ServerAddress::name() const
{
    QUrl url;
    url.setScheme(u"postgresql"_s);
    url.setUserName(user);
    if (!host.startsWith(u'/'))
        url.setHost(host);
    if (port > 0)
        url.setPort(port);
    url.setPath(u'/' + database);
    QStringList rest;
    if (host.startsWith(u'/'))
        rest << u"host="_s + host;
    if (!schema.isEmpty())
        rest << u"schema="_s + schema;
    if (!rest.isEmpty())
        url.setQuery(rest.join(u'&'));
    if (url.host().isEmpty())
        return u"postgresql://"_s + (user.isEmpty() ? QString() : user + u'@') + u'/' + database +
               (rest.isEmpty() ? QString() : u'?' + rest.join(u'&'));
    return url.toString();
}

Result<ServerAddress> parseServerAddress(const QString &text)
{
    // The common form for sockets, "postgresql://user@/database", has no host; QUrl wants one where there is a user.
    static const QRegularExpression hostless(u"\\A(postgres(?:ql)?://[^/@]*@)(/|\\z)"_s);
    static const QString noHost = u"no-host.invalid"_s;
    const QUrl url(QString(text).replace(hostless, u"\\1"_s + noHost + u"\\2"_s), QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "postgresql"_L1 && url.scheme() != "postgres"_L1)) {
        // The text may hold a password, so it is not repeated where it could not be taken apart.
        return badStore(text.contains(u'@') ? text.section(u':', 0, 0) + u"://…"_s : text,
                        u"it is neither \"sqlite\" nor postgresql://user@host/database"_s);
    }
    if (!url.password().isEmpty() || QUrlQuery(url).hasQueryItem(u"password"_s))
        return Error(u"config.store_password"_s);
    ServerAddress address;
    address.host = url.host() == noHost ? QString() : url.host();
    address.port = url.port(0);
    address.user = url.userName(QUrl::FullyDecoded);
    address.database = url.path(QUrl::FullyDecoded).mid(1);
    if (address.database.isEmpty() || address.database.contains(u'/'))
        return badStore(text, u"it names no database"_s);
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        if (value.contains(u';'))
            return badStore(text, u"the value of %1 contains a semicolon"_s.arg(key));
        if (key == "host"_L1)
            address.host = value;
        else if (key == "schema"_L1)
            address.schema = value;
        else if (key == "takeover"_L1) {
            const auto takeover = parseDuration(value);
            if (!takeover || *takeover < shortestTakeover || *takeover > longestTakeover)
                return badStore(text, u"takeover is a duration from 1s to 10m"_s);
            address.takeover = *takeover;
        } else if (takenOptions().contains(key))
            address.options.insert(key, value);
        else
            return badStore(
                text, u"%1 is none of the options host, schema, takeover, %2"_s.arg(key, takenOptions().join(u", "_s)));
    }
    // It becomes a part of statements.
    static const QRegularExpression plainName(u"\\A[a-z_][a-z0-9_]{0,62}\\z"_s);
    if (!address.schema.isEmpty() && !plainName.match(address.schema).hasMatch())
        return badStore(text, u"a schema's name is of small letters, digits and underscores"_s);
    return address;
}

Result<QString> readPassword(const QString &path)
{
    const auto refused = [&path](const QString &reason) {
        return Error(u"config.store_password_file"_s, {}, {{u"path"_s, path}, {u"reason"_s, reason}});
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(file.errorString());
    if (isExposed(path))
        return Error(u"store.unsafe_file"_s, {}, {{u"path"_s, path}});
    QByteArray line = file.readLine(4096);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return refused(u"its first line is empty"_s);
    return QString::fromUtf8(line);
}

} // namespace unmta::store
