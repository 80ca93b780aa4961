#include "common/Renewal.h"

#include "base/Log.h"
#include "common/KeptSockets.h"

#include <QFile>
#include <QProcess>
#include <QTimer>

#include <csignal>
#include <cstring>
#include <unistd.h>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience(10);

} // namespace

Renewal::Renewal(int argc, char **argv)
{
    for (int i = 0; i < argc; ++i)
        m_command << QFile::decodeName(argv[i]);
}

void Renewal::tryProgram(QObject *context, std::function<void(bool)> done)
{
    if (std::exchange(m_trying, true))
        return;
    auto *const process = new QProcess(context);
    const auto end = [this, process, done = std::move(done)](bool works) {
        if (!std::exchange(m_trying, false))
            return;
        if (!works) {
            qCCritical(lcEngine).noquote() << "not started anew: the program does not start"
                                           << "program=" << m_command.first() << "error=" << process->errorString();
        }
        process->disconnect();
        process->deleteLater();
        done(works);
    };
    QObject::connect(process, &QProcess::finished, process, [end](int code, QProcess::ExitStatus status) {
        end(status == QProcess::NormalExit && code == 0);
    });
    QObject::connect(process, &QProcess::errorOccurred, process, [end] { end(false); });
    QTimer::singleShot(patience, process, [end] { end(false); });
    process->setStandardOutputFile(QProcess::nullDevice());
    process->start(m_command.first(), {u"--version"_s});
}

void Renewal::takePlace(KeptSockets &sockets) const
{
    sockets.handOn();
    // Until the one that comes has its handlers, neither must end it.
    std::signal(SIGUSR2, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    QList<QByteArray> texts;
    for (const QString &text : m_command)
        texts << QFile::encodeName(text);
    std::vector<char *> arguments;
    for (QByteArray &text : texts)
        arguments.push_back(text.data());
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    qCCritical(lcEngine).noquote() << "not started anew"
                                   << "program=" << m_command.first() << "error=" << std::strerror(errno);
}

} // namespace unmta
