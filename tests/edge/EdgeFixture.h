// A snapshot with two clusters, as the edge's tests use it.
#pragma once

#include "base/IpAddress.h"
#include "domain/Snapshot.h"
#include "domain/TrackingLink.h"
#include "domain/events/PackedEvents.h"
#include "edge/EdgeHandler.h"
#include "http/HttpMessage.h"
#include "http/TestCertificate.h"
#include "support/FakeRandom.h"

namespace unmta::test {

inline http::HttpRequest ask(const QByteArray &target, const QByteArray &method = "GET",
                             const QByteArray &host = "track.example.com", bool tls = true)
{
    http::HttpRequest request;
    request.method = method;
    request.target = target;
    request.headers.add("Host", host);
    request.headers.add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Person/1.0");
    request.peerAddress = "203.0.113.77";
    request.tls = tls;
    request.sniHost = tls ? host : QByteArray();
    return request;
}

inline IpRanges ranges(const QStringList &entries)
{
    return IpRanges::parse(entries).value();
}

// An answer with its event.
struct Answered : edge::EdgeReply
{
    std::optional<TrackingEvent> event;
};

inline Answered answerOf(const edge::EdgeHandler &handler, const http::HttpRequest &request, const Snapshot &snapshot,
                         const edge::EdgePolicy &policy)
{
    QByteArray packed;
    Answered answered{handler.answer(request, snapshot, policy, packed), {}};
    PackedEvents events(packed);
    if (const auto event = events.next())
        answered.event = toEvent(*event);
    if (answered.event.has_value() != answered.hasEvent || events.next() || !events.isWhole())
        qFatal("an answer and its events differ");
    return answered;
}

struct EdgeFixture
{
    SnapshotHolder snapshots;
    FakeRandom random{7};
    LinkKeyring keys{makeLinkKey(random)};
    LinkKeyring otherKeys{makeLinkKey(random)};
    quint64 generation = 0;

    EdgeFixture()
    {
        snapshots.publish([this](Snapshot &next) {
            next.clusters().insert("aaaaaaaa", {"aaaaaaaa", keys, "c-aaaaaaaa.track.test", "track.example.com"});
            next.clusters().insert("bbbbbbbb", {"bbbbbbbb", otherKeys, "c-bbbbbbbb.track.test", ""});
            next.hosts().insert("track.example.com", {"aaaaaaaa", 11, nullptr});
            next.hosts().insert("links.example.com", {"aaaaaaaa", 12, nullptr});
            next.hosts().insert("c-aaaaaaaa.track.test", {"aaaaaaaa", 0, nullptr});
            next.hosts().insert("other.example.org", {"bbbbbbbb", 13, nullptr});
        });
    }

    void giveCertificate(const QByteArray &host)
    {
        const auto made = makeCertificate(host, static_cast<long>(++generation));
        snapshots.publish([&](Snapshot &next) {
            HostEntry entry = *next.host(host);
            entry.certificate =
                std::make_shared<const CertificateMaterial>(made.chainPem, made.keyPem, TimePoint(), generation);
            next.hosts().insert(host, entry);
        });
    }
    void removeHost(const QByteArray &host)
    {
        snapshots.publish([&](Snapshot &next) { next.hosts().remove(host); });
    }

    [[nodiscard]] QByteArray link(LinkKind kind, const QByteArray &host = "track.example.com",
                                  const QString &url = QStringLiteral("https://shop.example/a?b=c&d=%3D+e"))
    {
        LinkPayload payload;
        payload.url = kind == LinkKind::Click ? url : QString();
        payload.messageId = QStringLiteral("m-1@example.com");
        payload.recipient = QStringLiteral("ann@example.net");
        payload.linkIndex = kind == LinkKind::Click ? 3 : 0;
        payload.linkName = kind == LinkKind::Click ? QStringLiteral("shop") : QString();
        payload.meta.insert(QStringLiteral("campaign"), QStringLiteral("spring"));
        const auto token = sealLink(payload, {kind, "aaaaaaaa", host}, keys, random);
        return linkPath(kind, token.value());
    }
};

} // namespace unmta::test
