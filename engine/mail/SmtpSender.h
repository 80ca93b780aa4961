// Hands composed messages to a relay by SMTP (RFC 5321), through the outbound worker.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "outbound/OutboundHttp.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

namespace unmta::mail {

enum class SmtpTls
{
    // smtp:// must offer STARTTLS, smtps:// is TLS from the first byte; the certificate must be trusted. A loopback
    // host
    // may do without, and its STARTTLS certificate is only checked when a CA file is given.
    Required,
    None, // the operator wants smtp:// in clear text
};

struct SmtpConfig
{
    QString url;      // smtp://host[:port] or smtps://host[:port]; no credentials in it
    QString username; // empty: no AUTH
    QString password;
    QString helo;   // our own host name; empty: the machine's
    QString caFile; // PEM trusted instead of the system's
    SmtpTls tls = SmtpTls::Required;
    Millis timeout = std::chrono::seconds(60);
};

struct Envelope
{
    QString from; // bare addresses
    QStringList to;
};

// The relay's verdict. Error codes: "smtp.bad_url", "smtp.unreachable", "smtp.tls" (STARTTLS missing or certificate not
// trusted), "smtp.auth", "smtp.rejected" (5yz), "smtp.deferred" (4yz), "smtp.timeout", "smtp.broken".
struct SmtpOutcome
{
    Result<void> result;
    bool permanent = false; // the relay refuses this message (5yz); faults of configuration or network are temporary
    int reply = 0;          // the last SMTP reply code, 0 when there was none
};

class SmtpSender
{
public:
    // `worker` outlives the sender.
    explicit SmtpSender(outbound::OutboundHttp &worker);

    // Any thread; `done` runs on the worker thread exactly once, or never when the worker is destroyed first.
    // Accepted means accepted for every recipient; refused for one means sent to none.
    void send(const SmtpConfig &config, const Envelope &envelope, QByteArray message,
              std::function<void(SmtpOutcome)> done);

    // Greets the relay as for a message, encrypts and logs in where that is set, and leaves without one. Same rules.
    void visit(const SmtpConfig &config, std::function<void(SmtpOutcome)> done);

private:
    outbound::OutboundHttp &m_worker;
};

} // namespace unmta::mail
