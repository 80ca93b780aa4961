// Random stories through the service and a store, whichever it is, against the model of the two-strike rule: strikes,
// downgrades, the default, and that each of them is told once. UNMTA_MODEL_SEQUENCES sets how many.
#include "domain/TwoStrikes.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_two_strikes {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTwoStrikes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheModel();

private:
    struct Told
    {
        int verified = 0;
        int warning = 0;
        int recovered = 0;
        int downgraded = 0;
        bool operator==(const Told &) const = default;
    };
    [[nodiscard]] static Told toldOf(const ServiceHarness &harness, const QString &cluster)
    {
        Told told;
        QString after;
        do {
            const auto page = harness.store->notifications.list(cluster, after, maxPageSize).value();
            for (const Notification &notification : page.items) {
                told.verified += notification.kind == "domain.verified"_L1 ? 1 : 0;
                told.warning += notification.kind == "domain.warning"_L1 ? 1 : 0;
                told.recovered += notification.kind == "domain.recovered"_L1 ? 1 : 0;
                told.downgraded += notification.kind == "domain.downgraded"_L1 ? 1 : 0;
            }
            after = page.next;
        } while (!after.isEmpty());
        return told;
    }
    // What is wrong.
    [[nodiscard]] static QString runStory(ServiceHarness &harness, int number);
};

QString TestTwoStrikes::runStory(ServiceHarness &harness, int number)
{
    FakeRandom dice(static_cast<quint64>(number) * 7919);
    const QString host = u"t%1.example.com"_s.arg(number);
    TwoStrikes model;
    model.wish = dice.below(2) == 0;
    // Of its own, or the default would be another story's.
    const QString cluster = harness.clusters.create(u"c%1"_s.arg(number)).value().id;
    std::int64_t id = harness.domains.add(cluster, host, model.wish).value().fields().id;
    Told told;
    Millis uptime{0};
    const std::uint32_t steps = 5 + dice.below(20);
    for (std::uint32_t i = 0; i < steps; ++i) {
        const std::uint32_t what = dice.below(100);
        if (what < 4) { // nothing of the first life counts in the second
            if (!harness.domains.remove(cluster, host))
                return u"not removed"_s;
            model = TwoStrikes();
            id = harness.domains.add(cluster, host, false).value().fields().id;
        } else if (what < 10) {
            if (harness.domains.setDefault(cluster, host).ok() != model.active)
                return u"active domains can be the default, and no others"_s;
            model.isDefault = model.active;
            model.wish = model.wish && !model.active;
        } else if (what < 14) {
            if (!harness.domains.unsetDefault(cluster, host))
                return u"it cannot be no default"_s;
            model.isDefault = model.wish = false;
        } else {
            const Millis passed(dice.below(3) == 0 ? dice.below(3'600'000) : 72'000'000 + dice.below(20'000'000));
            harness.clock.advance(passed);
            uptime += passed;
            constexpr std::array outcomes{CheckOutcome::Match, CheckOutcome::Changed, CheckOutcome::Changed,
                                          CheckOutcome::Unknown};
            Check check = harness.match();
            check.outcome = outcomes[dice.below(4)];
            check.code = check.outcome == CheckOutcome::Match     ? u"ok"_s
                         : check.outcome == CheckOutcome::Changed ? u"wrong_target"_s
                                                                  : u"timeout"_s;
            check.confirmed = dice.below(4) != 0;
            check.at = harness.clock.now();
            const TwoStrikes before = model;
            told.downgraded +=
                model.check(check.outcome, check.confirmed, uptime, harness.domains.monitorPolicy().strikeGap()) ? 1
                                                                                                                 : 0;
            told.verified += !before.active && model.active ? 1 : 0;
            told.warning += before.active && !before.struck && model.struck ? 1 : 0;
            told.recovered += before.active && before.struck && check.outcome == CheckOutcome::Match ? 1 : 0;
            if (!harness.domains.recordCheck(id, check))
                return u"not recorded"_s;
        }
        const auto stored = harness.store->domains.byId(id);
        if (!stored || !*stored)
            return u"it is not there"_s;
        const auto &f = (*stored)->fields();
        if ((*stored)->isActive() != model.active || (f.strikes == 1) != model.struck)
            return u"status or strike differ from the model at step %1"_s.arg(i);
        if (f.isDefault != model.isDefault || f.defaultOnVerify != model.wish)
            return u"default or wish differ from the model at step %1"_s.arg(i);
        if (harness.isServed(host.toLatin1()) != model.active)
            return u"served is what is active, and nothing else"_s;
    }
    return toldOf(harness, cluster) == told ? QString() : u"something was told more or less often"_s;
}

void TestTwoStrikes::agreesWithTheModel()
{
    const int sequences = qEnvironmentVariableIsSet("UNMTA_MODEL_SEQUENCES")
                              ? qEnvironmentVariableIntValue("UNMTA_MODEL_SEQUENCES")
                              : 120;
    ServiceHarness harness;
    for (int i = 1; i <= sequences; ++i) {
        const QString fault = runStory(harness, i);
        QVERIFY2(fault.isEmpty(), qPrintable(u"story %1: %2"_s.arg(i).arg(fault)));
    }
}

UNMTA_TEST(TestTwoStrikes)

} // namespace unmta::tst_two_strikes

#include "tst_two_strikes.moc"
