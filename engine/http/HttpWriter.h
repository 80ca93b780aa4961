// Responses to bytes. One writer per thread: it keeps the Date line of the current second, and answers that it is given
// again and again as they go on the wire.
#pragma once

#include "base/Clock.h"
#include "http/HttpMessage.h"

#include <array>
#include <string>

namespace unmta::http {

class HttpWriter
{
public:
    explicit HttpWriter(const Clock &clock)
        : m_clock(clock)
    {}

    // Appends the response to `out`, with Date, Content-Length (where the status has a body) and, without keep-alive,
    // `Connection: close`. For HEAD the head says the length and no body follows (RFC 9110 section 9.3.2).
    void write(const HttpResponse &response, bool head, bool keepAlive, std::string &out);

    static constexpr std::string_view continueLine = "HTTP/1.1 100 Continue\r\n\r\n";

private:
    // A response that others share, too: as long as it is kept here nobody can change it, and its address says which it
    // is.
    struct Kept
    {
        int status = 0;
        QByteArray fields;
        QByteArray body;
        std::string beforeDate;
        std::string afterDate;
    };

    void compose(const HttpResponse &response, bool head, bool keepAlive, std::string &out) const;
    [[nodiscard]] const Kept *keptFor(const HttpResponse &response);
    void refreshDate();

    static constexpr qsizetype mostKeptBody = 1024;

    const Clock &m_clock;
    std::int64_t m_second = -1;
    std::string m_dateLine;
    std::array<Kept, 4> m_kept;
    std::size_t m_nextKept = 0; // which one makes room
};

} // namespace unmta::http
