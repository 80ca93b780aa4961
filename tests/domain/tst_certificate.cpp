#include "domain/Certificate.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QMap>
#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_certificate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{Millis(1'790'000'000'000)};
constexpr Millis lifetime = 24h * 90;

QString nameOf(CertificateState state)
{
    static const QMap<CertificateState, QString> words{
        {CertificateState::None, u"none"_s},     {CertificateState::Issuing, u"issuing"_s},
        {CertificateState::Valid, u"valid"_s},   {CertificateState::Renewing, u"renewing"_s},
        {CertificateState::Failed, u"failed"_s},
    };
    return words.value(state);
}

QString nameOf(CertificateWork work)
{
    static const QMap<CertificateWork, QString> words{{CertificateWork::Nothing, u"nothing"_s},
                                                      {CertificateWork::AskWindow, u"ask"_s},
                                                      {CertificateWork::Order, u"order"_s}};
    return words.value(work);
}

// "visible", how an attempt ended, what people are told.
QString effects(const Certificate::Transition &transition)
{
    QStringList parts;
    if (transition.isVisible)
        parts << u"visible"_s;
    if (transition.end)
        parts << QStringList{u"issued"_s, u"renewed"_s, u"failed"_s}[static_cast<int>(*transition.end)];
    if (transition.news == CertificateNews::Trouble)
        parts << u"trouble"_s;
    if (transition.news == CertificateNews::InOrder)
        parts << u"in order"_s;
    return parts.join(u", "_s);
}

} // namespace

class TestCertificate : public QObject
{
    Q_OBJECT

    test::FakeRandom m_random;

    Certificate::Material material(TimePoint from, const QString &issuer = u"acme"_s)
    {
        return {"chain " + QByteArray::number(toUnixMs(from)), "key", issuer, u"CN=R11"_s, from, from + lifetime};
    }
    // One step of a story.
    Certificate::Transition happened(const Certificate &certificate, const QString &what, TimePoint now)
    {
        const RenewalWindow soon{now + 72h, now + 73h, 6h};
        const QMap<QString, std::function<Certificate::Transition()>> events{
            {u"wanted"_s, [&] { return certificate.wanted(now); }},
            {u"unwanted"_s, [&] { return certificate.unwanted(); }},
            {u"ordered"_s, [&] { return certificate.orderStarted(u"acme"_s); }},
            {u"progressed"_s, [&] { return certificate.orderProgressed("half-way"); }},
            {u"issued"_s, [&] { return certificate.issued(material(now), now, m_random); }},
            {u"refused"_s,
             [&] {
                 return certificate.failed({u"acme.caa"_s, u"no"_s, true}, now);
             }},
            {u"faltered"_s,
             [&] {
                 return certificate.failed({u"acme.timeout"_s, u"late"_s, false}, now);
             }},
            {u"forbidden"_s,
             [&] {
                 return certificate.failed({u"acme.caa_forbids"_s, u"no"_s, true, {}, true}, now);
             }},
            {u"limited"_s,
             [&] {
                 return certificate.failed({u"acme.rate_limited"_s, {}, false, 5h}, now);
             }},
            {u"window"_s, [&] { return certificate.windowLearned(RenewalWindow(soon), now); }},
            {u"no-window"_s, [&] { return certificate.windowLearned({}, now); }},
            {u"not-asked"_s, [&] { return certificate.windowLearned(RenewalAdvice::later(2h), now); }},
            {u"mended"_s, [&] { return certificate.issuerChosen(u"acme"_s, true, now); }},
            {u"restarted"_s, [&] { return certificate.issuerChosen(u"acme"_s, false, now); }},
            {u"other-issuer"_s, [&] { return certificate.issuerChosen(u"internal"_s, true, now); }},
        };
        return events.value(what)();
    }
    Certificate issued(TimePoint at)
    {
        return Certificate::ofHost(u"track.example.com"_s)
            .wanted(at)
            .certificate.issued(material(at), at, m_random)
            .certificate;
    }

private Q_SLOTS:
    void nothingIsKnown()
    {
        QVERIFY(Certificate().fields().host.isEmpty());
        const Certificate fresh = Certificate::ofHost(u"track.example.com"_s);
        QCOMPARE(fresh.fields().state, CertificateState::None);
        QCOMPARE(fresh.dueWork(start), CertificateWork::Nothing);
    }

