// What each setting accepts, over all rows of the table, and what the engine reads of them.
#include "service/settings/Settings.h"
#include "support/SettingRows.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_settings {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDefaultIsInForceAndAccepted_data() { test::addSettingRows(); }
    void theDefaultIsInForceAndAccepted()
    {
        QFETCH(const Setting *const, row);
        const QString byDefault = QString::fromUtf8(row->byDefault);
        QCOMPARE(Settings().text(*row), byDefault);
        // What is stored goes before it, even where that is nothing.
        QCOMPARE(Settings({{QString::fromLatin1(row->name), u"x"_s}}).text(*row), u"x"_s);
        QCOMPARE(Settings({{QString::fromLatin1(row->name), {}}}).text(*row), QString());
        const auto checked = checkedSetting(QString::fromLatin1(row->name), byDefault);
        QVERIFY2(checked, row->byDefault);
        QCOMPARE(*checked, byDefault);
    }

    void choicesAreAcceptedInAnyCase_data() { test::addSettingRows(); }
    void choicesAreAcceptedInAnyCase()
    {
        QFETCH(const Setting *const, row);
        const QStringList choices = settingChoices(*row);
        for (const QString &choice : choices) {
            const auto checked = checkedSetting(QString::fromLatin1(row->name), u' ' + choice.toUpper());
            QVERIFY2(checked, qPrintable(choice));
            QCOMPARE(*checked, choice);
        }
    }

    void twoLinesAreRefusedWithAdvice_data() { test::addSettingRows(); }
    void twoLinesAreRefusedWithAdvice()
    {
        QFETCH(const Setting *const, row);
        const auto refused = checkedSetting(QString::fromLatin1(row->name), u"hunter2\nx"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"settings.invalid"_s);
        QCOMPARE(refused.error().field, QString::fromLatin1(row->name));
        QCOMPARE(refused.error().context.value(u"value"_s).contains(u"hunter2"_s), !row->isSecret());
        const QString advice = refused.error().context.value(u"expected"_s);
        QVERIFY2(advice.startsWith(u"give "_s) || advice.startsWith(u"choose "_s), qPrintable(advice));
        QVERIFY(!row->advice || advice == QString::fromUtf8(row->advice));
    }

    void adviceNamesTheChoices()
    {
        const auto advice = [](const QString &name) {
            return checkedSetting(name, u"?"_s).error().context.value(u"expected"_s);
        };
        QCOMPARE(advice(u"monitor.auto_verify"_s), u"choose on or off"_s);
        QCOMPARE(advice(u"privacy.ip"_s), u"choose full, truncated or none"_s);
    }

    void unknownNamesAreRefused()
    {
        const auto refused = checkedSetting(u"privacy.colour"_s, u"blue"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"settings.unknown"_s);
    }

    void valuesAreReadAsWhatTheyAre()
    {
        const Settings settings({{u"monitor.auto_verify"_s, u"off"_s},
                                 {u"monitor.interval"_s, u"90s"_s},
                                 {u"monitor.breaker_share"_s, u"25%"_s},
                                 {u"dns.canaries"_s, u"a.example.com, ,b.example.com"_s},
                                 {u"edge.public_addresses"_s, u"::ffff:192.0.2.80,,[2001:DB8:0::80]"_s},
                                 {u"events.retention"_s, u"forever"_s},
                                 {u"privacy.ip"_s, u"truncated"_s}});
        QVERIFY(!settings.flag("monitor.auto_verify"));
        QCOMPARE(settings.duration("monitor.interval"), Millis(90s));
        QCOMPARE(settings.breakerShare(), 0.25);
        QCOMPARE(settings.list("dns.canaries"), (QStringList{u"a.example.com"_s, u"b.example.com"_s}));
        // As answers of name servers spell them.
        QCOMPARE(settings.addresses("edge.public_addresses"), (QStringList{u"192.0.2.80"_s, u"2001:db8::80"_s}));
        QVERIFY(!settings.retention("events.retention"));
        QCOMPARE(Settings().retention("events.retention"), std::optional<Millis>(24h * 365));
        QCOMPARE(settings.ipPrivacy(), IpPrivacy::Truncated);
        QCOMPARE(settings.httpsPolicy(), HttpsPolicy::Optional);
        QVERIFY(settings.keepsUserAgent());
        QCOMPARE(Settings({{u"edge.workers"_s, u"12"_s}}).edgeWorkers(), 12);
        QCOMPARE(Settings().edgeWorkers(), 0);
    }
};

UNMTA_TEST(TestSettings)

} // namespace unmta::tst_settings

#include "tst_settings.moc"
