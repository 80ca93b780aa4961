#include "edge/EdgeHandler.h"

#include "base/system/PlatformPerThread.h"
#include "domain/events/PackedEvents.h"
#include "edge/AlteredLinks.h"
#include "edge/BotRules.h"
#include "edge/Forwarded.h"
#include "edge/Location.h"

namespace unmta::edge {

using http::HttpHeaders;
using http::HttpRequest;
using http::HttpResponse;

struct EdgeHandler::Call
{
    const HttpRequest &request;
    const EdgePolicy &policy;
    const HostEntry &entry;
    const ClusterEntry &cluster;
    const QByteArray &host;
    QByteArray &events;
};

namespace {

constexpr QByteArrayView challengePrefix = "/.well-known/acme-challenge/";
constexpr qsizetype maxUserAgent = 512;

// 1×1, transparent.
constexpr unsigned char gif[] = {
    'G',  'I',  'F',  '8',  '9',  'a',  0x01, 0x00, 0x01, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00,
    0x00, 0xff, 0xff, 0xff, 0x21, 0xf9, 0x04, 0x01, 0x00, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3b,
};
static_assert(sizeof gif == 43);

constexpr char page[] = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not found</title>"
                        "<p>There is nothing at this address.</p></html>\n";

constexpr char alteredPage[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Changed link</title>"
    "<p>This link was changed on its way, so it leads nowhere: all its letters were made small, or all of them "
    "capitals.</p>"
    "<p>Open the message in another program, or ask its sender where the link should lead.</p></html>\n";

// Answers that never change; copies share their text.
struct Prepared
{
    HttpResponse pixel{
        200,
        {{"Content-Type", "image/gif"}, {"Cache-Control", "no-store, private"}, {"X-Content-Type-Options", "nosniff"}},
        QByteArray(reinterpret_cast<const char *>(gif), sizeof gif)};
    HttpResponse notFound{404,
                          {{"Content-Type", "text/html; charset=utf-8"},
                           {"Cache-Control", "no-store"},
                           {"Content-Security-Policy", "default-src 'none'"},
                           {"X-Content-Type-Options", "nosniff"},
                           {"X-Robots-Tag", "noindex"}},
                          QByteArray(page)};
    HttpResponse altered{404, notFound.headers, QByteArray(alteredPage)};
    HttpResponse robots{200,
                        {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "max-age=86400"}},
                        QByteArray("User-agent: *\nDisallow: /\n")};
    HttpHeaders json{
        {"Content-Type", "application/json"}, {"Cache-Control", "max-age=3600"}, {"X-Content-Type-Options", "nosniff"}};
    HttpResponse misdirected{421, {{"Cache-Control", "no-store"}}, {}};
    HttpResponse badMethod{405, {{"Allow", "GET, HEAD"}, {"Cache-Control", "no-store"}}, {}};
    HttpHeaders redirect{
        {"Cache-Control", "no-store, private"}, {"Referrer-Policy", "no-referrer"}, {"X-Robots-Tag", "noindex"}};
};

const Prepared &prepared()
{
    static const Prepared instance;
    return instance;
}

// Lower case, without the dot of a fully qualified name. HTTP/1.0 clients may have named the host by SNI only.
QByteArray hostOf(const HttpRequest &request)
{
    QByteArray host = request.host().toByteArray();
    if (std::any_of(host.cbegin(), host.cend(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        host = host.toLower();
    if (host.isEmpty())
        host = request.sniHost;
    if (host.endsWith('.'))
        host.chop(1);
    return host;
}

bool isTokenText(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

QByteArray keptAddress(const QByteArray &address, IpDetail detail)
{
    if (detail == IpDetail::None)
        return {};
    if (detail == IpDetail::Full)
        return address;
    const auto parsed = IpAddress::parsePeer(address);
    return parsed ? parsed->truncated().toText() : QByteArray();
}

// At most so many bytes, no character cut; what is not UTF-8 is made so. `made` keeps what had to be made.
QByteArrayView keptAgent(QByteArrayView agent, QByteArray &made)
{
    if (agent.size() > maxUserAgent) {
        qsizetype size = maxUserAgent;
        while (size > 0 && (static_cast<quint8>(agent[size]) & 0xc0) == 0x80)
            --size;
        agent = agent.first(size);
    }
    if (agent.isValidUtf8())
        return agent;
    made = QString::fromUtf8(agent).toUtf8();
    return made;
}

// Each worker's; its memory is used again.
OpenedLink &openedByThread()
{
    return perThread<OpenedLink>();
}

// To the same link on https, spelled anew from what was recognised rather than copied from the request.
EdgeReply httpsRedirect(const QByteArray &host, QByteArrayView path, quint16 port)
{
    const auto link = parseLinkPath(path);
    const bool isLink = link && !link->token.isEmpty() && isTokenText(link->token);
    const QByteArray target =
        isLink ? linkPath(link->kind, link->token.toByteArray(), link->isForApps) : QByteArray("/");
    HttpResponse response(308, prepared().redirect, {});
    response.headers.add("Location",
                         "https://" + host + (port == 443 ? QByteArray() : ':' + QByteArray::number(port)) + target);
    return {EdgeOutcome::HttpsRedirect, std::move(response)};
}

// What there is that is no link and is never redirected.
std::optional<EdgeReply> besideLinks(QByteArrayView path, const HostEntry &entry)
{
    if (path == "/robots.txt")
        return EdgeReply{EdgeOutcome::Robots, prepared().robots};
    // By http too, and never with a redirect, which neither platform follows.
    for (const AppPlatform platform : appPlatforms) {
        if (path == appLinksPath(platform) && entry.appLinks && !entry.appLinks->of(platform).isEmpty())
            return EdgeReply{EdgeOutcome::AppLinks, HttpResponse(200, prepared().json, entry.appLinks->of(platform))};
    }
    if (path.startsWith(challengePrefix))
        return EdgeReply{EdgeOutcome::NotFound, prepared().notFound};
    if (hasLostItsCase(path)) // "/C/…"
        return EdgeReply{EdgeOutcome::Altered, prepared().altered};
    return std::nullopt;
}

} // namespace

const char *outcomeName(EdgeOutcome outcome)
{
    switch (outcome) {
    case EdgeOutcome::Open:
        return "open";
    case EdgeOutcome::Click:
        return "click";
    case EdgeOutcome::ForgedOpen:
        return "forged_open";
    case EdgeOutcome::ForgedClick:
        return "forged_click";
    case EdgeOutcome::Altered:
        return "altered";
    case EdgeOutcome::Challenge:
        return "challenge";
    case EdgeOutcome::Robots:
        return "robots";
    case EdgeOutcome::AppLinks:
        return "app_links";
    case EdgeOutcome::NotFound:
        return "not_found";
    case EdgeOutcome::UnknownHost:
        return "unknown_host";
    case EdgeOutcome::Misdirected:
        return "misdirected";
    case EdgeOutcome::BadMethod:
        return "bad_method";
    case EdgeOutcome::HttpsRedirect:
        return "https_redirect";
    }
    return "unknown";
}

EdgeHandler::EdgeHandler(const Clock &clock, Random &random)
    : m_clock(clock)
    , m_random(random)
{}

EdgeReply EdgeHandler::answer(const HttpRequest &request, const Snapshot &snapshot, const EdgePolicy &policy,
                              QByteArray &events) const
{
    const QByteArray host = hostOf(request);
    // A connection that was opened for one name must not serve another: the certificate vouched for the first only.
    // A trusted proxy that named none has looked at no certificate.
    const bool isNameless = request.sniHost.isEmpty() && isTrusted(policy.trustedProxies, request.peerAddress);
    if (request.tls && host != request.sniHost && !isNameless)
        return {EdgeOutcome::Misdirected, prepared().misdirected};

    const bool readable = request.method == "GET" || request.method == "HEAD";
    const QByteArrayView path = trimmedLinkPath(request.path());
    if (readable && path.startsWith(challengePrefix)) {
        // Before any rule about hosts and schemes: the first certificate depends on it.
        const QByteArray known = snapshot.challenge(host, path.sliced(challengePrefix.size()).toByteArray());
        if (!known.isEmpty()) {
            return {EdgeOutcome::Challenge,
                    HttpResponse(200, {{"Content-Type", "application/octet-stream"}, {"Cache-Control", "no-store"}},
                                 known)};
        }
    }
    const HostEntry *entry = snapshot.host(host);
    const ClusterEntry *cluster = entry ? snapshot.cluster(entry->clusterId) : nullptr;
    if (!cluster)
        return {EdgeOutcome::UnknownHost, prepared().notFound};
    if (!readable)
        return {EdgeOutcome::BadMethod, prepared().badMethod};
    const auto link = parseLinkPath(path);
    if (!link) {
        if (auto reply = besideLinks(path, *entry))
            return *std::move(reply);
    }
    // Without a certificate there is no https to go to.
    if (policy.requireHttps && entry->certificate && !arrivedByHttps(request, policy.trustedProxies))
        return httpsRedirect(host, path, policy.httpsPort);

    const Call call{request, policy, *entry, *cluster, host, events};
    if (!link || link->token.isEmpty())
        return {EdgeOutcome::NotFound, prepared().notFound};
    EdgeReply reply = link->kind == LinkKind::Open ? pixel(call, link->token) : click(call, link->token);
    if (!reply.hasEvent && hasLostItsCase(path)) {
        reply.outcome = EdgeOutcome::Altered;
        if (link->kind == LinkKind::Click)
            reply.response = prepared().altered;
    }
    return reply;
}

EdgeReply EdgeHandler::pixel(const Call &call, QByteArrayView token) const
{
    OpenedLink &opened = openedByThread();
    if (!opened.open(token, {LinkKind::Open, call.cluster.id, call.host}, call.cluster.keys))
        return {EdgeOutcome::ForgedOpen, prepared().pixel};
    addEvent(call, LinkKind::Open, opened.payload());
    return {EdgeOutcome::Open, prepared().pixel, true};
}

EdgeReply EdgeHandler::click(const Call &call, QByteArrayView token) const
{
    OpenedLink &opened = openedByThread();
    const bool isGenuine = opened.open(token, {LinkKind::Click, call.cluster.id, call.host}, call.cluster.keys);
    const QByteArray location = isGenuine ? locationFor(opened.payload().url) : QByteArray();
    HttpResponse response(302, prepared().redirect, {});
    if (location.isEmpty() || !response.headers.add("Location", location))
        return {EdgeOutcome::ForgedClick, prepared().notFound};
    addEvent(call, LinkKind::Click, opened.payload());
    return {EdgeOutcome::Click, std::move(response), true};
}

void EdgeHandler::addEvent(const Call &call, LinkKind kind, const LinkPayloadView &payload) const
{
    const QByteArray client = clientAddress(call.request, call.policy.trustedProxies);
    const QByteArray address = keptAddress(client, call.policy.ip);
    const JudgedClient judged = judgeClient(call.request, client);
    QByteArray madeAgent;
    EventView event;
    event.kind = kind;
    event.timestamp = toUnixMs(m_clock.now());
    event.id = makeRawEventId(event.timestamp, m_random);
    event.domainId = call.entry.domainId;
    event.linkIndex = payload.linkIndex;
    event[EventText::Cluster] = call.cluster.id;
    event[EventText::Host] = call.host;
    event[EventText::Bot] = judged.bot;
    event[EventText::MessageId] = payload.messageId;
    event[EventText::Recipient] = payload.recipient;
    event[EventText::Url] = payload.url;
    event[EventText::LinkName] = payload.linkName;
    event[EventText::Ip] = address;
    if (call.policy.keepUserAgent)
        event[EventText::UserAgent] = keptAgent(judged.userAgent, madeAgent);
    event[EventText::Meta] = payload.meta;
    packEvent(call.events, event);
}

} // namespace unmta::edge
