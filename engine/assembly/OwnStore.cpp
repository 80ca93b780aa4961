#include "assembly/OwnStore.h"

#include "store/Backup.h"
#include "store/PassphraseBox.h"

namespace unmta {

using namespace Qt::StringLiterals;

Result<std::optional<store::ServerAddress>> serverOf(const EngineConfig &config)
{
    if (!config.isOnServer())
        return std::optional<store::ServerAddress>();
    auto server = store::parseServerAddress(config.store);
    if (!server)
        return server.error();
    if (!config.storePasswordFile.isEmpty()) {
        auto password = store::readPassword(config.storePasswordFile);
        if (!password)
            return password.error();
        server->password = *std::move(password);
    }
    return std::optional(*std::move(server));
}

Result<OwnStore> openOwnStore(const EngineConfig &config, Random &random)
{
    const auto server = serverOf(config);
    if (!server)
        return server.error();
    auto opened = store::EngineStore::open(config.dataDir, random, *server);
    if (!opened)
        return opened.error();
    // A sandbox and a real engine never share a store: the one's certificates and time would stay for the other.
    const auto mark = (*opened)->mark.claim({config.sandbox, random.hex(4)});
    if (!mark)
        return mark.error();
    if (mark->sandbox != config.sandbox)
        return Error(mark->sandbox ? u"store.is_sandbox"_s : u"store.not_sandbox"_s, {},
                     {{u"path"_s, (*opened)->database().path()}});
    const QString node = (*opened)->node().isEmpty() ? mark->node : (*opened)->node();
    return OwnStore{*std::move(opened), node};
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
