// Responses to bytes. One writer per thread: it keeps the Date line of the current second.
#pragma once

#include "base/Clock.h"
#include "http/HttpMessage.h"

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
    void refreshDate();

    const Clock &m_clock;
    std::int64_t m_second = -1;
    std::string m_dateLine;
};

} // namespace unmta::http
