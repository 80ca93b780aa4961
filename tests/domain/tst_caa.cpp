#include "domain/authority/Caa.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_caa {

using namespace Qt::StringLiterals;

namespace {

const QString account = u"https://ca.example/acct/7"_s;

// The refused reason in a word and the record, or empty.
QString verdict(const QStringList &lines)
{
    CaaSet set{u"example.com"_s, {}};
    for (const QString &line : lines) {
        const auto record = CaaRecord::parse(line);
        if (!record)
            return u"unreadable: "_s + line;
        set.records << *record;
    }
    const auto refusal = judgeCaa(set, {{u"ca.example"_s, u"ca2.example"_s}, account, u"http-01"_s});
    if (!refusal)
        return {};
    static const QStringList words{u"not named"_s, u"account"_s, u"method"_s, u"not understood"_s};
    return words.at(static_cast<int>(refusal->reason)) + u": "_s + refusal->record;
}

} // namespace

class TestCaa : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRecords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("flags");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << u"0 issue \"ca.example\""_s << 0 << u"issue"_s << u"ca.example"_s;
        QTest::newRow("critical, capitals") << u"128 IssueWild \";\""_s << 128 << u"issuewild"_s << u";"_s;
        QTest::newRow("escaped") << u"0 iodef \"mailto:a\\\"b\\\\c@example.com\""_s << 0 << u"iodef"_s
                                 << u"mailto:a\"b\\c@example.com"_s;
        QTest::newRow("empty") << u"0 issue \"\""_s << 0 << u"issue"_s << QString();
        QTest::newRow("no quotes") << u"0 issue ca.example"_s << -1 << QString() << QString();
        QTest::newRow("flags that are none") << u"256 issue \"ca.example\""_s << -1 << QString() << QString();
        QTest::newRow("nothing") << QString() << -1 << QString() << QString();
    }
    void readsRecords()
    {
        QFETCH(QString, text);
        QFETCH(int, flags);
        const auto record = CaaRecord::parse(text);
        QCOMPARE(record.has_value(), flags >= 0);
        if (!record)
            return;
        QCOMPARE(record->flags, flags);
        QTEST(record->tag, "tag");
        QTEST(record->value, "value");
        QCOMPARE(CaaRecord::parse(record->text()), record);
    }

    void judges_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("expected");
        const QString add = u"not named: example.com. CAA 0 issue \"ca.example\""_s;
        QTest::newRow("named") << QStringList{u"0 issue \"ca.example\""_s} << QString();
        QTest::newRow("named by its other name, in capitals") << QStringList{u"0 issue \"CA2.Example\""_s} << QString();
        QTest::newRow("named beside others")
            << QStringList{u"0 issue \"other.example\""_s, u"0 issue \" ca.example ;\""_s} << QString();
        QTest::newRow("others only") << QStringList{u"0 issue \"other.example\""_s} << add;
        QTest::newRow("nobody") << QStringList{u"0 issue \";\""_s} << add;
        QTest::newRow("nobody, but us") << QStringList{u"0 issue \";\""_s, u"0 issue \"ca.example\""_s} << QString();
        QTest::newRow("empty") << QStringList{u"0 issue \"\""_s} << add;
        QTest::newRow("one that does not follow the grammar")
            << QStringList{u"0 issue \"ca.example account=7\""_s} << add;
        QTest::newRow("nothing about issuing") << QStringList{u"0 iodef \"mailto:a@example.com\""_s} << QString();
        QTest::newRow("wildcards do not concern us") << QStringList{u"0 issuewild \";\""_s} << QString();
        QTest::newRow("wildcards do not help us")
            << QStringList{u"0 issuewild \"ca.example\""_s, u"0 issue \"other.example\""_s} << add;
        QTest::newRow("unknown, not critical") << QStringList{u"0 future \"x\""_s} << QString();
        QTest::newRow("unknown and critical") << QStringList{u"0 issue \"ca.example\""_s, u"128 future \"x\""_s}
                                              << u"not understood: example.com. CAA 128 future \"x\""_s;
        QTest::newRow("known and critical") << QStringList{u"128 issue \"ca.example\""_s} << QString();
        QTest::newRow("our account") << QStringList{u"0 issue \"ca.example; accounturi=%1\""_s.arg(account)}
                                     << QString();
        QTest::newRow("another account")
            << QStringList{u"0 issue \"ca.example; accounturi=https://ca.example/acct/8\""_s}
            << u"account: example.com. CAA 0 issue \"ca.example; accounturi=%1\""_s.arg(account);
        QTest::newRow("an account twice")
            << QStringList{u"0 issue \"ca.example; accounturi=%1; accounturi=%1\""_s.arg(account)}
            << u"account: example.com. CAA 0 issue \"ca.example; accounturi=%1\""_s.arg(account);
        QTest::newRow("our method") << QStringList{u"0 issue \"ca.example;validationmethods=dns-01,http-01\""_s}
                                    << QString();
        QTest::newRow("another method")
            << QStringList{u"0 issue \"ca.example; validationmethods=dns-01\""_s}
            << u"method: example.com. CAA 0 issue \"ca.example; validationmethods=http-01\""_s;
        QTest::newRow("our account, another method")
            << QStringList{u"0 issue \"ca.example; accounturi=%1; validationmethods=dns-01\""_s.arg(account)}
            << u"method: example.com. CAA 0 issue \"ca.example; accounturi=%1; validationmethods=http-01\""_s.arg(
                   account);
        QTest::newRow("another method, and without any")
            << QStringList{u"0 issue \"ca.example; validationmethods=dns-01\""_s, u"0 issue \"ca.example\""_s}
            << QString();
        QTest::newRow("a parameter of the CA's own")
            << QStringList{u"0 issue \"ca.example; policy=ev\""_s} << QString();
    }
    void judges()
    {
        QFETCH(QStringList, lines);
        QTEST(verdict(lines), "expected");
    }

    void withoutRecordsOrIdentitiesNothingIsRefused()
    {
        QVERIFY(!judgeCaa({}, {{u"ca.example"_s}, account, u"http-01"_s}));
        const CaaSet others{u"example.com"_s, {{0, u"issue"_s, u"other.example"_s}}};
        QVERIFY(judgeCaa(others, {{u"ca.example"_s}, account, u"http-01"_s}));
        QVERIFY(!judgeCaa(others, {{}, account, u"http-01"_s}));
    }
};

UNMTA_TEST(TestCaa)

} // namespace unmta::tst_caa

#include "tst_caa.moc"
