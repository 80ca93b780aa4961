// What /metrics says, of readings that somebody makes up.
#include "assembly/EngineMetrics.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_engine_metrics {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const TimePoint now = *fromIso8601(u"2026-11-29T13:05:00Z"_s);

bool says(const EngineReadings &readings, const QByteArray &line)
{
    const QByteArray text = engineMetrics(readings);
    const bool isThere = ('\n' + text).contains('\n' + line + '\n');
    if (!isThere)
        qInfo().noquote() << text;
    return isThere;
}

EngineReadings readings()
{
    EngineReadings readings;
    readings.now = now;
    return readings;
}

} // namespace

class TestEngineMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void latencies()
    {
        edge::LatencyHistogram histogram;
        histogram.add(80us);
        histogram.add(100us); // the bound belongs to its class
        histogram.add(101us, 3);
        histogram.add(6s);
        EngineReadings seen = readings();
        seen.edge.latency = histogram.read();
        const QByteArray name = "unmta_edge_request_duration_seconds";
        QVERIFY(says(seen, "# TYPE " + name + " histogram"));
        QVERIFY(says(seen, name + "_bucket{le=\"0.0001\"} 2"));
        QVERIFY(says(seen, name + "_bucket{le=\"0.00025\"} 5"));
        QVERIFY(says(seen, name + "_bucket{le=\"5\"} 5"));
        QVERIFY(says(seen, name + "_bucket{le=\"+Inf\"} 6"));
        QVERIFY(says(seen, name + "_count 6"));
        QVERIFY(says(seen, name + "_sum 6.000483"));
    }

    void certificatesByTheirDays()
    {
        const std::int64_t today = dayOf(toUnixMs(now));
        EngineReadings seen = readings();
        seen.certificates = {
            {CertificateState::None, std::nullopt, 3},   {CertificateState::Valid, today, 1},
            {CertificateState::Valid, today + 6, 20},    {CertificateState::Renewing, today + 7, 300},
            {CertificateState::Valid, today + 30, 4000}, {CertificateState::Failed, today - 1, 50'000}};
        QVERIFY(says(seen, "unmta_certificates{state=\"none\"} 3"));
        QVERIFY(says(seen, "unmta_certificates{state=\"valid\"} 4021"));
        QVERIFY(says(seen, "unmta_certificates{state=\"renewing\"} 300"));
        QVERIFY(says(seen, "unmta_certificates_expiring{days=\"1\"} 1"));
        QVERIFY(says(seen, "unmta_certificates_expiring{days=\"7\"} 21"));
        QVERIFY(says(seen, "unmta_certificates_expiring{days=\"14\"} 321"));
        QVERIFY(says(seen, "unmta_certificates_expiring{days=\"30\"} 321"));
        QVERIFY(says(seen, "unmta_certificates_expired 50000"));
    }

    void whatWaitsToBeShipped()
    {
        EngineReadings seen = readings();
        ShippingState state;
        state.shipping.clusterId = u"0a0b0c0d"_s;
        state.shipping.events = 12;
        state.shipping.objects = 2;
        state.failures = 3;
        state.backlog = {7, now - 90s};
        seen.shipping = {state};
        QVERIFY(says(seen, "unmta_shipping_events_total{cluster=\"0a0b0c0d\"} 12"));
        QVERIFY(says(seen, "unmta_shipping_objects_total{cluster=\"0a0b0c0d\"} 2"));
        QVERIFY(says(seen, "unmta_shipping_backlog_events{cluster=\"0a0b0c0d\"} 7"));
        QVERIFY(says(seen, "unmta_shipping_backlog_age_seconds{cluster=\"0a0b0c0d\"} 90"));
        QVERIFY(says(seen, "unmta_shipping_failures{cluster=\"0a0b0c0d\"} 3"));
    }

    void everyFamilyHasHelpAndType()
    {
        const QByteArray text = engineMetrics(readings());
        QSet<QByteArray> helped;
        QSet<QByteArray> typed;
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith("# HELP "))
                helped.insert(line.split(' ').value(2));
            else if (line.startsWith("# TYPE "))
                typed.insert(line.split(' ').value(2));
        }
        QVERIFY(helped.size() > 40);
        QCOMPARE(helped, typed);
    }
};

UNMTA_TEST(TestEngineMetrics)

} // namespace unmta::tst_engine_metrics

#include "tst_engine_metrics.moc"
