#include "outbound/Outbound.h"

#include <curl/curl.h>

#include <algorithm>

namespace unmta::outbound {

QByteArray HttpReply::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

std::optional<TimePoint> parseHttpDate(const QByteArray &value)
{
    const std::time_t date = curl_getdate(value.constData(), nullptr);
    if (date == -1)
        return std::nullopt;
    return TimePoint(std::chrono::seconds(date));
}

std::optional<Millis> parseRetryAfter(const QByteArray &value, TimePoint now)
{
    constexpr Millis longest = std::chrono::days(8);
    const QByteArray text = value.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const qlonglong seconds = text.toLongLong(&fits);
        if (!fits || seconds > std::chrono::seconds(longest / std::chrono::seconds(1)).count())
            return longest;
        return Millis(seconds * 1000);
    }
    const auto when = parseHttpDate(text);
    if (!when)
        return std::nullopt;
    return std::clamp<Millis>(*when - now, Millis(0), longest);
}

} // namespace unmta::outbound
