// Access tokens in the settings: made for a purpose, shown once, given a new text, taken back.
#include "support/TestMain.h"
#include "ui/ConsoleFixture.h"

#include <QComboBox>

namespace unmta::tst_ui_tokens {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

// Opens the dialog for a new one and names it.
bool begins(const ConsoleFixture &console, const QString &name)
{
    return console.clickSoon("settingsButton") && console.clickSoon("newTokenButton") &&
           QTest::qWaitFor([&] { return console.shows("promptEdit"); }) && console.type("promptEdit", name);
}

void choose(const ConsoleFixture &console, const char *box, const QString &text)
{
    auto *combo = console.find<QComboBox>(box);
    combo->setFocus(Qt::TabFocusReason);
    QTest::keyClick(combo, Qt::Key_Home);
    while (combo->currentText() != text && combo->currentIndex() + 1 < combo->count())
        QTest::keyClick(combo, Qt::Key_Down);
}

} // namespace

class TestUiTokens final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLeastIsTheDefault()
    {
        ConsoleFixture console;
        QVERIFY(console.isReady());
        QVERIFY(begins(console, u"reports"_s));
        QVERIFY(console.text("tokenScopeText").contains(u"nothing else"_s));
        QVERIFY(console.clickIn("newTokenDialog", "confirmButton"));
        QTRY_VERIFY(console.text("freshTokenField").startsWith(u"utk_"));
        QCOMPARE(console.engine.tokens.size(), 1);
        const wire::Token &made = console.engine.tokens.front();
        QCOMPARE(made.scopes, QStringList{u"events"_s});
        QVERIFY(!made.clusterId);
        QCOMPARE(*made.expiresAt, console.engine.clock.now() + std::chrono::days(365));
        QTRY_VERIFY(console.find(("tokenExpiry" + QByteArray::number(made.id)).constData()));
    }

    void forAMailHostOfOneCluster()
    {
        ConsoleFixture console;
        QVERIFY(console.isReady());
        QTRY_VERIFY(console.shows("stateTitle")); // the clusters are known, and this one has no domain
        QVERIFY(begins(console, u"mx1"_s));
        choose(console, "tokenScopeBox", u"Rewrite mail"_s);
        QVERIFY(console.text("tokenScopeText").contains(u"link keys"_s));
        const wire::Cluster cluster = console.engine.clusters.front();
        choose(console, "tokenClusterBox", cluster.name);
        QCOMPARE(console.find<QComboBox>("tokenClusterBox")->currentText(), cluster.name);
        choose(console, "tokenExpiryBox", u"Until it is revoked"_s);
        QVERIFY(console.clickIn("newTokenDialog", "confirmButton"));
        QTRY_COMPARE(console.engine.tokens.size(), 1);
        const wire::Token &made = console.engine.tokens.front();
        QCOMPARE(made.scopes, QStringList{u"rewrite"_s});
        QCOMPARE(made.clusterId.value_or(QString()), cluster.id);
        QVERIFY(!made.expiresAt);
        const auto isShown = [&] {
            const auto labels = console.find("tokenCard")->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *each) { return each->text() == u"rewrite · "_s + cluster.name; });
        };
        QTRY_VERIFY(isShown());
    }

    void rotatedAndRevoked()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            engine.tokens = {{7, u"deploy"_s, {u"admin"_s}, {}, engine.clock.now(), {}, {}, {}, {}}};
        });
        QVERIFY(console.isReady());
        QVERIFY(console.clickSoon("settingsButton"));
        QVERIFY(console.clickSoon("rotateTokenButton7"));
        QTRY_COMPARE(console.text("freshTokenField"), u"utk_fedcba9876543210"_s);
        QVERIFY(console.text("freshTokenText").contains(u"another day"_s));
        QVERIFY(console.clickSoon("revokeTokenButton7"));
        QTRY_VERIFY(console.engine.tokens.isEmpty());
    }

    void tokensSayWhenTheyExpire()
    {
        ConsoleFixture console([](FakeEngine &engine) {
            const TimePoint now = engine.clock.now();
            engine.tokens = {{1, u"lasting"_s, {u"read"_s}, {}, now, {}, now + std::chrono::days(38), {}, {}},
                             {2, u"over"_s, {u"read"_s}, {}, now, {}, now - std::chrono::days(3), {}, {}}};
        });
        QVERIFY(console.isReady());
        QVERIFY(console.click("settingsButton"));
        QTRY_COMPARE(console.text("tokenExpiry1"), u"expires in 38 d"_s);
        QCOMPARE(console.text("tokenExpiry2"), u"expired 3 d ago"_s);
    }
};

UNMTA_TEST(TestUiTokens)

} // namespace unmta::tst_ui_tokens

#include "tst_ui_tokens.moc"
