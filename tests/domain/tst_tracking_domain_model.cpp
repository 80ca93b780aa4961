// Random stories against an independent, simpler model of the two-strike rule. UNMTA_MODEL_SEQUENCES sets how many.
#include "domain/TrackingDomain.h"
#include "domain/TwoStrikes.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_tracking_domain_model {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{Millis(1'790'000'000'000)};

// What no story may ever break, whatever the model says.
QString brokenInvariant(const TrackingDomain::Fields &f, const TrackingDomain::Fields &before, TimePoint now,
                        const MonitorPolicy &policy)
{
    const bool active = f.status == DomainStatus::Active;
    if (f.strikes < 0 || f.strikes > 1)
        return u"strikes are 0 or 1; the second one is the downgrade"_s;
    if (!active && f.strikes != 0)
        return u"a pending domain has no strikes"_s;
    if ((f.strikes == 1) != f.lastStrikeAt.has_value() || (f.strikes == 1) != f.lastStrikeUptime.has_value())
        return u"a strike has a time"_s;
    if (f.isDefault && (!active || f.defaultOnVerify))
        return u"only active domains are the default, and then the wish is fulfilled"_s;
    if (active && !f.nextCheckAt)
        return u"an active domain is always watched"_s;
    if (f.nextCheckAt && *f.nextCheckAt <= now)
        return u"the next check lies ahead"_s;
    if (f.nextCheckAt && *f.nextCheckAt - now > std::max<Millis>(policy.interval * 11 / 10, 4h))
        return u"the next check is not put off"_s;
    if (f.target != before.target || f.name != before.name || f.id != before.id || f.createdAt != before.createdAt)
        return u"identity never changes"_s;
    return {};
}

} // namespace

class TestTrackingDomainModel : public QObject
{
    Q_OBJECT

    QString runStory(quint64 seed)
    {
        test::FakeRandom dice(seed);
        test::FakeRandom jitter(seed ^ 0xabcdef);
        const std::array<Millis, 4> intervals{24h, 24h, 1h, 168h};
        const MonitorPolicy policy{intervals[dice.below(4)], dice.below(4) != 0};
        TimePoint now = start;
        Millis uptime{0};
        test::TwoStrikes model;
        model.wish = dice.below(2) == 0;
        TrackingDomain domain = TrackingDomain::added(u"c"_s, u"t.example.com"_s, u"v"_s, model.wish, now, policy);

        const std::uint32_t steps = 5 + dice.below(25);
        for (std::uint32_t i = 0; i < steps; ++i) {
            const TrackingDomain::Fields before = domain.fields();
            const std::uint32_t what = dice.below(100);
            if (what < 8) { // restart: all that is left is what the store keeps
                domain = TrackingDomain::fromStore(TrackingDomain::Fields(before));
                continue;
            }
            if (what < 10) { // deleted and added again: nothing of the first life counts in the second
                const bool wish = dice.below(2) == 0;
                domain = TrackingDomain::added(u"c"_s, u"t.example.com"_s, u"v%1"_s.arg(i), wish, now, policy);
                model = test::TwoStrikes();
                model.wish = wish;
                if (domain.isActive() || domain.fields().strikes != 0 || domain.fields().verifiedAt ||
                    domain.fields().lastStrikeUptime || domain.fields().isDefault)
                    return u"a domain that is added again begins anew"_s;
                continue;
            }
            if (what < 17) { // somebody sets the wall clock
                constexpr std::array<Millis, 6> jumps{-48h, -1h, 1h, 48h, 24h * 400, -24h * 400};
                const Millis jump = jumps[dice.below(6)];
                now += jump;
                // The monitor notices and has the store shift what is due.
                TrackingDomain::Fields shifted = before;
                if (shifted.nextCheckAt)
                    *shifted.nextCheckAt += jump;
                shifted.pendingSince += jump;
                domain = TrackingDomain::fromStore(shifted);
                continue;
            }
            if (what < 20) {
                domain = domain.clearedDefault();
                model.isDefault = model.wish = false;
            } else if (what < 24) {
                if (const auto made = domain.madeDefault()) {
                    domain = *made;
                    model.isDefault = true;
                    model.wish = false;
                }
            } else if (what < 27) {
                const auto next = domain.claimedElsewhere(now, policy);
                if (next.notices.contains(Notice::ClaimedElsewhere) != model.active)
                    return u"claimed elsewhere is told exactly when there was something to lose"_s;
                if (model.active)
                    model.drop();
                domain = next.domain;
            } else {
                // Mostly on time, sometimes somebody presses the button early.
                const bool onTime = dice.below(3) != 0 && before.nextCheckAt && *before.nextCheckAt > now;
                const Millis passed = onTime ? *before.nextCheckAt - now : Millis(dice.below(3'600'000));
                now += passed;
                uptime += passed;
                constexpr std::array outcomes{CheckOutcome::Match, CheckOutcome::Changed, CheckOutcome::Changed,
                                              CheckOutcome::Unknown};
                const CheckOutcome outcome = outcomes[dice.below(4)];
                const bool confirmed = dice.below(4) != 0;
                const bool wasActive = model.active;
                const bool hadStrike = model.struck;
                const bool dropped = model.check(outcome, confirmed, uptime, policy.strikeGap());
                const auto next = domain.checked(outcome, confirmed, {now, uptime}, policy, jitter);
                domain = next.domain;
                if (next.notices.contains(Notice::Downgraded) != dropped)
                    return u"downgraded when the model was not, or the other way round"_s;
                if (next.notices.contains(Notice::Verified) != (!wasActive && model.active))
                    return u"verified is told once"_s;
                if (next.notices.contains(Notice::Warning) != (wasActive && !hadStrike && model.struck))
                    return u"the warning is told once"_s;
                if (next.notices.contains(Notice::Recovered) !=
                    (wasActive && hadStrike && outcome == CheckOutcome::Match))
                    return u"recovered is told once"_s;
                if (const QString broken = brokenInvariant(domain.fields(), before, now, policy); !broken.isEmpty())
                    return broken;
            }
            const auto &f = domain.fields();
            if (domain.isActive() != model.active || (f.strikes == 1) != model.struck)
                return u"status or strike differ from the model"_s;
            if (f.isDefault != model.isDefault || f.defaultOnVerify != model.wish)
                return u"default or wish differ from the model"_s;
        }
        return {};
    }

private Q_SLOTS:
    void agreesWithTheModel()
    {
        const int sequences = qEnvironmentVariableIsSet("UNMTA_MODEL_SEQUENCES")
                                  ? qEnvironmentVariableIntValue("UNMTA_MODEL_SEQUENCES")
                                  : 100'000;
        for (int i = 1; i <= sequences; ++i) {
            const QString fault = runStory(static_cast<quint64>(i) * 7919);
            QVERIFY2(fault.isEmpty(), qPrintable(u"story %1: %2"_s.arg(i).arg(fault)));
        }
    }
};

UNMTA_TEST(TestTrackingDomainModel)

} // namespace unmta::tst_tracking_domain_model

#include "tst_tracking_domain_model.moc"
