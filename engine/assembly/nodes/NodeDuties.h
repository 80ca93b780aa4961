// What an engine has to do besides, as one of several nodes: it takes in what the others change, takes the upkeep up
// and lays it down with the lease, has a copy of the routing data for a start without the server, and shares the keys
// of TLS sessions. Engine thread.
#pragma once

#include "assembly/nodes/NodeFollower.h"
#include "edge/CertificateCache.h"
#include "service/nodes/NodeService.h"
#include "service/nodes/TicketKeeper.h"
#include "service/routing/SnapshotCopy.h"

#include <QObject>

namespace unmta {

class EdgeEndpoint;
class SnapshotPublisher;

class NodeDuties final : public QObject
{
public:
    // All outlive it. Upkeep: what only one of the nodes does, see NodeService.
    struct Dependencies
    {
        NodeService &nodes;
        store::EngineStore &store;
        Services &services;
        EdgeEndpoint &edge;
        ShippingService &shipping;
        QString dataDir;
        const Clock &clock; // the real one, by which all nodes reckon
        Random &random;
        std::function<Result<void>()> beginUpkeep;
        std::function<void()> endUpkeep;
        std::function<void()> renew; // the engine had better be started anew, see NodeService::schemaMoved()
    };

    explicit NodeDuties(const Dependencies &d);

    // Before the edge serves, and with a snapshot: an empty one would replace the copy of before. Errors: store.*.
    [[nodiscard]] Result<void> start();
    // When all else has started. Errors: store.*.
    [[nodiscard]] Result<void> follow();
    // As NodeFollower::apply().
    [[nodiscard]] bool takeIn(const QList<store::NodeChange> &changes, bool isReset);

    // A certificate that another node may have got a moment ago, and told of meanwhile. Any thread may ask: recipients
    // wait for it. All outlive the answer.
    [[nodiscard]] static edge::CertificateCache::Fetch certificateFetch(NodeService &nodes, store::EngineStore &store,
                                                                        SnapshotPublisher &publisher);

private:
    void copySettings();
    void takeUpkeep();

    Dependencies d;
    SnapshotCopy m_copy;
    TicketKeeper m_tickets;
    NodeFollower m_follower;
};

} // namespace unmta
