// The outbox against a real relay on loopback: every mail once, in digests where there are many, whatever fails
// meanwhile.
#include "assembly/ports/SmtpMailSender.h"
#include "mail/SmtpSink.h"
#include "service/notices/MailTexts.h"
#include "service/notices/OutboxService.h"
#include "support/Ports.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"
#include "support/stores/StorePlace.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_outbox {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Quoted-printable undone: what a reader sees, with the lines of a paragraph joined.
QString readable(const QByteArray &message)
{
    QByteArray text = message;
    text.replace("=\r\n", "").replace("\r\n", "\n");
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '=' && i + 2 < text.size()) {
            result += QByteArray::fromHex(text.sliced(i + 1, 2));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return QString::fromUtf8(result);
}

QString textPart(const QByteArray &message)
{
    return readable(message).section(u"text/html"_s, 0, 0).simplified();
}

QString header(const QByteArray &message, const QString &name)
{
    const QRegularExpression line(u"^%1: (.*)$"_s.arg(name), QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(message)).captured(1).trimmed();
}

struct Outbox
{
    explicit Outbox(ServiceHarness &h)
        : service({*h.store, h.notifications, h.settings, h.feed, sender, h.clock, h.random})
    {
        service.start();
    }

    SmtpMailSender sender;
    OutboxService service;
};

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

    void configure(const QMap<QString, QString> &more = {})
    {
        QMap<QString, QString> settings{{u"smtp.url"_s, u"smtp://127.0.0.1:%1"_s.arg(m_sink->serverPort())},
                                        {u"smtp.tls"_s, u"none"_s},
                                        {u"smtp.from"_s, u"Tracking <tracking@example.com>"_s},
                                        {u"notify.to"_s, u"ann@example.net"_s}};
        settings.insert(more);
        QVERIFY(m_h->settings.update(settings).ok());
    }
    void notice(const QString &name, const QString &cluster = {})
    {
        m_h->notifications.tellOfHost(u"domain.recovered"_s, cluster.isEmpty() ? m_h->cluster() : cluster, 1, name, {});
    }
    [[nodiscard]] QList<Notification> all() { return m_h->store->notifications.list({}, {}, 1000)->items; }
    // Whoever waits for something asks often, and lists of a thousand take their time.
    [[nodiscard]] qsizetype count(DeliveryState state)
    {
        if (state == DeliveryState::Queued)
            return static_cast<qsizetype>(m_h->store->notifications.queued().value());
        const auto items = all();
        return std::count_if(items.begin(), items.end(),
                             [state](const Notification &n) { return n.delivery.state() == state; });
    }
    void pass(Millis time)
    {
        m_h->clock.advance(time);
        m_outbox->service.lookAgain();
    }
    [[nodiscard]] const QList<SmtpSink::Mail> &mails() const { return m_sink->mails; }

    std::unique_ptr<SmtpSink> m_sink;
    std::unique_ptr<ServiceHarness> m_h;
    std::unique_ptr<Outbox> m_outbox;

