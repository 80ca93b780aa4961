#include "mail/SmtpSender.h"

#include "mail/SmtpTransfer.h"

namespace unmta::mail {

SmtpSender::SmtpSender(outbound::OutboundHttp &worker)
    : m_worker(worker)
{}

void SmtpSender::send(const SmtpConfig &config, const Envelope &envelope, QByteArray message,
                      std::function<void(SmtpOutcome)> done)
{
    m_worker.start(std::make_unique<SmtpTransfer>(config, envelope, std::move(message), std::move(done)));
}

void SmtpSender::visit(const SmtpConfig &config, std::function<void(SmtpOutcome)> done)
{
    m_worker.start(std::make_unique<SmtpVisit>(config, std::move(done)));
}

} // namespace unmta::mail
