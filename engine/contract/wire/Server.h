// The engine itself: what it is, where it listens, and a copy of its store.
#pragma once

#include "base/Clock.h"

#include <QList>
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

} // namespace unmta::wire
