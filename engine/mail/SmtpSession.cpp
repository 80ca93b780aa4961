#include "mail/SmtpSession.h"

#include "base/Log.h"

#include <QUrl>

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

Error badUrl(const QString &why)
{
    return systemError(u"smtp.bad_url"_s, why);
}

} // namespace

Result<QString> SmtpSession::url() const
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

void SmtpSession::prepareTls(bool isSmtps, bool isLoopback)
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

Result<void> SmtpSession::prepare()
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
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &SmtpSession::onReply);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, replyTimeoutSeconds);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    return prepareRequest();
}

std::size_t SmtpSession::onReply(char *data, std::size_t size, std::size_t count, void *self)
{
    const std::size_t length = size * count;
    const QByteArray line(data, static_cast<qsizetype>(length));
    bool isNumber = false;
    const int code = line.first(std::min<qsizetype>(3, line.size())).toInt(&isNumber);
    auto *transfer = static_cast<SmtpSession *>(self);
    // The goodbye says nothing about the message.
    if (isNumber && code >= 200 && code < 600 && code != 221) {
        transfer->m_reply = code;
        transfer->m_replyText = line.trimmed();
        // The relay has taken the message (or not); what follows is politeness.
        if (transfer->isAllSaid() && code != 354)
            curl_easy_setopt(transfer->handle(), CURLOPT_SERVER_RESPONSE_TIMEOUT, goodbyeTimeoutSeconds);
    }
    return length;
}

Result<void> SmtpSession::interpret(CURLcode code)
{
    m_code = code;
    return Transfer::interpret(code);
}

SmtpOutcome SmtpSession::outcome(const Error &error) const
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
    if (m_reply >= 500)
        return make(u"smtp.rejected"_s, said, isAboutRequest(m_code));
    return make(u"smtp.broken"_s, error.detail, false);
}

void SmtpSession::finished(const Result<void> &result)
{
    const auto done = std::exchange(m_done, {});
    done(result ? SmtpOutcome{{}, false, m_reply} : outcome(result.error()));
}

} // namespace unmta::mail
