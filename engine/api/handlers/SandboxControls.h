// The simulated DNS provider and the movable clock; only in the sandbox.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "contract/wire/Wire.h"

namespace unmta {

class SandboxControls
{
public:
    virtual ~SandboxControls() = default;
    [[nodiscard]] virtual QList<wire::DnsRecord> records() const = 0;
    // Errors: sandbox.own_zone, sandbox.dns_name, sandbox.dns_type, sandbox.dns_value.
    [[nodiscard]] virtual Result<void> setRecord(const wire::DnsRecord &record) = 0;
    // An empty type removes every record of the name. False: there was none.
    [[nodiscard]] virtual bool removeRecord(const QString &name, const QString &type) = 0;
    virtual void advanceClock(Millis by) = 0;
};

} // namespace unmta
