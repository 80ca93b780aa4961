// Processes that are not root's, for a server that refuses to be.
#pragma once

#include <QString>

class QProcess;

namespace unmta::test {

// The process, which is not yet started, will be of a user with few rights where this one is root, in a group of
// processes of its own, and told to end when its parent has gone.
void becomeHumble(QProcess &process);
// To that user. True where there is nobody to give it to.
[[nodiscard]] bool giveToHumble(const QString &path);
// Stops it, or lets it go on.
void freezeProcess(int pid, bool stops);

} // namespace unmta::test