    // A story is a list of "at minute: what happened → what becomes known; state, due work and minute of it".
    void stories_data()
    {
        QTest::addColumn<QStringList>("steps");

        QTest::newRow("the first one") << QStringList{
            u"0 wanted → visible; issuing order 0"_s, u"0 ordered → ; issuing order 0"_s,
            u"0 progressed → ; issuing order 0"_s, u"1 progressed → ; issuing order 0"_s,
            u"2 issued → visible, issued, in order; valid ask 2"_s};
        QTest::newRow("wanted twice while under way")
            << QStringList{u"0 wanted → visible; issuing order 0"_s, u"1 wanted → ; issuing order 1"_s};
        QTest::newRow("the issuer names a window") << QStringList{
            u"0 wanted → visible; issuing order 0"_s, u"0 issued → visible, issued, in order; valid ask 0"_s,
            u"0 window → visible; valid ask 360"_s, u"360 window → visible; valid ask 720"_s};
        QTest::newRow("the issuer has no opinion: at two thirds of its life")
            << QStringList{u"0 wanted → visible; issuing order 0"_s,
                           u"0 issued → visible, issued, in order; valid ask 0"_s,
                           u"0 no-window → ; valid order renewal"_s,
                           u"90000 ordered → visible; renewing order renewal"_s,
                           u"90000 progressed → ; renewing order renewal"_s,
                           u"90001 issued → visible, renewed, in order; valid ask 90001"_s};
        QTest::newRow("a renewal that fails leaves the material in use")
            << QStringList{u"0 wanted → visible; issuing order 0"_s,
                           u"0 issued → visible, issued, in order; valid ask 0"_s,
                           u"0 no-window → ; valid order renewal"_s,
                           u"90000 ordered → visible; renewing order renewal"_s,
                           u"90000 refused → visible, failed, trouble; failed order 90001"_s,
                           u"90001 ordered → visible; renewing order 90001"_s,
                           u"90002 issued → visible, renewed, in order; valid ask 90002"_s};
        QTest::newRow("refused for good: 1, 1, 10, 100 minutes, then daily; told at the first")
            << QStringList{u"0 wanted → visible; issuing order 0"_s,
                           u"0 refused → visible, failed, trouble; failed order 1"_s,
                           u"1 refused → failed, trouble; failed order 2"_s,
                           u"2 refused → failed, trouble; failed order 12"_s,
                           u"12 refused → failed, trouble; failed order 112"_s,
                           u"112 refused → failed, trouble; failed order 1552"_s,
                           u"1552 refused → failed, trouble; failed order 2992"_s};
        QTest::newRow("a temporary fault: never rarer than 100 minutes; told when it stays")
            << QStringList{u"0 wanted → visible; issuing order 0"_s,
                           u"0 faltered → visible, failed; failed order 1"_s,
                           u"1 faltered → failed; failed order 2"_s,
                           u"2 faltered → failed, trouble; failed order 12"_s,
                           u"12 faltered → failed, trouble; failed order 112"_s,
                           u"112 faltered → failed, trouble; failed order 212"_s,
                           u"212 faltered → failed, trouble; failed order 312"_s};
        QTest::newRow("Retry-After is obeyed") << QStringList{u"0 wanted → visible; issuing order 0"_s,
                                                              u"0 limited → visible, failed; failed order 300"_s};
        QTest::newRow("a failure is waited out, whoever wants it")
            << QStringList{u"0 wanted → visible; issuing order 0"_s, u"0 limited → visible, failed; failed order 300"_s,
                           u"1 wanted → ; failed order 300"_s, u"2 restarted → ; failed order 300"_s};
        QTest::newRow("what was only looked at is looked at again within two hours, and told at once")
            << QStringList{u"0 wanted → visible; issuing order 0"_s,
                           u"0 forbidden → visible, failed, trouble; failed order 1"_s,
                           u"1 forbidden → failed, trouble; failed order 2"_s,
                           u"2 forbidden → failed, trouble; failed order 12"_s,
                           u"12 forbidden → failed, trouble; failed order 112"_s,
                           u"112 forbidden → failed, trouble; failed order 212"_s};
        QTest::newRow("a CA that could not be asked for its window is asked again")
            << QStringList{u"0 wanted → visible; issuing order 0"_s,
                           u"0 issued → visible, issued, in order; valid ask 0"_s, u"0 not-asked → ; valid ask 120"_s,
                           u"120 window → visible; valid ask 480"_s, u"480 not-asked → ; valid ask 600"_s};
        QTest::newRow("unless the operator changed the account or directory")
            << QStringList{u"0 wanted → visible; issuing order 0"_s, u"0 limited → visible, failed; failed order 300"_s,
                           u"2 mended → ; failed order 2"_s};
        QTest::newRow("no longer served: no work, and again at once when it is") << QStringList{
            u"0 wanted → visible; issuing order 0"_s, u"0 issued → visible, issued, in order; valid ask 0"_s,
            u"1 unwanted → ; valid nothing never"_s, u"1 window → ; valid nothing never"_s,
            u"2 wanted → ; valid ask 2"_s};
        QTest::newRow("no longer served before there was one") << QStringList{
            u"0 wanted → visible; issuing order 0"_s, u"0 refused → visible, failed, trouble; failed order 1"_s,
            u"1 unwanted → visible; none nothing never"_s, u"2 wanted → visible; issuing order 2"_s};
        QTest::newRow("served again after it has lapsed") << QStringList{
            u"0 wanted → visible; issuing order 0"_s, u"0 issued → visible, issued, in order; valid ask 0"_s,
            u"1 unwanted → ; valid nothing never"_s, u"200000 wanted → visible; issuing order 200000"_s};
        QTest::newRow("another issuer replaces it at once") << QStringList{
            u"0 wanted → visible; issuing order 0"_s, u"0 issued → visible, issued, in order; valid ask 0"_s,
            u"9 other-issuer → visible; valid order 9"_s};
        QTest::newRow("the same issuer again changes nothing") << QStringList{
            u"0 wanted → visible; issuing order 0"_s, u"0 issued → visible, issued, in order; valid ask 0"_s,
            u"9 mended → ; valid ask 0"_s, u"9 restarted → ; valid ask 0"_s};
    }
    void stories()
    {
        QFETCH(QStringList, steps);
        static const QRegularExpression form(u"\\A(\\d+) ([\\w-]+) → ([\\w, ]*); (\\w+) (\\w+) (\\w+)\\z"_s);
        Certificate certificate = Certificate::ofHost(u"track.example.com"_s);
        for (const QString &step : steps) {
            const auto parts = form.match(step);
            QVERIFY2(parts.hasMatch(), qPrintable(step));
            const TimePoint now = start + std::chrono::minutes(parts.captured(1).toInt());
            const auto next = happened(certificate, parts.captured(2), now);
            certificate = next.certificate;
            QVERIFY2(effects(next) == parts.captured(3), qPrintable(step + u" but: "_s + effects(next)));
            QVERIFY2(nameOf(certificate.fields().state) == parts.captured(4),
                     qPrintable(step + u" but: "_s + nameOf(certificate.fields().state)));
            const auto due = certificate.fields().nextAttemptAt;
            const QString when = parts.captured(6);
            if (when == u"never"_s) {
                QVERIFY2(!due, qPrintable(step));
                QCOMPARE(nameOf(certificate.dueWork(TimePoint::max())), parts.captured(5));
                continue;
            }
            QVERIFY2(due, qPrintable(step));
            const TimePoint wanted =
                when == u"renewal"_s ? *certificate.fields().renewAt : start + std::chrono::minutes(when.toInt());
            QVERIFY2(*due == wanted, qPrintable(step + u" but: "_s + toIso8601(*due)));
            QCOMPARE(certificate.dueWork(*due - 1ms), CertificateWork::Nothing);
            QVERIFY2(nameOf(certificate.dueWork(*due)) == parts.captured(5),
                     qPrintable(step + u" but: "_s + nameOf(certificate.dueWork(*due))));
        }
    }

