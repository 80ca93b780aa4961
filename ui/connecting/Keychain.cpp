#include "connecting/Keychain.h"

#ifdef UNMTA_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace unmta::ui {

#ifdef UNMTA_KEYCHAIN

namespace {

class SystemKeychain final : public Keychain
{
public:
    void read(const QString &key, Done done) override
    {
        run(new QKeychain::ReadPasswordJob(service), key, std::move(done));
    }
    void write(const QString &key, const QString &secret, Done done) override
    {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setTextData(secret);
        run(job, key, std::move(done));
    }
    void remove(const QString &key, Done done) override
    {
        run(new QKeychain::DeletePasswordJob(service), key, std::move(done));
    }

private:
    // The job deletes itself when it has told how it went.
    static void run(QKeychain::Job *job, const QString &key, Done done)
    {
        job->setKey(key);
        QObject::connect(job, &QKeychain::Job::finished, job, [done = std::move(done)](QKeychain::Job *ended) {
            const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(ended);
            const bool isDone = ended->error() == QKeychain::NoError;
            done({isDone, reading && isDone ? reading->textData() : QString(), ended->errorString()});
        });
        job->start();
    }

    const QString service = QStringLiteral("unMTA Tracking");
};

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

#else

std::unique_ptr<Keychain> systemKeychain()
{
    return nullptr;
}

#endif

} // namespace unmta::ui
