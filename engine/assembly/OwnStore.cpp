#include "assembly/OwnStore.h"

#include "store/Backup.h"
#include "store/PassphraseBox.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<OwnStore> openOwnStore(const EngineConfig &config, Random &random)
{
    auto opened = store::EngineStore::open(config.dataDir, random);
    if (!opened)
        return opened.error();
    // A sandbox and a real engine never share a store: the one's certificates and time would stay for the other.
    const auto mark = (*opened)->mark.claim({config.sandbox, random.hex(4)});
    if (!mark)
        return mark.error();
    if (mark->sandbox != config.sandbox)
        return Error(mark->sandbox ? u"store.is_sandbox"_s : u"store.not_sandbox"_s, {}, {{u"path"_s, config.dataDir}});
    return OwnStore{*std::move(opened), mark->node};
}

Result<QString> restoreStore(const QString &copy, const QString &dataDir, const QString &passphraseFile)
{
    if (passphraseFile.isEmpty())
        return store::restore(copy, dataDir);
    const auto passphrase = store::readPassphrase(passphraseFile);
    if (!passphrase)
        return passphrase.error();
    return store::restore(copy, dataDir, *passphrase);
}

Result<QStringList> checkCopyOfStore(const QString &directory)
{
    return store::verifyBackup(directory);
}

} // namespace unmta
