// The engine thread makes no keys and no signatures, and looks at none: they are made and judged where the issuer
// works.
#include "acme/InternalCa.h"
#include "outbound/OutboundHttp.h"
#include "service/system/Signatures.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>
#include <QThread>

namespace unmta::tst_engine_thread {

using namespace unmta::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestEngineThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAndJudgesNothing()
    {
        if (!canWatchSignatures())
            QSKIP("no function of OpenSSL can be overlaid here");
        ServiceHarness h;
        outbound::OutboundHttp worker;
        h.certificates.setIssuer(
            std::make_unique<acme::InternalIssuer>(worker, h.clock, acme::InternalCa::create(h.clock.now()).value()),
            "internal");
        h.certificates.start();
        const QString host = u"track.example.com"_s;
        const auto chain = [&] { return h.certificates.of(host).fields().chainPem; };
        watchSignatures(QThread::currentThreadId());
        h.activate(host);
        QTRY_VERIFY(!chain().isEmpty());
        const QByteArray first = chain();
        QTRY_VERIFY(*h.certificates.of(host).fields().nextAttemptAt > h.clock.now());
        h.clock.advance(24h * 65); // and the same for its successor
        h.certificates.lookAgain();
        QTRY_VERIFY(chain() != first);
        h.certificates.stop();
        const auto seen = seenSignatures();
        QVERIFY(seen.elsewhere > 0);
        QCOMPARE(seen.onWatched, 0);
    }
};

UNMTA_TEST(TestEngineThread)

} // namespace unmta::tst_engine_thread

#include "tst_engine_thread.moc"
