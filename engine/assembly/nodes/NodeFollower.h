// Takes in what other nodes have changed in the store that all of them share: into the snapshot, the settings in force,
// the change feed, and the work of whoever does it here. Engine thread.
#pragma once

#include "base/Result.h"
#include "store/nodes/ChangeTable.h"

#include <QList>

namespace unmta {

namespace store {
class EngineStore;
}
class Services;
class ShippingService;

class NodeFollower
{
public:
    // All outlive the follower.
    struct Dependencies
    {
        store::EngineStore &store;
        Services &services;
        ShippingService &shipping;
    };

    explicit NodeFollower(const Dependencies &d)
        : d(d)
    {}

    // False: not all of it, and it is to come again. What is taken in twice does no harm.
    [[nodiscard]] bool apply(const QList<store::NodeChange> &changes, bool isReset);

    // Those that others have published before this one looked.
    [[nodiscard]] Result<void> readChallenges();

private:
    [[nodiscard]] Result<void> takeIn(const store::NodeChange &change);
    [[nodiscard]] Result<void> takeInChallenge(const store::NodeChange &change);
    [[nodiscard]] Result<void> takeInAppLinks(std::int64_t domainId);
    [[nodiscard]] Result<void> readAnew();

    Dependencies d;
};

} // namespace unmta
