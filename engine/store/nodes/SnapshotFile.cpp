#include "store/nodes/SnapshotFile.h"

#include "store/Statement.h"

#include <QDir>
#include <QFile>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

QString fileIn(const QString &directory)
{
    return QDir(directory).filePath(u"snapshot.db"_s);
}

SecretPlace placeOf(const QString &name)
{
    return {u"part"_s, u"body"_s, name};
}

} // namespace

Result<std::unique_ptr<SnapshotFile>> SnapshotFile::open(const QString &directory, Random &random)
{
    auto secrets = SecretBox::open(QDir(directory).filePath(u"master.key"_s), random);
    if (!secrets)
        return secrets.error();
    auto database = Database::open({fileIn(directory), u"snapshot"_s});
    if (!database)
        return database.error();
    return std::unique_ptr<SnapshotFile>(new SnapshotFile(*std::move(database), *std::move(secrets)));
}

bool SnapshotFile::exists(const QString &directory)
{
    return QFile::exists(fileIn(directory));
}

Result<void> SnapshotFile::write(const Parts &parts)
{
    return put(parts, false);
}

Result<void> SnapshotFile::writeAll(const Parts &parts)
{
    return put(parts, true);
}

Result<void> SnapshotFile::put(const Parts &parts, bool isAll)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    if (isAll) {
        Statement clear(*m_database, u"DELETE FROM part"_s);
        if (auto done = clear.run(); !done)
            return done;
    }
    Statement set(*m_database, u"INSERT INTO part (name, body_sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET "
                               "body_sealed = excluded.body_sealed"_s);
    Statement remove(*m_database, u"DELETE FROM part WHERE name = ?"_s);
    for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
        const auto done = it->isEmpty() ? remove.bind(it.key()).run()
                                        : set.bind(it.key()).bind(m_secrets.seal(*it, placeOf(it.key()))).run();
        if (!done)
            return done;
    }
    return transaction->commit();
}

Result<SnapshotFile::Parts> SnapshotFile::read() const
{
    Parts parts;
    Statement statement(*m_database, u"SELECT name, body_sealed FROM part"_s);
    if (auto ran = statement.run(); !ran)
        return ran.error();
    while (statement.next()) {
        auto body = m_secrets.unseal(statement.bytes(1), placeOf(statement.text(0)));
        if (!body)
            return body.error();
        parts.insert(statement.text(0), *std::move(body));
    }
    if (auto end = statement.outcome(); !end)
        return end.error();
    return parts;
}

} // namespace unmta::store
