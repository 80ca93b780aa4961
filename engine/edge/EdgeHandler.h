// What the edge answers: the table "Edge answers" of architecture.md. Pure: request, snapshot and policy in, answer and
// maybe an event out. Nothing that a client sent is ever part of an answer.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "domain/Snapshot.h"
#include "domain/TrackingLink.h"
#include "edge/EdgePolicy.h"
#include "http/HttpMessage.h"

namespace unmta::edge {

enum class EdgeOutcome : std::uint8_t
{
    Open,
    Click,
    ForgedOpen,  // not genuine: the pixel all the same, nothing recorded
    ForgedClick, // not genuine: 404
    Altered,     // a link that lost its capitals on its way: 404 with a page that says so, or the pixel
    Challenge,
    Robots,
    AppLinks, // the files by which apps may open links
    NotFound,
    UnknownHost,
    Misdirected,   // 421: SNI and Host differ
    BadMethod,     // 405
    HttpsRedirect, // 308
};
inline constexpr std::size_t edgeOutcomeCount = 13;
// For metrics: "open", "click", "forged_open", …
[[nodiscard]] const char *outcomeName(EdgeOutcome outcome);

struct EdgeReply
{
    EdgeOutcome outcome;
    http::HttpResponse response;
    bool hasEvent = false; // which is to be durable before the response leaves
};

class EdgeHandler
{
public:
    EdgeHandler(const Clock &clock, Random &random);

    // Any thread. An event is added to `events` (domain/events/PackedEvents.h).
    [[nodiscard]] EdgeReply answer(const http::HttpRequest &request, const Snapshot &snapshot, const EdgePolicy &policy,
                                   QByteArray &events) const;

private:
    struct Call;

    [[nodiscard]] EdgeReply pixel(const Call &call, QByteArrayView token) const;
    [[nodiscard]] EdgeReply click(const Call &call, QByteArrayView token) const;
    void addEvent(const Call &call, LinkKind kind, const LinkPayloadView &payload) const;

    const Clock &m_clock;
    Random &m_random;
};

} // namespace unmta::edge
