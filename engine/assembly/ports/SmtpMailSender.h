// MailSender over the mail floor: a worker of its own, so that a relay that keeps silent delays no certificate, whose
// verdicts are brought to the engine thread.
#pragma once

#include "mail/SmtpSender.h"
#include "outbound/OutboundHttp.h"
#include "service/notices/MailSender.h"

#include <QObject>

namespace unmta {

class SmtpMailSender final : public QObject, public MailSender
{
    Q_OBJECT

public:
    SmtpMailSender();
    ~SmtpMailSender() override;

    void send(const mail::SmtpConfig &config, const mail::Envelope &envelope, QByteArray message, Done done) override;
    // As mail::SmtpSender::visit(); `done` runs on this object's thread.
    void visit(const mail::SmtpConfig &config, Done done);

private:
    [[nodiscard]] std::function<void(mail::SmtpOutcome)> broughtHere(Done done);

    outbound::OutboundHttp m_worker;
    mail::SmtpSender m_sender;
};

} // namespace unmta
