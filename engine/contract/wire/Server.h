// The engine itself: what it is, where it listens, what is missing until it is of use, and a copy of its store.
#pragma once

#include "base/Clock.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace unmta::wire {

struct Listener
{
    QString kind; // "http", "https", "api", "local"
    QString address;
    int port = 0; // 0 for "local", whose address is a path
    bool operator==(const Listener &) const = default;
};

// What whoever asks may do here.
struct Access
{
    std::optional<QString> token;       // its name; none: no token was needed, and everything is allowed
    QStringList scopes;                 // "admin", "read", "rewrite", "events"
    std::optional<QString> clusterId;   // for this cluster only; none: for all
    std::optional<TimePoint> expiresAt; // none: never
    bool operator==(const Access &) const = default;
};

struct Server
{
    QString version;
    QString node; // random name of this installation
    QList<Listener> listeners;
    QStringList capabilities; // "sandbox" among them
    QString epoch;            // changes when the change feed starts anew
    TimePoint time;           // the engine's clock; the sandbox can move it
    QString targetZone;
    std::optional<QString> internalRoot; // PEM of the internal issuer's root, once there is one
    Access access;                       // the caller's own
    bool operator==(const Server &) const = default;
};

struct BackupInput
{
    QString directory; // absolute, on the engine's computer; empty: one of the engine's own, to be fetched
};

struct Backup
{
    QString directory;
    QStringList files;
    bool operator==(const Backup &) const = default;
};

// A part of a file of a copy that is to be fetched.
struct BackupPiece
{
    QString content; // base64
    bool isLast = false;
    bool operator==(const BackupPiece &) const = default;
};

struct StoreHoldInput
{
    QString movedTo; // where the store is now, so that it is held for good; empty: it is being moved
};

struct StoreHold
{
    TimePoint since;
    bool isStill = false; // what was being changed is done
    bool operator==(const StoreHold &) const = default;
};

// What is still missing until a recipient can be tracked, as a list of named checks.
enum class ReadinessState
{
    Ready,
    Todo,   // the operator has not done it yet
    Failed, // it was tried, or was well, and is not
    Unknown // nobody could say, or nobody has looked yet
};

struct ReadinessCheck
{
    QString id; // "target_zone", …: service/readiness/Readiness.h
    ReadinessState state = ReadinessState::Unknown;
    QString sentence;
    QString fix;                        // empty: nothing to do; lines after the first are to be copied as they are
    QString evidence;                   // what was seen, perhaps in several lines
    std::optional<TimePoint> checkedAt; // none: not looked at yet
    bool operator==(const ReadinessCheck &) const = default;
};

// What is to be tried by settings that need not be saved.
struct SettingsTestInput
{
    QString what;                    // "mail", "resolver", "authority"
    QMap<QString, QString> settings; // those that differ from what the engine has
    QString to;                      // of a mail; empty: notify.to
};

struct Readiness
{
    bool isReady = false; // nothing is to do, and nothing has failed
    QList<ReadinessCheck> checks;
    bool operator==(const Readiness &) const = default;
};

} // namespace unmta::wire