    void issuedReplacesEverything()
    {
        const Certificate failed = Certificate::ofHost(u"track.example.com"_s)
                                       .orderStarted(u"internal"_s)
                                       .certificate.orderProgressed("half-way")
                                       .certificate.failed({u"acme.caa"_s, u"no"_s, true}, start)
                                       .certificate;
        QCOMPARE(failed.fields().errorCode, u"acme.caa"_s);
        QCOMPARE(failed.fields().orderState, QByteArray("half-way")); // resumed by the next attempt
        const auto after = failed.issued(material(start), start, m_random).certificate;
        QCOMPARE(after.fields().host, u"track.example.com"_s);
        QCOMPARE(after.fields().chainPem, material(start).chainPem);
        QCOMPARE(after.fields().issuer, u"acme"_s);
        QCOMPARE(after.fields().notAfter, std::optional(start + lifetime));
        QCOMPARE(after.fields().failures, 0);
        QVERIFY(after.fields().errorCode.isEmpty() && after.fields().errorMessage.isEmpty());
        QVERIFY(after.fields().orderState.isEmpty());
    }

    void anOrderMeansNothingToAnotherIssuer()
    {
        const auto order = [](const QString &issuer) {
            return Certificate::ofHost(u"track.example.com"_s)
                .orderStarted(u"acme"_s)
                .certificate.orderProgressed("half-way")
                .certificate.failed({u"acme.timeout"_s, {}}, start)
                .certificate.issuerChosen(issuer, true, start)
                .certificate.fields()
                .orderState;
        };
        QCOMPARE(order(u"acme"_s), QByteArray("half-way"));
        QVERIFY(order(u"internal"_s).isEmpty());
    }

