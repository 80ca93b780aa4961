// What tests want of the system beyond Qt, where systems differ.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <functional>

class QProcess;

namespace unmta::test {

[[nodiscard]] bool isUnix();
[[nodiscard]] bool isLinux();
[[nodiscard]] bool isSuperuser();

// Keeps the port for this process until it ends, against this user's other tests; false where another has it.
[[nodiscard]] bool lockPort(int port);
// Whether somebody who sends a datagram to a port where nobody listens is told so; wine keeps it to itself.
[[nodiscard]] bool refusalsAreTold();
// Whether one port of datagrams may be had on two addresses of loopback; a Mac has but one, and to wine they are one.
[[nodiscard]] bool loopbackHasTwoAddresses();
// The child, which is not yet started, ends when this process does; where the system can.
void tieToParent(QProcess &child);
// What a symbolic link says, also where that is no path.
[[nodiscard]] QByteArray linkText(const QString &path);
// Whether anybody but the owner, the system and administrators may read or write the file or directory.
[[nodiscard]] bool isOpenToOthers(const QString &path);
// Lets others read it: these, where the system tells them apart.
[[nodiscard]] bool openTo(QFileDevice::Permissions others, const QString &path);
// Memory that this process has in use; none where that is not told.
[[nodiscard]] qint64 residentBytes();
// Space that the file takes on its disk; none where that is not told.
[[nodiscard]] qint64 bytesOnDisk(const QString &path);
// Calls the action while no file may become longer; false, and no call, where that cannot be.
[[nodiscard]] bool withFilesNoLongerThan(qint64 bytes, const std::function<void()> &action);
// A file whose reader waits for a writer.
[[nodiscard]] bool makeFifo(const QString &path);
// To this user and group.
[[nodiscard]] bool giveAway(const QString &path, unsigned id);
// What the child, which is not yet started, prints finds no room.
void writeToFullDisk(QProcess &child);
// Calls the action with what sits a child that is not yet started before a terminal on which this is typed; false, and
// no call, where there is no terminal to be had.
[[nodiscard]] bool atTerminal(const QByteArray &typed,
                              const std::function<void(const std::function<void(QProcess &)> &)> &action);

} // namespace unmta::test
