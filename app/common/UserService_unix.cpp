#include "common/UserService.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QSaveFile>
#include <QStandardPaths>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

const QString unitName = u"unmta-engine.service"_s;

QString unitPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/systemd/user/"_s + unitName;
}

// One word of ExecStart (systemd.service(5), "Command lines").
QString quoted(QString word)
{
    word.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'%', u"%%"_s).replace(u'$', u"$$"_s);
    return u'"' + word + u'"';
}

QString listener(const ListenAddress &address)
{
    const QString host = address.address.contains(u':') ? u'[' + address.address + u']' : address.address;
    return u"%1:%2"_s.arg(host).arg(address.port);
}

} // namespace

bool UserService::isPossible(const QString &engineProgram)
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + u"/systemd/private"_s) &&
           !QStandardPaths::findExecutable(u"systemctl"_s).isEmpty() && QFileInfo(engineProgram).isExecutable();
}

UserService::UserService(QString engineProgram, EngineConfig config, QObject *parent)
    : QObject(parent)
    , m_program(std::move(engineProgram))
    , m_config(std::move(config))
{}

QStringList UserService::argumentsOf(const EngineConfig &config)
{
    QStringList arguments{u"--data-dir"_s, config.dataDir, u"--api"_s, listener(config.api)};
    if (!config.store.isEmpty())
        arguments << u"--store"_s << config.store;
    if (!config.storePasswordFile.isEmpty())
        arguments << u"--store-password-file"_s << config.storePasswordFile;
    for (const ListenAddress &address : config.http)
        arguments << u"--http"_s << listener(address);
    for (const ListenAddress &address : config.https)
        arguments << u"--https"_s << listener(address);
    // Settings are in the store by now.
    return arguments;
}

QString UserService::unitOf(const QString &program, const QStringList &arguments)
{
    QStringList words{quoted(program)};
    for (const QString &argument : arguments)
        words << quoted(argument);
    return u"[Unit]\n"
           "Description=unMTA Tracking engine\n"
           "Documentation=man:unmta-engine(8)\n"
           "\n"
           "[Service]\n"
           "Type=notify\n"
           "ExecStart=%1\n"
           "ExecReload=/bin/kill -HUP $MAINPID\n"
           "FileDescriptorStoreMax=512\n"
           "Restart=on-failure\n"
           "RestartSec=2s\n"
           "RestartPreventExitStatus=2\n"
           "WatchdogSec=60s\n"
           "TimeoutStopSec=30s\n"
           "UMask=0077\n"
           "\n"
           "[Install]\n"
           "WantedBy=default.target\n"_s.arg(words.join(u' '));
}

void UserService::install()
{
    const QString path = unitPath();
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile unit(path);
    if (!unit.open(QIODevice::WriteOnly) || unit.write(unitOf(m_program, argumentsOf(m_config)).toUtf8()) < 0 ||
        !unit.commit())
        return fail(u"%1: %2"_s.arg(path, unit.errorString()));
    run({{u"systemctl"_s, u"--user"_s, u"daemon-reload"_s}, {u"systemctl"_s, u"--user"_s, u"enable"_s, unitName}},
        [this] { Q_EMIT installed(); });
}

void UserService::start()
{
    // "start" ends when the engine says that it serves (Type=notify).
    run({{u"systemctl"_s, u"--user"_s, u"start"_s, unitName}}, [this] {
        auto *linger = new QProcess(this);
        const auto end = [this, linger](bool lingers) {
            linger->deleteLater();
            Q_EMIT started(!lingers);
        };
        connect(linger, &QProcess::finished, this,
                [end](int code, QProcess::ExitStatus status) { end(status == QProcess::NormalExit && code == 0); });
        connect(linger, &QProcess::errorOccurred, this, [end](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(false);
        });
        linger->start(u"loginctl"_s, {u"--no-ask-password"_s, u"enable-linger"_s});
    });
}

void UserService::run(const QList<QStringList> &commands, const std::function<void()> &then)
{
    if (commands.isEmpty())
        return then();
    auto *process = new QProcess(this);
    process->setProcessChannelMode(QProcess::MergedChannels);
    connect(process, &QProcess::finished, this, [this, process, commands, then](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        if (status == QProcess::NormalExit && code == 0)
            return run(commands.mid(1), then);
        fail(u"%1: %2"_s.arg(commands.first().join(u' '), QString::fromUtf8(process->readAll()).simplified()));
    });
    connect(process, &QProcess::errorOccurred, this, [this, process, commands](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        process->deleteLater();
        fail(u"%1: %2"_s.arg(commands.first().join(u' '), process->errorString()));
    });
    process->start(commands.first().first(), commands.first().mid(1));
}

void UserService::fail(const QString &reason)
{
    Q_EMIT failed(Error(u"console.service"_s, {}, {{u"reason"_s, reason}}));
}

} // namespace unmta