    void aWindowForOneThatIsGone()
    {
        const auto learned = Certificate().windowLearned(RenewalWindow{start, start + 1h}, start);
        QCOMPARE(learned.certificate, Certificate());
    }

    // RFC 9773, 4.2: a random moment of the window; asking again and again is no new throw of the dice.
    void oneWindowGivesOneMoment()
    {
        const RenewalWindow window{start + 24h * 50, start + 24h * 60};
        TimePoint first = TimePoint::max();
        TimePoint last = TimePoint::min();
        for (int i = 0; i < 100; ++i) {
            const Certificate certificate = issued(start - std::chrono::seconds(i));
            const auto once = certificate.windowLearned(window, start).certificate;
            const auto again = once.windowLearned(window, start + 6h).certificate;
            QCOMPARE(again.fields().renewAt, once.fields().renewAt);
            QVERIFY(*once.fields().renewAt >= window.start && *once.fields().renewAt <= window.end);
            first = std::min(first, *once.fields().renewAt);
            last = std::max(last, *once.fields().renewAt);
        }
        QVERIFY2(last - first > 24h * 8, "spread out");
        // The CA changes its mind, as after an incident.
        const auto moved = issued(start)
                               .windowLearned(window, start)
                               .certificate.windowLearned(RenewalWindow{start - 24h, start - 1h}, start)
                               .certificate;
        QCOMPARE(moved.dueWork(start), CertificateWork::Order);
    }

