#include "service/notices/OutboxService.h"

#include "base/Log.h"
#include "mail/MessageComposer.h"
#include "service/changes/ChangeFeed.h"
#include "service/notices/MailTexts.h"
#include "service/notices/NotificationService.h"
#include "service/notices/Relay.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

namespace unmta {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Nobody answers them, and where the relay has a milter, it leaves the operator's own mail alone.
QList<std::pair<QString, QString>> headersOfNotices()
{
    return {{u"Auto-Submitted"_s, u"auto-generated"_s}, {u"X-Unmta-Track"_s, u"none"_s}};
}

// How long a mail belongs to the node that hands it over, whatever becomes of that: longer than a relay may take.
constexpr Millis handoverTime = 5min;

QStringList mailSettingsOf(const Settings &settings)
{
    constexpr SettingName names[]{"smtp.url",      "smtp.tls",      "smtp.ca_file",
                                  "smtp.username", "smtp.password", "smtp.from"};
    QStringList values;
    for (const SettingName name : names)
        values << settings.text(name);
    return values;
}

} // namespace

OutboxService::OutboxService(const Dependencies &dependencies)
    : d(dependencies)
    , m_plan(d.store, d.notifications, d.clock)
    , m_pausedUntil(d.clock.steady())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OutboxService::step);
    connect(&d.notifications, &NotificationService::announced, this, &OutboxService::lookAgain);
    connect(&d.settings, &SettingsService::changed, this, &OutboxService::onSettings);
}

void OutboxService::start()
{
    m_running = true;
    m_mailSettings = mailSettingsOf(d.settings.current());
    lookAgain();
}

void OutboxService::stop()
{
    m_running = false;
    m_timer.stop();
}

void OutboxService::onSettings(const Settings &settings)
{
    const QStringList now = mailSettingsOf(settings);
    if (!m_running || now == m_mailSettings)
        return;
    // The operator mended it: nobody waits for an hour to see whether it works.
    m_mailSettings = now;
    m_relayFailures = 0;
    m_pausedUntil = d.clock.steady();
    if (auto done = d.store.notifications.hasten(d.clock.now()); !done)
        qCWarning(lcMail).noquote() << "the outbox was not hastened" << describe(done.error());
    lookAgain();
}

void OutboxService::lookAgain()
{
    if (!m_running || m_mail || !NotificationService::canMail(d.settings.current()))
        return;
    const auto next = d.store.notifications.nextDue();
    if (!next)
        qCWarning(lcMail).noquote() << "the outbox could not be read" << describe(next.error());
    if (next && !*next)
        return m_timer.stop();
    std::int64_t wait = next ? toUnixMs(**next) - toUnixMs(d.clock.now()) : longestSleepMs;
    wait = std::max<std::int64_t>(wait, std::chrono::ceil<Millis>(m_pausedUntil - d.clock.steady()).count());
    m_timer.start(static_cast<int>(std::clamp<std::int64_t>(wait, 0, longestSleepMs)));
}

void OutboxService::step()
{
    if (!m_running || m_mail || !NotificationService::canMail(d.settings.current()))
        return;
    if (d.clock.steady() < m_pausedUntil)
        return lookAgain();
    auto planned = m_plan.next();
    if (!planned) {
        qCWarning(lcMail).noquote() << "the outbox could not be read" << describe(planned.error());
        m_timer.start(longestSleepMs);
        return;
    }
    if (!*planned)
        return lookAgain();
    Mail mail;
    mail.notifications = (*planned)->notifications;
    mail.recipients = (*planned)->recipients;
    if (auto assigned = assign(mail); !assigned) {
        // Without its Message-ID on disk a mail does not leave: it could leave twice.
        qCWarning(lcMail).noquote() << "the outbox could not be written" << describe(assigned.error());
        m_timer.start(longestSleepMs);
        return;
    }
    m_mail = mail;
    if (auto composed = compose(*m_mail); !composed)
        return relayFailed(composed.error()); // a sender that is none: for the operator to mend
    const QStringList targets = m_mail->first().waiting();
    if (targets.isEmpty())
        return conclude();
    attempt(targets);
}

// One mail ----------------------------------------------------------------------------------------------------------

QString OutboxService::newMessageId(qsizetype count) const
{
    const QString from = mail::bareAddress(d.settings.current().text("smtp.from"));
    const QString host = from.section(u'@', -1);
    const QString kind = count > 1 ? u"digest"_s : u"notice"_s;
    return u"%1.%2@%3"_s.arg(kind, d.random.hex(12), host.isEmpty() ? u"unmta.invalid"_s : host);
}

