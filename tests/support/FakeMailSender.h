// A MailSender whose relay takes everything.
#pragma once

#include "service/notices/MailSender.h"

#include <QTimer>

namespace unmta::test {

class FakeMailSender final : public QObject, public MailSender
{
public:
    void send(const mail::SmtpConfig &, const mail::Envelope &envelope, QByteArray message, Done done) override
    {
        recipients.append(envelope.to);
        messages.append(std::move(message));
        QTimer::singleShot(0, this, [done = std::move(done)] { done({Result<void>(), false, 250}); });
    }

    QList<QStringList> recipients; // one entry per mail
    QList<QByteArray> messages;
};

} // namespace unmta::test
