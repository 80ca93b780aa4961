// Which bodies a way into the API takes, and how many bytes of them at a time. Engine thread.
#pragma once

#include "api/ApiDispatcher.h"
#include "base/Bytes.h"
#include "http/BodyBudget.h"

namespace unmta {

class BodyRules
{
public:
    // One message of the largest size, others beside it up to 96 MiB, and what is small. With room for two of that size
    // the engine takes nearly twice the memory.
    static constexpr qint64 most = 128 * MiB;
    static constexpr qint64 small = 64 * KiB; // all but messages

    struct Admitted
    {
        qint64 limit;
        http::BodyClaim claim;
    };

    // Whether the body of this request may come now. Errors: those of ApiDispatcher::admit(); request.busy, with the
    // context "seconds", when others' bodies leave no room.
    [[nodiscard]] Result<Admitted> admit(ApiDispatcher &dispatcher, const ApiRequest &head, const ApiCaller &caller,
                                         std::optional<qint64> announced);
    [[nodiscard]] qint64 claimed() const { return m_budget.claimed(); }

private:
    http::BodyBudget m_budget{most, small};
};

} // namespace unmta
