// Dates, times and numbers in the order and with the signs of the country.
#include "support/Formatting.h"
#include "support/TestMain.h"

#include <QDate>
#include <QLocale>
#include <QTest>

namespace unmta::tst_ui_formatting {

using namespace unmta::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUiFormatting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheLocale_data();
    void followsTheLocale();
};

void TestUiFormatting::followsTheLocale_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("day");
    QTest::addColumn<QString>("date");
    QTest::addColumn<QString>("hour");
    QTest::addColumn<QString>("figure");
    QTest::newRow("C") << QLocale::c() << u"4 Feb"_s << u"4 Feb 2027"_s << u"14:05"_s << u"48,210"_s;
    QTest::newRow("England") << QLocale(QLocale::English, QLocale::UnitedKingdom) << u"4 Feb"_s << u"4 Feb 2027"_s
                             << u"14:05"_s << u"48,210"_s;
    QTest::newRow("America") << QLocale(QLocale::English, QLocale::UnitedStates) << u"Feb 4"_s << u"Feb 4, 2027"_s
                             << u"2:05 PM"_s << u"48,210"_s;
    QTest::newRow("Germany") << QLocale(QLocale::German, QLocale::Germany) << u"4. Feb."_s << u"4. Feb. 2027"_s
                             << u"14:05"_s << u"48.210"_s;
    QTest::newRow("Spain") << QLocale(QLocale::Spanish, QLocale::Spain) << u"4 de feb"_s << u"4 de feb de 2027"_s
                           << u"14:05"_s << u"48.210"_s;
    QTest::newRow("Japan") << QLocale(QLocale::Japanese, QLocale::Japan) << u"2月4日"_s << u"2027年2月4日"_s
                           << u"14:05"_s << u"48,210"_s;
}

void TestUiFormatting::followsTheLocale()
{
    QFETCH(QLocale, locale);
    QFETCH(QString, day);
    QFETCH(QString, date);
    QFETCH(QString, hour);
    QFETCH(QString, figure);
    const QLocale usual;
    QLocale::setDefault(locale);
    const auto restore = qScopeGuard([&usual] { QLocale::setDefault(usual); });
    const TimePoint time = *fromIso8601(u"2027-02-04T14:05:09Z"_s); // tests run in UTC
    // Newer data of the countries has a narrow space before PM.
    const auto plain = [](QString text) { return text.replace(u'\u202f', u' '); };
    QCOMPARE(dayOfYear(QDate(2027, 2, 4)), day);
    QCOMPARE(dayOnly(time), date);
    QCOMPARE(plain(clockTime(time)), hour);
    QCOMPARE(plain(dayAndTime(time, time + 24h * 9)), u"%1 %2"_s.arg(day, hour));
    QCOMPARE(dayAndTime(time, time + 24h * 400), date);
    QVERIFY2(exactTime(time).contains(u":05:09"), qPrintable(exactTime(time)));
    QCOMPARE(number(48210), figure);
}

UNMTA_TEST(TestUiFormatting)

} // namespace unmta::tst_ui_formatting

#include "tst_ui_formatting.moc"
