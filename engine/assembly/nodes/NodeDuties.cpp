#include "assembly/nodes/NodeDuties.h"

#include "assembly/Services.h"
#include "assembly/endpoints/EdgeEndpoint.h"
#include "base/Log.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;

NodeDuties::NodeDuties(const Dependencies &dependencies)
    : d(dependencies)
    , m_copy(d.dataDir, d.services.snapshots)
    , m_tickets({d.store, d.clock, d.random, http::SharedTickets::secretSize,
                 [this](const auto &secrets, std::int64_t present) { d.edge.useTicketKeys(secrets, present); }})
    , m_follower({d.store, d.services, d.shipping})
{}

Result<void> NodeDuties::start()
{
    if (auto done = m_follower.readChallenges(); !done)
        return done;
    copySettings();
    m_copy.start();
    connect(&d.services.settings, &SettingsService::changed, this, &NodeDuties::copySettings);
    m_tickets.start();
    return {};
}

void NodeDuties::copySettings()
{
    if (const auto settings = d.store.settings.all())
        m_copy.setSettings(*settings);
}

Result<void> NodeDuties::follow()
{
    if (!d.nodes.isDoer()) {
        if (auto done = d.services.monitorClock.load(); !done) // verifying needs it, too
            return done;
    }
    connect(&d.nodes, &NodeService::gained, this, &NodeDuties::takeUpkeep);
    connect(&d.nodes, &NodeService::lost, this, [this] { d.endUpkeep(); });
    connect(&d.nodes, &NodeService::schemaMoved, this, [this] { d.renew(); });
    d.nodes.follow();
    return {};
}

void NodeDuties::takeUpkeep()
{
    if (auto done = d.beginUpkeep(); !done) {
        qCWarning(lcEngine).noquote() << describe(done.error());
        d.endUpkeep();
        d.nodes.giveUp(); // whoever can may; this one tries again
    }
}

bool NodeDuties::takeIn(const QList<store::NodeChange> &changes, bool isReset)
{
    return m_follower.apply(changes, isReset);
}

edge::CertificateCache::Fetch NodeDuties::certificateFetch(NodeService &nodes, store::EngineStore &store,
                                                           SnapshotPublisher &publisher)
{
    return [&nodes, &store, &publisher](const QByteArray &host, std::function<void()> done) {
        const auto look = [&store, &publisher, host, done = std::move(done)] {
            if (!store.database().stall()) {
                if (auto looked = publisher.certificateChangedElsewhere(QString::fromLatin1(host)); !looked)
                    qCWarning(lcEngine).noquote()
                        << u"not looked for host="_s + QString::fromLatin1(host) << describe(looked.error());
            }
            done();
        };
        QMetaObject::invokeMethod(&nodes, look, Qt::QueuedConnection);
    };
}

} // namespace unmta
