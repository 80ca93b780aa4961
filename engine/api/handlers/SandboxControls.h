// The simulated DNS provider, the movable clock and those who play along; only in the sandbox.
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

class SandboxPlay
{
public:
    virtual ~SandboxPlay() = default;
    // What an installation with a relay would have sent, newest first.
    [[nodiscard]] virtual Result<QList<wire::SandboxMail>> mails() const = 0;
    // Recipients who open a mail and click its links, over the next seconds. Errors: request.not_found (cluster),
    // sandbox.bad_audience, those of LinkService::mint().
    [[nodiscard]] virtual Result<wire::SandboxAudience> play(const wire::SandboxAudienceInput &input) = 0;
};

} // namespace unmta
