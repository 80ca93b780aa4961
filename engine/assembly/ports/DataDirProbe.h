// Whether the data directory is as it should be: whose it is, who may read it, how long a synced write takes, how much
// room is left. Asked on a thread of its own, because a disk may hang.
#pragma once

#include "service/readiness/ReadinessFacts.h"

#include <QObject>

#include <functional>
#include <memory>

namespace unmta {

// Here and now; may take as long as the disk.
[[nodiscard]] DataDirSeen lookAtDataDir(const QString &path);

class DataDirProbe final : public QObject
{
    Q_OBJECT

public:
    using Look = std::function<DataDirSeen(const QString &path)>;

    // A disk that says nothing for `patience` hangs. `look` runs on a thread of its own.
    explicit DataDirProbe(QString path, Millis patience = std::chrono::seconds(10), Look look = lookAtDataDir);
    ~DataDirProbe() override;

    // `done` runs on the caller's thread, once; with store.hangs when the disk does, and at once while an earlier write
    // still hangs. Never after the probe is gone, whose end waits for nothing.
    void ask(std::function<void(DataDirSeen)> done);

private:
    struct Shared;

    const QString m_path;
    const Millis m_patience;
    const Look m_look;
    std::shared_ptr<Shared> m_shared;
};

} // namespace unmta
