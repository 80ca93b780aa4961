#include "assembly/ports/SmtpMailSender.h"

namespace unmta {

SmtpMailSender::SmtpMailSender()
    : m_sender(m_worker)
{}

SmtpMailSender::~SmtpMailSender() = default;

void SmtpMailSender::send(const mail::SmtpConfig &config, const mail::Envelope &envelope, QByteArray message, Done done)
{
    m_sender.send(config, envelope, std::move(message), broughtHere(std::move(done)));
}

void SmtpMailSender::visit(const mail::SmtpConfig &config, Done done)
{
    m_sender.visit(config, broughtHere(std::move(done)));
}

std::function<void(mail::SmtpOutcome)> SmtpMailSender::broughtHere(Done done)
{
    return [this, done = std::move(done)](mail::SmtpOutcome outcome) {
        QMetaObject::invokeMethod(
            this, [done, outcome = std::move(outcome)] { done(outcome); }, Qt::QueuedConnection);
    };
}

} // namespace unmta
