// The engine thread makes no keys and no signatures, and looks at none: they are made and judged where the issuer
// works. OpenSSL's functions are overlaid by ones that note who calls them.
#include "acme/InternalCa.h"
#include "outbound/OutboundHttp.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QTest>
#include <QThread>

#include <openssl/x509.h>

#include <atomic>

#ifdef Q_OS_LINUX

#include <dlfcn.h>

namespace {

std::atomic<Qt::HANDLE> watchedThread = nullptr;
std::atomic<int> onWatched = 0;
std::atomic<int> elsewhere = 0;

void noteCall()
{
    ++(QThread::currentThreadId() == watchedThread.load() ? onWatched : elsewhere);
}

template <typename Function>
Function *theirs(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int X509_sign(X509 *certificate, EVP_PKEY *key, const EVP_MD *digest)
{
    noteCall();
    static auto *const original = theirs<int(X509 *, EVP_PKEY *, const EVP_MD *)>("X509_sign");
    return original(certificate, key, digest);
}

int X509_verify(X509 *certificate, EVP_PKEY *key)
{
    noteCall();
    static auto *const original = theirs<int(X509 *, EVP_PKEY *)>("X509_verify");
    return original(certificate, key);
}

int X509_check_private_key(const X509 *certificate, const EVP_PKEY *key)
{
    noteCall();
    static auto *const original = theirs<int(const X509 *, const EVP_PKEY *)>("X509_check_private_key");
    return original(certificate, key);
}
}

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
        ServiceHarness h;
        outbound::OutboundHttp worker;
        h.certificates.setIssuer(
            std::make_unique<acme::InternalIssuer>(worker, h.clock, acme::InternalCa::create(h.clock.now()).value()),
            "internal");
        h.certificates.start();
        const QString host = u"track.example.com"_s;
        const auto chain = [&] { return h.certificates.of(host).fields().chainPem; };
        watchedThread = QThread::currentThreadId();
        onWatched = 0;
        elsewhere = 0;
        h.activate(host);
        QTRY_VERIFY(!chain().isEmpty());
        const QByteArray first = chain();
        QTRY_VERIFY(*h.certificates.of(host).fields().nextAttemptAt > h.clock.now());
        h.clock.advance(24h * 65); // and the same for its successor
        h.certificates.lookAgain();
        QTRY_VERIFY(chain() != first);
        h.certificates.stop();
        watchedThread = nullptr;
        QVERIFY(elsewhere > 0);
        QCOMPARE(onWatched, 0);
    }
};

UNMTA_TEST(TestEngineThread)

} // namespace unmta::tst_engine_thread

#include "tst_engine_thread.moc"

#endif
