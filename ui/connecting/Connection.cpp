#include "connecting/Connection.h"

#include "base/Random.h"

#include <QHostAddress>
#include <QSettings>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QString group = u"connections"_s;
constexpr int usualPort = 8089;
constexpr qsizetype idBytes = 6;

QString keyOf(const QString &id, const QString &field)
{
    return u"%1/%2/%3"_s.arg(group, id, field);
}

} // namespace

QString placeOf(const Connection &connection)
{
    const QString host = connection.url.host();
    return connection.url.port() > 0 ? u"%1:%2"_s.arg(host).arg(connection.url.port()) : host;
}

QUrl engineUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    const bool hasScheme = text.contains(u"://"_s);
    QUrl url(hasScheme ? text : u"https://"_s + text, QUrl::StrictMode);
    // On this computer the API speaks plain http.
    if (!hasScheme && (url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback()))
        url.setScheme(u"http"_s);
    if (url.isValid() && url.port() < 0 && !hasScheme)
        url.setPort(usualPort);
    url.setPath({});
    return url;
}

ConnectionList::ConnectionList(QSettings *settings)
    : m_settings(settings)
{
    if (!settings)
        return;
    settings->beginGroup(group);
    const QStringList ids = settings->childGroups();
    settings->endGroup();
    for (const QString &id : ids) {
        m_all.append({id,
                      settings->value(keyOf(id, u"name"_s)).toString(),
                      QUrl(settings->value(keyOf(id, u"url"_s)).toString()),
                      settings->value(keyOf(id, u"certificate"_s)).toString().toLatin1(),
                      {}});
    }
    sort();
}

void ConnectionList::sort()
{
    std::sort(m_all.begin(), m_all.end(),
              [](const Connection &a, const Connection &b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
}

std::optional<Connection> ConnectionList::find(const QString &id) const
{
    for (const Connection &each : m_all) {
        if (each.id == id)
            return each;
    }
    return std::nullopt;
}

std::optional<Connection> ConnectionList::named(const QString &name) const
{
    for (const Connection &each : m_all) {
        if (each.name == name)
            return each;
    }
    return std::nullopt;
}

Connection ConnectionList::save(Connection connection)
{
    if (connection.id.isEmpty())
        connection.id = SystemRandom().hex(idBytes);
    m_all.removeIf([&connection](const Connection &each) { return each.id == connection.id; });
    m_all.append(connection);
    sort();
    if (m_settings) {
        m_settings->setValue(keyOf(connection.id, u"name"_s), connection.name);
        m_settings->setValue(keyOf(connection.id, u"url"_s), connection.url.toString());
        m_settings->setValue(keyOf(connection.id, u"certificate"_s), QString::fromLatin1(connection.pin));
    }
    return connection;
}

void ConnectionList::remove(const QString &id)
{
    m_all.removeIf([&id](const Connection &each) { return each.id == id; });
    if (m_settings)
        m_settings->remove(u"%1/%2"_s.arg(group, id));
}

} // namespace unmta::ui
