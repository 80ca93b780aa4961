#include "domain/Delivery.h"
#include "support/TestMain.h"

#include <QMap>
#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_delivery {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{Millis(1'790'000'000'000)};
const QString ann = u"ann@example.net"_s;
const QString bob = u"bob@example.net"_s;

QString nameOf(DeliveryState state)
{
    return QStringList{u"screen"_s, u"queued"_s, u"sent"_s, u"failed"_s}[static_cast<int>(state)];
}

Delivery happened(const Delivery &delivery, const QString &what, TimePoint now)
{
    const QMap<QString, std::function<Delivery()>> events{
        {u"unwanted"_s, [&] { return delivery.unwanted(); }},
        {u"postponed"_s, [&] { return delivery.postponed(now + 40min); }},
        {u"in-mail"_s,
         [&] {
             return delivery.inMail(u"m@example.com"_s, {ann, bob});
         }},
        {u"leaving"_s, [&] { return delivery.leaving(now + 5min); }},
        {u"taken"_s, [&] { return delivery.concluded({}, {}, now); }},
        {u"taken-for-ann"_s, [&] { return delivery.takenFor(ann); }},
        {u"bob-refused"_s, [&] { return delivery.concluded({bob}, u"No such user."_s, now); }},
        {u"all-refused"_s,
         [&] {
             return delivery.concluded({ann, bob}, u"No such user."_s, now);
         }},
        {u"deferred"_s, [&] { return delivery.deferred(u"Later."_s, now); }},
        {u"relay-failed"_s, [&] { return delivery.relayFailed(u"Nobody answers."_s, now + 15min); }},
        {u"last-in-line"_s, [&] { return delivery.lastInLine(now + 15min); }},
        {u"hastened"_s, [&] { return delivery.hastened(now); }},
    };
    return events.value(what)();
}

} // namespace

class TestDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAMailItIsForTheScreen()
    {
        const Delivery delivery;
        QCOMPARE(delivery.state(), DeliveryState::ScreenOnly);
        QVERIFY(!delivery.isDue(start + 24h * 365));
    }

    // A story is a list of "at second: what happened → state, second when it is due, attempts; last error".
    void stories_data()
    {
        QTest::addColumn<QStringList>("steps");
        QTest::newRow("taken at once") << QStringList{u"0 in-mail → queued 0 0; "_s, u"1 taken → sent - 1; "_s};
        QTest::newRow("somebody hands it over")
            << QStringList{u"0 in-mail → queued 0 0; "_s, u"10 leaving → queued 310 0; "_s, u"11 taken → sent - 1; "_s};
        QTest::newRow("the relay wants it later: 1, 5, 15, 60, 60 minutes")
            << QStringList{u"0 in-mail → queued 0 0; "_s,
                           u"0 deferred → queued 60 1; Later."_s,
                           u"60 deferred → queued 360 2; Later."_s,
                           u"360 deferred → queued 1260 3; Later."_s,
                           u"1260 deferred → queued 4860 4; Later."_s,
                           u"4860 deferred → queued 8460 5; Later."_s,
                           u"8460 taken → sent - 6; "_s};
        QTest::newRow("one of two is refused for good")
            << QStringList{u"0 in-mail → queued 0 0; "_s, u"0 taken-for-ann → queued 0 0; "_s,
                           u"0 bob-refused → sent - 1; Not to bob@example.net. No such user."_s};
        QTest::newRow("both are refused for good")
            << QStringList{u"0 in-mail → queued 0 0; "_s, u"0 all-refused → failed - 1; No such user."_s};
        QTest::newRow("one has it, the other later")
            << QStringList{u"0 in-mail → queued 0 0; "_s, u"0 taken-for-ann → queued 0 0; "_s,
                           u"0 deferred → queued 60 1; Later."_s, u"60 taken → sent - 2; "_s};
        QTest::newRow("the relay fails, and works again")
            << QStringList{u"0 relay-failed → queued 900 1; Nobody answers."_s,
                           u"60 hastened → queued 60 1; Nobody answers."_s, u"60 taken → sent - 2; "_s};
        QTest::newRow("the very one under way is tried after the others") << QStringList{
            u"0 relay-failed → queued 900 1; Nobody answers."_s, u"0 last-in-line → queued 901 1; Nobody answers."_s};
        QTest::newRow("one too many for its hour is not hastened")
            << QStringList{u"0 postponed → queued 2400 0; "_s, u"60 hastened → queued 2400 0; "_s};
        QTest::newRow("nobody is to get it any more") << QStringList{u"0 unwanted → screen - 0; "_s};
        for (const char *last : {"taken → sent - 1; ", "all-refused → failed - 1; No such user."}) {
            QStringList steps{u"0 in-mail → queued 0 0; "_s, u"0 "_s + QString::fromUtf8(last)};
            const QString after = steps.last().section(u" → "_s, 1);
            for (const char *late : {"taken", "all-refused", "deferred", "relay-failed", "hastened", "postponed",
                                     "unwanted", "last-in-line", "in-mail", "taken-for-ann"})
                steps << u"9 %1 → %2"_s.arg(QString::fromUtf8(late), after);
            QTest::addRow("nothing happens after %s", last) << steps;
        }
    }
    void stories()
    {
        QFETCH(QStringList, steps);
        static const QRegularExpression form(u"\\A(\\d+) ([\\w-]+) → (\\w+) (-|\\d+) (\\d+); (.*)\\z"_s);
        Delivery delivery = Delivery::queued(start);
        for (const QString &step : steps) {
            const auto parts = form.match(step);
            QVERIFY2(parts.hasMatch(), qPrintable(step));
            const TimePoint now = start + std::chrono::seconds(parts.captured(1).toInt());
            delivery = happened(delivery, parts.captured(2), now);
            const auto &fields = delivery.fields();
            QVERIFY2(nameOf(fields.state) == parts.captured(3), qPrintable(step + u" but: "_s + nameOf(fields.state)));
            QVERIFY2(fields.nextAttemptAt.has_value() == (parts.captured(4) != u"-"_s), qPrintable(step));
            if (fields.nextAttemptAt) {
                const auto due = std::chrono::duration_cast<std::chrono::seconds>(*fields.nextAttemptAt - start);
                QVERIFY2(due.count() == parts.captured(4).toInt(),
                         qPrintable(step + u" but: "_s + QString::number(due.count())));
            }
            QVERIFY2(fields.attempts == parts.captured(5).toInt(), qPrintable(step));
            QVERIFY2(fields.lastError == parts.captured(6), qPrintable(step + u" but: "_s + fields.lastError));
        }
    }

    void givenUpAfterTwoDays_data()
    {
        QTest::addColumn<bool>("relayIsDown");
        QTest::newRow("the relay wants it later, always") << false;
        QTest::newRow("the relay cannot be used") << true;
    }
    void givenUpAfterTwoDays()
    {
        QFETCH(bool, relayIsDown);
        Delivery delivery = Delivery::queued(start);
        TimePoint now = start;
        int attempts = 0;
        while (delivery.isQueued()) {
            now = *delivery.fields().nextAttemptAt;
            ++attempts;
            delivery = relayIsDown ? delivery.relayFailed(u"Down."_s, now + deliveryPause(attempts))
                                   : delivery.deferred(u"Later."_s, now);
            QVERIFY(attempts <= Delivery::mostAttempts);
        }
        QCOMPARE(delivery.state(), DeliveryState::Failed);
        QVERIFY(!delivery.fields().nextAttemptAt);
        QVERIFY(!delivery.fields().lastError.isEmpty());
        QVERIFY2(now - start > 48h && now - start < 56h, qPrintable(toIso8601(now)));
    }

    void dueAlsoUnderAClockThatWasSetBack_data()
    {
        QTest::addColumn<Millis>("after");
        QTest::addColumn<bool>("isDue");
        QTest::newRow("its time has come") << Millis(0) << true;
        QTest::newRow("not yet") << Millis(-1min) << false;
        QTest::newRow("the clock was set back by an hour") << Millis(-1h) << false; // waits the hour out
        QTest::newRow("the clock was set back by a day") << Millis(-24h) << true;
    }
    void dueAlsoUnderAClockThatWasSetBack()
    {
        QFETCH(Millis, after);
        QFETCH(bool, isDue);
        QCOMPARE(Delivery::queued(start).isDue(start + after), isDue);
    }

    void whoStillWaits()
    {
        const Delivery mail = Delivery::queued(start).inMail(u"m@example.com"_s, {ann, bob});
        QCOMPARE(mail.waiting(), (QStringList{ann, bob}));
        QCOMPARE(mail.takenFor(ann).waiting(), QStringList{bob});
        QVERIFY(mail.takenFor(ann).takenFor(bob).waiting().isEmpty());
    }

    void hadToWait()
    {
        const Delivery mail = Delivery::queued(start);
        QVERIFY(!mail.hadToWait(start));
        QVERIFY(mail.postponed(start + 40min).hadToWait(start));
        QVERIFY2(!mail.deferred(u"Later."_s, start).hadToWait(start), "it was tried");
    }

    void looksLike_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("theSame");
        QTest::newRow("in a mail") << u"in-mail"_s << true;
        QTest::newRow("put off for its hour") << u"postponed"_s << true;
        QTest::newRow("one person has it") << u"taken-for-ann"_s << true;
        QTest::newRow("sent") << u"taken"_s << false;
        QTest::newRow("put off by the relay") << u"deferred"_s << false; // with the reason
    }
    void looksLike()
    {
        QFETCH(QString, what);
        QFETCH(bool, theSame);
        const Delivery mail = Delivery::queued(start);
        QCOMPARE(mail.looksLike(happened(mail, what, start)), theSame);
    }
};

UNMTA_TEST(TestDelivery)

} // namespace unmta::tst_delivery

#include "tst_delivery.moc"
