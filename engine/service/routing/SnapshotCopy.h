// Keeps a copy of the snapshot on disk (store/nodes/SnapshotFile.h), for a node that starts while its server is away. A
// thread of its own looks every now and then at what has changed, and writes that; so the copy is a few seconds behind.
#pragma once

#include "base/Result.h"
#include "domain/Snapshot.h"

#include <QMap>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace unmta {

using StoredSettings = QMap<QString, QString>;

class SnapshotCopy
{
public:
    static constexpr std::chrono::milliseconds lookPause{1000};

    // The holder outlives it.
    SnapshotCopy(QString directory, const SnapshotHolder &holder);
    ~SnapshotCopy(); // writes what is new

    void start();
    // Any thread: the settings in force from here on.
    void setSettings(const StoredSettings &settings);

    struct Contents
    {
        Snapshot snapshot;
        StoredSettings settings;
    };
    // Errors: those of the store; store.not_found where there is no copy, or one that another release has written.
    [[nodiscard]] static Result<Contents> read(const QString &directory);

private:
    void run();

    const QString m_directory;
    const SnapshotHolder &m_holder;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    StoredSettings m_settings; // from here on under m_mutex
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace unmta
