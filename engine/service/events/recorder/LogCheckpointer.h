// Moves what commits have left in the write-ahead log of events.db into the file itself, on a thread and a connection
// of its own. SQLite would do it within a commit, which then takes some milliseconds longer, and everybody whose event
// it brings waits for that. Internal to EventRecorder; lives on the recorder thread.
#pragma once

#include "base/threads/JobThread.h"
#include "store/Database.h"

#include <QString>

#include <atomic>
#include <memory>

namespace unmta {

class LogCheckpointer
{
public:
    explicit LogCheckpointer(QString path);

    void committed();

    // A commit of some dozens of events leaves eight pages: about as often as SQLite would by itself.
    static constexpr int commits = 128;
    // From so much log on the recorder's commits move it themselves: beside steady commits the log is never wholly
    // moved by another, and only then can it begin anew. What is left to do then is little. Of 4 KiB each.
    static constexpr int pages = 4000;

private:
    void moveLog();

    const QString m_path;
    int m_commits = 0; // since it was last due; the recorder thread's
    std::atomic<bool> m_isDue = false;
    std::unique_ptr<store::Database> m_database; // the thread's, also to be closed there
    JobThread m_thread;                          // last: it uses the others
};

} // namespace unmta
