// All that the readiness checks are judged by.
#pragma once

#include "base/Clock.h"
#include "service/events/EventRecorder.h"
#include "service/readiness/ReadinessProbes.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace unmta {

// What a worker thread found out about the data directory, because a disk may hang.
struct DataDirSeen
{
    QString path;
    bool isOwn = true;               // belongs to the user that the engine runs as
    QString owner = {};              // its name
    QString runsAs = {};             // the engine's user
    bool isPrivate = true;           // nobody else may read it
    std::optional<Error> error = {}; // why a file could not be written and synced
    Millis syncTook{0};
    qint64 freeBytes = -1; // -1: not known
    qint64 totalBytes = -1;
};

// What the process knows of itself and its computer.
struct LocalSeen
{
    bool isSandbox = false;
    // How unmta-ctl is called so that it finds this engine: "unmta-ctl", "unmta-ctl --data-dir /srv/unmta".
    QString ctl = QStringLiteral("unmta-ctl");
    QString program = {};      // the running one's path: the engine, or the console with an engine inside
    QList<int> httpPorts = {}; // that the edge listens on
    QList<int> httpsPorts = {};
    QStringList addresses = {};      // of this computer's interfaces, numeric
    QStringList namedAddresses = {}; // edge.public_addresses, spelled like the others
    RecorderStatus recorder = {};
    std::optional<Error> storeTrouble = {}; // why the store cannot be written as usual
};

// Everything that was asked of others, from one go.
struct ProbesSeen
{
    TimePoint at;
    std::optional<AddressesSeen> wildcard; // none: there is no zone to ask about
    QList<ReachSeen> http;
    QList<ReachSeen> https;
    QString httpHolder; // the program that listens on port 80 here, when it is not this one: "nginx (pid 812)"
    QString httpsHolder;
    std::optional<AuthoritySeen> authority; // none: the issuer is this installation's own
    QList<ResolverSeen> resolvers;
    std::optional<Error> relay; // why mail cannot be handed in
    bool relayAsked = false;
    std::optional<DataDirSeen> dataDir;
};

// What the installation is used for, from its store.
struct UseSeen
{
    std::int64_t active = 0;
    QString pending;               // a domain that waits for its record; empty: none
    qsizetype certified = 0;       // active hosts with a certificate that is valid now
    QStringList uncertified;       // the others; the first ten
    QMap<QString, QString> failed; // host → why it has none, a sentence
    bool hasEvent = false;
    std::optional<TimePoint> mailHostAt; // when a mail host asked last, since the start
    QString mailHost;                    // what it was: "a milter", "the API"
    QString lastMailError;               // of the newest mail to people; empty: it was taken, or there was none
    std::optional<TimePoint> lastMailAt; // when one was taken
};

struct ReadinessFacts
{
    TimePoint now;
    QMap<QString, QString> settings; // those that the checks read, with their values in force
    LocalSeen local;
    UseSeen use;
    std::optional<ProbesSeen> probes; // none: nobody has been asked yet
    std::function<QString(const Error &)> wording;

    [[nodiscard]] QString setting(const char *name) const { return settings.value(QString::fromLatin1(name)); }
    [[nodiscard]] QString zone() const { return setting("edge.target_zone"); }
};

} // namespace unmta
