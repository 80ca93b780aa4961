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

struct Times
{
    Millis whole{0};
    std::optional<Millis> held; // while nothing was changed at the engine; none: there was no engine
};

Outcome tell(const Session &session, const QList<store::MovedTable> &tables, const Times &times, const QString &next)
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
        QJsonObject report{{u"tables"_s, list},
                           {u"rows"_s, static_cast<qint64>(rows)},
                           {u"milliseconds"_s, static_cast<qint64>(times.whole.count())}};
        if (times.held)
            report[u"held_milliseconds"_s] = static_cast<qint64>(times.held->count());
        printJson(report);
        return Exit::Done;
    }
    table.print({});
    printLine(u"%1 rows of %2 tables were moved in %3 and counted on both sides."_s.arg(rows)
                  .arg(tables.size())
                  .arg(durationText(times.whole)));
    if (times.held)
        printLine(u"The engine went on; for the last %1 of it nothing but events could be changed."_s.arg(
            durationText(*times.held)));
    printLine(next);
    return Exit::Done;
}

// The engine that works with the files, asked over its local socket.
class ServingEngine final : public store::ServingEngine
{
public:
    explicit ServingEngine(Session &session)
        : m_session(session)
    {}

    Result<void> hold() override
    {
        constexpr int tries = 600;
        constexpr int pauseMs = 100;
        for (int i = 0; i < tries; ++i) {
            const auto state = ask({});
            if (!state)
                return state.error();
            if (state->isStill)
                return {};
            m_session.pause(pauseMs);
        }
        return Error(u"store.busy"_s);
    }
    void goOnHolding() override
    {
        constexpr std::chrono::seconds often{3};
        if (m_since && m_clock.steady() - m_asked > often)
            static_cast<void>(ask({}));
    }
    void leave(const QString &place) override { static_cast<void>(ask(place)); }
    void release() override
    {
        if (m_since)
            static_cast<void>(m_session.call(api::releaseStore).body);
    }

    // Since when it has changed nothing.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> heldSince() const { return m_heldSince; }

private:
    Result<wire::StoreHold> ask(const QString &movedTo)
    {
        auto state = m_session.call(api::holdStore, {}, wire::StoreHoldInput{movedTo}).value();
        m_asked = m_clock.steady();
        if (!state)
            return state;
        if (m_since && *m_since != state->since)
            return Error(u"store.move_interrupted"_s);
        if (!m_since) {
            m_since = state->since;
            m_heldSince = m_asked;
        }
        return state;
    }

    Session &m_session;
    SystemClock m_clock;
    std::optional<TimePoint> m_since; // by the engine's clock
    std::optional<std::chrono::steady_clock::time_point> m_heldSince;
    std::chrono::steady_clock::time_point m_asked;
};

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
    auto moved = isToServer ? store::moveToServer(dataDir, *address, random, progress)
                            : store::moveToFiles(dataDir, *address, directory, random, progress);
    ServingEngine engine(session);
    const bool isServed = isToServer && !moved && moved.error().code == "store.in_use"_L1;
    if (isServed) {
        if (const auto answers = session.call(api::getServer).body; !answers)
            return answers.error();
        moved = store::moveToServer(dataDir, *address, random, progress, &engine);
    }
    printProgress({});
    if (!moved)
        return moved.error();
    const auto end = clock.steady();
    Times times{std::chrono::duration_cast<Millis>(end - begin), {}};
    if (engine.heldSince())
        times.held = std::chrono::duration_cast<Millis>(end - *engine.heldSince());
    const QString next =
        isServed ? u"Restart the engine with --store %1. Until then links go on, and what it records is handed over "
                   "afterwards; nothing else is changed. master.key stays in %2, and is needed."_s
        : isToServer ? u"Start the engine with --store %1. master.key stays in %2, and is needed."_s
                     : u"Start the engine with --data-dir %1 and without --store. %2 is not needed for it."_s;
    return tell(session, *moved, times, next.arg(isToServer ? options.to : directory, dataDir));
}

} // namespace

void addStoreCommands(Command root)
{
    const auto options = std::make_shared<MoveOptions>();
    const Command group = root.group("store", "Where the store is");
    group.command("move", "Take the whole store to a PostgreSQL while the engine goes on, or back into files")
        .option("--to", &options->to, "postgresql://USER@HOST:PORT/DATABASE?OPTIONS, or sqlite:DIRECTORY", true)
        .option("--from", &options->from, "Where it is, when that is a PostgreSQL (default: sqlite)")
        .option("--password-file", &options->passwordFile, "The password for PostgreSQL, in the file's first line")
        .does([options](Session &session) { return move(session, *options); });
}

} // namespace unmta::ctl
