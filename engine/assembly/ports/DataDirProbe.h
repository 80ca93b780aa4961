// Whether the data directory is as it should be: whose it is, who may read it, how long a synced write takes, how much
// room is left. Asked on a thread of its own, because a disk may hang.
#pragma once

#include "service/readiness/ReadinessFacts.h"

#include <QObject>

#include <functional>
#include <memory>

namespace unmta {

class DataDirProbe final : public QObject
{
    Q_OBJECT

public:
    // What a disk that says nothing for so long is called.
    static constexpr Millis patience = std::chrono::seconds(10);

    explicit DataDirProbe(QString path);
    ~DataDirProbe() override;

    // `done` runs on the caller's thread, once; with store.hangs when the disk takes longer than `patience`, and at
    // once while an earlier write still hangs. Never after the probe is gone, whose end waits for nothing.
    void ask(std::function<void(DataDirSeen)> done);

private:
    struct Shared;

    const QString m_path;
    std::shared_ptr<Shared> m_shared;
};

// The same here and now; may take as long as the disk.
[[nodiscard]] DataDirSeen lookAtDataDir(const QString &path);

} // namespace unmta