private Q_SLOTS:
    void init()
    {
        m_sink = std::make_unique<SmtpSink>();
        m_h = std::make_unique<ServiceHarness>();
        (void)m_h->cluster();
        m_outbox = std::make_unique<Outbox>(*m_h);
    }
    void cleanup()
    {
        m_outbox.reset();
        m_h.reset();
        m_sink.reset();
    }

    void withoutARelayItIsForTheScreen()
    {
        notice(u"track.example.com"_s);
        QCOMPARE(count(DeliveryState::ScreenOnly), 1);
        configure({{u"notify.to"_s, u""_s}});
        notice(u"track.example.com"_s);
        QCOMPARE(count(DeliveryState::ScreenOnly), 2);
        configure();
        notice(u"track.example.com"_s);
        QTRY_COMPARE(count(DeliveryState::Sent), 1);
        QCOMPARE(mails().size(), 1); // and nothing of what was before
    }

    void aStrikeTellsEverything()
    {
        configure();
        const TrackingDomain domain = m_h->activate(u"track.example.com"_s, true);
        QTRY_COMPARE(mails().size(), 1);
        QCOMPARE(header(mails()[0].message, u"Subject"_s), u"track.example.com is verified"_s);
        m_h->clock.advance(24h);
        Check changed = m_h->match();
        changed.outcome = CheckOutcome::Changed;
        changed.code = u"wrong_target"_s;
        changed.found = u"elsewhere.example.org"_s;
        changed.message = u"The record for track.example.com exists, but leads to another host."_s;
        changed.hint = u"At your DNS provider, change the value."_s;
        const auto struck = m_h->domains.recordCheck(domain.fields().id, changed);
        QVERIFY(struck.ok());
        QTRY_COMPARE(mails().size(), 2);
        const SmtpSink::Mail &warning = mails()[1];
        QCOMPARE(warning.from, QByteArray("<tracking@example.com>"));
        QCOMPARE(warning.to, QList<QByteArray>{"<ann@example.net>"});
        QCOMPARE(header(warning.message, u"Auto-Submitted"_s), u"auto-generated"_s);
        QCOMPARE(header(warning.message, u"X-Unmta-Track"_s), u"none"_s);
        const QString text = textPart(warning.message);
        for (const QString &part :
             {domain.fields().target, changed.found, changed.message, changed.hint, spokenTime(changed.at),
              spokenTime(*struck->fields().nextCheckAt), spokenTime(changed.at - 24h)})
            QVERIFY2(text.contains(part), qPrintable(part + u" in "_s + text));

        m_h->clock.advance(24h);
        changed.at = m_h->clock.now();
        QVERIFY(m_h->domains.recordCheck(domain.fields().id, changed).ok());
        QTRY_COMPARE(mails().size(), 3);
        const QString downgraded = textPart(mails()[2].message);
        for (const QString &part : {u"no longer work"_s, u"c-%1.track.unmta.net"_s.arg(m_h->cluster()),
                                    u"becomes the default again"_s, spokenTime(changed.at - 24h)})
            QVERIFY2(downgraded.contains(part), qPrintable(part + u" in "_s + downgraded));
    }

    void upToTwentyAnHourComeOneByOne()
    {
        configure();
        for (int i = 0; i < OutboxPlan::mailsPerHour; ++i)
            notice(u"d%1.example.com"_s.arg(i));
        QTRY_COMPARE(mails().size(), OutboxPlan::mailsPerHour);
        for (int i = 0; i < 5; ++i) {
            notice(u"later%1.example.com"_s.arg(i));
            QTRY_VERIFY(all().first().delivery.fields().nextAttemptAt > m_h->clock.now());
            pass(5min);
        }
        // What is above that waits until the hour is over, and comes in one mail.
        QCOMPARE(count(DeliveryState::Queued), 5);
        QCOMPARE(mails().size(), OutboxPlan::mailsPerHour);
        pass(40min);
        QTRY_COMPARE(mails().size(), OutboxPlan::mailsPerHour + 1);
        const QString digest = textPart(mails().last().message);
        for (int i = 0; i < 5; ++i)
            QVERIFY2(digest.contains(u"later%1.example.com"_s.arg(i)), qPrintable(digest));
        QTRY_COMPARE(count(DeliveryState::Queued), 0);
    }

    // However much good news there was in this hour, or still is in the queue.
    void aWarningNeverWaitsBehindGoodNews()
    {
        configure();
        const auto newest = [this] { return header(mails().last().message, u"Subject"_s); };
        for (int i = 0; i < OutboxPlan::mailsPerHour; ++i)
            notice(u"d%1.example.com"_s.arg(i));
        QTRY_COMPARE(mails().size(), OutboxPlan::mailsPerHour);
        notice(u"later.example.com"_s);
        QTRY_VERIFY(all().first().delivery.fields().nextAttemptAt > m_h->clock.now()); // put off
        qsizetype told = OutboxPlan::mailsPerHour;
        for (const QString &kind : {u"domain.warning"_s, u"domain.downgraded"_s, u"domain.claimed_elsewhere"_s,
                                    u"domain.dangling"_s, u"certificate.failed"_s, u"certificate.expiring"_s}) {
            m_h->notifications.tellOfHost(kind, m_h->cluster(), 1, u"urgent.example.com"_s, {});
            ++told;
            QTRY_COMPARE(mails().size(), told);
            QVERIFY2(newest().contains(u"urgent.example.com"_s), qPrintable(newest()));
        }
        for (const QString &kind : {u"monitor.held"_s, u"store.trouble"_s}) {
            QVERIFY(m_h->notifications.storeForOperator(kind, {}).ok());
            m_h->notifications.announceToOperator(kind);
            ++told;
            QTRY_COMPARE(mails().size(), told);
        }
        // The relay has the last mail before we hear of it.
        QTRY_COMPARE(count(DeliveryState::Queued), 1);
    }

    void aWarningLeavesBeforeGoodNewsThatCameEarlier()
    {
        configure();
        for (int i = 0; i < maxPageSize + 50; ++i)
            notice(u"d%1.example.com"_s.arg(i));
        m_h->notifications.tellOfHost(u"domain.warning"_s, m_h->cluster(), 1, u"urgent.example.com"_s, {});
        QTRY_COMPARE(count(DeliveryState::Queued), 0);
        const QString first = header(mails().first().message, u"Subject"_s);
        QVERIFY2(first.contains(u"urgent.example.com"_s), qPrintable(first));
    }

    // Bad news has a limit too, of its own.
    void warningsAboveTheHoursLimitComeInOneMail()
    {
        configure();
        const auto warn = [this](int i) {
            m_h->notifications.tellOfHost(u"domain.warning"_s, m_h->cluster(), 1, u"d%1.example.com"_s.arg(i), {});
        };
        for (int i = 0; i < OutboxPlan::mailsPerHour; ++i) {
            warn(i);
            QTRY_COMPARE(mails().size(), i + 1);
        }
        for (int i = 0; i < 3; ++i) {
            warn(100 + i);
            QTRY_VERIFY(all().first().delivery.fields().nextAttemptAt > m_h->clock.now());
        }
        pass(61min);
        QTRY_COMPARE(count(DeliveryState::Queued), 0);
        QCOMPARE(mails().size(), OutboxPlan::mailsPerHour + 1);
    }

    void moreComeInOneMailWhichCountsOnce()
    {
        configure();
        for (int i = 0; i < 300; ++i)
            notice(u"d%1.example.com"_s.arg(i));
        QTRY_COMPARE(count(DeliveryState::Queued), 0);
        QCOMPARE(mails().size(), 1);
        QCOMPARE(header(mails()[0].message, u"Subject"_s), u"300 notices about your tracking domains"_s);
        for (int i = 1; i < OutboxPlan::mailsPerHour; ++i) {
            notice(u"single%1.example.com"_s.arg(i));
            QTRY_COMPARE(mails().size(), i + 1);
        }
        notice(u"onetoomany.example.com"_s);
        QTRY_VERIFY(all().first().delivery.fields().nextAttemptAt > m_h->clock.now()); // put off
        QCOMPARE(mails().size(), OutboxPlan::mailsPerHour);
    }

    void theRelayIsDownForADay()
    {
        m_sink->close();
        // A port where nobody listens, and where the sink will.
        const quint16 relay = takePort();
        configure({{u"smtp.url"_s, u"smtp://127.0.0.1:%1"_s.arg(relay)}});
        constexpr int domains = 1000;
        const auto transaction = [&](int from, int to) {
            auto all = store::Transaction::begin(m_h->store->database());
            for (int i = from; i < to; ++i)
                notice(u"d%1.example.com"_s.arg(i, 4, 10, QChar(u'0')));
            return all->commit().ok();
        };
        int attempts = 0;
        const auto fails = [&] {
            m_outbox->service.lookAgain();
            const int before = attempts;
            const std::int64_t first = all().last().id;
            const auto oldest = [&] {
                return attempts = m_h->store->notifications.byId(first).value()->delivery.fields().attempts;
            };
            return QTest::qWaitFor([&] { return oldest() > before; }, patienceMs);
        };
        QVERIFY(transaction(0, 3));
        QVERIFY(fails());
        for (int hour = 0; hour < 24; ++hour) {
            m_h->clock.advance(61min);
            if (hour % 6 == 0)
                QVERIFY(transaction(3 + hour / 6 * 200, 3 + hour / 6 * 200 + 200));
            if (hour == 12) {
                m_outbox.reset();
                m_outbox = std::make_unique<Outbox>(*m_h);
            }
            QVERIFY(fails());
        }
        QVERIFY(transaction(803, domains));
        // Tries were few, and for all together.
        QVERIFY2(attempts <= 26, qPrintable(QString::number(attempts)));
        QVERIFY(m_sink->listen(QHostAddress::LocalHost, relay));
        m_h->clock.advance(61min);
        m_outbox->service.lookAgain();
        for (int restart = 0; restart < 2; ++restart) {
            QTRY_VERIFY(mails().size() > restart);
            m_outbox.reset();
            m_outbox = std::make_unique<Outbox>(*m_h);
        }
        QTRY_VERIFY((pass(1s), count(DeliveryState::Queued) == 0));
        QCOMPARE(count(DeliveryState::Failed), 0);
        QVERIFY2(mails().size() <= 10, qPrintable(QString::number(mails().size())));

        // By Message-ID: what the crash made the relay take twice is one mail for its reader.
        QMap<QString, QString> texts;
        for (const SmtpSink::Mail &mail : mails())
            texts.insert(header(mail.message, u"Message-ID"_s), textPart(mail.message));
        QMap<QString, int> seen;
        static const QRegularExpression name(u"\\bd\\d{4}\\.example\\.com"_s);
        for (const QString &text : std::as_const(texts)) {
            QSet<QString> names;
            for (auto it = name.globalMatch(text); it.hasNext();)
                names.insert(it.next().captured(0));
            for (const QString &one : std::as_const(names))
                ++seen[one];
        }
        QCOMPARE(seen.size(), domains);
        for (auto it = seen.cbegin(); it != seen.cend(); ++it)
            QVERIFY2(it.value() == 1, qPrintable(it.key()));
    }

    void givenUpAfterTwoDays()
    {
        configure({{u"smtp.url"_s, u"smtp://127.0.0.1:%1"_s.arg(takePort())}});
        const TimePoint queuedAt = m_h->clock.now();
        notice(u"track.example.com"_s);
        while (count(DeliveryState::Queued) > 0) {
            const int before = all().first().delivery.fields().attempts;
            m_outbox->service.lookAgain();
            QTRY_VERIFY(all().first().delivery.fields().attempts > before);
            m_h->clock.advance(61min);
        }
        QCOMPARE(count(DeliveryState::Failed), 1);
        const auto changes = m_h->feed.since(m_h->feed.epoch(), 0).list;
        QCOMPARE(changes.last().kind, ChangeKind::Notification);
        QCOMPARE(changes.last().subject, u"failed"_s);
        QCOMPARE(changes.last().clusterId, m_h->cluster());
        QVERIFY(m_h->clock.now() - queuedAt > 48h);
        QVERIFY(all().first().delivery.fields().lastError.contains(u"smtp.unreachable"_s));
    }

    void aRefusedAddressDoesNotKeepTheOthersOut()
    {
        m_sink->replies.insert("RCPT TO:<gone@example.net>", "550 no such user");
        configure({{u"notify.to"_s, u"ann@example.net, gone@example.net, bob@example.net"_s}});
        notice(u"track.example.com"_s);
        QTRY_COMPARE(count(DeliveryState::Sent), 1);
        QCOMPARE(mails().size(), 2);
        QCOMPARE(mails()[0].to, QList<QByteArray>{"<ann@example.net>"});
        QCOMPARE(mails()[1].to, QList<QByteArray>{"<bob@example.net>"});
        const Notification sent = all().first();
        QVERIFY2(sent.delivery.fields().lastError.contains(u"gone@example.net"_s) &&
                     sent.delivery.fields().lastError.contains(u"no such user"_s),
                 qPrintable(sent.delivery.fields().lastError));
        pass(48h);
        QCOMPARE(count(DeliveryState::Sent), 1);
        QCOMPARE(mails().size(), 2);
    }

    void whoHasItGetsItOnlyOnce()
    {
        m_sink->replies.insert("RCPT TO:<gone@example.net>", "550 no such user");
        m_sink->replies.insert("RCPT TO:<slow@example.net>", "450 come back");
        configure({{u"notify.to"_s, u"ann@example.net, gone@example.net, slow@example.net"_s}});
        notice(u"track.example.com"_s);
        // Refused together, then one by one: ann has it, slow is asked again.
        QTRY_COMPARE(all().first().delivery.fields().attempts, 1);
        QCOMPARE(all().first().delivery.fields().state, DeliveryState::Queued);
        QCOMPARE(all().first().delivery.fields().deliveredTo, QStringList{u"ann@example.net"_s});
        m_outbox.reset();
        m_outbox = std::make_unique<Outbox>(*m_h);
        m_sink->replies.remove("RCPT TO:<slow@example.net>");
        pass(2min);
        QTRY_COMPARE(count(DeliveryState::Sent), 1);
        QStringList to;
        for (const SmtpSink::Mail &mail : mails())
            to << QString::fromLatin1(mail.to.last());
        QCOMPARE(to, (QStringList{u"<ann@example.net>"_s, u"<slow@example.net>"_s}));
    }

    void refusedForGood()
    {
        m_sink->replies.insert("RCPT", "550 no such user");
        configure();
        notice(u"track.example.com"_s);
        QTRY_COMPARE(count(DeliveryState::Failed), 1);
        QVERIFY(all().first().delivery.fields().lastError.contains(u"no such user"_s));
        m_sink->replies.clear();
        pass(48h);
        QCOMPARE(count(DeliveryState::Failed), 1);
        QVERIFY(mails().isEmpty());
    }

    void puttingOffKeepsTheMessageId()
    {
        m_sink->replies.insert("BODY", "451 later");
        configure();
        notice(u"track.example.com"_s);
        QTRY_COMPARE(all().first().delivery.fields().attempts, 1);
        const QString id = all().first().delivery.fields().messageId;
        QVERIFY(id.endsWith(u"@example.com"_s));
        QVERIFY(all().first().delivery.fields().lastError.contains(u"later"_s));
        m_sink->replies.clear();
        pass(61s);
        QTRY_COMPARE(count(DeliveryState::Sent), 1);
        QCOMPARE(header(mails()[0].message, u"Message-ID"_s), u'<' + id + u'>');
    }

    void aCrashWhileSending()
    {
        m_sink->replies.insert("BODY", ""); // takes it and keeps silent
        configure();
        notice(u"track.example.com"_s);
        QTRY_VERIFY(!all().first().delivery.fields().messageId.isEmpty());
        const QString id = all().first().delivery.fields().messageId;
        m_outbox.reset();
        m_sink->replies.clear();
        m_outbox = std::make_unique<Outbox>(*m_h);
        if (isOnPostgres()) // where another node could still be at it
            pass(5min);
        QTRY_COMPARE(count(DeliveryState::Sent), 1);
        QCOMPARE(header(mails().last().message, u"Message-ID"_s), u'<' + id + u'>');
    }

    void anIncidentOfTheMonitorIsOneMail()
    {
        configure();
        QVERIFY(
            m_h->notifications.storeForOperator(u"monitor.held"_s, {{u"explanation"_s, u"Too much at once."_s}}).ok());
        QVERIFY(m_h->notifications.storeForOperator(u"monitor.resumed"_s, {}).ok());
        m_outbox->service.lookAgain();
        QTRY_COMPARE(count(DeliveryState::Sent), 1);
        QCOMPARE(count(DeliveryState::ScreenOnly), 1);
    }

    void clustersHavePeopleOfTheirOwn()
    {
        configure();
        const QString other = m_h->clusters.create(u"second"_s)->id;
        QVERIFY(
            m_h->clusters.change(other, {.notifyTo = QStringList{u"Bob <bob@example.org>"_s, u"carl@example.org"_s}})
                .ok());
        notice(u"ours.example.com"_s);
        notice(u"theirs.example.com"_s, other);
        QTRY_COMPARE(count(DeliveryState::Sent), 2);
        QMap<QByteArray, QString> texts;
        for (const SmtpSink::Mail &mail : mails())
            texts.insert(mail.to.join(' '), textPart(mail.message));
        QCOMPARE(texts.keys(), (QList<QByteArray>{"<ann@example.net>", "<bob@example.org> <carl@example.org>"}));
        QVERIFY(texts.first().contains(u"ours.example.com"_s) && !texts.first().contains(u"theirs"_s));
        QVERIFY(texts.last().contains(u"theirs.example.com"_s) && !texts.last().contains(u"ours."_s));
        QCOMPARE(m_h->clusters.change(other, {.notifyTo = QStringList{u"nobody"_s}}).error().code,
                 u"mail.bad_address"_s);
    }

    void aMailThatIsNotWrittenDownIsNotAnnounced()
    {
        configure();
        auto &database = m_h->store->database();
        QVERIFY(database.execute(refusingUpdates(u"notification"_s, u"NEW.sent_at IS NOT NULL"_s)));
        const auto announced = [&] {
            const auto changes = m_h->feed.since(m_h->feed.epoch(), 0).list;
            return std::count_if(changes.begin(), changes.end(),
                                 [](const Change &c) { return c.subject == u"sent"_s; });
        };
        notice(u"track.example.com"_s);
        const auto later = [this] {
            if (isOnPostgres()) // where another node could still be at it
                pass(5min);
        };
        QTRY_VERIFY((later(), mails().size() >= 2)); // the first one is concluded, and still waits
        QCOMPARE(count(DeliveryState::Queued), 1);
        QCOMPARE(announced(), 0);
        QVERIFY(database.execute(refusingNone(u"notification"_s)));
        QTRY_VERIFY((later(), count(DeliveryState::Sent) == 1));
        QCOMPARE(announced(), 1);
    }

    void mendedSettingsHasten()
    {
        configure({{u"smtp.url"_s, u"smtp://127.0.0.1:1"_s}});
        notice(u"track.example.com"_s);
        QTRY_COMPARE(all().first().delivery.fields().attempts, 1);
        configure();
        QTRY_COMPARE(count(DeliveryState::Sent), 1);
    }

    void aTestMail()
    {
        std::optional<Result<OutboxService::TestOutcome>> outcome;
        const auto test = [&] {
            outcome.reset();
            m_outbox->service.sendTest({}, {}, [&](const auto &result) { outcome = result; });
        };
        test();
        QCOMPARE(outcome->error().code, u"settings.mail_incomplete"_s);
        QCOMPARE(outcome->error().context.value(u"missing"_s), u"smtp.url, smtp.from, notify.to"_s);
        configure();
        test();
        QTRY_VERIFY(outcome.has_value());
        QVERIFY((*outcome)->sent);
        QCOMPARE((*outcome)->relay, u"smtp://127.0.0.1:%1"_s.arg(m_sink->serverPort()));
        QCOMPARE(mails().size(), 1);
        QCOMPARE(header(mails().first().message, u"X-Unmta-Track"_s), u"none"_s);
        m_sink->replies.insert("MAIL", "550 not you");
        test();
        QTRY_VERIFY(outcome.has_value());
        QVERIFY(!(*outcome)->sent);
        QVERIFY((*outcome)->message.contains(u"not you"_s));
    }
};

UNMTA_TEST(TestOutbox)

} // namespace unmta::tst_outbox

#include "tst_outbox.moc"
