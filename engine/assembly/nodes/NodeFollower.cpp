#include "assembly/nodes/NodeFollower.h"

#include "assembly/Services.h"
#include "base/Log.h"
#include "service/shipping/ShippingService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

bool NodeFollower::apply(const QList<store::NodeChange> &changes, bool isReset)
{
    QStringList settings;
    for (const store::NodeChange &change : changes) {
        if (change.kind == "setting"_L1)
            settings << change.subject;
    }
    if (!settings.isEmpty() || isReset) {
        if (auto done = d.services.settings.changedElsewhere(settings); !done)
            return false;
    }
    if (isReset) {
        if (auto done = readAnew(); !done)
            return false;
    }
    for (const store::NodeChange &change : changes) {
        if (auto done = takeIn(change); !done) {
            qCWarning(lcEngine).noquote()
                << u"not taken in kind="_s + change.kind << u"subject="_s + change.subject << describe(done.error());
            return false;
        }
    }
    return true;
}

Result<void> NodeFollower::takeIn(const store::NodeChange &change)
{
    Services &s = d.services;
    const auto tell = [&s, &change](ChangeKind kind) {
        s.feed.add(kind, change.clusterId, change.subject, ChangeAction::Changed);
    };
    if (change.kind == "domain"_L1) {
        if (auto done = s.publisher.hostChangedElsewhere(change.subject, change.clusterId); !done)
            return done;
        s.monitor.lookAgain();
        tell(ChangeKind::Domain);
    } else if (change.kind == "cluster"_L1) {
        const QString zone = s.settings.current().targetZone();
        if (auto done = s.publisher.clusterChangedElsewhere(change.subject, zone); !done)
            return done;
        s.webhooks.forgetRemoved();
        tell(ChangeKind::Cluster);
    } else if (change.kind == "certificate"_L1) {
        if (auto done = s.publisher.certificateChangedElsewhere(change.subject); !done)
            return done;
        s.certificates.lookAgain();
        if (const HostEntry *entry = s.snapshots.current()->host(change.subject.toLatin1()))
            s.feed.add(ChangeKind::Domain, QString::fromLatin1(entry->clusterId), change.subject,
                       ChangeAction::Changed);
    } else if (change.kind == "app_links"_L1) {
        return takeInAppLinks(change.subject.toLongLong());
    } else if (change.kind == "challenge"_L1) {
        return takeInChallenge(change);
    } else if (change.kind == "webhook"_L1) {
        return s.webhooks.changedElsewhere(change.subject.toLongLong());
    } else if (change.kind == "shipping"_L1) {
        return d.shipping.changedElsewhere(change.subject);
    } else if (change.kind == "notification"_L1) {
        s.outbox.lookAgain();
        tell(ChangeKind::Notification);
    } else if (change.kind == "token"_L1) {
        tell(ChangeKind::Token);
    } else if (change.kind == "audit"_L1) {
        tell(ChangeKind::Audit);
    }
    return {};
}

Result<void> NodeFollower::takeInAppLinks(std::int64_t domainId)
{
    const auto domain = d.store.domains.byId(domainId);
    if (!domain)
        return domain.error();
    if (*domain)
        d.services.publisher.appLinksChanged(**domain);
    return {};
}

Result<void> NodeFollower::takeInChallenge(const store::NodeChange &change)
{
    const QString &host = change.clusterId;
    const auto answer = d.store.challenges.answer(host, change.subject);
    if (!answer)
        return answer.error();
    if (answer->isEmpty())
        d.services.publisher.challengeWithdrawn(host, change.subject);
    else
        d.services.publisher.challengePublished(host, change.subject, *answer);
    return {};
}

Result<void> NodeFollower::readAnew()
{
    qCWarning(lcEngine) << "this node was away for longer than changes are kept: everything is read anew";
    if (auto done = d.services.loadSnapshot(); !done)
        return done;
    return readChallenges();
}

Result<void> NodeFollower::readChallenges()
{
    const auto challenges = d.store.challenges.all();
    if (!challenges)
        return challenges.error();
    for (const auto &[host, token, answer] : *challenges)
        d.services.publisher.challengePublished(host, token, answer);
    return {};
}

} // namespace unmta
