// What the console makes of the readiness checks: titles, states, order of gravity, and the parts of a fix.
#include "readiness/ReadinessWords.h"
#include "support/TestMain.h"
#include "ui/ReadinessSamples.h"

#include <QSet>
#include <QTest>

namespace unmta::tst_readiness_words {

using namespace unmta::test;
using namespace unmta::ui;
using namespace Qt::StringLiterals;
using wire::ReadinessState;

class TestReadinessWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCheckHasATitleAndAGravity();
    void statesAreWordsAndSigns_data();
    void statesAreWordsAndSigns();
    void stepsWaitForTheOneBefore_data();
    void stepsWaitForTheOneBefore();
    void fixesAreTakenApart_data();
    void fixesAreTakenApart();
    void failuresAreCounted();
};

void TestReadinessWords::everyCheckHasATitleAndAGravity()
{
    QSet<QString> titles;
    QSet<int> gravities;
    const wire::Readiness all = readiness::allReady({});
    for (const wire::ReadinessCheck &check : all.checks) {
        QVERIFY2(stepTitle(check.id) != check.id, qPrintable(check.id));
        titles.insert(stepTitle(check.id));
        gravities.insert(gravity(check.id));
    }
    QCOMPARE(titles.size(), all.checks.size());
    QCOMPARE(gravities.size(), all.checks.size());
    // What loses events, then what keeps new ones away, then what warns; the unheard-of last.
    QVERIFY(gravity(u"recorder"_s) < gravity(u"disk"_s));
    QVERIFY(gravity(u"disk"_s) < gravity(u"wildcard"_s));
    QVERIFY(gravity(u"wildcard"_s) < gravity(u"certificate"_s));
    QVERIFY(gravity(u"certificate"_s) < gravity(u"notices"_s));
    QVERIFY(gravity(u"first_event"_s) < gravity(u"of_a_newer_engine"_s));
}

void TestReadinessWords::statesAreWordsAndSigns_data()
{
    QTest::addColumn<ReadinessState>("state");
    QTest::addColumn<bool>("wasChecked");
    QTest::addColumn<bool>("waits");
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("mark");
    QTest::newRow("ready") << ReadinessState::Ready << true << false << u"Ready"_s << int(Mark::Check);
    QTest::newRow("to do") << ReadinessState::Todo << true << false << u"To do"_s << int(Mark::Ring);
    QTest::newRow("later") << ReadinessState::Todo << true << true << u"Later"_s << int(Mark::Dash);
    QTest::newRow("failed") << ReadinessState::Failed << true << false << u"Failed"_s << int(Mark::Cross);
    QTest::newRow("unknown") << ReadinessState::Unknown << true << false << u"Unclear"_s << int(Mark::Triangle);
    QTest::newRow("not looked at") << ReadinessState::Unknown << false << false << u"Not yet"_s << int(Mark::Dash);
}

void TestReadinessWords::statesAreWordsAndSigns()
{
    QFETCH(ReadinessState, state);
    QFETCH(bool, wasChecked);
    QFETCH(bool, waits);
    QFETCH(QString, word);
    QFETCH(int, mark);
    wire::ReadinessCheck check;
    check.state = state;
    if (wasChecked)
        check.checkedAt = TimePoint();
    const BadgeText badge = stepBadge(check, waits);
    QCOMPARE(badge.text, word);
    QCOMPARE(int(badge.mark), mark);
    const auto all = allStepBadges();
    QVERIFY(std::any_of(all.begin(), all.end(), [&word](const BadgeText &each) { return each.text == word; }));
}

void TestReadinessWords::stepsWaitForTheOneBefore_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isFresh");
    QTest::addColumn<QString>("before");
    QTest::newRow("the first") << u"target_zone"_s << true << QString();
    QTest::newRow("record without zone") << u"wildcard"_s << true << u"target_zone"_s;
    QTest::newRow("record") << u"wildcard"_s << false << QString();
    QTest::newRow("port without record") << u"http_reachable"_s << false << u"wildcard"_s;
    QTest::newRow("certificate without domain") << u"certificate"_s << false << u"active_domain"_s;
    QTest::newRow("one by itself") << u"mail_server"_s << true << QString();
    QTest::newRow("one that is ready") << u"clock"_s << false << QString();
}

