#include "base/Clock.h"
#include "common/DataDir.h"
#include "contract/ErrorText.h"
#include "ctl/Commands.h"
#include "ctl/Show.h"
#include "store/move/StoreMove.h"

#include <QDir>
#include <QJsonObject>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct MoveOptions
{
    QString from;
    QString to;
    QString passwordFile;
};

const QString files = u"sqlite:"_s;
const QString server = u"postgresql://"_s;

Result<store::ServerAddress> serverOf(const QString &text, const MoveOptions &options)
{
    auto address = store::parseServerAddress(text);
    if (!address)
        return usageError(errorSentence(address.error()));
    const QString path = options.passwordFile.isEmpty() ? qEnvironmentVariable("UNMTA_STORE_PASSWORD_FILE")
                                                        : QDir::current().absoluteFilePath(options.passwordFile);
    if (path.isEmpty())
        return address;
    auto password = store::readPassword(path);
    if (!password)
        return usageError(errorSentence(password.error()));
    address->password = *std::move(password);
    return address;
}

// "7 s", "3 min 20 s".
QString durationText(std::chrono::milliseconds took)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(took).count();
    constexpr qint64 minute = 60;
    return seconds < minute ? u"%1 s"_s.arg(seconds) : u"%1 min %2 s"_s.arg(seconds / minute).arg(seconds % minute);
}

Outcome tell(const Session &session, const QList<store::MovedTable> &tables, std::chrono::milliseconds took,
             const QString &next)
{
    std::int64_t rows = 0;
    QJsonArray list;
    Table table({u"TABLE"_s, u"ROWS"_s});
    for (const store::MovedTable &moved : tables) {
        rows += moved.rows;
        list.append(QJsonObject{{u"name"_s, moved.name}, {u"rows"_s, static_cast<qint64>(moved.rows)}});
        table.add({moved.name, QString::number(moved.rows)});
    }
    if (session.json()) {
        printJson(QJsonObject{{u"tables"_s, list},
                              {u"rows"_s, static_cast<qint64>(rows)},
                              {u"milliseconds"_s, static_cast<qint64>(took.count())}});
        return Exit::Done;
    }
    table.print({});
    printLine(u"%1 rows of %2 tables were moved in %3 and counted on both sides."_s.arg(rows)
                  .arg(tables.size())
                  .arg(durationText(took)));
    printLine(next);
    return Exit::Done;
}

Outcome move(Session &session, const MoveOptions &options)
{
    if (!session.options().engine.isEmpty())
        return usageError(u"A store is moved on the engine's own computer. Name its --data-dir, not --engine."_s);
    const bool isToServer = options.to.startsWith(server);
    const QString from = options.from.isEmpty() ? u"sqlite"_s : options.from;
    if (isToServer == from.startsWith(server) || (!isToServer && !options.to.startsWith(files)) ||
        (isToServer && from != "sqlite"_L1)) {
        return usageError(u"A store is moved --to postgresql://USER@HOST/DATABASE, or --from postgresql://… --to "
                          "sqlite:DIRECTORY."_s);
    }
    QString dataDir = session.options().dataDir;
    if (dataDir.isEmpty())
        dataDir = qEnvironmentVariable("UNMTA_DATA_DIR", defaultDataDir());
    dataDir = QDir::current().absoluteFilePath(dataDir);
    const auto address = serverOf(isToServer ? options.to : from, options);
    if (!address)
        return address.error();
    const QString directory = QDir::current().absoluteFilePath(options.to.mid(files.size()));
    if (!isToServer && options.to == files)
        return usageError(u"Name the directory: --to sqlite:DIRECTORY."_s);

    SystemRandom random;
    const auto progress = [](const store::MoveProgress &now) {
        printProgress(u"%1: %2 of %3 rows"_s.arg(now.table).arg(now.rows).arg(now.of));
    };
    const SystemClock clock;
    const auto begin = clock.steady();
    const auto moved = isToServer ? store::moveToServer(dataDir, *address, random, progress)
                                  : store::moveToFiles(dataDir, *address, directory, random, progress);
    printProgress({});
    if (!moved)
        return moved.error();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock.steady() - begin);
    const QString next = isToServer
                             ? u"Start the engine with --store %1. master.key stays in %2, and is needed."_s
                             : u"Start the engine with --data-dir %1 and without --store. %2 is not needed for it."_s;
    return tell(session, *moved, took, next.arg(isToServer ? options.to : directory, dataDir));
}

} // namespace

void addStoreCommands(Command root)
{
    const auto options = std::make_shared<MoveOptions>();
    const Command group = root.group("store", "Where the store is");
    group.command("move", "Take the whole store of a stopped engine to a PostgreSQL, or back into files")
        .option("--to", &options->to, "postgresql://USER@HOST:PORT/DATABASE?OPTIONS, or sqlite:DIRECTORY", true)
        .option("--from", &options->from, "Where it is, when that is a PostgreSQL (default: sqlite)")
        .option("--password-file", &options->passwordFile, "The password for PostgreSQL, in the file's first line")
        .does([options](Session &session) { return move(session, *options); });
}

} // namespace unmta::ctl
