// Feeds arbitrary bytes to everything that reads what a CA or a stored state says: for the fuzzer and for the mutations
// of the unit test.
#pragma once

#include "acme/AcmeAnswer.h"
#include "acme/AcmeOrder.h"
#include "acme/Certificate.h"
#include "acme/EcKey.h"
#include "acme/RenewalInfo.h"

#include <QJsonDocument>

namespace unmta::test {

// Whatever came in: a failure has a code, an order that was taken reads back from the store as it was, and a
// certificate that passes is the host's.
[[nodiscard]] inline bool eatAcmeAnswer(const QByteArray &bytes)
{
    bool isAsItShouldBe = true;
    const QString host = QStringLiteral("track.example.com");
    const TimePoint now = fromUnixMs(1'790'000'000'000);
    outbound::HttpReply reply;
    reply.status = 400;
    reply.headers = {{"content-type", "application/problem+json"},
                     {"retry-after", bytes.first(std::min<qsizetype>(bytes.size(), 40))}};
    reply.body = bytes;
    const auto failure = acme::failureOf(reply, now);
    isAsItShouldBe &= failure && !failure->error.code.isEmpty();
    reply.headers = {{"content-type", "application/json"}};
    (void)acme::jsonOf(reply);

    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const acme::AcmeOrder fresh(host, QStringLiteral("https://ca.example/a"), "key");
    const acme::OrderStep placed = fresh.withOrder(object, QStringLiteral("https://ca.example/o"));
    if (const auto *order = std::get_if<acme::AcmeOrder>(&placed)) {
        (void)order->withOrder(object);
        const auto readBack = acme::AcmeOrder::fromJson(order->toJson(), host);
        isAsItShouldBe &= readBack && readBack->toJson() == order->toJson();
    }
    const acme::OrderStep looked = fresh.withAuthorization(object);
    if (const auto *order = std::get_if<acme::AcmeOrder>(&looked))
        (void)order->told().withAuthorization(object);
    (void)acme::AcmeOrder::fromJson(bytes, host);
    (void)acme::parseRenewalWindow(bytes, std::nullopt);
    (void)acme::parseCertificate(bytes);
    const auto passed = acme::checkCertificate(bytes, bytes, host, now);
    isAsItShouldBe &= !passed || passed->names.contains(host);
    (void)acme::renewalId(bytes);
    (void)acme::EcKey::fromPem(bytes);
    return isAsItShouldBe;
}

} // namespace unmta::test
