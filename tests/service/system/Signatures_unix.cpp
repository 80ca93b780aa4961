// OpenSSL's functions are overlaid by ones that note who calls them.
#include "service/system/Signatures.h"

#include <QThread>

#include <openssl/x509.h>

#include <atomic>

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

namespace unmta::test {

bool canWatchSignatures()
{
#ifdef Q_OS_LINUX
    return true;
#else
    return false; // each library keeps to its own functions
#endif
}

void watchSignatures(Qt::HANDLE thread)
{
    watchedThread = thread;
    onWatched = 0;
    elsewhere = 0;
}

SeenSignatures seenSignatures()
{
    watchedThread = nullptr;
    return {onWatched, elsewhere};
}

} // namespace unmta::test