    // Days after its first one on which people are told of a certificate of so many days whose renewal fails from that
    // day on.
    void alertsBeforeTheEnd_data()
    {
        QTest::addColumn<qlonglong>("lifetimeHours");
        QTest::addColumn<qlonglong>("failsFromHour");
        QTest::addColumn<QList<qlonglong>>("alertHours");
        using Hours = QList<qlonglong>;
        QTest::newRow("90 days: half-way, then 7, 3, 1 days") << 2160LL << 1440LL << Hours{1800, 1992, 2088, 2136};
        QTest::newRow("fails in its last days only") << 2160LL << 2040LL << Hours{2088, 2136};
        QTest::newRow("fails just before the seventh day") << 2160LL << 1990LL << Hours{1992, 2088, 2136};
        QTest::newRow("a year: as 90 days") << 8760LL << 8640LL << Hours{8688, 8736};
        QTest::newRow("9 days: a tenth of it") << 216LL << 108LL << Hours{162, 200, 209, 214};
        QTest::newRow("fails in its last hour") << 2160LL << 2159LL << Hours{};
    }
    void alertsBeforeTheEnd()
    {
        QFETCH(qlonglong, lifetimeHours);
        QFETCH(qlonglong, failsFromHour);
        Certificate::Material fresh = material(start);
        fresh.notAfter = start + std::chrono::hours(lifetimeHours);
        Certificate certificate = Certificate::ofHost(u"track.example.com"_s)
                                      .issued(fresh, start, m_random)
                                      .certificate.windowLearned({}, start)
                                      .certificate;
        QList<qlonglong> told;
        for (qlonglong hour = 0; hour <= lifetimeHours + 48; ++hour) {
            const TimePoint now = start + std::chrono::hours(hour);
            if (hour == failsFromHour || (hour > failsFromHour && (hour - failsFromHour) % 24 == 0))
                certificate = certificate.failed({u"acme.dns"_s, u"no"_s, true}, now).certificate;
            else if (hour < failsFromHour && certificate.dueWork(now) != CertificateWork::Nothing)
                certificate = certificate.postponed(now + 1h).certificate; // a CA that wants it late
            if (!certificate.fields().alertAt || now < *certificate.fields().alertAt)
                continue;
            const auto alerted = certificate.alerted(now);
            QVERIFY(!alerted.certificate.fields().alertAt || *alerted.certificate.fields().alertAt > now);
            if (alerted.news == CertificateNews::Ending)
                told << hour;
            certificate = alerted.certificate;
        }
        QTEST(told, "alertHours");
    }

    // An engine that was off for weeks renews what is due before it alarms anybody, and alarms when that does not
    // happen.
    void aRenewalThatIsDueComesBeforeAnAlert()
    {
        const Certificate late =
            issued(start).windowLearned({}, start).certificate.postponed(start + 24h * 84).certificate;
        const auto first = late.alerted(start + 24h * 84);
        QCOMPARE(first.news, CertificateNews::None);
        QVERIFY(*first.certificate.fields().alertAt > start + 24h * 84);
        const auto second = first.certificate.alerted(*first.certificate.fields().alertAt);
        QCOMPARE(second.news, CertificateNews::Ending);
        QCOMPARE(second.certificate.fields().alertAt, std::optional(start + 24h * 87));
        // Renewed, or no longer wanted: nothing is left to be told.
        const auto renewed =
            second.certificate.issued(material(start + 24h * 85), start + 24h * 85, m_random).certificate;
        QCOMPARE(renewed.fields().alertAt, std::optional(start + 24h * (85 + 83)));
        QVERIFY(!second.certificate.unwanted().certificate.fields().alertAt);
        QCOMPARE(late.unwanted().certificate.wanted(start).certificate.fields().alertAt,
                 std::optional(start + 24h * 83));
    }

    void restsBetweenOrders_data()
    {
        QTest::addColumn<qlonglong>("lifetimeSeconds");
        QTest::addColumn<qlonglong>("restSeconds");
        QTest::newRow("90 days") << 90 * 86400LL << 86400LL;
        QTest::newRow("6 days") << 6 * 86400LL << 86400LL;
        QTest::newRow("one day") << 86400LL << 28800LL;
        QTest::newRow("two minutes") << 120LL << 40LL;
    }
    // A fresh one that is due is not ordered again at once, yet never so late that its renewal cannot come in time.
    void restsBetweenOrders()
    {
        QFETCH(qlonglong, lifetimeSeconds);
        QFETCH(qlonglong, restSeconds);
        Certificate::Material fresh = material(start);
        fresh.notAfter = start + std::chrono::seconds(lifetimeSeconds);
        const auto certificate = Certificate::ofHost(u"track.example.com"_s).issued(fresh, start, m_random).certificate;
        const auto until = certificate.restsUntil(start, u"acme"_s, start + 1s);
        QVERIFY(until);
        QCOMPARE(*until, start + std::chrono::seconds(restSeconds));
        QVERIFY(*until < *certificate.fields().renewAt);
        QVERIFY(!certificate.restsUntil(start, u"acme"_s, *until));
    }

