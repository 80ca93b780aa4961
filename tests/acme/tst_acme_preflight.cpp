// What is known before an order: CAA records and the profiles that a CA offers. What must be refused is not ordered.
#include "CaScene.h"
#include "support/TestMain.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTest>

namespace unmta::tst_acme_preflight {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

CaaSet only(const QString &value)
{
    return {u"example.com"_s, {{0, u"issue"_s, value}}};
}

} // namespace

class TestAcmePreflight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"unmta.acme=false"_s); }

    void ordersWhatIsAllowed_data()
    {
        QTest::addColumn<std::optional<CaaSet>>("set");
        QTest::newRow("no records") << std::optional(CaaSet());
        QTest::newRow("it is named") << std::optional(only(u"ca.example"_s));
        QTest::newRow("it cannot be found out: the CA judges") << std::optional<CaaSet>();
    }
    void ordersWhatIsAllowed()
    {
        QFETCH(std::optional<CaaSet>, set);
        CaScene scene;
        scene.ca.caaIdentities = {u"ca.example"_s};
        scene.caa.set = set;
        scene.open();
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QCOMPARE(scene.caa.asked, QStringList{u"track.example.com"_s});
    }

    void ordersNothingThatIsForbidden()
    {
        CaScene scene;
        scene.ca.caaIdentities = {u"ca.example"_s};
        scene.caa.set = only(u"other.example"_s);
        scene.open();
        scene.issue();
        QCOMPARE(scene.code(), u"acme.caa_forbids"_s);
        const acme::IssueOutcome &outcome = scene.outcomes.last();
        QVERIFY(outcome.permanent && outcome.isFree);
        const QString detail = outcome.certificate.error().detail;
        QVERIFY2(detail.contains(u"Add this record: example.com. CAA 0 issue \"ca.example\""), qPrintable(detail));
        QVERIFY2(detail.contains(u"other.example"), qPrintable(detail));
        QCOMPARE(scene.ca.ordersPlaced, 0);
        // The record was added: the same issuer issues.
        scene.caa.set = only(u"ca.example"_s);
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QCOMPARE(scene.ca.ordersPlaced, 1);
    }

    // The account is ours: a record that is bound to it needs its address.
    void namesTheAccount()
    {
        CaScene scene;
        scene.ca.caaIdentities = {u"ca.example"_s};
        scene.caa.set = only(u"ca.example; accounturi=https://ca.example/account/other"_s);
        scene.open();
        scene.issue();
        QCOMPARE(scene.code(), u"acme.caa_forbids"_s);
        const QString url = QJsonDocument::fromJson(scene.account).object().value(u"url"_s).toString();
        QVERIFY(!url.isEmpty());
        const QString detail = scene.outcomes.last().certificate.error().detail;
        QVERIFY2(detail.contains(u"issue \"ca.example; accounturi=%1\""_s.arg(url)), qPrintable(detail));
        scene.caa.set = only(u"ca.example; accounturi="_s + url);
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
    }

    void asksNothingWhereTheCaNamesNoIdentity()
    {
        CaScene scene;
        scene.caa.set = only(u"other.example"_s);
        scene.open();
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QVERIFY(scene.caa.asked.isEmpty());
    }

    // An order that is under way at the CA is finished: it costs no new one.
    void finishesWhatWasOrdered()
    {
        CaScene scene;
        scene.ca.caaIdentities = {u"ca.example"_s};
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer {
            if (FakeCa::endpointOf(call) == "finalize")
                return withStatus(503, "text/html", "busy", {{"retry-after", "7200"}});
            return scene.ca.handle(call);
        };
        scene.open();
        scene.issue();
        QCOMPARE(scene.code(), u"acme.server_error"_s);
        QVERIFY(!scene.state.isEmpty());
        scene.world.server = [&](const outbound::HttpCall &call) -> Answer { return scene.ca.handle(call); };
        scene.issue();
        QVERIFY2(scene.isIssued(), qPrintable(scene.fault()));
        QCOMPARE(scene.ca.ordersPlaced, 1);
        QCOMPARE(scene.caa.asked.size(), 1);
    }

    void ordersByProfile_data()
    {
        QTest::addColumn<QStringList>("offered");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("code");
        const QStringList some{u"classic"_s, u"shortlived"_s};
        QTest::newRow("none offered, none wanted") << QStringList() << QString() << QString();
        QTest::newRow("offered, none wanted") << some << QString() << QString();
        QTest::newRow("offered and wanted") << some << u"shortlived"_s << QString();
        QTest::newRow("not offered") << some << u"tlsserver"_s << u"acme.unknown_profile"_s;
        QTest::newRow("the CA knows no profiles") << QStringList() << u"classic"_s << u"acme.unknown_profile"_s;
    }
    void ordersByProfile()
    {
        QFETCH(QStringList, offered);
        QFETCH(QString, wanted);
        QFETCH(QString, code);
        CaScene scene;
        scene.ca.profiles = offered;
        acme::AcmeConfig config;
        config.profile = wanted;
        scene.open(config);
        scene.issue();
        QCOMPARE(scene.code(), code);
        QCOMPARE(scene.ca.ordersPlaced, code.isEmpty() ? 1 : 0);
        if (code.isEmpty()) {
            QCOMPARE(scene.ca.orderedProfile, wanted);
            return;
        }
        for (const QString &profile : offered)
            QVERIFY(scene.outcomes.last().certificate.error().detail.contains(profile));
    }

    void survivesItsEnd()
    {
        CaScene scene;
        struct Late final : acme::CaaSource
        {
            void lookUp(const QString &, std::function<void(std::optional<CaaSet>)> found) override { waiting = found; }
            std::function<void(std::optional<CaaSet>)> waiting;
        } late;
        scene.ca.caaIdentities = {u"ca.example"_s};
        acme::AcmeConfig config;
        config.directoryUrl = FakeCa::directoryUrl();
        scene.issuer = std::make_unique<acme::AcmeIssuer>(
            scene.world, scene.board, scene.world.clock, config, QByteArray(), [](const QByteArray &) {}, &late);
        scene.issue();
        QVERIFY(late.waiting);
        scene.issuer.reset();
        late.waiting(CaaSet());
        scene.world.run();
        QVERIFY(scene.outcomes.isEmpty());
        QCOMPARE(scene.ca.ordersPlaced, 0);
    }
};

UNMTA_TEST(TestAcmePreflight)

} // namespace unmta::tst_acme_preflight

#include "tst_acme_preflight.moc"