Result<void> OutboxService::assign(Mail &mail)
{
    auto transaction = store::Transaction::begin(d.store.database());
    if (!transaction)
        return transaction.error();
    const QString known = mail.messageId();
    const QString messageId = known.isEmpty() ? newMessageId(mail.notifications.size()) : known;
    for (Notification &notification : mail.notifications) {
        notification.delivery = notification.delivery.inMail(messageId, mail.recipients);
        if (!d.store.node().isEmpty())
            notification.delivery = notification.delivery.leaving(d.clock.now() + handoverTime);
        if (auto done = d.store.notifications.updateDelivery(notification); !done)
            return done;
    }
    return transaction->commit();
}

Result<void> OutboxService::compose(Mail &mail) const
{
    const MailText words = mail.notifications.size() == 1 ? mailText(mail.notifications.first(), d.ctl)
                                                          : digestText(mail.notifications, d.ctl);
    mail::Message message;
    message.from = d.settings.current().text("smtp.from");
    message.to = mail.recipients;
    message.subject = words.subject;
    message.text = words.text;
    message.html = words.html;
    message.messageId = mail.messageId();
    message.headers = headersOfNotices();
    auto composed = mail::composeMessage(message, d.clock.now());
    if (!composed)
        return composed.error();
    mail.message = *std::move(composed);
    return {};
}

// What the relay says ---------------------------------------------------------------------------------------------

void OutboxService::attempt(const QStringList &targets)
{
    if (d.permit && !d.permit->holds()) { // another node sends it, or this one does later
        m_mail.reset();
        return m_timer.start(longestSleepMs);
    }
    m_mail->targets = targets;
    const QString from = mail::bareAddress(d.settings.current().text("smtp.from"));
    d.sender.send(relayOf(d.settings.current()), {from, targets}, m_mail->message,
                  [this](const mail::SmtpOutcome &outcome) {
                      Q_EMIT handedIn(outcome);
                      m_mail->single ? finishedOne(outcome) : finished(outcome);
                  });
}

void OutboxService::finished(const mail::SmtpOutcome &outcome)
{
    if (outcome.result) {
        relayWorks();
        return conclude();
    }
    const Error &error = outcome.result.error();
    if (outcome.permanent) {
        relayWorks();
        if (m_mail->targets.size() > 1) {
            m_mail->single = true;
            m_mail->waiting = m_mail->targets;
            return askNext();
        }
        m_mail->refused = m_mail->targets;
        m_mail->refusal = d.notifications.worded(error);
        return conclude();
    }
    if (error.code == u"smtp.deferred"_s) {
        relayWorks();
        deferMail(d.notifications.worded(error));
        return;
    }
    relayFailed(error);
}

void OutboxService::askNext()
{
    if (!m_mail->waiting.isEmpty())
        return attempt({m_mail->waiting.takeFirst()});
    if (m_mail->deferred)
        return deferMail(m_mail->refusal);
    conclude();
}

void OutboxService::finishedOne(const mail::SmtpOutcome &outcome)
{
    const QString address = m_mail->targets.first();
    if (outcome.result) {
        save([&](const Delivery &delivery) { return delivery.takenFor(address); });
    } else if (outcome.permanent) {
        m_mail->refused << address;
        m_mail->refusal = d.notifications.worded(outcome.result.error());
    } else if (outcome.result.error().code == u"smtp.deferred"_s) {
        m_mail->deferred = true;
        m_mail->refusal = d.notifications.worded(outcome.result.error());
    } else {
        return relayFailed(outcome.result.error());
    }
    askNext();
}

void OutboxService::conclude()
{
    const TimePoint now = d.clock.now();
    save([&](const Delivery &delivery) { return delivery.concluded(m_mail->refused, m_mail->refusal, now); });
    const QString subject = u"message-id="_s + m_mail->messageId();
    if (m_mail->first().state() == DeliveryState::Failed)
        qCWarning(lcMail).noquote() << "refused" << subject << logSafe(m_mail->refusal);
    else
        qCInfo(lcMail).noquote() << "sent" << subject << "notifications=" << m_mail->notifications.size();
    m_mail.reset();
    lookAgain();
}

void OutboxService::deferMail(const QString &error)
{
    save([&](const Delivery &delivery) { return delivery.deferred(error, d.clock.now()); });
    m_mail.reset();
    lookAgain();
}

void OutboxService::relayWorks()
{
    if (std::exchange(m_relayFailures, 0) == 0)
        return;
    qCInfo(lcMail) << "the relay works again";
    // What was put off with the failure need not wait out the rest of its pause.
    if (auto done = d.store.notifications.hasten(d.clock.now()); !done)
        qCWarning(lcMail).noquote() << "the outbox was not hastened" << describe(done.error());
}

