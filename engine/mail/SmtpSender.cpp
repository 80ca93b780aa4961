#include "mail/SmtpTransfer.h"

#include "base/Log.h"

#include <QUrl>

#include <cstring>

using namespace Qt::StringLiterals;

namespace unmta::mail {

namespace {

// How long the relay may take for one reply, and for its goodbye, which libcurl awaits on the worker thread.
constexpr long replyTimeoutSeconds = 30;
constexpr long goodbyeTimeoutSeconds = 1;

bool isHostName(const QString &text)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'.';
    };
    return std::all_of(text.begin(), text.end(), isAllowed);
}

bool isCarriable(const QString &address)
{
    const auto isForbidden = [](QChar c) { return c.unicode() <= 0x20 || c == u'<' || c == u'>'; };
    return address.contains(u'@') && std::none_of(address.begin(), address.end(), isForbidden);
}

Error badUrl(const QString &why)
{
    return systemError(u"smtp.bad_url"_s, why);
}

} // namespace

SmtpTransfer::SmtpTransfer(SmtpConfig config, Envelope envelope, QByteArray message,
                           std::function<void(SmtpOutcome)> done)
    : m_config(std::move(config))
    , m_envelope(std::move(envelope))
    , m_message(std::move(message))
    , m_done(std::move(done))
{}

SmtpTransfer::~SmtpTransfer()
{
    curl_slist_free_all(m_recipients);
}

Result<QString> SmtpTransfer::url() const
{
    QUrl url(m_config.url, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"smtp" && url.scheme() != u"smtps"))
        return badUrl(u"expected smtp://host:port or smtps://host:port"_s);
    if (!url.userInfo().isEmpty())
        return badUrl(u"credentials do not belong in the address"_s);
    if (!isHostName(m_config.helo))
        return badUrl(u"our own name is not a host name"_s);
    // libcurl says hello with the path.
    url.setPath(u'/' + m_config.helo);
    url.setQuery(QString());
    url.setFragment(QString());
    return url.toString(QUrl::FullyEncoded);
}

void SmtpTransfer::prepareTls(bool isSmtps, bool isLoopback)
{
    if (isSmtps)
        return;
    long wanted = CURLUSESSL_ALL;
    if (m_config.tls == SmtpTls::None) {
        wanted = CURLUSESSL_NONE;
    } else if (isLoopback) {
        wanted = CURLUSESSL_TRY;
        // Local relays offer TLS with a certificate that they made themselves; nobody stands between us and them.
        if (m_config.caFile.isEmpty()) {
            curl_easy_setopt(handle(), CURLOPT_SSL_VERIFYPEER, 0L);
            curl_easy_setopt(handle(), CURLOPT_SSL_VERIFYHOST, 0L);
        }
    }
    curl_easy_setopt(handle(), CURLOPT_USE_SSL, wanted);
}

Result<void> SmtpTransfer::prepare()
{
    const Result<QString> address = url();
    if (!address)
        return address.error();
    const QUrl parsed(*address);
    Result<void> common = prepareCommon(*address, {u"smtp"_s, u"smtps"_s}, m_config.timeout, m_config.caFile,
                                        outbound::AddressPolicy::any());
    if (!common)
        return common;
    prepareTls(parsed.scheme() == u"smtps", outbound::isLoopbackHost(parsed.host()));

    CURL *curl = handle();
    if (!m_config.username.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, m_config.username.toUtf8().constData());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, m_config.password.toUtf8().constData());
    }
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
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &SmtpTransfer::onReply);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, replyTimeoutSeconds);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
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

std::size_t SmtpTransfer::onReply(char *data, std::size_t size, std::size_t count, void *self)
{
    const std::size_t length = size * count;
    const QByteArray line(data, static_cast<qsizetype>(length));
    bool isNumber = false;
    const int code = line.first(std::min<qsizetype>(3, line.size())).toInt(&isNumber);
    auto *transfer = static_cast<SmtpTransfer *>(self);
    // The goodbye says nothing about the message.
    if (isNumber && code >= 200 && code < 600 && code != 221) {
        transfer->m_reply = code;
        transfer->m_replyText = line.trimmed();
        // The relay has taken the message (or not); what follows is politeness.
        if (transfer->m_sent == transfer->m_message.size() && code != 354)
            curl_easy_setopt(transfer->handle(), CURLOPT_SERVER_RESPONSE_TIMEOUT, goodbyeTimeoutSeconds);
    }
    return length;
}

Result<void> SmtpTransfer::interpret(CURLcode code)
{
    m_code = code;
    return Transfer::interpret(code);
}

SmtpOutcome SmtpTransfer::outcome(const Error &error) const
{
    const QString said = QString::fromUtf8(m_replyText);
    const auto make = [this](const QString &code, const QString &detail, bool permanent) {
        return SmtpOutcome{systemError(code, logSafe(detail)), permanent, m_reply};
    };
    if (error.code.startsWith(u"smtp."))
        return {error, error.code == u"smtp.rejected", 0};
    if (m_code == CURLE_LOGIN_DENIED || m_reply == 530 || m_reply == 534 || m_reply == 535 || m_reply == 538)
        return make(u"smtp.auth"_s, said, false);
    if (error.code == u"outbound.tls")
        return make(u"smtp.tls"_s, error.detail, false);
    if (error.code == u"outbound.timeout")
        return make(u"smtp.timeout"_s, error.detail, false);
    if (error.code == u"outbound.connect" || error.code == u"outbound.resolve")
        return make(u"smtp.unreachable"_s, error.detail, false);
    if (m_reply >= 400 && m_reply < 500)
        return make(u"smtp.deferred"_s, said, false);
    // A 5yz to MAIL, RCPT, DATA or the message is about this message; one in the greeting is about the relay.
    if (m_reply >= 500)
        return make(u"smtp.rejected"_s, said, m_code == CURLE_SEND_ERROR || m_sent > 0);
    return make(u"smtp.broken"_s, error.detail, false);
}

void SmtpTransfer::finished(const Result<void> &result)
{
    const auto done = std::exchange(m_done, {});
    done(result ? SmtpOutcome{{}, false, m_reply} : outcome(result.error()));
}

SmtpSender::SmtpSender(outbound::OutboundHttp &worker)
    : m_worker(worker)
{}

void SmtpSender::send(const SmtpConfig &config, const Envelope &envelope, QByteArray message,
                      std::function<void(SmtpOutcome)> done)
{
    m_worker.start(std::make_unique<SmtpTransfer>(config, envelope, std::move(message), std::move(done)));
}

} // namespace unmta::mail
