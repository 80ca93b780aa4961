#include "domain/TrackingDomain.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_tracking_domain {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{Millis(1'790'000'000'000)};
const MonitorPolicy daily;

TrackingDomain fresh(bool wantsDefault = false, const MonitorPolicy &policy = daily)
{
    return TrackingDomain::added(u"0a1b2c3d"_s, u"track.example.com"_s, u"v-00000000000000000000.track.unmta.net"_s,
                                 wantsDefault, start, policy);
}

QString names(const QList<Notice> &notices)
{
    static const QMap<Notice, QString> words{
        {Notice::Verified, u"verified"_s},        {Notice::DefaultGranted, u"default granted"_s},
        {Notice::Warning, u"warning"_s},          {Notice::Recovered, u"recovered"_s},
        {Notice::Downgraded, u"downgraded"_s},    {Notice::DefaultLost, u"default lost"_s},
        {Notice::ClaimedElsewhere, u"claimed"_s},
    };
    QStringList result;
    for (const Notice notice : notices)
        result << words.value(notice);
    return result.join(u", "_s);
}

} // namespace

class TestTrackingDomain : public QObject
{
    Q_OBJECT

    test::FakeRandom m_random;

    TrackingDomain::Transition check(const TrackingDomain &domain, CheckOutcome outcome, TimePoint now,
                                     bool confirmed = true, const MonitorPolicy &policy = daily)
    {
        return domain.checked(outcome, confirmed, now, policy, m_random);
    }
    TrackingDomain active(bool wantsDefault = false)
    {
        return check(fresh(wantsDefault), CheckOutcome::Match, start).domain;
    }
    // Active with one strike, struck at `start`.
    TrackingDomain struck(bool wantsDefault = false)
    {
        return check(active(wantsDefault), CheckOutcome::Changed, start).domain;
    }

private Q_SLOTS:
    void beginsPending()
    {
        const TrackingDomain domain = fresh(true);
        QVERIFY(!domain.isActive());
        QVERIFY(!domain.fields().isDefault);
        QVERIFY(domain.fields().defaultOnVerify);
        QCOMPARE(domain.fields().strikes, 0);
        QCOMPARE(domain.fields().nextCheckAt, std::optional(start + 1min));
        QVERIFY(!domain.fields().verifiedAt);
    }

    // A story is a list of "at hour: what came back → what people are told, status, strikes".
    void stories_data()
    {
        QTest::addColumn<QStringList>("steps");

        QTest::newRow("two strikes") << QStringList{u"24 changed → warning; active 1"_s,
                                                    u"48 changed → downgraded; pending 0"_s};
        QTest::newRow("a match between clears the strike")
            << QStringList{u"24 changed → warning; active 1"_s, u"48 match → recovered; active 0"_s,
                           u"72 changed → warning; active 1"_s};
        QTest::newRow("a second strike too early waits")
            << QStringList{u"24 changed → warning; active 1"_s, u"25 changed → ; active 1"_s,
                           u"43 changed → ; active 1"_s, u"44 changed → downgraded; pending 0"_s};
        QTest::newRow("unknown never counts") << QStringList{
            u"24 unknown → ; active 0"_s,        u"48 unknown → ; active 0"_s,  u"72 unknown → ; active 0"_s,
            u"96 changed → warning; active 1"_s, u"120 unknown → ; active 1"_s, u"144 unknown → ; active 1"_s};
        QTest::newRow("unknown between two strikes does not clear") << QStringList{
            u"24 changed → warning; active 1"_s, u"48 unknown → ; active 1"_s, u"72 changed → downgraded; pending 0"_s};
        QTest::newRow("unconfirmed never counts")
            << QStringList{u"24 unconfirmed → ; active 0"_s, u"48 changed → warning; active 1"_s,
                           u"72 unconfirmed → ; active 1"_s, u"96 unconfirmed → ; active 1"_s};
        QTest::newRow("matches are quiet") << QStringList{u"24 match → ; active 0"_s, u"48 match → ; active 0"_s};
        QTest::newRow("downgraded, then verified again")
            << QStringList{u"24 changed → warning; active 1"_s, u"48 changed → downgraded; pending 0"_s,
                           u"49 changed → ; pending 0"_s,       u"50 unknown → ; pending 0"_s,
                           u"51 match → verified; active 0"_s,  u"75 changed → warning; active 1"_s};
    }
    void stories()
    {
        QFETCH(QStringList, steps);
        static const QRegularExpression form(u"\\A(\\d+) (\\w+) → ([\\w, ]*); (\\w+) (\\d)\\z"_s);
        TrackingDomain domain = active();
        for (const QString &step : steps) {
            const auto parts = form.match(step);
            QVERIFY2(parts.hasMatch(), qPrintable(step));
            const TimePoint now = start + std::chrono::hours(parts.captured(1).toInt());
            const QString what = parts.captured(2);
            const CheckOutcome outcome = what == u"match"_s     ? CheckOutcome::Match
                                         : what == u"unknown"_s ? CheckOutcome::Unknown
                                                                : CheckOutcome::Changed;
            const auto next = check(domain, outcome, now, what != u"unconfirmed"_s);
            QVERIFY2(names(next.notices) == parts.captured(3), qPrintable(step + u" but: "_s + names(next.notices)));
            QVERIFY2(next.domain.isActive() == (parts.captured(4) == u"active"_s), qPrintable(step));
            QVERIFY2(next.domain.fields().strikes == parts.captured(5).toInt(), qPrintable(step));
            domain = next.domain;
        }
    }

