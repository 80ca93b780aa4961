// Objects in a bucket of an S3-compatible service: PUT of endpoint/bucket/name, signed. By https to public addresses
// and those of `outbound.allow`, by http to the latter only.
#pragma once

#include "acme/Gate.h"
#include "outbound/Outbound.h"
#include "service/shipping/ObjectStore.h"

#include <QObject>

#include <memory>

namespace unmta {

class SettingsService;

class S3Store final : public QObject, public ObjectStore
{
    Q_OBJECT

public:
    // Both outlive the store.
    S3Store(outbound::Outbound &worker, const SettingsService &settings)
        : m_worker(worker)
        , m_settings(settings)
    {}
    ~S3Store() override { m_gate->close(); }

    // Errors: shipping.denied, shipping.clock, shipping.no_bucket, shipping.wrong_region, shipping.unavailable,
    // shipping.refused, those of Outbound.
    void put(const ShippingTarget &target, const QString &name, const QByteArray &content, Done done) override;
    // Whether it exists and lets us in only the first object tells.
    void probe(const ShippingTarget &, Done done) override { done({}); }

private:
    outbound::Outbound &m_worker;
    const SettingsService &m_settings;
    std::shared_ptr<acme::Gate> m_gate = std::make_shared<acme::Gate>(); // the worker's thread calls
};

// What the service's answer to PUT means. `reply` has headers and body of an error as S3 has them.
[[nodiscard]] Result<void> s3Outcome(const outbound::HttpReply &reply, const ShippingTarget &target);

} // namespace unmta
