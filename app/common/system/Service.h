// A program as a service that the computer itself starts. On Unix that is the business of units and scripts (see
// ServiceManager.h), and nothing here does anything; on Windows the program has to be written for it.
#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace unmta::service {

// What the computer's list of services says.
struct Description
{
    const char *name;         // "unmta-engine", the program's own
    const char *title;        // "unMTA Tracking Engine"
    const char *text;         // one sentence
    const char *ports;        // which others may come in, "80,443"; empty: none
    QString (*folder)();      // of its data
    const char *folderOption; // which tells the program of it, "--data-dir"
};

// `PROGRAM service install|remove|start|stop|status`: does it, and says with which status to end. What stands behind
// "install" are options for every start. None: the command line is another one, or this system has other means.
[[nodiscard]] std::optional<int> command(const Description &description, int argc, char **argv);

// Runs the program: as a service where the system has started this process as one, else just so.
[[nodiscard]] int run(const Description &description, int argc, char **argv,
                      const std::function<int(int argc, char **argv)> &program);

// Whether the system has started this process as one.
[[nodiscard]] bool isService();

// Called on a thread of the system's own when the service is to stop, or the computer goes down; at once when that was
// before. Null: nobody is to be told any more.
void onStop(std::function<void()> stop);
// It serves now; it has begun to end.
void reportReady();
void reportStopping();

} // namespace unmta::service
