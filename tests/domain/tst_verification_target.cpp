#include "domain/TrackingEvent.h"
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
            seen.insert(target);
        }
        QCOMPARE(seen.size(), 1000);
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
