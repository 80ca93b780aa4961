// Who is served next, and who has to go.
#include "base/Bytes.h"
#include "http/server/HttpConnection.h"
#include "http/server/HttpWorker.h"

#include <algorithm>
#include <iterator>

namespace unmta::http {

namespace {

// Then the sockets are looked at again.
constexpr int repliesPerTurn = 64;
constexpr int requestsPerTurn = 16;
constexpr int handshakesPerTurn = 4;

constexpr std::size_t mostSpareOutput = 16 * KiB;
constexpr std::size_t shedAtOnce = 64; // by one look at all connections

} // namespace

void HttpWorker::deliverReplies()
{
    const bool isPosted = hasReplies();
    auto come = m_inbox->take();
    std::move(come.answers.begin(), come.answers.end(), std::back_inserter(m_answers));
    std::move(come.admissions.begin(), come.admissions.end(), std::back_inserter(m_admissions));
    for (const auto &connection : come.handshakes)
        connection->resumeHandshake();
    if (isPosted)
        return;
    deliverSome();
}

void HttpWorker::deliverSome()
{
    const Turn turn(*this);
    for (int i = 0; i < repliesPerTurn && hasReplies(); ++i) {
        if (!m_admissions.empty()) {
            const ReplyInbox::Admission admission = std::move(m_admissions.front());
            m_admissions.pop_front();
            admission.connection->deliver(admission);
            continue;
        }
        const PendingReply reply = std::move(m_answers.front()[m_delivered]);
        if (++m_delivered == m_answers.front().size()) {
            m_answers.pop_front();
            m_delivered = 0;
        }
        // Nobody but connections name this worker's channel.
        static_cast<HttpConnection &>(*reply.sink).deliver(reply);
    }
    if (hasReplies())
        asio::post(m_context, [this] { deliverSome(); });
}

void HttpWorker::lend(std::string &output)
{
    if (output.empty() && output.capacity() < m_spareOutput.capacity())
        output.swap(m_spareOutput);
}

void HttpWorker::takeBack(std::string &output)
{
    output.clear();
    if (output.capacity() <= mostSpareOutput && output.capacity() > m_spareOutput.capacity())
        output.swap(m_spareOutput);
    std::string().swap(output); // an assignment would keep the memory
}

void HttpWorker::queueTurn(std::shared_ptr<HttpConnection> connection)
{
    m_turns.push_back(std::move(connection));
    wantTurns();
}

void HttpWorker::queueHandshake(std::shared_ptr<HttpConnection> connection)
{
    m_handshakes.push_back(std::move(connection));
    wantTurns();
}

void HttpWorker::endPipelined()
{
    --m_pipelined;
    if (!m_waiting.empty())
        wantTurns();
}

void HttpWorker::wantTurns()
{
    if (std::exchange(m_turnsPosted, true))
        return;
    asio::post(m_context, [this] { takeTurns(); });
}

void HttpWorker::noteHandled()
{
    if (std::exchange(m_hasHandled, true) || m_isInTurn)
        return;
    asio::post(m_context, [this] { endTurn(); });
}

void HttpWorker::endTurn()
{
    if (std::exchange(m_hasHandled, false))
        m_shared.handler.endTurn();
}

HttpWorker::Turn::~Turn()
{
    m_worker.m_isInTurn = false;
    m_worker.endTurn();
}

void HttpWorker::takeTurns()
{
    const Turn turn(*this);
    const auto next = [](std::deque<std::shared_ptr<HttpConnection>> &line) {
        auto first = std::move(line.front());
        line.pop_front();
        return first;
    };
    const auto hasRoom = [this] { return m_pipelined < mostPipelined; };
    for (int i = 0; i < requestsPerTurn && !(m_turns.empty() && m_waiting.empty()); ++i) {
        if (hasRoom() && !m_waiting.empty()) {
            next(m_waiting)->takeTurn();
        } else if (!m_turns.empty()) {
            auto connection = next(m_turns);
            if (!hasRoom() && connection->hasPipelined())
                m_waiting.push_back(std::move(connection));
            else
                connection->takeTurn();
        }
    }
    for (int i = 0; i < handshakesPerTurn && !m_handshakes.empty(); ++i)
        next(m_handshakes)->continueHandshake();
    m_turnsPosted = false;
    if (!m_turns.empty() || !m_handshakes.empty() || (hasRoom() && !m_waiting.empty()))
        wantTurns();
}

bool HttpWorker::shed(const Crowd &crowd)
{
    for (const bool looked : {false, true}) {
        if (looked || crowd != m_idleCrowd)
            lookForIdle(crowd);
        while (!m_idle.empty()) {
            const auto connection = m_idle.back().connection.lock();
            const auto since = m_idle.back().since;
            m_idle.pop_back();
            const auto idleness = connection ? connection->idleness() : std::nullopt;
            if (!idleness || idleness->quietSince != since)
                continue; // it has had something to do meanwhile
            WorkerCounters::add(m_counters.connectionsShed);
            connection->close();
            return true;
        }
    }
    return false;
}

void HttpWorker::lookForIdle(const Crowd &crowd)
{
    std::vector<std::pair<HttpConnection::Idleness, std::shared_ptr<HttpConnection>>> found;
    for (const auto &connection : m_connections) {
        const auto idleness = connection->idleness();
        if (idleness && crowd.contains(connection->countedAs()))
            found.emplace_back(*idleness, connection);
    }
    const auto sooner = [](const auto &a, const auto &b) { return a.first.goesBefore(b.first); };
    const auto few = found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), shedAtOnce));
    std::partial_sort(found.begin(), few, found.end(), sooner);
    m_idle.clear();
    std::transform(std::make_reverse_iterator(few), found.rend(), std::back_inserter(m_idle), [](const auto &entry) {
        return Idle{entry.second, entry.first.quietSince};
    });
    m_idleCrowd = crowd;
}

} // namespace unmta::http
