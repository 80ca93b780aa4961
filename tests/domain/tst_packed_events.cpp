#include "domain/events/PackedEvents.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_packed_events {

using namespace Qt::StringLiterals;

class TestPackedEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The vector of resources/docs/contributor/events.md.
    void vector()
    {
        TrackingEvent event;
        event.eventId = u"0192d5ad-ec00-7abc-8def-0123456789ab"_s;
        event.kind = LinkKind::Click;
        event.timestamp = fromUnixMs(0x0192d5adec00);
        event.clusterId = u"0a0b0c0d"_s;
        event.domainId = 300;
        event.trackingHost = u"t.example"_s;
        event.messageId = u"m@x"_s;
        event.recipient = u"a@b"_s;
        event.url = u"https://e/"_s;
        event.linkIndex = 2;
        event.linkName = u"n"_s;
        event.ip = u"::1"_s;
        event.userAgent = u"UA"_s;
        event.meta = {{u"k"_s, u"v"_s}};
        const QByteArray packed = packEvents(std::vector{event});
        QCOMPARE(packed.toHex(), QByteArray("010192d5adec007abc8def0123456789ab80d8b7adad32ac0202"
                                            "083061306230633064"
                                            "09742e6578616d706c65"
                                            "00"
                                            "036d4078"
                                            "03614062"
                                            "0a68747470733a2f2f652f"
                                            "016e"
                                            "033a3a31"
                                            "025541"
                                            "04016b0176"));
        PackedEvents reader(packed);
        QCOMPARE(toEvent(*reader.next()), event);
        QVERIFY(!reader.next());
        QVERIFY(reader.isWhole());
    }

    void whateverIsCutIsNoEvent()
    {
        TrackingEvent event;
        event.eventId = u"0192d5ad-ec00-7abc-8def-0123456789ab"_s;
        event.timestamp = fromUnixMs(1'790'000'000'000);
        event.userAgent = QString(300, u'x');
        const QByteArray packed = packEvents(std::vector{event, event});
        for (qsizetype size = 0; size < packed.size(); ++size) {
            PackedEvents reader(QByteArrayView(packed).first(size));
            int events = 0;
            while (reader.next())
                ++events;
            QCOMPARE(events, size < packed.size() / 2 ? 0 : 1);
            QCOMPARE(reader.isWhole(), size == 0 || size == packed.size() / 2);
        }
    }

    void randomBytesEnd()
    {
        test::FakeRandom random;
        for (int i = 0; i < 2000; ++i) {
            const QByteArray bytes = random.bytes(200);
            PackedEvents reader(bytes);
            int events = 0;
            while (const auto event = reader.next()) {
                for (const QByteArrayView text : event->texts)
                    QVERIFY(text.isEmpty() || (text.begin() >= bytes.begin() && text.end() <= bytes.end()));
                ++events;
            }
            QVERIFY(events < 10);
        }
    }

    // Both spellings of a recipient's key are one rule.
    void keysOfBothSpellings_data()
    {
        QTest::addColumn<QString>("recipient");
        for (const QString &text : {u"ann@example.net"_s,
                                    u"Ann@EXAMPLE.net"_s,
                                    u" ann@example.net "_s,
                                    u"JÖRG@münchen.example"_s,
                                    u"jo\u0308rg@x.example"_s,
                                    u"a@xn--mnchen-3ya.example"_s,
                                    u"a@XN--MNCHEN-3YA.example"_s,
                                    u"@"_s,
                                    u"a@b@C"_s,
                                    u"A_b%c@exa_mple.COM"_s,
                                    u"a@-x.example"_s,
                                    u"a@x..example"_s,
                                    u"a@x.example."_s,
                                    u"a@[192.0.2.1]"_s,
                                    u"Customer-4711"_s,
                                    u"a--B@example.net"_s,
                                    u""_s,
                                    u"\tx"_s,
                                    u"a@ex ample.net"_s,
                                    u"\u0130@x.example"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void keysOfBothSpellings()
    {
        QFETCH(QString, recipient);
        QCOMPARE(QString::fromUtf8(recipientKey(QByteArrayView(recipient.toUtf8()))), recipientKey(recipient));
        QCOMPARE(recipientKey(recipientKey(recipient)), recipientKey(recipient));
    }
};

UNMTA_TEST(TestPackedEvents)

} // namespace unmta::tst_packed_events

#include "tst_packed_events.moc"
