// Puts a nonce where only this engine's edge can have it from, for a probe that comes in from outside: as the answer to
// a challenge of a host (architecture.md, “Edge answers”), and for https with a certificate that nobody vouches for.
// Engine thread.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"

#include <QHash>

namespace unmta {

class SnapshotPublisher;

class ProbeBeacon
{
public:
    struct Light
    {
        QString host;
        QString token;
        QByteArray nonce;
        bool tls = false;

        [[nodiscard]] QString url() const;
    };

    // All outlive the beacon. `clock` has the real time.
    ProbeBeacon(SnapshotPublisher &publisher, const Clock &clock, Random &random)
        : m_publisher(publisher)
        , m_clock(clock)
        , m_random(random)
    {}
    // What still shines is put out.
    ~ProbeBeacon();
    ProbeBeacon(const ProbeBeacon &) = delete;
    ProbeBeacon &operator=(const ProbeBeacon &) = delete;

    // The edge serves it when this returns. Error codes: "acme.internal_ca" (no certificate could be made).
    [[nodiscard]] Result<Light> light(const QString &host, bool tls);
    // Nothing happens for one that is out already.
    void putOut(const Light &light);

private:
    SnapshotPublisher &m_publisher;
    const Clock &m_clock;
    Random &m_random;
    QHash<QString, Light> m_shining; // by token
};

} // namespace unmta
