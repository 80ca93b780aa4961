#include "mail/SmtpTransfer.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace unmta::mail {

namespace {

bool isCarriable(const QString &address)
{
    const auto isForbidden = [](QChar c) { return c.unicode() <= 0x20 || c == u'<' || c == u'>'; };
    return address.contains(u'@') && std::none_of(address.begin(), address.end(), isForbidden);
}

} // namespace

SmtpTransfer::SmtpTransfer(SmtpConfig config, Envelope envelope, QByteArray message,
                           std::function<void(SmtpOutcome)> done)
    : SmtpSession(std::move(config), std::move(done))
    , m_envelope(std::move(envelope))
    , m_message(std::move(message))
{}

SmtpTransfer::~SmtpTransfer()
{
    curl_slist_free_all(m_recipients);
}

Result<void> SmtpTransfer::prepareRequest()
{
    CURL *curl = handle();
    if (m_envelope.to.isEmpty() || !isCarriable(m_envelope.from) ||
        !std::all_of(m_envelope.to.begin(), m_envelope.to.end(), &isCarriable))
        return systemError(u"smtp.rejected"_s, u"an envelope address cannot be carried"_s);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ('<' + m_envelope.from.toUtf8() + '>').constData());
    for (const QString &recipient : std::as_const(m_envelope.to))
        m_recipients = curl_slist_append(m_recipients, ('<' + recipient.toUtf8() + '>').constData());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, m_recipients);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, &SmtpTransfer::onRead);
    curl_easy_setopt(curl, CURLOPT_READDATA, this);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(m_message.size()));
    return {};
}

std::size_t SmtpTransfer::onRead(char *buffer, std::size_t size, std::size_t count, void *self)
{
    auto *transfer = static_cast<SmtpTransfer *>(self);
    const qsizetype room = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    const qsizetype length = std::min(room, transfer->m_message.size() - transfer->m_sent);
    std::memcpy(buffer, transfer->m_message.constData() + transfer->m_sent, static_cast<std::size_t>(length));
    transfer->m_sent += length;
    return static_cast<std::size_t>(length);
}

Result<void> SmtpVisit::prepareRequest()
{
    CURL *curl = handle();
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
    return {};
}

} // namespace unmta::mail
