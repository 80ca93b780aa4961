#include "http/HttpWriter.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace unmta::http {

namespace {

bool hasBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

// Whether nobody changes it in place while a copy is held. Raw data belongs to somebody who might.
bool isShared(const QByteArray &text)
{
    return text.isEmpty() || (!text.isDetached() && QByteArray(text).data_ptr().isMutable());
}

bool isSameText(const QByteArray &kept, const QByteArray &text)
{
    return kept.size() == text.size() && (text.isEmpty() || kept.constData() == text.constData());
}

void append(std::string &out, QByteArrayView text)
{
    out.append(text.data(), static_cast<std::size_t>(text.size()));
}

void append(std::string &out, qint64 number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

} // namespace

void HttpWriter::write(const HttpResponse &response, bool head, bool keepAlive, std::string &out)
{
    refreshDate();
    const Kept *const kept = keepAlive && !head ? keptFor(response) : nullptr;
    if (!kept)
        return compose(response, head, keepAlive, out);
    out.append(kept->beforeDate).append(m_dateLine).append(kept->afterDate);
}

const HttpWriter::Kept *HttpWriter::keptFor(const HttpResponse &response)
{
    const QByteArray &fields = response.headers.wireText();
    const auto isIt = [&](const Kept &kept) {
        return kept.status == response.status && isSameText(kept.fields, fields) &&
               isSameText(kept.body, response.body);
    };
    const auto known = std::find_if(m_kept.begin(), m_kept.end(), isIt);
    if (known != m_kept.end())
        return &*known;
    // What nobody else has will hardly come again.
    if (!isShared(fields) || !isShared(response.body) || response.body.size() > mostKeptBody)
        return nullptr;
    Kept &kept = m_kept[m_nextKept];
    m_nextKept = (m_nextKept + 1) % m_kept.size();
    std::string whole;
    compose(response, false, true, whole);
    const std::size_t date = whole.find(m_dateLine);
    kept = {response.status, fields, response.body, whole.substr(0, date), whole.substr(date + m_dateLine.size())};
    return &kept;
}

void HttpWriter::compose(const HttpResponse &response, bool head, bool keepAlive, std::string &out) const
{
    out.reserve(out.size() + 160 + static_cast<std::size_t>(response.headers.wireText().size()) +
                static_cast<std::size_t>(head ? 0 : response.body.size()));
    out += "HTTP/1.1 ";
    append(out, static_cast<qint64>(response.status));
    out += ' ';
    append(out, reasonPhrase(response.status));
    out += "\r\n";
    append(out, response.headers.wireText());
    out += m_dateLine;
    if (hasBody(response.status)) {
        out += "Content-Length: ";
        append(out, static_cast<qint64>(response.body.size()));
        out += "\r\n";
    }
    out += keepAlive ? "\r\n" : "Connection: close\r\n\r\n";
    if (!head && hasBody(response.status))
        append(out, response.body);
}

void HttpWriter::refreshDate()
{
    const std::int64_t second = toUnixMs(m_clock.now()) / 1000;
    if (second == m_second)
        return;
    m_second = second;
    // IMF-fixdate, RFC 9110 section 5.6.7; locale-free.
    static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    using namespace std::chrono;
    const sys_seconds time{seconds(second)};
    const auto day = floor<std::chrono::days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 64> line;
    const int size = std::snprintf(line.data(), line.size(), "Date: %s, %02u %s %04d %02d:%02d:%02d GMT\r\n",
                                   days[weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                                   months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                                   static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                                   static_cast<int>(clock.seconds().count()));
    m_dateLine.assign(line.data(), static_cast<std::size_t>(std::clamp(size, 0, 63)));
}

} // namespace unmta::http
