// A request's head, read in one pass into views of it. Internal.
#pragma once

#include "http/HttpHeaders.h"

#include <array>
#include <string_view>

namespace unmta::http {

class HeadReader
{
public:
    enum class Result : quint8
    {
        Good,
        MalformedLine, // the request line is not "method SP target SP version", with single spaces
        OtherVersion,  // neither HTTP/1.0 nor HTTP/1.1
        UnknownMethod,
        MalformedField, // no token, directly followed by a colon
        TooManyFields,
        Unfinished, // the bytes end, or no line end stands where one has to, before anything else is wrong
    };
    // How often a field stands there that decides about framing or routing, and what the first one says.
    struct Known
    {
        int count = 0;
        QByteArrayView value = {};
    };

    // The head that these bytes begin with, whatever stands behind it. Good only when it is there as a whole, consists
    // of ordinary bytes and of line ends that are all CRLF, and no line of it begins with white space. All that is read
    // are views of it. `most`: so many fields, at most mostFields. Once per object.
    [[nodiscard]] Result read(std::string_view bytes, int most);

    std::size_t size = 0;     // of the head, with its empty line
    std::size_t lineSize = 0; // of the request line, without its end
    QByteArrayView method;    // a constant
    std::string_view target;
    bool http11 = false;
    bool closes = false; // Connection names `close` (RFC 9112 section 9.6)
    Known host;
    Known contentLength;
    Known transferEncoding;
    Known expect;
    // The fields with their line ends, and where in that text each of them stands.
    std::string_view fieldText;
    [[nodiscard]] std::span<const HttpHeaders::Entry> fields() const { return std::span(m_fields).first(m_count); }

    static constexpr int mostFields = 100;

private:
    [[nodiscard]] Result readLine(std::string_view line);
    void note(std::string_view name, std::string_view value);

    // Filled as far as needed: it is not worth clearing.
    std::array<HttpHeaders::Entry, mostFields> m_fields;
    std::size_t m_count = 0;
};

} // namespace unmta::http