void OutboxService::relayFailed(const Error &error)
{
    int attempts = 0;
    for (const Notification &notification : std::as_const(m_mail->notifications))
        attempts = std::max(attempts, notification.delivery.fields().attempts);
    m_relayFailures = std::max(m_relayFailures, attempts) + 1;
    const Millis pause = deliveryPause(m_relayFailures);
    m_pausedUntil = d.clock.steady() + pause;
    const TimePoint now = d.clock.now();
    const QString words = d.notifications.worded(error);
    qCWarning(lcMail).noquote() << "not sent" << describe(error) << u"again="_s + toIso8601(now + pause);
    if (!d.store.node().isEmpty()) // it belongs to nobody any more, and has failed like all that are due
        save([&](const Delivery &delivery) { return delivery.leaving(now); });
    const auto givenUp = d.store.notifications.relayFailed(now, now + pause, words);
    if (!givenUp)
        qCWarning(lcMail).noquote() << "the outbox could not be written" << describe(givenUp.error());
    for (const Notification &notification : std::as_const(m_mail->notifications)) {
        auto stored = d.store.notifications.byId(notification.id);
        if (!stored || !*stored || !(*stored)->delivery.isQueued())
            continue;
        (*stored)->delivery = (*stored)->delivery.lastInLine(now + pause);
        if (auto done = d.store.notifications.updateDelivery(**stored); !done)
            qCWarning(lcMail).noquote() << "the outbox could not be written" << describe(done.error());
    }
    m_mail.reset();
    if (givenUp) {
        for (const QString &cluster : *givenUp)
            announce(cluster, DeliveryState::Failed);
    }
    lookAgain();
}

void OutboxService::save(const std::function<Delivery(const Delivery &)> &change)
{
    // What the relay has said is so, whoever is to send mails by now; nobody else has this one (see handoverTime).
    const store::Database::Unfenced known(d.store.database());
    auto transaction = store::Transaction::begin(d.store.database());
    bool kept = transaction.ok();
    QMap<QString, DeliveryState> news; // by the cluster whose list looks different afterwards
    for (Notification &notification : m_mail->notifications) {
        const Delivery before = std::exchange(notification.delivery, change(notification.delivery));
        if (!notification.delivery.isQueued() && !notification.delivery.looksLike(before))
            news.insert(notification.clusterId.value_or(QString()), notification.delivery.state());
        // One that is gone with its cluster hinders no other.
        if (kept) {
            const auto done = d.store.notifications.updateDelivery(notification);
            kept = done.ok() || done.error().code == u"store.not_found"_s;
        }
    }
    // What the store does not know has not changed: then the mail waits still.
    if (!kept || !transaction->commit()) {
        qCCritical(lcMail).noquote() << u"not written down message-id="_s + m_mail->messageId();
        return;
    }
    for (auto it = news.cbegin(); it != news.cend(); ++it)
        announce(it.key(), *it);
}

void OutboxService::announce(const QString &clusterId, DeliveryState state)
{
    d.feed.add(ChangeKind::Notification, clusterId, state == DeliveryState::Failed ? u"failed"_s : u"sent"_s,
               ChangeAction::Changed);
}

void OutboxService::sendTest(const std::optional<Settings> &others, const QString &to, const TestDone &done)
{
    const Settings settings = others.value_or(d.settings.current());
    const QStringList people =
        NotificationService::addressesOf(to.isEmpty() ? settings.list("notify.to") : QStringList{to});
    if (!to.isEmpty() && people.isEmpty())
        return done(Error(u"mail.bad_address"_s, u"to"_s, {{u"address"_s, to}}));
    QStringList missing;
    for (const SettingName name : {SettingName("smtp.url"), SettingName("smtp.from")}) {
        if (settings.text(name).isEmpty())
            missing << QString::fromLatin1(name.row().name);
    }
    if (people.isEmpty())
        missing << u"notify.to"_s;
    if (!missing.isEmpty())
        return done(Error(u"settings.mail_incomplete"_s, missing.first(), {{u"missing"_s, missing.join(u", "_s)}}));
    const QString relay = settings.text("smtp.url");
    const MailText words = testText(relay, d.clock.now());
    const mail::Message message{
        settings.text("smtp.from"), people, words.subject, words.text, words.html, newMessageId(1), headersOfNotices()};
    const auto composed = mail::composeMessage(message, d.clock.now());
    if (!composed)
        return done(TestOutcome{false, d.notifications.worded(composed.error()), relay});
    d.sender.send(relayOf(settings), {mail::bareAddress(message.from), people}, *composed,
                  [this, done, relay, people, isInForce = !others](const mail::SmtpOutcome &outcome) {
                      if (isInForce)
                          Q_EMIT handedIn(outcome);
                      const QString to = people.join(u", "_s);
                      if (outcome.result)
                          done(TestOutcome{true, u"The relay took the mail for %1."_s.arg(to), relay});
                      else
                          done(TestOutcome{false, d.notifications.worded(outcome.result.error()), relay});
                  });
}

} // namespace unmta
