#include "edge/Forwarded.h"

#include <algorithm>

namespace unmta::edge {

using http::HttpRequest;

namespace {

// All fields of that name as one list (RFC 9110 section 5.2).
QByteArray joined(const HttpRequest &request, QByteArrayView name)
{
    QByteArray all;
    for (qsizetype i = 0; i < request.headers.size(); ++i) {
        const auto field = request.headers.at(i);
        if (field.name.compare(name, Qt::CaseInsensitive) == 0)
            all += (all.isEmpty() ? "" : ",") + field.value.toByteArray();
    }
    return all;
}

// Cut where `separator` stands outside of quotes.
QList<QByteArray> split(const QByteArray &text, char separator)
{
    QList<QByteArray> parts{{}};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"')
            quoted = !quoted;
        if (c == separator && !quoted) {
            parts.append(QByteArray());
            continue;
        }
        parts.last().append(c);
        if (quoted && c == '\\' && i + 1 < text.size())
            parts.last().append(text[++i]);
    }
    return parts;
}

QByteArray unquoted(const QByteArray &value)
{
    if (value.size() < 2 || !value.startsWith('"') || !value.endsWith('"'))
        return value;
    QByteArray text;
    for (qsizetype i = 1; i < value.size() - 1; ++i) {
        if (value[i] == '\\' && i + 2 < value.size())
            ++i;
        text += value[i];
    }
    return text;
}

// The parameter of each element of Forwarded, in order; empty where an element has none.
QList<QByteArray> forwarded(const HttpRequest &request, QByteArrayView parameter)
{
    QList<QByteArray> values;
    const QByteArray all = joined(request, "forwarded");
    if (all.isEmpty())
        return values;
    for (const QByteArray &element : split(all, ',')) {
        QByteArray value;
        for (const QByteArray &pair : split(element, ';')) {
            const qsizetype equals = pair.indexOf('=');
            if (equals > 0 && pair.first(equals).trimmed().compare(parameter, Qt::CaseInsensitive) == 0)
                value = unquoted(pair.mid(equals + 1).trimmed());
        }
        values.append(value);
    }
    return values;
}

// An entry without its port: "192.0.2.1:80", "[2001:db8::1]:80".
QByteArrayView withoutPort(QByteArrayView entry)
{
    if (entry.startsWith('[')) {
        const qsizetype end = entry.indexOf(']');
        return end < 0 ? entry : entry.sliced(1, end - 1);
    }
    return entry.count(':') == 1 ? entry.first(entry.indexOf(':')) : entry;
}

} // namespace

bool isTrusted(const http::IpRanges &proxies, QByteArrayView address)
{
    if (proxies.isEmpty())
        return false;
    const auto parsed = http::IpAddress::parse(address);
    return parsed && proxies.contains(*parsed);
}

QByteArray clientAddress(const HttpRequest &request, const http::IpRanges &trustedProxies)
{
    if (!isTrusted(trustedProxies, request.peerAddress))
        return request.peerAddress;
    const QByteArray chain = joined(request, "x-forwarded-for");
    const QList<QByteArray> hops = chain.isEmpty() ? forwarded(request, "for") : chain.split(',');
    QByteArray client = request.peerAddress;
    for (auto it = hops.crbegin(); it != hops.crend(); ++it) {
        const QByteArray hop = it->trimmed();
        const auto address = http::IpAddress::parse(withoutPort(hop));
        if (!address)
            break;
        client = address->toText();
        if (!trustedProxies.contains(*address))
            break;
    }
    return client;
}

bool arrivedByHttps(const HttpRequest &request, const http::IpRanges &trustedProxies)
{
    if (request.tls)
        return true;
    if (!isTrusted(trustedProxies, request.peerAddress))
        return false;
    const QByteArray list = joined(request, "x-forwarded-proto");
    const QList<QByteArray> schemes = list.isEmpty() ? forwarded(request, "proto") : list.split(',');
    const auto first = std::find_if(schemes.begin(), schemes.end(),
                                    [](const QByteArray &scheme) { return !scheme.trimmed().isEmpty(); });
    return first != schemes.end() && first->trimmed().compare("https", Qt::CaseInsensitive) == 0;
}

} // namespace unmta::edge
