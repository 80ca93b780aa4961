// Each object to the store of its kind.
#pragma once

#include "service/shipping/DirectoryStore.h"
#include "service/shipping/S3Store.h"

namespace unmta {

class ObjectStores final : public ObjectStore
{
public:
    // Both outlive the stores.
    ObjectStores(outbound::Outbound &worker, const SettingsService &settings)
        : m_s3(worker, settings)
    {}

    void put(const ShippingTarget &target, const QString &name, const QByteArray &content, Done done) override
    {
        of(target).put(target, name, content, std::move(done));
    }
    void probe(const ShippingTarget &target, Done done) override { of(target).probe(target, std::move(done)); }

private:
    [[nodiscard]] ObjectStore &of(const ShippingTarget &target)
    {
        if (target.kind == ShippingKind::S3)
            return m_s3;
        return m_directory;
    }

    DirectoryStore m_directory;
    S3Store m_s3;
};

} // namespace unmta
