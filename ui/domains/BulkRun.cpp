#include "domains/BulkRun.h"

#include "language/EngineText.h"
#include "session/Session.h"
#include "support/Formatting.h"

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int callsAtOnce = 4;

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
    for (int i = 0; i < callsAtOnce; ++i)
        next();
}

void BulkRun::next()
{
    if (!m_waiting.isEmpty())
        call(m_waiting.takeFirst());
}

void BulkRun::call(const QString &name)
{
    const auto outcomeOf = [name](const auto &reply) {
        return BulkOutcome{name, reply.ok(), reply ? QString() : errorText(reply.error())};
    };
    switch (m_action) {
    case BulkAction::Add:
        m_session.client().addDomain(m_clusterId, {name, false}, this,
                                     [this, outcomeOf](const Result<wire::TrackingDomain> &domain) {
                                         if (domain)
                                             m_session.domains().note(*domain);
                                         take(outcomeOf(domain));
                                     });
        break;
    case BulkAction::Verify:
        m_session.client().verifyDomain(
            m_clusterId, name, this, [this, name, outcomeOf](const Result<wire::VerifyReply> &reply) {
                if (!reply)
                    return take(outcomeOf(reply));
                wire::TrackingDomain domain = reply->domain;
                domain.lastCheck = reply->check;
                m_session.domains().note(domain);
                const bool matches = reply->check.outcome == wire::CheckOutcome::Match;
                take({name, matches, matches ? QString() : engineText(reply->check.message)});
            });
        break;
    case BulkAction::Delete:
        m_session.client().deleteDomain(m_clusterId, name, this, [this, name, outcomeOf](const Result<void> &done) {
            if (done)
                m_session.domains().noteRemoved(m_clusterId, name);
            take(outcomeOf(done));
        });
        break;
    }
}

void BulkRun::take(const BulkOutcome &outcome)
{
    m_outcomes.append(outcome);
    Q_EMIT progressed(m_outcomes.size(), m_total);
    if (m_outcomes.size() < m_total)
        return next();
    if (m_action != BulkAction::Verify)
        m_session.refreshClusters();
    Q_EMIT finished(m_outcomes);
}

} // namespace unmta::ui
