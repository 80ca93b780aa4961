// Takes a whole store from files to a server or back: every table, rows as they are, numbers that go on where they
// were. Either all of it is there afterwards, counted table by table, or nothing. The source is only read. The engine
// must not run. May take as long as the disks and the network need.
//
// On a server it is one transaction. Files are written to a directory beside the one they are for, which gets its name
// at the end.
//
// From files to a server an engine may go on meanwhile: what it has recorded is copied first; then it changes nothing
// for as long as the rest takes, and only adds events, which it hands over once it works with the server.
#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "store/server/ServerAddress.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <functional>

namespace unmta::store {

struct MoveProgress
{
    QString table;
    std::int64_t rows = 0; // copied so far, of all tables
    std::int64_t of = 0;
};
using TellMove = std::function<void(const MoveProgress &)>;

struct MovedTable
{
    QString name;
    std::int64_t rows = 0;
};

// An engine that works with the files meanwhile.
class ServingEngine
{
public:
    virtual ~ServingEngine() = default;
    // When it returns nothing is being changed, and nothing is from then on, but for events that are added; for as long
    // as it is asked again. Errors: store.move_interrupted when it was not so since the first call.
    [[nodiscard]] virtual Result<void> hold() = 0;
    // Called often meanwhile.
    virtual void goOnHolding() = 0;
    // For good: the store is there now.
    virtual void leave(const QString &place) = 0;
    // As before.
    virtual void release() = 0;
};

// From the files in `dataDir` to the tables on the server, which must be empty. master.key stays, and so does
// events.db, from which the engine hands over what is recorded from then on; the directory gets a mark by which an
// engine refuses to go on with the files (store/MoveMark.h). Without `engine` none may run.
// Errors: store.move_nothing (context "path"), store.move_not_empty (context "path", "table"), store.move_differs
// (context "table", "found", "expected"), store.moved, store.in_use, store.bad_key, and those of Database.
[[nodiscard]] Result<QList<MovedTable>> moveToServer(const QString &dataDir, const ServerAddress &to, Random &random,
                                                     const TellMove &tell, ServingEngine *engine = nullptr);

// From the server to `directory`, which must be missing or empty and becomes a data directory of its own, with a copy
// of the key in `dataDir`. Errors: those above; store.backup_not_empty; store.move_waiting (context "path") while
// events in `dataDir` have not arrived on the server.
[[nodiscard]] Result<QList<MovedTable>> moveToFiles(const QString &dataDir, const ServerAddress &from,
                                                    const QString &directory, Random &random, const TellMove &tell);

} // namespace unmta::store
