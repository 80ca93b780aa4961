// What a request and a response are. Values: they may cross threads.
#pragma once

#include "http/HttpHeaders.h"

#include <QByteArray>

namespace unmta::http {

struct HttpRequest
{
    QByteArray method; // upper case, "GET"
    QByteArray target; // origin form as sent, still percent-encoded: "/a%20b?c=d" ("*" for OPTIONS *)
    HttpHeaders headers;
    QByteArray body;        // transfer coding removed
    QByteArray peerAddress; // numeric, IPv4-mapped IPv6 as plain IPv4, no interface
    quint16 peerPort = 0;
    quint16 localPort = 0;
    bool tls = false;
    QByteArray sniHost;     // the server name of the TLS handshake in lower case, empty without one
    bool keepAlive = false; // what the client wants (RFC 9112 section 9.3)

    // The target up to the first "?", and what follows it. Valid as long as `target` is unchanged.
    [[nodiscard]] QByteArrayView path() const;
    [[nodiscard]] QByteArrayView query() const;
    // The host of the Host field without its port, as sent; empty when HTTP/1.0 had none.
    [[nodiscard]] QByteArrayView host() const;
};

// Date, Content-Length and Connection are the writer's affair; do not add them.
struct HttpResponse
{
    int status = 200;
    HttpHeaders headers;
    QByteArray body;

    HttpResponse() = default;
    explicit HttpResponse(int statusCode)
        : status(statusCode)
    {}
    HttpResponse(int statusCode, HttpHeaders fields, QByteArray content)
        : status(statusCode)
        , headers(std::move(fields))
        , body(std::move(content))
    {}
};

// "Not Found"; "Unknown" for a number without a registered phrase.
[[nodiscard]] QByteArrayView reasonPhrase(int status);

} // namespace unmta::http
