// Where the engine works: its data directory, the room on the disk, the recorder.
#include "service/readiness/CheckMaker.h"
#include "service/readiness/ReadinessRules.h"
#include "store/Ballast.h"

#include <QLocale>

namespace unmta::readiness {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis slowSync = std::chrono::seconds(1);
constexpr Millis hangingWrite = std::chrono::seconds(2);
// Below either, somebody should make room: a day of much mail takes about as much.
constexpr qint64 littleRoom = 1024 * MiB;
constexpr double littleShare = 0.05;

QString size(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1);
}

} // namespace

ReadinessCheck dataDir(const ReadinessFacts &facts)
{
    const auto make = probed("data_dir", facts);
    if (!facts.probes || !facts.probes->dataDir)
        return make.notAsked();
    const DataDirSeen &seen = *facts.probes->dataDir;
    const QString evidence =
        u"%1, owner %2, a synced write took %3 ms"_s.arg(seen.path, seen.owner).arg(seen.syncTook.count());
    if (seen.error) {
        return make.failed(u"The data directory %1 cannot be written. %2"_s.arg(seen.path, facts.wording(*seen.error)),
                           u"Mend the disk or the rights; this shows both:\ndf -h %1\nls -ld %1"_s.arg(seen.path),
                           evidence);
    }
    if (!seen.isOwn) {
        return make.failed(
            u"The data directory %1 belongs to %2, and the engine runs as %3."_s.arg(seen.path, seen.owner,
                                                                                     seen.runsAs),
            u"Give it to the engine's user, then restart:\nchown -R %1: %2"_s.arg(seen.runsAs, seen.path), evidence);
    }
    if (!seen.isPrivate) {
        return make.failed(
            u"Others on this computer may read the data directory %1, where the keys are."_s.arg(seen.path),
            u"Take that right away:\nchmod 700 %1"_s.arg(seen.path), evidence);
    }
    if (seen.syncTook > slowSync) {
        return make.failed(
            u"A write to the data directory %1 took %2 s to reach the disk."_s.arg(seen.path).arg(
                seen.syncTook.count() / 1000),
            u"Every open and click waits for the disk. Move the directory to a faster one (--data-dir)."_s, evidence);
    }
    return make.ready(u"The data directory is the engine's own, private, and takes synced writes."_s, evidence);
}

ReadinessCheck disk(const ReadinessFacts &facts)
{
    if (facts.local.storeTrouble) {
        return known("disk", facts)
            .failed(u"The store cannot be written as usual. %1"_s.arg(facts.wording(*facts.local.storeTrouble)),
                    u"Make room on the disk of the data directory; the engine goes on by itself."_s);
    }
    const auto make = probed("disk", facts);
    if (!facts.probes || !facts.probes->dataDir || facts.probes->dataDir->freeBytes < 0)
        return make.notAsked();
    const DataDirSeen &seen = *facts.probes->dataDir;
    const QString evidence =
        u"%1 of %2 free on the disk of %3"_s.arg(size(seen.freeBytes), size(seen.totalBytes), seen.path);
    const QString fix = u"Make room, or keep events for a shorter time:\ndf -h %1\n"
                        "unmta-ctl settings set events.retention=90d"_s.arg(seen.path);
    if (seen.freeBytes < store::Ballast::size + store::Ballast::margin)
        return make.failed(u"The disk of the data directory is full."_s, fix, evidence);
    if (seen.freeBytes < littleRoom && double(seen.freeBytes) < littleShare * double(seen.totalBytes))
        return make.failed(u"The disk of the data directory is nearly full: %1 are left."_s.arg(size(seen.freeBytes)),
                           fix, evidence);
    return make.ready(u"There is room on the disk: %1."_s.arg(size(seen.freeBytes)), evidence);
}

ReadinessCheck recorder(const ReadinessFacts &facts)
{
    const auto make = known("recorder", facts);
    const RecorderStatus &status = facts.local.recorder;
    const QString evidence =
        u"%1 recorded and %2 lost since the start"_s.arg(status.recorded).arg(status.dropped - status.droppedBefore);
    if (!status.healthy) {
        return make.failed(u"Opens and clicks are not recorded. %1"_s.arg(facts.wording(status.error)),
                           u"Links go on working. Mend the disk; recording goes on by itself."_s, evidence);
    }
    if (status.writingFor > hangingWrite) {
        return make.failed(
            u"Opens and clicks have been waiting for the disk for %1 s."_s.arg(status.writingFor.count() / 1000),
            u"See whether the disk of the data directory answers."_s, evidence);
    }
    return make.ready(u"Opens and clicks are recorded."_s, evidence);
}

} // namespace unmta::readiness