    void whatTheApiDoesNotShowIsNotVisible()
    {
        // The material of before is in use and shown; the issuer of an order under way is not.
        const Certificate valid = issued(start);
        QVERIFY(!valid.orderProgressed("state").isVisible);
        const Certificate none = Certificate::ofHost(u"track.example.com"_s).wanted(start).certificate;
        QVERIFY(!none.orderStarted(u"acme"_s).isVisible);
        QVERIFY(valid.orderStarted(u"acme"_s).isVisible);
    }

    void triesAgainWithGrowingPauses_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<bool>("permanent");
        QTest::addColumn<int>("retryAfterMinutes");
        QTest::addColumn<int>("minutes");
        QTest::newRow("first") << 1 << true << 0 << 1;
        QTest::newRow("second") << 2 << true << 0 << 1;
        QTest::newRow("third") << 3 << true << 0 << 10;
        QTest::newRow("fourth") << 4 << true << 0 << 100;
        QTest::newRow("fifth: daily") << 5 << true << 0 << 1440;
        QTest::newRow("hundredth: daily") << 100 << true << 0 << 1440;
        QTest::newRow("temporary, first") << 1 << false << 0 << 1;
        QTest::newRow("temporary, tenth") << 10 << false << 0 << 100;
        QTest::newRow("the CA wants longer") << 1 << false << 180 << 180;
        QTest::newRow("the CA wants shorter") << 5 << true << 3 << 1440;
        QTest::newRow("no failure counted") << 0 << false << 0 << 1;
    }
    void triesAgainWithGrowingPauses()
    {
        QFETCH(int, failures);
        QFETCH(bool, permanent);
        QFETCH(int, retryAfterMinutes);
        QFETCH(int, minutes);
        const auto retryAfter =
            retryAfterMinutes ? std::optional(Millis(std::chrono::minutes(retryAfterMinutes))) : std::nullopt;
        QCOMPARE(retryMoment(failures, permanent, start, retryAfter), start + std::chrono::minutes(minutes));
    }

    void renewsInTime_data()
    {
        QTest::addColumn<qlonglong>("lifetimeHours");
        QTest::addColumn<bool>("hasWindow");
        QTest::addColumn<qlonglong>("earliestHour");
        QTest::addColumn<qlonglong>("latestHour");
        QTest::newRow("90 days") << 2160LL << false << 1332LL << 1440LL;
        QTest::newRow("10 days: as the long ones") << 240LL << false << 148LL << 160LL;
        QTest::newRow("less than 10 days: half") << 239LL << false << 107LL << 120LL;
        QTest::newRow("6 days") << 144LL << false << 64LL << 72LL;
        QTest::newRow("6 hours") << 6LL << false << 2LL << 3LL;
        QTest::newRow("the CA's window, hours 100 to 124") << 2160LL << true << 100LL << 124LL;
        QTest::newRow("a window after the end") << 96LL << true << 91LL << 92LL;
        QTest::newRow("no lifetime at all") << 0LL << false << 0LL << 0LL;
    }
    void renewsInTime()
    {
        QFETCH(qlonglong, lifetimeHours);
        QFETCH(bool, hasWindow);
        QFETCH(qlonglong, earliestHour);
        QFETCH(qlonglong, latestHour);
        std::optional<RenewalWindow> window;
        if (hasWindow)
            window = RenewalWindow{start + 100h, start + 124h, 6h};
        const TimePoint end = start + std::chrono::hours(lifetimeHours);
        TimePoint first = TimePoint::max();
        TimePoint last = TimePoint::min();
        for (int i = 0; i < 1000; ++i) {
            const TimePoint moment =
                renewalMoment(start, end, window, static_cast<std::uint32_t>(m_random.below(shareParts)));
            first = std::min(first, moment);
            last = std::max(last, moment);
        }
        QVERIFY(first >= start + std::chrono::hours(earliestHour));
        QVERIFY(last <= start + std::chrono::hours(latestHour));
        if (lifetimeHours > 100)
            QVERIFY2(last - first > Millis(std::chrono::hours(latestHour - earliestHour)) / 2, "spread out");
    }
};

UNMTA_TEST(TestCertificate)

} // namespace unmta::tst_certificate

#include "tst_certificate.moc"
