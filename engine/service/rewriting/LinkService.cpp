#include "service/rewriting/LinkService.h"

#include "domain/Hostname.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Longer values do not occur in mail (RFC 5322 lines, RFC 5321 paths) and would make links that clients cut.
constexpr qsizetype maxFieldLength = 998;

std::optional<Error> fieldTooLong(const LinkPayload &payload)
{
    const auto tooLong = [](const QString &field) {
        return Error(u"link.field_too_long"_s, field,
                     {{u"field"_s, field}, {u"limit"_s, QString::number(maxFieldLength)}});
    };
    if (payload.messageId.size() > maxFieldLength)
        return tooLong(u"message_id"_s);
    if (payload.recipient.size() > maxFieldLength)
        return tooLong(u"recipient"_s);
    if (payload.linkName.size() > maxFieldLength)
        return tooLong(u"link_name"_s);
    qsizetype metaLength = 0;
    for (auto it = payload.meta.cbegin(); it != payload.meta.cend(); ++it)
        metaLength += it.key().size() + it->size();
    if (metaLength > maxFieldLength)
        return tooLong(u"meta"_s);
    return std::nullopt;
}

struct LinkParts
{
    LinkKind kind = LinkKind::Click;
    QByteArray host;
    QByteArray token;
};

std::optional<LinkParts> partsOf(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1().toLower();
    const auto link = parseLinkPath(path);
    if (!link || host.isEmpty())
        return std::nullopt;
    return LinkParts{link->kind, host, link->token.toByteArray()};
}

} // namespace

Result<QString> LinkService::mint(const QString &clusterId, const LinkOrder &order) const
{
    const auto snapshot = m_snapshots.current();
    const ClusterEntry *cluster = snapshot->cluster(clusterId.toLatin1());
    if (!cluster)
        return notFound();
    if (order.kind == LinkKind::Click && order.payload.url.isEmpty())
        return Error(u"link.url_required"_s, u"url"_s);
    if (order.kind != LinkKind::Click && order.isForApps)
        return Error(u"link.app_is_a_click"_s, u"app"_s);
    if (auto error = fieldTooLong(order.payload))
        return *error;

    QByteArray host = snapshot->hostInForce(cluster->id);
    if (!order.trackingHost.isEmpty()) {
        const auto wanted = Hostname::parse(order.trackingHost);
        host = wanted ? wanted->ascii().toLatin1() : QByteArray();
    }
    if (host.isEmpty() && order.trackingHost.isEmpty())
        return Error(u"link.no_host"_s, u"tracking_host"_s);
    const auto isSecure = [&, now = m_clock.now()](const QByteArray &name) {
        const HostEntry *entry = snapshot->host(name);
        return entry && entry->certificate && now < entry->certificate->notAfter();
    };
    const HostEntry *entry = snapshot->host(host);
    if (!entry || entry->clusterId != cluster->id)
        return Error(u"domain.not_active"_s, u"tracking_host"_s, {{u"name"_s, order.trackingHost}});

    LinkPayload payload = order.payload;
    if (order.kind == LinkKind::Open)
        payload.url.clear();
    payload.origin = order.kind == LinkKind::Open ? noOrigin : QString(); // what it goes into nobody knows
    const auto seal = [&] { return sealLink(payload, {order.kind, cluster->id, host}, cluster->keys, m_random); };
    auto token = seal();
    if (!token)
        return token.error();
    if (isSecureDestination(payload.url) && !order.allowHttp && !isSecure(host)) {
        // Who names a host wants that one or none.
        if (!order.trackingHost.isEmpty() || !isSecure(cluster->fallbackHost))
            return Error(u"link.no_certificate"_s, u"tracking_host"_s, {{u"host"_s, QString::fromLatin1(host)}});
        host = cluster->fallbackHost;
        token = seal();
        if (!token)
            return token.error();
    }
    return QString::fromLatin1((isSecure(host) ? "https://" : "http://") + host +
                               linkPath(order.kind, *token, order.isForApps));
}

InspectedLink LinkService::inspect(const QString &url, const std::optional<QString> &onlyCluster) const
{
    InspectedLink result;
    const auto parts = partsOf(url);
    if (!parts)
        return result;
    result.kind = parts->kind;
    result.trackingHost = QString::fromLatin1(parts->host);
    const auto snapshot = m_snapshots.current();
    const HostEntry *host = snapshot->host(parts->host);
    const ClusterEntry *cluster = host ? snapshot->cluster(host->clusterId) : nullptr;
    if (!cluster || (onlyCluster && QString::fromLatin1(cluster->id) != *onlyCluster)) {
        result.outcome = InspectedLink::Outcome::UnknownHost;
        return result;
    }
    auto payload = openLink(parts->token, {parts->kind, cluster->id, parts->host}, cluster->keys);
    if (!payload) {
        result.outcome = InspectedLink::Outcome::Refused;
        result.refusal = payload.error();
        return result;
    }
    result.outcome = InspectedLink::Outcome::Genuine;
    result.clusterId = QString::fromLatin1(cluster->id);
    result.payload = *std::move(payload);
    return result;
}

} // namespace unmta
