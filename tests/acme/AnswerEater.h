// Feeds arbitrary bytes to everything that reads what a CA or a stored state says: for the fuzzer and for the mutations
// of the unit test. Nothing is expected but that it returns.
#pragma once

#include "acme/AcmeAnswer.h"
#include "acme/AcmeOrder.h"
#include "acme/Certificate.h"
#include "acme/EcKey.h"
#include "acme/RenewalInfo.h"

#include <QJsonDocument>

namespace unmta::test {

inline void eatAcmeAnswer(const QByteArray &bytes)
{
    const QString host = QStringLiteral("track.example.com");
    const TimePoint now = fromUnixMs(1'790'000'000'000);
    outbound::HttpReply reply;
    reply.status = 400;
    reply.headers = {{"content-type", "application/problem+json"},
                     {"retry-after", bytes.first(std::min<qsizetype>(bytes.size(), 40))}};
    reply.body = bytes;
    (void)acme::failureOf(reply, now);
    reply.headers = {{"content-type", "application/json"}};
    (void)acme::jsonOf(reply);

    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const acme::AcmeOrder fresh(host, QStringLiteral("https://ca.example/a"), "key");
    const acme::OrderStep placed = fresh.withOrder(object, QStringLiteral("https://ca.example/o"));
    if (const auto *order = std::get_if<acme::AcmeOrder>(&placed)) {
        (void)order->withOrder(object);
        (void)acme::AcmeOrder::fromJson(order->toJson(), host);
    }
    const acme::OrderStep looked = fresh.withAuthorization(object);
    if (const auto *order = std::get_if<acme::AcmeOrder>(&looked))
        (void)order->told().withAuthorization(object);
    (void)acme::AcmeOrder::fromJson(bytes, host);
    (void)acme::parseRenewalWindow(bytes, std::nullopt);
    (void)acme::parseCertificate(bytes);
    (void)acme::checkCertificate(bytes, bytes, host, now);
    (void)acme::renewalId(bytes);
    (void)acme::EcKey::fromPem(bytes);
}

} // namespace unmta::test
