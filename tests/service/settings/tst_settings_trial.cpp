// Mail relay, resolvers and authority are tried by settings that are not saved.
#include "service/readiness/SettingsTrial.h"

#include "contract/ErrorText.h"
#include "mail/SmtpSink.h"
#include "support/FakeReadinessProbes.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include "assembly/ports/SmtpMailSender.h"
#include "service/notices/OutboxService.h"

#include <QTest>

namespace unmta::tst_settings_trial {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using Subject = SettingsTrial::Subject;

namespace {

struct TrialHarness : ServiceHarness
{
    [[nodiscard]] Result<ReadinessCheck> tried(const SettingsTrial::Wish &wish)
    {
        std::optional<Result<ReadinessCheck>> outcome;
        trial.run(wish, [&outcome](const Result<ReadinessCheck> &check) { outcome = check; });
        if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 30'000))
            return Error(u"test.no_answer"_s);
        return *outcome;
    }
    [[nodiscard]] QMap<QString, QString> relay() const
    {
        return {{u"smtp.url"_s, u"smtp://127.0.0.1:%1"_s.arg(sink.serverPort())},
                {u"smtp.tls"_s, u"none"_s},
                {u"smtp.from"_s, u"tracking@example.com"_s}};
    }

    SmtpSink sink;
    SmtpMailSender sender;
    OutboxService outbox{{*store, notifications, settings, feed, sender, clock, random}};
    FakeReadinessProbes probes;
    LocalSeen local;
    SettingsTrial trial{{settings, outbox, probes, clock, [this] { return local; }, errorSentence}};
};

} // namespace

class TestSettingsTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_h = std::make_unique<TrialHarness>(); }
    void cleanup() { m_h.reset(); }

    void aMailByWhatIsTyped()
    {
        int told = 0;
        connect(&m_h->outbox, &OutboxService::handedIn, this, [&told] { ++told; });
        const auto check = m_h->tried({Subject::Mail, m_h->relay(), u"Ann <ann@example.net>"_s});
        QVERIFY(check.ok());
        QCOMPARE(check->state, ReadinessState::Ready);
        QVERIFY2(check->sentence.startsWith(u"The relay took the mail for ann@example.net."_s),
                 qPrintable(check->sentence));
        QVERIFY(check->evidence.contains(m_h->relay().value(u"smtp.url"_s)));
        QCOMPARE(m_h->sink.mails.size(), 1);
        // Nothing was saved, and it says nothing about the mail that is configured.
        QCOMPARE(m_h->settings.current().text("smtp.url"), QString());
        QCOMPARE(told, 0);
        QVERIFY(m_h->settings.update(m_h->relay()));
        QVERIFY(m_h->settings.update({{u"notify.to"_s, u"bob@example.net"_s}}));
        const auto saved = m_h->tried({Subject::Mail, {}, {}});
        QVERIFY(saved.ok() && saved->sentence.contains(u"bob@example.net"_s));
        QCOMPARE(told, 1);
    }

    void aRelayThatRefuses()
    {
        m_h->sink.replies.insert("MAIL", "550 not you");
        const auto check = m_h->tried({Subject::Mail, m_h->relay(), u"ann@example.net"_s});
        QVERIFY(check.ok());
        QCOMPARE(check->state, ReadinessState::Failed);
        QVERIFY(check->sentence.contains(u"not you"_s));
        QVERIFY(!check->fix.isEmpty());
    }

    void whatCannotBeTried_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("field");
        QTest::newRow("no relay") << u"smtp.from"_s << u"a@example.com"_s << u"ann@example.net"_s
                                  << u"settings.mail_incomplete"_s << u"smtp.url"_s;
        QTest::newRow("nobody") << u"smtp.from"_s << u"a@example.com"_s << QString() << u"settings.mail_incomplete"_s
                                << u"smtp.url"_s;
        QTest::newRow("not an address") << u"smtp.from"_s << u"a@example.com"_s << u"ann"_s << u"mail.bad_address"_s
                                        << u"to"_s;
        QTest::newRow("a bad value") << u"smtp.url"_s << u"ftp://example.com"_s << u"ann@example.net"_s
                                     << u"settings.invalid"_s << u"smtp.url"_s;
        QTest::newRow("no such setting") << u"smtp.planet"_s << u"x"_s << QString() << u"settings.unknown"_s
                                         << u"smtp.planet"_s;
    }
    void whatCannotBeTried()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, to);
        const auto check = m_h->tried({Subject::Mail, {{name, value}}, to});
        QVERIFY(!check);
        QTEST(check.error().code, "code");
        QTEST(check.error().field, "field");
        QVERIFY(m_h->sink.mails.isEmpty());
    }

    void resolversAsTyped()
    {
        m_h->probes.resolversSeen = {{u"192.0.2.1:53"_s, false, {}, false}};
        const auto dead = m_h->tried({Subject::Resolver, {{u"dns.resolvers"_s, u"192.0.2.1"_s}}, {}});
        QVERIFY(dead.ok());
        QCOMPARE(dead->state, ReadinessState::Failed);
        QCOMPARE(dead->sentence, u"The resolver 192.0.2.1:53 does not answer."_s);
        m_h->probes.resolversSeen = {{u"192.0.2.2:53"_s, true, {}, true}};
        const auto good = m_h->tried({Subject::Resolver, {}, {}});
        QVERIFY(good.ok());
        QCOMPARE(good->state, ReadinessState::Ready);
        QCOMPARE(m_h->probes.resolversAsked, (QStringList{u"192.0.2.1"_s, QString()}));
    }

    void theAuthorityAsTyped()
    {
        const QMap<QString, QString> typed{{u"certificates.issuer"_s, u"acme"_s},
                                           {u"acme.directory"_s, u"https://ca.example/directory"_s}};
        const auto good = m_h->tried({Subject::Authority, typed, {}});
        QVERIFY(good.ok());
        QCOMPARE(good->sentence, u"ca.example answers, and there is an account."_s);
        m_h->probes.directory.error = Error(u"outbound.connect"_s);
        const auto down = m_h->tried({Subject::Authority, typed, {}});
        QVERIFY(down.ok());
        QCOMPARE(down->state, ReadinessState::Failed);
        QVERIFY(down->evidence.contains(u"https://ca.example/directory"_s));
        // Nobody is asked about certificates that come from here.
        const int asked = m_h->probes.authorityAsked;
        const auto own = m_h->tried({Subject::Authority, {{u"certificates.issuer"_s, u"internal"_s}}, {}});
        QVERIFY(own.ok());
        QCOMPARE(own->state, ReadinessState::Todo);
        QCOMPARE(m_h->probes.authorityAsked, asked);
    }

private:
    std::unique_ptr<TrialHarness> m_h;
};

UNMTA_TEST(TestSettingsTrial)

} // namespace unmta::tst_settings_trial

#include "tst_settings_trial.moc"
