// The sandbox's own operations: recipients who open and click at the real edge, the mail that would have been sent, and
// a provider that is found out.
#include "support/ApiWorld.h"
#include "support/TestMain.h"

#include "contract/Operations.h"

#include <QJsonArray>
#include <QTest>

namespace unmta::tst_api_sandbox {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"track.example.com"_s;

} // namespace

class TestApiSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_world.start(), qPrintable(m_world.failure.code));
        QVERIFY(m_world.activate(host));
    }

    void recipientsOpenAndClick_data()
    {
        QTest::addColumn<int>("recipients");
        QTest::newRow("one does everything") << 1;
        QTest::newRow("many") << 60;
    }
    void recipientsOpenAndClick()
    {
        QFETCH(int, recipients);
        const int before = sum();
        const auto played = ApiWorld::send(
            m_world.door(Door::Local),
            jsonRequest(api::playRecipients, {},
                        {{u"cluster"_s, m_world.cluster}, {u"recipients"_s, recipients}, {u"tracking_host"_s, host}}));
        QCOMPARE(played.status, 200);
        const int wanted = played.data("opens").toInt() + played.data("clicks").toInt();
        QVERIFY(played.data("opens").toInt() >= 1);
        QVERIFY(played.data("clicks").toInt() >= 1);
        QTRY_COMPARE_WITH_TIMEOUT(sum() - before, wanted, 60'000);
        const auto links = m_world.get(eventsPath() + QStringList{u"summary"_s}, {{u"by"_s, u"link"_s}});
        QCOMPARE(links.data("top").toArray().first().toObject().value(u"link_name"_s).toString(), u"offer"_s);
    }

    void aHostThatIsNotActive()
    {
        const auto refused =
            ApiWorld::send(m_world.door(Door::Local), jsonRequest(api::playRecipients, {},
                                                                  {{u"cluster"_s, m_world.cluster},
                                                                   {u"recipients"_s, 1},
                                                                   {u"tracking_host"_s, u"none.example.com"_s}}));
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.body.value(u"code"_s).toString(), u"domain.not_active"_s);
    }

    void theMailThatWouldHaveBeenSent()
    {
        const auto listed = [this] { return m_world.get({u"sandbox"_s, u"mail"_s}).data().toArray(); };
        QTRY_VERIFY(!listed().isEmpty());
        const QJsonObject mail = listed().last().toObject();
        QCOMPARE(mail.value(u"domain"_s).toString(), host);
        QVERIFY(mail.value(u"subject"_s).toString().contains(host));
        QVERIFY(mail.value(u"text"_s).toString().contains(host));
        QVERIFY(mail.value(u"to"_s).toArray().isEmpty());
        // What is to be typed finds this engine.
        QVERIFY(m_world.publish(host, u"elsewhere.example.org"_s));
        QCOMPARE(m_world.verify(host).status, 200);
        QTRY_COMPARE(m_world.get(m_world.domainPath(host)).data("strikes"), 1);
        const QString typed =
            u"unmta-ctl --data-dir %1 domain verify %2"_s.arg(QDir::toNativeSeparators(m_world.dataDir()), host);
        QTRY_VERIFY(listed().first().toObject().value(u"text"_s).toString().contains(typed));
        QCOMPARE(m_world.set(u"notify.to"_s, u"ann@example.net"_s).status, 200);
        QCOMPARE(listed().last().toObject().value(u"to"_s).toArray(), QJsonArray{u"ann@example.net"_s});
    }

    void theProviderIsFoundOut()
    {
        const auto domain = m_world.get(m_world.domainPath(host));
        QCOMPARE(domain.data("last_check").toObject().value(u"provider"_s).toString(), u"cloudflare"_s);
        QCOMPARE(domain.data("record").toObject().value(u"zone"_s).toString(), u"example.com"_s);
    }

private:
    [[nodiscard]] QStringList eventsPath() const { return {u"clusters"_s, m_world.cluster, u"events"_s}; }
    [[nodiscard]] int sum()
    {
        const auto sums = m_world.get(eventsPath() + QStringList{u"summary"_s});
        return sums.data("opens").toInt() + sums.data("clicks").toInt();
    }

    ApiWorld m_world;
};

UNMTA_TEST(TestApiSandbox)

} // namespace unmta::tst_api_sandbox

#include "tst_api_sandbox.moc"
