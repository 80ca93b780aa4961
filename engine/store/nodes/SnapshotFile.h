// snapshot.db in the data directory of a node whose store is on a server: what its edge needs to go on without that,
// over a restart too. Parts with names, each encrypted under the master key. Belongs to the thread that opened it.
#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "store/Database.h"
#include "store/SecretBox.h"

#include <QHash>

namespace unmta::store {

class SnapshotFile
{
public:
    using Parts = QHash<QString, QByteArray>;

    // master.key is there by now. `random` outlives the file. Errors: those of Database and SecretBox.
    [[nodiscard]] static Result<std::unique_ptr<SnapshotFile>> open(const QString &directory, Random &random);
    // Whether there ever was one.
    [[nodiscard]] static bool exists(const QString &directory);

    // Replaces these; an empty one is removed. All or nothing.
    [[nodiscard]] Result<void> write(const Parts &parts);
    // The same, and nothing else is left.
    [[nodiscard]] Result<void> writeAll(const Parts &parts);
    // Errors besides: store.bad_key.
    [[nodiscard]] Result<Parts> read() const;

private:
    SnapshotFile(std::unique_ptr<Database> database, SecretBox secrets)
        : m_database(std::move(database))
        , m_secrets(std::move(secrets))
    {}
    [[nodiscard]] Result<void> put(const Parts &parts, bool isAll);

    std::unique_ptr<Database> m_database;
    SecretBox m_secrets;
};

} // namespace unmta::store
