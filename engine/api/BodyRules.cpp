#include "api/BodyRules.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<BodyRules::Admitted> BodyRules::admit(ApiDispatcher &dispatcher, const ApiRequest &head, const ApiCaller &caller,
                                             std::optional<qint64> announced)
{
    const auto limit = dispatcher.admit(head, caller, announced);
    if (!limit)
        return limit.error();
    // The claim of a length that nobody knows begins with what every message has, and grows.
    constexpr qint64 firstStep = 4 * small;
    auto claim = m_budget.claim(announced.value_or(std::min<qint64>(*limit, firstStep)));
    if (claim.isEmpty())
        return Error(u"request.busy"_s, {}, {{u"seconds"_s, u"2"_s}});
    // What is somewhat too large still gets the dispatcher's refusal, in words.
    return Admitted{*limit + small, std::move(claim)};
}

} // namespace unmta
