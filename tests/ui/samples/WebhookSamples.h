// Webhooks for windows: one that is well, one whose receiver is away.
#pragma once

#include "ui/FakeEngine.h"

namespace unmta::test::webhooks {

inline void add(FakeEngine &engine)
{
    using namespace Qt::StringLiterals;
    using namespace std::chrono_literals;

    const TimePoint now = engine.clock.now();
    wire::Webhook well;
    well.id = 3;
    well.clusterId = engine.clusterId;
    well.url = u"https://crm.example.com/hooks/tracking"_s;
    well.types = {u"event.open"_s, u"event.click"_s};
    well.batch = true;
    well.lastSuccessAt = now - 2min;
    wire::Webhook away = well;
    away.id = 5;
    away.url = u"https://ops.example.net/incidents?from=unmta"_s;
    away.types = {u"domain.warning"_s, u"domain.downgraded"_s, u"certificate.failed"_s, u"monitor.held"_s};
    away.hosts = {u"a.example.com"_s};
    away.state = wire::WebhookState::Failing;
    away.failures = 7;
    away.lastError = u"The receiver answered with status 503."_s;
    away.nextAttemptAt = now + 40min;
    away.lastSuccessAt = now - 9h;
    away.backlog = 1'204;
    engine.webhooks = {well, away};
    const auto call = [&engine, now](qint64 id, Millis ago, int status, qint64 events, const QString &answer) {
        wire::WebhookDelivery delivery;
        delivery.id = id;
        delivery.kind = u"present"_s;
        delivery.messageId = u"msg_%1"_s.arg(id);
        delivery.at = now - ago;
        delivery.events = events;
        delivery.status = status;
        delivery.tookMs = 84;
        delivery.answer = answer;
        if (status != 200)
            delivery.problem = status ? u"The receiver answered with status %1."_s.arg(status)
                                      : u"The server did not answer in time. Try again later."_s;
        engine.deliveries << delivery;
    };
    call(44, 2min, 200, 312, u"{\"ok\":true}"_s);
    call(43, 3min, 200, 500, u"{\"ok\":true}"_s);
    call(42, 4min, 503, 500, u"busy"_s);
    call(41, 26h, 0, 17, {});
}

inline void some(FakeEngine &engine)
{
    engine.addActive(QStringLiteral("a.example.com"), 10);
    add(engine);
}

} // namespace unmta::test::webhooks
