#include "assembly/endpoints/InternalRoot.h"

#include "base/Log.h"
#include "base/WholeFile.h"
#include "store/EngineStore.h"

#include <QSaveFile>

namespace unmta {

using namespace Qt::StringLiterals;

InternalRoot::InternalRoot(store::EngineStore &store, QString dataDir, const Clock &clock)
    : m_store(store)
    , m_dataDir(std::move(dataDir))
    , m_clock(clock)
{}

Result<acme::InternalCa> InternalRoot::authority()
{
    auto stored = m_store.acmeAccounts.internalRoot();
    if (!stored)
        return stored.error();
    auto ca = *stored ? acme::InternalCa::fromPem((*stored)->rootPem, (*stored)->keyPem)
                      : acme::InternalCa::create(m_clock.now());
    if (!ca)
        return ca;
    if (!*stored) {
        if (auto done = m_store.acmeAccounts.saveInternalRoot({ca->rootPem(), ca->keyPem()}); !done)
            return done.error();
    }
    m_pem = QString::fromLatin1(ca->rootPem());
    // For clients on this computer that want a file; the API says the same.
    QSaveFile file(m_dataDir + u"/internal-root.pem"_s);
    if (!file.open(QIODevice::WriteOnly) || !commitWith(file, ca->rootPem()))
        qCWarning(lcEngine).noquote() << u"not written file="_s + file.fileName();
    return ca;
}

std::optional<QString> InternalRoot::pem(bool isWanted) const
{
    if (!m_pem && isWanted) {
        if (const auto stored = m_store.acmeAccounts.internalRoot(); stored && *stored)
            m_pem = QString::fromLatin1((*stored)->rootPem);
    }
    return m_pem;
}

} // namespace unmta