    void wallClockPlaysNoPartInTheGap()
    {
        const auto struckOnce = active().checked(CheckOutcome::Changed, true, {start, 100h}, daily, m_random).domain;
        const auto early = struckOnce.checked(CheckOutcome::Changed, true, {start + 400h, 101h}, daily, m_random);
        QVERIFY(early.domain.isActive());
        QCOMPARE(early.domain.fields().nextCheckAt, std::optional(start + 400h + 19h));
        const auto late = early.domain.checked(CheckOutcome::Changed, true, {start - 400h, 120h}, daily, m_random);
        QVERIFY(!late.domain.isActive());
    }

    void strikesLieApart_data()
    {
        QTest::addColumn<qint64>("intervalMs");
        QTest::addColumn<qint64>("gapMs");
        QTest::newRow("a day: 20 hours") << qint64(Millis(24h).count()) << qint64(Millis(20h).count());
        QTest::newRow("a week: 20 hours") << qint64(Millis(168h).count()) << qint64(Millis(20h).count());
        QTest::newRow("an hour: 50 minutes") << qint64(Millis(1h).count()) << qint64(Millis(50min).count());
        QTest::newRow("a second") << qint64(1000) << qint64(833);
    }
    void strikesLieApart()
    {
        QFETCH(qint64, intervalMs);
        QFETCH(qint64, gapMs);
        const MonitorPolicy policy{Millis(intervalMs)};
        QCOMPARE(qint64(policy.strikeGap().count()), gapMs);
        const auto first = check(active(), CheckOutcome::Changed, start, true, policy).domain;
        QVERIFY(*first.fields().nextCheckAt - start >= policy.strikeGap());
        const auto early = check(first, CheckOutcome::Changed, start + Millis(gapMs - 1), true, policy).domain;
        QVERIFY(early.isActive());
        QCOMPARE(*early.fields().nextCheckAt, start + Millis(gapMs));
        QVERIFY(!check(early, CheckOutcome::Changed, start + Millis(gapMs), true, policy).domain.isActive());
    }

    void dueTimesSpreadByATenth()
    {
        const Millis day = 24h;
        qint64 least = std::numeric_limits<qint64>::max();
        qint64 most = 0;
        for (int i = 0; i < 2000; ++i) {
            const qint64 pause =
                (*check(active(), CheckOutcome::Match, start).domain.fields().nextCheckAt - start).count();
            least = std::min(least, pause);
            most = std::max(most, pause);
        }
        QVERIFY(least >= day.count() * 9 / 10 && least < day.count() * 91 / 100);
        QVERIFY(most <= day.count() * 11 / 10 && most > day.count() * 109 / 100);
    }

    void withoutVerdictAskedAgainSoon()
    {
        TrackingDomain domain = active();
        for (const Millis pause : {Millis(1min), Millis(5min), Millis(15min), Millis(60min), Millis(60min)}) {
            domain = check(domain, CheckOutcome::Unknown, start).domain;
            QCOMPARE(*domain.fields().nextCheckAt, start + pause);
        }
        // A verdict starts the row anew.
        domain = check(check(domain, CheckOutcome::Match, start).domain, CheckOutcome::Unknown, start).domain;
        QCOMPARE(*domain.fields().nextCheckAt, start + 1min);
        // Never longer than the interval itself.
        const MonitorPolicy fast{1s};
        QCOMPARE(*check(domain, CheckOutcome::Unknown, start, true, fast).domain.fields().nextCheckAt, start + 1s);
    }

