// What a call to a sender comes to.
#pragma once

#include "mail/SmtpSender.h"
#include "support/Patience.h"

#include <QTest>

#include <mutex>
#include <optional>

namespace unmta::test {

// Makes the call and waits in the test's event loop, in which the sink lives; none when nothing came.
template <typename Call>
std::optional<mail::SmtpOutcome> outcomeOf(Call call)
{
    outbound::OutboundHttp worker;
    mail::SmtpSender sender(worker);
    std::mutex mutex;
    std::optional<mail::SmtpOutcome> result;
    call(sender, [&](const mail::SmtpOutcome &outcome) {
        const std::lock_guard lock(mutex);
        result = outcome;
    });
    const bool isDone = QTest::qWaitFor(
        [&] {
            const std::lock_guard lock(mutex);
            return result.has_value();
        },
        patienceMs);
    return isDone ? result : std::nullopt;
}

} // namespace unmta::test
