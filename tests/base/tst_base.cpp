#include "base/Clock.h"
#include "base/Duration.h"
#include "base/Log.h"
#include "base/Random.h"
#include "base/Result.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QSet>
#include <QTest>

#include <future>

namespace unmta::tst_base {

class TestBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1: refused
        QTest::addColumn<QString>("shortest");
        QTest::newRow("seconds") << "30s" << qint64(30'000) << "30s";
        QTest::newRow("minutes") << "15m" << qint64(900'000) << "15m";
        QTest::newRow("a day in hours stays so") << "24h" << qint64(86'400'000) << "24h";
        QTest::newRow("a day becomes hours") << "1d" << qint64(86'400'000) << "24h";
        QTest::newRow("days") << "90d" << qint64(7'776'000'000) << "90d";
        QTest::newRow("milliseconds") << "500ms" << qint64(500) << "500ms";
        QTest::newRow("no unit") << "30" << qint64(-1) << "";
        QTest::newRow("negative") << "-5s" << qint64(-1) << "";
        QTest::newRow("empty") << "" << qint64(-1) << "";
        QTest::newRow("two units") << "1h30m" << qint64(-1) << "";
        QTest::newRow("trailing line end") << "30s\n" << qint64(-1) << "";
    }
    void durations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        QFETCH(QString, shortest);
        const auto parsed = parseDuration(text);
        QCOMPARE(parsed.ok(), ms >= 0);
        if (!parsed) {
            QCOMPARE(parsed.error().code, QStringLiteral("duration.malformed"));
            return;
        }
        QCOMPARE(qint64(parsed->count()), ms);
        QCOMPARE(formatDuration(*parsed), shortest);
    }

    void isoTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("utc") << "2026-11-24T22:07:10Z" << qint64(1795558030000);
        QTest::newRow("milliseconds") << "2026-11-24T22:07:10.250Z" << qint64(1795558030250);
        QTest::newRow("offset") << "2026-11-25T00:07:10+02:00" << qint64(1795558030000);
        QTest::newRow("local time") << "2026-11-24T22:07:10" << qint64(-1);
        QTest::newRow("date only") << "2026-11-24" << qint64(-1);
        QTest::newRow("thirteenth month") << "2026-13-24T22:07:10Z" << qint64(-1);
    }
    void isoTimes()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto parsed = fromIso8601(text);
        QCOMPARE(parsed ? qint64(toUnixMs(*parsed)) : qint64(-1), ms);
        if (parsed)
            QCOMPARE(fromIso8601(toIso8601(*parsed)), parsed);
    }

    // Written by hand, since lists are full of them.
    void isoTimesAreAsQtWritesThem()
    {
        test::FakeRandom random;
        QList<qint64> times{0,
                            -1,
                            1,
                            951'782'399'999,
                            951'782'400'000,
                            4'102'444'800'000,
                            -62'135'596'800'000,
                            253'402'300'799'999,
                            -62'135'596'800'001,
                            253'402'300'800'000};
        for (int i = 0; i < 2000; ++i)
            times << (qint64{random.below(1'000'000'000)} - 300'000'000) * 10'000 +
                         (i % 3 == 0 ? 0 : random.below(1000));
        for (const qint64 ms : std::as_const(times)) {
            const QDateTime utc = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
            QCOMPARE(toIso8601(fromUnixMs(ms)), utc.toString(utc.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs));
        }
    }

    void logLinesStayOneLine()
    {
        QCOMPARE(logSafe(u"a\r\nb\x1b[31m\u2028c"), QStringLiteral("a\\x0d\\x0ab\\x1b[31m\\x2028c"));
        QCOMPARE(logSafe(u"abcdef", 3), QStringLiteral("abc…"));
    }

    void logLinesGoToTheirSink()
    {
        static QByteArray line;
        static QtMsgType type = QtDebugMsg;
        const QtMessageHandler before = qInstallMessageHandler(nullptr);
        installLogHandler();
        setLogSink([](QtMsgType kind, const QByteArray &text) {
            type = kind;
            line = text;
        });
        qCWarning(lcEngine).noquote() << "here";
        setLogSink(nullptr);
        qInstallMessageHandler(before);
        QCOMPARE(type, QtWarningMsg);
        QVERIFY2(line.endsWith(" warning unmta.engine here\n"), line.constData());
    }

    void randomBelowStaysBelow()
    {
        test::FakeRandom random;
        QSet<std::uint32_t> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto value = random.below(7);
            QVERIFY(value < 7);
            seen.insert(value);
        }
        QCOMPARE(seen.size(), 7);
        QCOMPARE(SystemRandom().hex(10).size(), 20);
        QVERIFY(SystemRandom().hex(10) != SystemRandom().hex(10));
    }

    // Whatever it keeps in reserve it gives out once: no eight bytes come again, across sizes and threads.
    void systemRandomGivesNothingTwice()
    {
        QSet<QByteArray> seen;
        qsizetype taken = 0;
        const auto take = [](qsizetype count) { return SystemRandom().bytes(count); };
        for (int i = 0; i < 300; ++i) {
            const QByteArray bytes = i % 2 == 0 ? take(8 + i) : std::async(std::launch::async, take, 8 + i).get();
            QCOMPARE(bytes.size(), 8 + i);
            for (qsizetype at = 0; at + 8 <= bytes.size(); at += 8, ++taken)
                seen.insert(bytes.mid(at, 8));
        }
        QCOMPARE(seen.size(), taken);
    }

    void resultHoldsValueOrError()
    {
        const Result<int> good = 5;
        const Result<int> bad = Error(QStringLiteral("x.y"), QStringLiteral("name"));
        QVERIFY(good.ok());
        QCOMPARE(*good, 5);
        QVERIFY(!bad.ok());
        QCOMPARE(describe(bad.error()), QStringLiteral("code=x.y field=name"));
        QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, (void)bad.value());
    }
};

UNMTA_TEST(TestBase)

} // namespace unmta::tst_base

#include "tst_base.moc"
