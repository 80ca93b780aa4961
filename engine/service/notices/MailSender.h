// The port through which the outbox speaks to a relay.
#pragma once

#include "mail/SmtpSender.h"

#include <functional>

namespace unmta {

class MailSender
{
public:
    using Done = std::function<void(const mail::SmtpOutcome &)>;

    virtual ~MailSender() = default;
    // `done` runs on the thread of the caller, once, after send() has returned; never when the sender is destroyed
    // first. Accepted means accepted for every recipient; refused for one means sent to none.
    virtual void send(const mail::SmtpConfig &config, const mail::Envelope &envelope, QByteArray message,
                      Done done) = 0;
};

} // namespace unmta