    void pendingIsTriedWithGrowingPausesForAWeek()
    {
        TrackingDomain domain = fresh();
        TimePoint now = *domain.fields().nextCheckAt;
        QList<qint64> minutes;
        int tries = 0;
        while (domain.fields().nextCheckAt) {
            domain = check(domain, tries % 2 ? CheckOutcome::Unknown : CheckOutcome::Changed, now).domain;
            ++tries;
            if (domain.fields().nextCheckAt) {
                minutes << (*domain.fields().nextCheckAt - now).count() / 60'000;
                now = *domain.fields().nextCheckAt;
            }
            QVERIFY(tries < 200);
        }
        QCOMPARE(minutes.first(10), (QList<qint64>{1, 2, 4, 8, 16, 32, 64, 128, 240, 240}));
        QCOMPARE(*std::max_element(minutes.begin(), minutes.end()), 240);
        QVERIFY(now - start >= 24h * 7 && now - start <= 24h * 7 + 4h);
        // Verify Now still works.
        QVERIFY(check(domain, CheckOutcome::Match, now + 24h * 30).domain.isActive());
    }

    void withoutAutoVerifyPendingIsLeftAlone()
    {
        MonitorPolicy policy;
        policy.autoVerify = false;
        QVERIFY(!fresh(false, policy).fields().nextCheckAt);
        QVERIFY(!check(fresh(false, policy), CheckOutcome::Changed, start, true, policy).domain.fields().nextCheckAt);
        const auto downgraded = check(struck(), CheckOutcome::Changed, start + 24h, true, policy).domain;
        QVERIFY(!downgraded.isActive());
        QVERIFY(!downgraded.fields().nextCheckAt);
        // Active ones are still watched.
        QVERIFY(check(fresh(), CheckOutcome::Match, start, true, policy).domain.fields().nextCheckAt.has_value());
    }

    void aShortIntervalShortensEveryPause()
    {
        const MonitorPolicy fast{1s};
        QCOMPARE(*fresh(false, fast).fields().nextCheckAt, start + 1s);
        QCOMPARE(*check(fresh(), CheckOutcome::Changed, start, true, fast).domain.fields().nextCheckAt, start + 1s);
        QCOMPARE(*active().claimedElsewhere(start, fast).domain.fields().nextCheckAt, start + 1s);
    }

    void wishedDefaultIsGrantedAtVerification()
    {
        const auto verified = check(fresh(true), CheckOutcome::Match, start + 1h);
        QCOMPARE(names(verified.notices), u"verified, default granted"_s);
        QVERIFY(verified.domain.fields().isDefault);
        QVERIFY(!verified.domain.fields().defaultOnVerify);
        QCOMPARE(verified.domain.fields().verifiedAt, std::optional(start + 1h));
    }

    void lostDefaultBecomesAWish()
    {
        const auto downgraded = check(struck(true), CheckOutcome::Changed, start + 24h);
        QCOMPARE(names(downgraded.notices), u"downgraded, default lost"_s);
        QVERIFY(!downgraded.domain.fields().isDefault);
        QVERIFY(downgraded.domain.fields().defaultOnVerify);
        QCOMPARE(downgraded.domain.fields().pendingSince, start + 24h);
        const auto again = check(downgraded.domain, CheckOutcome::Match, start + 25h);
        QCOMPARE(names(again.notices), u"verified, default granted"_s);
    }

    void onlyActiveDomainsCanBeTheDefault()
    {
        const auto refused = fresh().madeDefault();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, u"domain.pending"_s);
        QCOMPARE(refused.error().context.value(u"name"_s), u"track.example.com"_s);
        const auto made = active().madeDefault();
        QVERIFY(made.ok() && made->fields().isDefault);
        const auto cleared = made->clearedDefault();
        QVERIFY(!cleared.fields().isDefault && !cleared.fields().defaultOnVerify);
        QVERIFY(!fresh(true).clearedDefault().fields().defaultOnVerify);
    }

    void claimedElsewhere()
    {
        const auto claimed = active(true).claimedElsewhere(start + 1h, daily);
        QCOMPARE(names(claimed.notices), u"claimed, default lost"_s);
        QVERIFY(!claimed.domain.isActive());
        QCOMPARE(claimed.domain.fields().nextCheckAt, std::optional(start + 1h + 1min));
        // A pending one has nothing to lose.
        const auto pending = fresh().claimedElsewhere(start, daily);
        QVERIFY(pending.notices.isEmpty());
        QCOMPARE(pending.domain.fields(), fresh().fields());
        // A strike is forgotten with the status.
        QCOMPARE(struck().claimedElsewhere(start, daily).domain.fields().strikes, 0);
    }

    void identityNeverChanges()
    {
        auto fields = fresh().fields();
        fields.id = 42;
        const TrackingDomain stored = TrackingDomain::fromStore(fields);
        QCOMPARE(stored.fields(), fields);
        const auto later = check(stored, CheckOutcome::Match, start + 1h).domain.fields();
        QCOMPARE(later.id, 42);
        QCOMPARE(later.target, fields.target);
        QCOMPARE(later.createdAt, start);
        QCOMPARE(later.clusterId, fields.clusterId);
    }
};

UNMTA_TEST(TestTrackingDomain)

} // namespace unmta::tst_tracking_domain

#include "tst_tracking_domain.moc"
