#include "domain/EventId.h"
#include "domain/VerificationTarget.h"
#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QTest>
#include <QUuid>

namespace unmta::tst_verification_target {

using namespace Qt::StringLiterals;

class TestVerificationTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void issuedTargetsAreTargets()
    {
        test::FakeRandom random;
        QSet<QString> seen;
        for (int i = 0; i < 1000; ++i) {
            const QString target = issueTarget(random, u"track.unmta.net"_s);
            static const QRegularExpression form(u"\\Av-[0-9a-f]{20}\\.track\\.unmta\\.net\\z"_s);
            QVERIFY2(form.match(target).hasMatch(), qPrintable(target));
            QVERIFY(isTarget(target, u"track.unmta.net"_s));
            seen.insert(target);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void recognised_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("target");
        QTest::newRow("target") << u"v-0123456789abcdef0123.track.unmta.net"_s << true;
        QTest::newRow("as DNS may spell it") << u"V-0123456789ABCDEF0123.Track.UNMTA.net"_s << true;
        QTest::newRow("one digit short") << u"v-0123456789abcdef012.track.unmta.net"_s << false;
        QTest::newRow("one digit more") << u"v-0123456789abcdef01234.track.unmta.net"_s << false;
        QTest::newRow("not hexadecimal") << u"v-0123456789abcdefghij.track.unmta.net"_s << false;
        QTest::newRow("label in front") << u"a.v-0123456789abcdef0123.track.unmta.net"_s << false;
        QTest::newRow("other zone") << u"v-0123456789abcdef0123.track.example.net"_s << false;
        QTest::newRow("zone appended to") << u"v-0123456789abcdef0123.track.unmta.net.example.com"_s << false;
        QTest::newRow("zone cut") << u"v-0123456789abcdef0123"_s << false;
        QTest::newRow("fallback host") << u"c-01234567.track.unmta.net"_s << false;
        QTest::newRow("line end") << u"v-0123456789abcdef0123\n.track.unmta.net"_s << false;
        QTest::newRow("empty") << u""_s << false;
    }
    void recognised()
    {
        QFETCH(QString, name);
        QFETCH(bool, target);
        QCOMPARE(isTarget(name, u"track.unmta.net"_s), target);
    }

    void fallbackHosts()
    {
        QCOMPARE(fallbackHost(u"0a1b2c3d"_s, u"track.unmta.net"_s), u"c-0a1b2c3d.track.unmta.net"_s);
    }

    void eventIdsAreVersion7AndSortByTime()
    {
        test::FakeRandom random;
        QString last;
        for (int i = 0; i < 100; ++i) {
            const QString id = makeEventId(fromUnixMs(1'790'000'000'000 + i), random);
            const QUuid uuid = QUuid::fromString(id);
            QVERIFY(!uuid.isNull());
            QCOMPARE(id.size(), 36);
            QCOMPARE(id.at(14), u'7');
            QVERIFY(u"89ab"_s.contains(id.at(19)));
            QVERIFY(id > last);
            last = id;
        }
        // RFC 9562, appendix A.6: this time stamp.
        QVERIFY(makeEventId(fromUnixMs(0x017F22E279B0), random).startsWith(u"017f22e2-79b0-7"_s));
    }
};

UNMTA_TEST(TestVerificationTarget)

} // namespace unmta::tst_verification_target

#include "tst_verification_target.moc"
