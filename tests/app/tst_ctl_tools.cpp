// unmta-ctl event top, settings test and the sandbox's recipients and mail: what is asked, and how the answer reads.
#include "app/CtlHands.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace unmta::tst_ctl_tools {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlTools : public QObject
{
    Q_OBJECT

    QByteArray answer(const FakeRequest &request) const
    {
        const QByteArray &target = request.target;
        if (target.startsWith("/api/v1/clusters?"))
            return FakeEngine::data(QJsonArray{apiExample(u"Cluster"_s)});
        if (target.contains("/events/summary"))
            return FakeEngine::data(apiExample(u"EventSummary"_s));
        if (target.endsWith("/sandbox/mail"))
            return FakeEngine::data(QJsonArray{apiExample(u"SandboxMail"_s)});
        if (target.endsWith("/sandbox/recipients"))
            return FakeEngine::data(apiExample(u"SandboxAudience"_s));
        QJsonObject check = apiExample(u"ReadinessCheck"_s);
        check[u"state"_s] = m_state;
        return FakeEngine::data(check);
    }
    [[nodiscard]] const FakeRequest &last() const { return m_ctl.engine.requests.last(); }

    QString m_state = u"failed"_s;
    CtlHands m_ctl{[this](const FakeRequest &request) { return answer(request); }};

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_ctl.start()); }

    void eventsAreAddedUp()
    {
        const QStringList lines = m_ctl.run(
            {u"event"_s, u"top"_s, u"--by"_s, u"link"_s, u"--message-id"_s, u"m@example.com"_s, u"--limit"_s, u"7"_s});
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        QVERIFY2(last().target.endsWith("/events/summary?message_id=m%40example.com&by=link&limit=7"),
                 last().target.constData());
        QVERIFY(lines.first().startsWith(u"LINK"_s));
        QVERIFY2(lines.value(1).simplified().startsWith(u"ann@example.net 2 3 (2 by people)"_s),
                 qPrintable(lines.value(1)));
        const QStringList rows = m_ctl.run({u"event"_s, u"top"_s, u"--format"_s, u"csv"_s});
        QVERIFY2(rows.value(1).contains(u"ann@example.net"_s), qPrintable(rows.join(u'|')));
        const QStringList json = m_ctl.run({u"--json"_s, u"event"_s, u"top"_s});
        QCOMPARE(QJsonDocument::fromJson(json.join(u'\n').toUtf8()).object(), apiExample(u"EventSummary"_s));
    }

    void settingsAreTried()
    {
        const QStringList words{u"settings"_s, u"test"_s,           u"mail"_s, u"smtp.url=smtp://mail.example.com"_s,
                                u"--to"_s,     u"ann@example.com"_s};
        const QStringList lines = m_ctl.run(words, 1);
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        QCOMPARE(last().target, "/api/v1/settings/test"_ba);
        const QByteArray wanted =
            R"({"settings":{"smtp.url":"smtp://mail.example.com"},"to":"ann@example.com","what":"mail"})";
        QCOMPARE(last().body, wanted);
        QVERIFY2(lines.first().contains(apiExample(u"ReadinessCheck"_s).value(u"sentence"_s).toString()),
                 qPrintable(lines.first()));
        m_state = u"ready"_s;
        QVERIFY(!m_ctl.run({u"settings"_s, u"test"_s, u"resolver"_s}).isEmpty());
        QCOMPARE(QJsonDocument::fromJson(last().body).object().value(u"what"_s).toString(), u"resolver"_s);
    }

    void theSandboxPlays()
    {
        const QStringList lines = m_ctl.run({u"sandbox"_s, u"recipients"_s, u"play"_s, u"--count"_s, u"100"_s,
                                             u"--tracking-host"_s, u"track.example.com"_s});
        QVERIFY2(!lines.isEmpty(), m_ctl.err.constData());
        QCOMPARE(last().target, "/api/v1/sandbox/recipients"_ba);
        const QJsonObject body = QJsonDocument::fromJson(last().body).object();
        QCOMPARE(body.value(u"recipients"_s).toInt(), 100);
        QCOMPARE(body.value(u"tracking_host"_s).toString(), u"track.example.com"_s);
        QCOMPARE(body.value(u"cluster"_s), apiExample(u"Cluster"_s).value(u"id"_s));
        QCOMPARE(lines.first(), u"100 recipients: 67 opens and 35 clicks are on their way."_s);
        const QStringList mails = m_ctl.run({u"sandbox"_s, u"mail"_s, u"list"_s});
        QVERIFY2(mails.value(1).contains(u"track.example.com is verified"_s), qPrintable(mails.join(u'|')));
    }
};

UNMTA_TEST(TestCtlTools)

} // namespace unmta::tst_ctl_tools

#include "tst_ctl_tools.moc"