void TestReadinessWords::stepsWaitForTheOneBefore()
{
    QFETCH(QString, id);
    QFETCH(bool, isFresh);
    QFETCH(QString, before);
    const wire::Readiness all = isFresh ? readiness::fresh({}) : readiness::waiting({});
    const auto check =
        std::find_if(all.checks.begin(), all.checks.end(), [&id](const auto &each) { return each.id == id; });
    QVERIFY(check != all.checks.end());
    QCOMPARE(waitsFor(*check, all), before);
}

void TestReadinessWords::fixesAreTakenApart_data()
{
    QTest::addColumn<QString>("fix");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QStringList>("blocks");
    QTest::addColumn<bool>("isWays");
    QTest::addColumn<QString>("setting");
    QTest::newRow("nothing") << QString() << QString() << QStringList() << false << QString();
    QTest::newRow("a sentence") << u"Make room."_s << u"Make room."_s << QStringList() << false << QString();
    QTest::newRow("two commands are one block")
        << u"See:\ndf -h /d\nls -ld /d"_s << u"See:"_s << QStringList{u"df -h /d\nls -ld /d"_s} << false << QString();
    QTest::newRow("records and a command")
        << u"Publish:\n*.t.example. 3600 IN A 192.0.2.1\n*.t.example. 3600 IN AAAA 2001:db8::1\n"
           "unmta-ctl settings set edge.public_addresses=192.0.2.1"_s
        << u"Publish:"_s
        << QStringList{u"*.t.example. 3600 IN A 192.0.2.1\n*.t.example. 3600 IN AAAA 2001:db8::1"_s,
                       u"unmta-ctl settings set edge.public_addresses=192.0.2.1"_s}
        << false << u"edge.public_addresses"_s;
    QTest::newRow("ways to a port")
        << u"Either:\nsystemctl enable --now unmta-engine\nsetcap cap_net_bind_service=+ep /usr/bin/unmta-engine"_s
        << u"Either:"_s
        << QStringList{u"systemctl enable --now unmta-engine"_s,
                       u"setcap cap_net_bind_service=+ep /usr/bin/unmta-engine"_s}
        << true << QString();
    QTest::newRow("the first of several settings")
        << u"Say:\nunmta-ctl settings set smtp.url=smtp://127.0.0.1 notify.to=a@example.net"_s << u"Say:"_s
        << QStringList{u"unmta-ctl settings set smtp.url=smtp://127.0.0.1 notify.to=a@example.net"_s} << false
        << u"smtp.url"_s;
    QTest::newRow("of an engine whose store is elsewhere")
        << u"Say:\nunmta-ctl --data-dir '/srv/my mail' settings set dns.resolvers=127.0.0.1"_s << u"Say:"_s
        << QStringList{u"unmta-ctl --data-dir '/srv/my mail' settings set dns.resolvers=127.0.0.1"_s} << false
        << u"dns.resolvers"_s;
    QTest::newRow("listing is not setting") << u"See:\nunmta-ctl settings list"_s << u"See:"_s
                                            << QStringList{u"unmta-ctl settings list"_s} << false << QString();
}

void TestReadinessWords::fixesAreTakenApart()
{
    QFETCH(QString, fix);
    QFETCH(QString, sentence);
    QFETCH(QStringList, blocks);
    QFETCH(bool, isWays);
    QFETCH(QString, setting);
    const StepFix made = stepFix(fix);
    QCOMPARE(made.sentence, sentence);
    QCOMPARE(made.isWays, isWays);
    QCOMPARE(made.setting, setting);
    QStringList texts;
    for (const CopyBlock &block : made.blocks) {
        texts << block.text;
        QCOMPARE(block.purpose.isEmpty(), !isWays);
    }
    QCOMPARE(texts, blocks);
}

void TestReadinessWords::failuresAreCounted()
{
    const auto disk = readiness::diskFailed({});
    const auto authority = readiness::authorityFailed({});
    QCOMPARE(failureLine({}), QString());
    QCOMPARE(failureLine({disk}), u"Room on the disk: "_s + disk.sentence);
    QVERIFY(failureLine({disk, authority}).endsWith(u" One more check has failed."));
    QVERIFY(failureLine({disk, authority, authority}).endsWith(u" 2 more checks have failed."));
}

UNMTA_TEST(TestReadinessWords)

} // namespace unmta::tst_readiness_words

#include "tst_readiness_words.moc"
