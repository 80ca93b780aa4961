// One conversation with one relay as a libcurl transfer: the address, encryption, the login, and what the replies mean.
// What is wanted of the relay is the derived classes' own. Private to the folder.
#pragma once

#include "mail/SmtpSender.h"
#include "outbound/Transfer.h"

namespace unmta::mail {

class SmtpSession : public outbound::Transfer
{
public:
    [[nodiscard]] Result<void> prepare() final;
    [[nodiscard]] Result<void> interpret(CURLcode code) final;
    void finished(const Result<void> &result) final;

protected:
    SmtpSession(SmtpConfig config, std::function<void(SmtpOutcome)> done)
        : m_config(std::move(config))
        , m_done(std::move(done))
    {}

    // What is to be said after the login.
    [[nodiscard]] virtual Result<void> prepareRequest() = 0;
    // Whether the relay has had all of it, so that its next reply is the last that counts.
    [[nodiscard]] virtual bool isAllSaid() const = 0;
    // Whether a refusal is about what was asked for rather than about the relay.
    [[nodiscard]] virtual bool isAboutRequest(CURLcode code) const = 0;

private:
    static std::size_t onReply(char *data, std::size_t size, std::size_t count, void *self);
    [[nodiscard]] Result<QString> url() const;
    void prepareTls(bool isSmtps, bool isLoopback);
    [[nodiscard]] SmtpOutcome outcome(const Error &error) const;

    SmtpConfig m_config;
    std::function<void(SmtpOutcome)> m_done;
    int m_reply = 0;
    QByteArray m_replyText;
    CURLcode m_code = CURLE_OK;
};

} // namespace unmta::mail
