// The store of an engine, in its data directory or on a server, and whether it is this engine's to use.
#pragma once

#include "assembly/EngineConfig.h"
#include "base/Random.h"
#include "store/EngineStore.h"

#include <memory>
#include <optional>

namespace unmta {

struct OwnStore
{
    std::unique_ptr<store::EngineStore> store;
    QString node; // this engine's name among those that share the store; in files, the installation's
};

// The server that the configuration names, and how to be let in; none: the store is in files. Errors: config.bad_store,
// config.store_password, config.store_password_file (context "path", "reason"), store.unsafe_file.
[[nodiscard]] Result<std::optional<store::ServerAddress>> serverOf(const EngineConfig &config);

// `random` outlives the store. Errors: those of serverOf(); store.*; store.is_sandbox and store.not_sandbox when the
// other kind of engine made it.
[[nodiscard]] Result<OwnStore> openOwnStore(const EngineConfig &config, Random &random);

// Makes a copy of a store the one in `dataDir`; see store::restore(). `passphraseFile` is empty where the copy's key is
// not sealed. Errors: store.passphrase_file besides.
[[nodiscard]] Result<QString> restoreStore(const QString &copy, const QString &dataDir, const QString &passphraseFile);

// Whether a directory holds a whole copy of a store, whose key is not sealed; see store::verifyBackup().
[[nodiscard]] Result<QStringList> checkCopyOfStore(const QString &directory);

} // namespace unmta
