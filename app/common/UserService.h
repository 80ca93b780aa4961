// The engine as a service of the user who runs the console: on Linux a unit of systemd's user manager. It goes on after
// the console's end and after the next start of the computer.
#pragma once

#include "assembly/EngineConfig.h"
#include "base/Result.h"

#include <QObject>
#include <QStringList>

namespace unmta {

class UserService final : public QObject
{
    Q_OBJECT

public:
    // Whether this computer has a manager of services for users, and `engineProgram` is there.
    [[nodiscard]] static bool isPossible(const QString &engineProgram);

    // For an engine with what `config` says, started from `engineProgram`.
    UserService(QString engineProgram, EngineConfig config, QObject *parent = nullptr);

    // Both end with one of the signals. install() starts nothing yet: the store belongs to one engine at a time.
    void install();
    void start();

    // The unit's text, for a program and its arguments as they are.
    [[nodiscard]] static QString unitOf(const QString &program, const QStringList &arguments);
    // The options of unmta-engine for the same engine.
    [[nodiscard]] static QStringList argumentsOf(const EngineConfig &config);

Q_SIGNALS:
    void installed();
    // `endsWithLogin`: it runs only while the user is logged in, since this user may not leave services behind.
    void started(bool endsWithLogin);
    // console.service, with the manager's own words.
    void failed(const Error &error);

private:
    // Runs the commands one after the other.
    void run(const QList<QStringList> &commands, const std::function<void()> &then);
    void fail(const QString &reason);

    QString m_program;
    EngineConfig m_config;
};

} // namespace unmta
