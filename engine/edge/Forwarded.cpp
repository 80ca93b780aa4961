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

// Cut where `separator` stands outside of quotes; nothing of a text that leaves a quote open.
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
    return quoted ? QList<QByteArray>() : parts;
}

// An empty element of a list is none (RFC 9110 section 5.6.1.2).
QList<QByteArray> withoutEmpty(QList<QByteArray> elements)
{
    elements.removeIf([](const QByteArray &element) { return element.trimmed().isEmpty(); });
    return elements;
}

// Of a list whose elements have no comma in them: addresses, schemes.
QList<QByteArray> elementsOf(const QByteArray &list)
{
    return withoutEmpty(list.split(','));
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

// Field by field: no quote reaches from one into the next. A quote that a field leaves open would swallow what proxies
// add behind a client's words, and make those the last ones: such a field is one element that says nothing.
QList<QByteArray> forwardedElements(const HttpRequest &request)
{
    QList<QByteArray> elements;
    for (qsizetype i = 0; i < request.headers.size(); ++i) {
        const auto field = request.headers.at(i);
        if (field.name.compare("forwarded", Qt::CaseInsensitive) != 0)
            continue;
        const QList<QByteArray> parts = split(field.value.toByteArray(), ',');
        elements += parts.isEmpty() ? QList<QByteArray>{""} : withoutEmpty(parts);
    }
    return elements;
}

// The parameter of each element of Forwarded, in order; empty where an element has none.
QList<QByteArray> forwarded(const HttpRequest &request, QByteArrayView parameter)
{
    QList<QByteArray> values;
    for (const QByteArray &element : forwardedElements(request)) {
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

// A port as RFC 7239 section 6 writes it behind the colon, obfuscated ones included.
bool isPort(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
               c == '-';
    });
}

// The address of "192.0.2.1:80", "[2001:db8::1]:80", "2001:db8::1"; none of "unknown", "_hidden" and what else is
// there.
std::optional<IpAddress> addressOfHop(QByteArrayView entry)
{
    if (entry.startsWith('[')) {
        const qsizetype end = entry.indexOf(']');
        if (end < 0)
            return std::nullopt;
        const QByteArrayView rest = entry.sliced(end + 1);
        const bool isWhole = rest.isEmpty() || (rest.startsWith(':') && isPort(rest.sliced(1)));
        const auto address = IpAddress::parsePeer(entry.sliced(1, end - 1));
        return isWhole ? address : std::nullopt;
    }
    if (entry.count(':') != 1)
        return IpAddress::parsePeer(entry);
    const qsizetype colon = entry.indexOf(':');
    return isPort(entry.sliced(colon + 1)) ? IpAddress::parse(entry.first(colon)) : std::nullopt;
}

} // namespace

bool isTrusted(const IpRanges &proxies, QByteArrayView address)
{
    if (proxies.isEmpty())
        return false;
    const auto parsed = IpAddress::parsePeer(address);
    return parsed && proxies.contains(*parsed);
}

QByteArray clientAddress(const HttpRequest &request, const IpRanges &trustedProxies)
{
    if (!isTrusted(trustedProxies, request.peerAddress))
        return request.peerAddress;
    const QByteArray chain = joined(request, "x-forwarded-for");
    const QList<QByteArray> hops = chain.isEmpty() ? forwarded(request, "for") : elementsOf(chain);
    QByteArray client = request.peerAddress;
    for (auto it = hops.crbegin(); it != hops.crend(); ++it) {
        // Some write X-Forwarded-For as RFC 7239 writes "for".
        const QByteArray hop = unquoted(it->trimmed());
        const auto address = addressOfHop(hop);
        if (!address)
            break;
        client = address->toText();
        if (!trustedProxies.contains(*address))
            break;
    }
    return client;
}

bool arrivedByHttps(const HttpRequest &request, const IpRanges &trustedProxies)
{
    if (request.tls)
        return true;
    if (!isTrusted(trustedProxies, request.peerAddress))
        return false;
    const QByteArray list = joined(request, "x-forwarded-proto");
    const QList<QByteArray> schemes = list.isEmpty() ? forwarded(request, "proto") : elementsOf(list);
    const auto first = std::find_if(schemes.begin(), schemes.end(),
                                    [](const QByteArray &scheme) { return !scheme.trimmed().isEmpty(); });
    return first != schemes.end() && first->trimmed().compare("https", Qt::CaseInsensitive) == 0;
}

} // namespace unmta::edge
