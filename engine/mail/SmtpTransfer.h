// One message to one relay as a libcurl transfer. Private to the folder.
#pragma once

#include "mail/SmtpSender.h"
#include "outbound/Transfer.h"

namespace unmta::mail {

class SmtpTransfer final : public outbound::Transfer
{
public:
    SmtpTransfer(SmtpConfig config, Envelope envelope, QByteArray message, std::function<void(SmtpOutcome)> done);
    ~SmtpTransfer() override;

    [[nodiscard]] Result<void> prepare() override;
    [[nodiscard]] Result<void> interpret(CURLcode code) override;
    void finished(const Result<void> &result) override;

private:
    static std::size_t onRead(char *buffer, std::size_t size, std::size_t count, void *self);
    static std::size_t onReply(char *data, std::size_t size, std::size_t count, void *self);
    [[nodiscard]] Result<QString> url() const;
    void prepareTls(bool isSmtps, bool isLoopback);
    [[nodiscard]] SmtpOutcome outcome(const Error &error) const;

    SmtpConfig m_config;
    Envelope m_envelope;
    QByteArray m_message;
    std::function<void(SmtpOutcome)> m_done;
    curl_slist *m_recipients = nullptr;
    qsizetype m_sent = 0;
    int m_reply = 0;
    QByteArray m_replyText;
    CURLcode m_code = CURLE_OK;
};

} // namespace unmta::mail
