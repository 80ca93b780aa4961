// Sends what waits in the outbox to the relay: one mail at a time, each written down before the next. A mail keeps its
// Message-ID over every try and restart; after the relay has taken it, it is never sent again. Engine thread.
//
// What becomes of a mail, and when it is tried again, is Delivery's to say. A relay that cannot be used at all stops
// everything for that pause, so a thousand mails make one attempt.
#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "domain/Notification.h"
#include "service/nodes/DoerPermit.h"
#include "service/notices/MailSender.h"
#include "service/notices/OutboxPlan.h"
#include "service/settings/Settings.h"

#include <QObject>
#include <QTimer>

namespace unmta {

namespace store {
class EngineStore;
}
class ChangeFeed;
class NotificationService;
class SettingsService;

class OutboxService final : public QObject
{
    Q_OBJECT

public:
    struct Dependencies
    {
        store::EngineStore &store;
        NotificationService &notifications;
        SettingsService &settings;
        ChangeFeed &feed;
        MailSender &sender;
        const Clock &clock;
        Random &random;
        const DoerPermit *permit = nullptr;        // asked right before a mail leaves; null: always
        QString ctl = QStringLiteral("unmta-ctl"); // as mails tell to type it (service/notices/MailTexts.h)
    };

    explicit OutboxService(const Dependencies &d);

    void start();
    void stop();
    // Something was queued, or the clock was moved.
    void lookAgain();

    struct TestOutcome
    {
        bool sent = false;
        QString message; // a sentence
        QString relay;   // "smtp://mail.example.com:587"
    };
    using TestDone = std::function<void(Result<TestOutcome>)>;
    // Sends a test mail at once, beside the queue: by the settings in force or by others, to notify.to or to `to`.
    // Errors: settings.mail_incomplete (field: the first setting that misses), mail.bad_address (field: to).
    void sendTest(const std::optional<Settings> &others, const QString &to, const TestDone &done);

Q_SIGNALS:
    // What a relay said of a mail; of test mails, where the settings in force were tested.
    void handedIn(const unmta::mail::SmtpOutcome &outcome);

private:
    struct Mail
    {
        [[nodiscard]] const Delivery &first() const { return notifications.first().delivery; }
        [[nodiscard]] QString messageId() const { return first().fields().messageId; }

        QList<Notification> notifications; // of one mail, oldest first
        QStringList recipients;
        QStringList targets; // of the attempt under way
        QByteArray message;  // composed
        // When the relay refuses one of several people, the others are asked for one by one.
        QStringList waiting;
        QStringList refused;
        QString refusal;
        bool deferred = false;
        bool single = false;
    };

    void step();
    [[nodiscard]] Result<void> assign(Mail &mail);
    [[nodiscard]] Result<void> compose(Mail &mail) const;
    void attempt(const QStringList &targets);
    void finished(const mail::SmtpOutcome &outcome);
    void finishedOne(const mail::SmtpOutcome &outcome);
    void askNext();
    void conclude();
    void relayFailed(const Error &error);
    void relayWorks();
    void deferMail(const QString &error);
    // Changes every notification of the mail, and announces what has left the queue.
    void save(const std::function<Delivery(const Delivery &)> &change);
    void announce(const QString &clusterId, DeliveryState state);
    void onSettings(const Settings &settings);
    [[nodiscard]] QString newMessageId(qsizetype count) const;

    Dependencies d;
    OutboxPlan m_plan;
    QTimer m_timer;
    bool m_running = false;
    std::optional<Mail> m_mail; // under way
    int m_relayFailures = 0;    // in a row
    std::chrono::steady_clock::time_point m_pausedUntil;
    QStringList m_mailSettings; // those that a change must hasten what waits
};

} // namespace unmta
