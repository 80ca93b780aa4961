// What objects are written to, as a port. All functions are called on the engine thread and return at once; `done` runs
// there too, at most once, and not any more after the store is gone.
#pragma once

#include "base/Result.h"
#include "domain/shipping/ShippingTarget.h"

#include <functional>

namespace unmta {

class ObjectStore
{
public:
    using Done = std::function<void(const Result<void> &)>;

    virtual ~ObjectStore() = default;

    // Durable when `done` has no error; what had that name before is replaced. Errors: shipping.*, outbound.*; with the
    // context "seconds" where whoever is asked has said when to come again.
    virtual void put(const ShippingTarget &target, const QString &name, const QByteArray &content, Done done) = 0;
    // Whether there is something to write to, as far as that can be told without writing objects.
    virtual void probe(const ShippingTarget &target, Done done) = 0;
};

} // namespace unmta
