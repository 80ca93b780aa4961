#include "http/HttpMessage.h"

namespace unmta::http {

QByteArrayView HttpRequest::path() const
{
    const QByteArrayView whole(target);
    const qsizetype mark = whole.indexOf('?');
    return mark < 0 ? whole : whole.first(mark);
}

QByteArrayView HttpRequest::query() const
{
    const QByteArrayView whole(target);
    const qsizetype mark = whole.indexOf('?');
    return mark < 0 ? QByteArrayView() : whole.sliced(mark + 1);
}

QByteArrayView HttpRequest::host() const
{
    const QByteArrayView field = headers.value("host");
    // "[::1]:443" keeps its brackets; the last colon outside of them starts the port.
    for (qsizetype i = field.size() - 1; i >= 0 && field[i] != ']'; --i) {
        if (field[i] == ':')
            return field.first(i);
    }
    return field;
}

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Unknown";
    }
}

} // namespace unmta::http
