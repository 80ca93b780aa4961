// One value of every wire struct with every field set, so that a field that gets lost is noticed.
#pragma once

#include "contract/wire/Wire.h"

namespace unmta::test {

inline TimePoint sampleTime()
{
    return fromUnixMs(1'795'558'030'000); // 2026-11-24T22:07:10Z
}

inline wire::Server sampleServer()
{
    return {QStringLiteral("0.1.0"),
            QStringLiteral("n1"),
            {{QStringLiteral("http"), QStringLiteral("0.0.0.0"), 8080},
             {QStringLiteral("https"), QStringLiteral("0.0.0.0"), 8443},
             {QStringLiteral("local"), QStringLiteral("/data/api.sock"), 0}},
            {QStringLiteral("sandbox")},
            QStringLiteral("e1"),
            sampleTime(),
            QStringLiteral("track.unmta.net"),
            QStringLiteral("PEM")};
}

inline wire::Cluster sampleCluster()
{
    return {QStringLiteral("0a1b2c3d"),
            QStringLiteral("main"),
            QStringLiteral("c-0a1b2c3d.track.unmta.net"),
            QStringLiteral("track.example.com"),
            QStringLiteral("track.example.com"),
            sampleTime(),
            {QStringLiteral("ann@example.net")}};
}

inline wire::Check sampleCheck()
{
    wire::Check check;
    check.at = sampleTime();
    check.outcome = wire::CheckOutcome::Match;
    check.code = QStringLiteral("ok");
    check.confirmed = true;
    check.expected = QStringLiteral("v-0123456789abcdef0123.track.unmta.net");
    check.found = QStringLiteral("v-0123456789abcdef0123.track.unmta.net.");
    check.chain = {QStringLiteral("track.example.com"), QStringLiteral("v-0123456789abcdef0123.track.unmta.net")};
    check.message = QStringLiteral("The record is right.");
    check.hint = QStringLiteral("Nothing.");
    check.servers = {{QStringLiteral("ns1.example.net"), QStringLiteral("192.0.2.53:53"),
                      QStringLiteral("authoritative"), QStringLiteral("ok"), QStringLiteral("CNAME v-…"), 300}};
    check.provider = QStringLiteral("route53");
    return check;
}

inline wire::TrackingDomain sampleDomain()
{
    wire::TrackingDomain domain;
    domain.id = 7;
    domain.clusterId = QStringLiteral("0a1b2c3d");
    domain.name = QStringLiteral("track.example.com");
    domain.unicodeName = QStringLiteral("track.example.com");
    domain.status = wire::DomainStatus::Active;
    domain.isDefault = true;
    domain.record = {QStringLiteral("CNAME"), QStringLiteral("track.example.com"),
                     QStringLiteral("v-0123456789abcdef0123.track.unmta.net"), QStringLiteral("track"),
                     QStringLiteral("example.com")};
    domain.verifiedAt = sampleTime();
    domain.lastCheck = sampleCheck();
    domain.nextCheckAt = sampleTime();
    domain.checking = true;
    domain.certificate = {wire::CertificateState::Valid,
                          QStringLiteral("acme"),
                          QStringLiteral("CN=R11"),
                          sampleTime(),
                          sampleTime(),
                          wire::Problem{QStringLiteral("acme.rate_limited"), QStringLiteral("Later.")}};
    domain.activity7d = {11, 12};
    domain.provider = QStringLiteral("cloudflare");
    domain.createdAt = sampleTime();
    return domain;
}

inline wire::Event sampleEvent()
{
    wire::Event event;
    event.eventId = QStringLiteral("0192f0c1-0000-7000-8000-000000000000");
    event.type = wire::EventType::Click;
    event.timestamp = sampleTime();
    event.clusterId = QStringLiteral("0a1b2c3d");
    event.trackingHost = QStringLiteral("track.example.com");
    event.messageId = QStringLiteral("<1@example.com>");
    event.recipient = QStringLiteral("ann@example.net");
    event.url = QStringLiteral("https://example.com/?a=b");
    event.linkIndex = 2;
    event.linkName = QStringLiteral("offer");
    event.ip = QStringLiteral("192.0.2.1");
    event.userAgent = QStringLiteral("Mozilla/5.0");
    event.bot = QStringLiteral("head-request");
    event.meta = {{QStringLiteral("campaign"), QStringLiteral("spring")}};
    return event;
}

inline wire::ActivityBucket sampleBucket()
{
    return {sampleTime(), 4, 3, 2, 1};
}

inline wire::LinkInput sampleLinkInput()
{
    return {wire::EventType::Open,
            QStringLiteral("https://example.com/"),
            QStringLiteral("m"),
            QStringLiteral("r"),
            QStringLiteral("h.example.com"),
            QStringLiteral("n"),
            {{QStringLiteral("k"), QStringLiteral("v")}}};
}

inline wire::Token sampleToken()
{
    return {3,
            QStringLiteral("deploy"),
            {QStringLiteral("read"), QStringLiteral("rewrite")},
            QStringLiteral("0a1b2c3d"),
            sampleTime(),
            sampleTime(),
            sampleTime() + std::chrono::days(90),
            QStringLiteral("utk_x")};
}

inline wire::Notification sampleNotification()
{
    return {5,
            sampleTime(),
            QStringLiteral("domain.warning"),
            QStringLiteral("0a1b2c3d"),
            QStringLiteral("track.example.com"),
            QStringLiteral("The record has changed."),
            QStringLiteral("sent"),
            sampleTime(),
            QStringLiteral("Later.")};
}

inline wire::TimelineEntry sampleTimelineEntry()
{
    return {sampleTime(),
            QStringLiteral("check"),
            QStringLiteral("ok"),
            QStringLiteral("The record is right."),
            3,
            sampleTime() + std::chrono::hours(48)};
}

inline wire::AuditEntry sampleAuditEntry()
{
    return {6,
            sampleTime(),
            QStringLiteral("local"),
            QStringLiteral("domain.added"),
            QStringLiteral("track.example.com"),
            QStringLiteral("default")};
}

inline wire::Monitor sampleMonitor()
{
    return {QStringLiteral("held"),
            QStringLiteral("breaker"),
            QStringLiteral("Too much changed."),
            sampleTime(),
            sampleTime(),
            {QStringLiteral("track.example.com")},
            12,
            300,
            4};
}

inline wire::DanglingRecord sampleDangling()
{
    return {QStringLiteral("track.example.com"), QStringLiteral("v-0123456789abcdef0123.track.unmta.net"), sampleTime(),
            sampleTime()};
}

inline wire::ChangePage sampleChangePage()
{
    return {QStringLiteral("e1"),
            9,
            true,
            {{8, ChangeKind::Domain, QStringLiteral("0a1b2c3d"), QStringLiteral("track.example.com"),
              wire::ChangeAction::Added}}};
}

inline wire::DnsRecord sampleRecord()
{
    return {QStringLiteral("track.example.com"), QStringLiteral("CNAME"), QStringLiteral("v-1.track.unmta.net"), 300};
}

inline wire::RewritePreview sampleRewritePreview()
{
    wire::RewritePreview preview;
    preview.result = QStringLiteral("rewritten");
    preview.trackingHost = QStringLiteral("track.example.com");
    preview.messageId = QStringLiteral("m1@example.com");
    preview.opens = true;
    preview.clicks = true;
    preview.pixel = true;
    preview.pixelReason = QStringLiteral("added");
    preview.links = {{QStringLiteral("1.2"), QStringLiteral("https://shop.example.org/?a=1&b=2"),
                      QStringLiteral("offer"), QStringLiteral("Our offer"), 1, true, QStringLiteral("tracked"),
                      QStringLiteral("https://track.example.com/c/x")}};
    preview.parts = {
        {QStringLiteral("1.2"), QStringLiteral("text/html"), true, QStringLiteral("rewritten"), 900, 1100}};
    preview.warnings = {QStringLiteral("visible_host_differs")};
    preview.bytesBefore = 1500;
    preview.bytesAfter = 1800;
    preview.content = QStringLiteral("SGVsbG8=");
    return preview;
}

inline wire::Inspection sampleInspection()
{
    wire::Inspection found;
    found.genuine = true;
    found.message = QStringLiteral("A click link to https://shop.example.org/.");
    found.kind = QStringLiteral("click");
    found.clusterId = QStringLiteral("a1b2c3d4");
    found.trackingHost = QStringLiteral("track.example.com");
    found.url = QStringLiteral("https://shop.example.org/");
    found.messageId = QStringLiteral("m1@example.com");
    found.recipient = QStringLiteral("a@example.net");
    found.linkIndex = 1;
    found.linkName = QStringLiteral("offer");
    found.meta = {{QStringLiteral("campaign"), QStringLiteral("spring")}};
    return found;
}

} // namespace unmta::test
