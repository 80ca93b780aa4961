// One message to one relay, and a visit without one. Private to the folder.
#pragma once

#include "mail/SmtpSession.h"

namespace unmta::mail {

class SmtpTransfer final : public SmtpSession
{
public:
    SmtpTransfer(SmtpConfig config, Envelope envelope, QByteArray message, std::function<void(SmtpOutcome)> done);
    ~SmtpTransfer() override;

private:
    [[nodiscard]] Result<void> prepareRequest() override;
    [[nodiscard]] bool isAllSaid() const override { return m_sent == m_message.size(); }
    // A 5yz to MAIL, RCPT, DATA or the message is about this message; one in the greeting is about the relay.
    [[nodiscard]] bool isAboutRequest(CURLcode code) const override { return code == CURLE_SEND_ERROR || m_sent > 0; }
    static std::size_t onRead(char *buffer, std::size_t size, std::size_t count, void *self);

    Envelope m_envelope;
    QByteArray m_message;
    curl_slist *m_recipients = nullptr;
    qsizetype m_sent = 0;
};

// Says hello, logs in, and NOOP.
class SmtpVisit final : public SmtpSession
{
public:
    SmtpVisit(SmtpConfig config, std::function<void(SmtpOutcome)> done)
        : SmtpSession(std::move(config), std::move(done))
    {}

private:
    [[nodiscard]] Result<void> prepareRequest() override;
    void beginRequest() override { m_isAllSaid = true; }
    [[nodiscard]] bool isAllSaid() const override { return m_isAllSaid; }
    [[nodiscard]] bool isAboutRequest(CURLcode) const override { return false; }

    bool m_isAllSaid = false; // NOOP is on its way
};

} // namespace unmta::mail
