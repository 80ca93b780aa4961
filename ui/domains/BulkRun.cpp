#include "domains/BulkRun.h"

#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Words.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

// For one call: so that there is progress to see, and that what comes back is read in a moment.
constexpr qsizetype namesAtOnce = 50;
constexpr qsizetype checksAtOnce = 16; // as many as the engine runs at a time

wire::TrackingDomain checkedDomain(const wire::BulkOutcome &outcome)
{
    wire::TrackingDomain domain = *outcome.domain;
    if (outcome.check)
        domain.lastCheck = outcome.check;
    return domain;
}

} // namespace

BulkSummary verifiedSummary(const QList<BulkOutcome> &outcomes)
{
    constexpr qsizetype most = 3;
    QStringList reasons;
    for (const BulkOutcome &outcome : outcomes) {
        if (!outcome.isDone)
            reasons << BulkRun::tr("%1: %2").arg(outcome.name, outcome.sentence);
    }
    const qsizetype good = outcomes.size() - reasons.size();
    QString text = BulkRun::tr("Verified %1 of %2.").arg(number(good), number(outcomes.size()));
    for (const QString &reason : reasons.mid(0, most))
        text += u' ' + reason;
    if (reasons.size() > most)
        text += u' ' + BulkRun::tr("And %1 more.").arg(number(reasons.size() - most));
    return {reasons.isEmpty(), text};
}

BulkRun::BulkRun(Session &session, BulkAction action, QStringList names, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_action(action)
    , m_clusterId(session.clusterId())
    , m_waiting(std::move(names))
    , m_total(m_waiting.size())
{}

void BulkRun::start()
{
    const auto size = m_action == BulkAction::Verify ? checksAtOnce : namesAtOnce;
    m_batch = m_waiting.mid(0, size);
    m_waiting.remove(0, m_batch.size());
    wire::BulkInput input;
    input.action = m_action == BulkAction::Add      ? wire::BulkAction::Add
                   : m_action == BulkAction::Verify ? wire::BulkAction::Verify
                                                    : wire::BulkAction::Delete;
    input.names = m_batch;
    m_session.client().call(api::changeTrackingDomains, {m_clusterId}, input, this,
                            [this](const Result<QList<wire::BulkOutcome>> &outcomes) { take(outcomes); });
}

void BulkRun::take(const Result<QList<wire::BulkOutcome>> &outcomes)
{
    if (outcomes) {
        tellCache(*outcomes);
        for (const wire::BulkOutcome &outcome : *outcomes)
            m_outcomes.append(outcomeOf(outcome));
    } else {
        // Nobody knows what became of them; what is so is read anew from the engine by its changes.
        for (const QString &name : std::as_const(m_batch))
            m_outcomes.append({name, false, errorText(outcomes.error())});
    }
    Q_EMIT progressed(m_outcomes.size(), m_total);
    if (!m_waiting.isEmpty())
        return start();
    if (m_action != BulkAction::Verify)
        m_session.refreshClusters();
    Q_EMIT finished(m_outcomes);
}

// Once for all, since each telling is looked at by the whole window.
void BulkRun::tellCache(const QList<wire::BulkOutcome> &outcomes)
{
    QStringList gone;
    QList<wire::TrackingDomain> seen;
    for (const wire::BulkOutcome &outcome : outcomes) {
        if (!outcome.error && m_action == BulkAction::Delete)
            gone << outcome.name;
        else if (!outcome.error && outcome.domain)
            seen << checkedDomain(outcome);
    }
    if (!gone.isEmpty())
        m_session.domains().noteRemoved(m_clusterId, gone);
    m_session.domains().note(seen);
}

BulkOutcome BulkRun::outcomeOf(const wire::BulkOutcome &outcome)
{
    if (outcome.error)
        return {outcome.name, false, engineText(outcome.error->message)};
    const bool isDone = !outcome.check || outcome.check->outcome == wire::CheckOutcome::Match;
    return {outcome.name, isDone, isDone ? QString() : headline(*outcome.check)};
}

} // namespace unmta::ui
