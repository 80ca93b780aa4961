// Writes what became of certificates and makes it known: many in one transaction, and one snapshot for all of them, so
// that a crowd of certificates costs the engine thread a few waits for the disk and not thousands. Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Certificate.h"

#include <QJsonObject>
#include <QList>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class NotificationService;
class SnapshotPublisher;

class CertificateBook
{
public:
    struct Dependencies
    {
        store::EngineStore &store;
        SnapshotPublisher &publisher;
        ChangeFeed &feed;
        NotificationService &notifications;
    };
    struct Entry
    {
        Certificate::Transition transition;
        std::optional<CertificateAttempt> attempt = {}; // its line in the history
    };

    explicit CertificateBook(const Dependencies &d)
        : d(d)
    {}

    // All of them or none, in the order given; then the edge has what is new, and then people hear of it: of trouble
    // once, once of its end, and of each alert in between. Those without a host are left out: a host that was deleted
    // while its order was under way must not come back. Errors: those of the store.
    [[nodiscard]] Result<void> keep(const QList<Entry> &entries);

private:
    [[nodiscard]] Result<void> write(const QList<Entry> &entries);
    [[nodiscard]] Result<void> tellWebhooks(const Certificate::Transition &transition, TimePoint at);
    void announce(const Certificate::Transition &transition);
    void tell(const QList<Entry> &entries);
    // What a notice of it says.
    [[nodiscard]] QJsonObject troubleOf(const Certificate::Fields &fields) const;

    Dependencies d;
};

} // namespace unmta
