#include "milter/MilterConnection.h"

#include "base/Log.h"

#include <asio/posix/stream_descriptor.hpp>
#include <asio/write.hpp>

namespace unmta::milter {

using namespace Qt::StringLiterals;
using rewriter::RewriteOutcome;
using rewriter::RewriteResult;

void ConnectionShared::waitUntilIdle(Millis deadline)
{
    std::unique_lock lock(mutex);
    changed.wait_for(lock, deadline, [this] { return open == 0; });
}

MilterConnection::MilterConnection(Socket socket, std::shared_ptr<ConnectionShared> shared)
    : m_socket(std::move(socket))
    , m_idle(m_socket.get_executor())
    , m_shared(std::move(shared))
    , m_session([this](const QByteArray &message,
                       const rewriter::RewriteContext &context) { return rewrite(message, context); },
                [this](const RewriteOutcome &outcome, const QByteArray &queueId) { report(outcome, queueId); },
                m_shared->maxMessageBytes)
{
    ++m_shared->metrics.connectionsTotal;
    ++m_shared->metrics.connectionsOpen;
    const std::lock_guard lock(m_shared->mutex);
    ++m_shared->open;
}

MilterConnection::~MilterConnection()
{
    if (m_session.isBroken())
        ++m_shared->metrics.protocolErrors;
    --m_shared->metrics.connectionsOpen;
    const std::lock_guard lock(m_shared->mutex);
    --m_shared->open;
    m_shared->changed.notify_all();
}

void MilterConnection::start()
{
    asio::error_code ignored;
    m_socket.non_blocking(true, ignored);
    m_safeBytes = prepareSendBuffer(static_cast<int>(m_socket.native_handle()));
    read();
}

void MilterConnection::read()
{
    m_idle.expires_after(m_shared->idleTimeout);
    m_idle.async_wait([self = weak_from_this()](const asio::error_code &error) {
        if (const auto connection = self.lock(); connection && !error)
            connection->close();
    });
    m_socket.async_read_some(asio::buffer(m_input), [self = shared_from_this()](const asio::error_code &error,
                                                                                std::size_t count) {
        if (error)
            return;
        self->m_output = self->m_session.receive(QByteArrayView(self->m_input.data(), static_cast<qsizetype>(count)));
        self->write();
    });
}

void MilterConnection::write()
{
    if (m_output.isEmpty()) {
        if (!m_session.isClosed())
            read();
        return;
    }
    if (m_output.size() > m_safeBytes && m_session.lastReplyEdits()) {
        if (const auto courier = sendCourier(static_cast<int>(m_socket.native_handle()), m_output)) {
            awaitCourier(*courier);
            return;
        }
    }
    asio::error_code error;
    const std::size_t sent =
        m_socket.send(asio::buffer(m_output.constData(), static_cast<std::size_t>(m_output.size())), 0, error);
    if (error && error != asio::error::would_block)
        return;
    m_output.remove(0, static_cast<qsizetype>(sent));
    writeOrdinarily();
}

void MilterConnection::writeOrdinarily()
{
    if (m_output.isEmpty()) {
        written();
        return;
    }
    asio::async_write(m_socket, asio::buffer(m_output.constData(), static_cast<std::size_t>(m_output.size())),
                      [self = shared_from_this()](const asio::error_code &error, std::size_t) {
                          if (!error)
                              self->written();
                      });
}

void MilterConnection::awaitCourier(const Courier &courier)
{
#ifdef ASIO_HAS_POSIX_STREAM_DESCRIPTOR
    auto done = std::make_shared<asio::posix::stream_descriptor>(m_socket.get_executor(), courier.done);
    done->async_wait(asio::posix::stream_descriptor::wait_read,
                     [self = shared_from_this(), done, courier](const asio::error_code &) {
                         if (courier.succeeded())
                             self->written();
                     });
#else
    Q_UNUSED(courier)
#endif
}

void MilterConnection::written()
{
    m_output.clear();
    if (!m_session.isClosed())
        read();
}

void MilterConnection::close()
{
    asio::error_code ignored;
    m_socket.close(ignored);
}

RewriteOutcome MilterConnection::rewrite(const QByteArray &message, const rewriter::RewriteContext &context)
{
    const auto begin = std::chrono::steady_clock::now();
    RewriteOutcome outcome = m_shared->rewrite(message, context);
    m_took = std::chrono::steady_clock::now() - begin;
    return outcome;
}

void MilterConnection::report(const RewriteOutcome &outcome, const QByteArray &queueId)
{
    m_shared->metrics.addMessage(outcome, std::exchange(m_took, {}));
    const QString subject = u"queue_id="_s + logSafe(QString::fromLatin1(queueId));
    if (outcome.result == RewriteResult::PassedThrough)
        qCWarning(lcMilter).noquote() << "passed through untouched" << subject << u"reason="_s + outcome.reason;
    else
        qCInfo(lcMilter).noquote() << (outcome.result == RewriteResult::Rewritten ? "rewritten" : "unchanged")
                                   << subject << u"host="_s + outcome.trackingHost
                                   << u"tracked="_s + QString::number(outcome.linksTracked)
                                   << u"left="_s + QString::number(outcome.linksLeft)
                                   << u"pixel="_s + outcome.pixelReason;
    for (const QString &warning : outcome.warnings) {
        if (warning != "no_html_part"_L1 && warning != "over_102_kib"_L1)
            qCWarning(lcMilter).noquote() << warning << subject;
    }
}

} // namespace unmta::milter
