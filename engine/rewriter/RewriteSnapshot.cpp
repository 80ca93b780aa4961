#include "rewriter/RewriteSnapshot.h"

#include <QJsonArray>

namespace unmta::rewriter {

using namespace Qt::StringLiterals;

namespace {

Error malformed(const QString &field)
{
    return Error(u"rewrite_snapshot.malformed"_s, field);
}

Result<LinkKeyring> keysFromJson(const QJsonArray &array)
{
    LinkKeyring keys;
    for (const auto &value : array) {
        const QJsonObject object = value.toObject();
        const qint64 id = object["id"_L1].toInteger(-1);
        const auto secret = QByteArray::fromBase64Encoding(object["secret"_L1].toString().toLatin1(),
                                                           QByteArray::AbortOnBase64DecodingErrors);
        if (id < 0 || id > 0xffffffffLL || !secret || secret.decoded.size() != 32)
            return malformed(u"keys"_s);
        keys.push_back({static_cast<quint32>(id), secret.decoded});
    }
    if (keys.empty())
        return malformed(u"keys"_s);
    return keys;
}

} // namespace

QJsonObject RewriteSnapshot::toJson() const
{
    QJsonArray keyArray;
    for (const LinkKey &key : keys)
        keyArray.append(QJsonObject{{u"id"_s, static_cast<qint64>(key.id)},
                                    {u"secret"_s, QString::fromLatin1(key.secret.toBase64())}});
    QList<QByteArray> names = hosts.keys();
    std::sort(names.begin(), names.end());
    QJsonArray hostArray;
    for (const QByteArray &name : names)
        hostArray.append(QJsonObject{{u"name"_s, QString::fromLatin1(name)}, {u"https"_s, hosts.value(name)}});
    return {{u"cluster_id"_s, QString::fromLatin1(clusterId)},
            {u"keys"_s, keyArray},
            {u"hosts"_s, hostArray},
            {u"default_host"_s, defaultHost.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(defaultHost))},
            {u"fallback_host"_s, QString::fromLatin1(fallbackHost)},
            {u"target_zone"_s, QString::fromLatin1(targetZone)},
            {u"rules"_s, QJsonObject{{u"opens"_s, rules.opens},
                                     {u"clicks"_s, rules.clicks},
                                     {u"plain_text"_s, rules.plainText},
                                     {u"dkim_signed"_s, rules.dkimSigned},
                                     {u"pixel_position"_s, nameOf(rules.pixelPosition)}}}};
}

Result<RewriteSnapshot> RewriteSnapshot::fromJson(const QJsonObject &json)
{
    RewriteSnapshot snapshot;
    const auto text = [&json](QLatin1StringView name) { return json[name].toString().toLatin1().toLower(); };
    snapshot.clusterId = text("cluster_id"_L1);
    if (snapshot.clusterId.isEmpty())
        return malformed(u"cluster_id"_s);
    auto keys = keysFromJson(json["keys"_L1].toArray());
    if (!keys)
        return keys.error();
    snapshot.keys = *std::move(keys);
    const QJsonArray hostArray = json["hosts"_L1].toArray();
    for (const auto &value : hostArray) {
        const QByteArray name = value["name"_L1].toString().toLatin1().toLower();
        if (name.isEmpty() || !value["https"_L1].isBool())
            return malformed(u"hosts"_s);
        snapshot.hosts.insert(name, value["https"_L1].toBool());
    }
    snapshot.defaultHost = text("default_host"_L1);
    snapshot.fallbackHost = text("fallback_host"_L1);
    snapshot.targetZone = text("target_zone"_L1);
    // Neither before the operator has chosen a zone.
    if (snapshot.fallbackHost.isEmpty() != snapshot.targetZone.isEmpty())
        return malformed(u"fallback_host"_s);
    const QJsonObject rules = json["rules"_L1].toObject();
    snapshot.rules.opens = rules["opens"_L1].toBool(snapshot.rules.opens);
    snapshot.rules.clicks = rules["clicks"_L1].toBool(snapshot.rules.clicks);
    snapshot.rules.plainText = rules["plain_text"_L1].toBool(snapshot.rules.plainText);
    snapshot.rules.dkimSigned = rules["dkim_signed"_L1].toBool(snapshot.rules.dkimSigned);
    snapshot.rules.pixelPosition =
        pixelPositionFrom(rules["pixel_position"_L1].toString()).value_or(snapshot.rules.pixelPosition);
    return snapshot;
}

ClusterMinter::ClusterMinter(const ClusterEntry &entry, const QByteArray &targetZone, HostLookup lookup, Random &random)
    : m_entry(entry)
    , m_zoneSuffix(targetZone.isEmpty() ? QByteArray() : '.' + targetZone)
    , m_lookup(std::move(lookup))
    , m_random(random)
{}

Result<QByteArray> ClusterMinter::mint(const LinkRequest &request)
{
    auto token = sealLink(request.payload, {request.kind, m_entry.id, request.host}, m_entry.keys, m_random);
    if (!token)
        return token.error();
    const bool https = m_lookup(request.host).value_or(false);
    return (https ? "https://" : "http://") + request.host + linkPath(request.kind, *token);
}

QByteArray ClusterMinter::hostInForce(const QByteArray &wanted) const
{
    if (!wanted.isEmpty() && m_lookup(wanted))
        return wanted;
    if (!m_entry.defaultHost.isEmpty() && m_lookup(m_entry.defaultHost))
        return m_entry.defaultHost;
    return m_entry.fallbackHost;
}

QByteArray ClusterMinter::secureHost(const QByteArray &host) const
{
    for (const QByteArray &candidate : {host, m_entry.fallbackHost}) {
        if (m_lookup(candidate).value_or(false))
            return candidate;
    }
    return {};
}

std::optional<LinkPayload> ClusterMinter::opened(const QByteArray &host, QByteArrayView path) const
{
    const auto link = parseLinkPath(path);
    if (!link)
        return std::nullopt;
    auto payload = openLink(link->token, {link->kind, m_entry.id, host}, m_entry.keys);
    return payload ? std::optional(*std::move(payload)) : std::nullopt;
}

bool ClusterMinter::serves(const QByteArray &host) const
{
    return host == m_entry.fallbackHost || (!m_zoneSuffix.isEmpty() && host.endsWith(m_zoneSuffix)) || m_lookup(host);
}

ClusterMinter minterFor(const Snapshot &snapshot, const ClusterEntry &entry, const QByteArray &targetZone,
                        TimePoint now, Random &random)
{
    auto lookup = [&snapshot, &entry, now](const QByteArray &name) -> std::optional<bool> {
        const HostEntry *host = snapshot.host(name);
        if (!host || host->clusterId != entry.id)
            return std::nullopt;
        return host->certificate && host->certificate->notAfter() > now;
    };
    return {entry, targetZone, std::move(lookup), random};
}

} // namespace unmta::rewriter
