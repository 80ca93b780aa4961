// unmta-ctl as somebody runs it, with an engine in memory that answers as a test says.
#pragma once

#include "contract/FakeEngine.h"
#include "contract/LocalSocketTransport.h"
#include "support/Patience.h"
#include "support/TestPaths.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace unmta::test {

class CtlHands
{
public:
    explicit CtlHands(FakeEngine::Script script)
        : engine(std::move(script))
    {}

    [[nodiscard]] bool start() { return engine.listenLocal(localSocketName(m_dir.path())); }

    // What is printed, by lines; empty when it ends with another code.
    QStringList run(const QStringList &arguments, int exitCode = 0)
    {
        engine.requests.clear();
        QProcess process;
        QSignalSpy ended(&process, &QProcess::finished);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(programPath(QStringLiteral("unmta-ctl")),
                      QStringList{QStringLiteral("--data-dir"), m_dir.path()} + arguments);
        // The engine answers in this thread meanwhile.
        if (process.state() != QProcess::NotRunning && !ended.wait(patienceMs))
            process.kill();
        err = process.readAllStandardError();
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != exitCode)
            return {};
        return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n');
    }

    // Where a file of this name is, whether or not it was written; none when it could not be.
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString fileWith(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    FakeEngine engine;
    QByteArray err;

private:
    QTemporaryDir m_dir;
};

} // namespace unmta::test
