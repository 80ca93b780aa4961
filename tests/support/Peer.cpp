#include "support/Peer.h"

#include "support/Ports.h"
#include "support/system/Host.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int portTries = 5;

} // namespace

QString findProgram(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

Peer::Peer(const QString &program)
    : m_program(program)
{
    m_process.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(m_folder.filePath(u"output"_s));
    tieToParent(m_process);
}

Peer::~Peer()
{
    stop();
}

void Peer::setEnvironment(const QString &name, const QString &value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

QString Peer::start(int ports, const Arrange &arrange, const Answers &answers)
{
    m_answers = answers;
    QString complaint;
    for (int tries = 0; tries < portTries; ++tries) {
        m_ports.clear();
        for (int i = 0; i < ports; ++i)
            m_ports += takePort();
        m_arguments = arrange(m_ports);
        complaint = run();
        if (complaint.isEmpty() || !hasClashed())
            break;
    }
    return complaint;
}

QString Peer::restart()
{
    stop();
    return run();
}

void Peer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(m_patienceMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QByteArray Peer::output() const
{
    QFile file(m_folder.filePath(u"output"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString Peer::run()
{
    m_process.start(findProgram(m_program), m_arguments);
    if (!m_process.waitForStarted())
        return u"%1 is not installed; packaging/install-dependencies --test installs it"_s.arg(m_program);
    const bool isDone =
        QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning || isUp(); }, m_patienceMs);
    if (isDone && m_process.state() != QProcess::NotRunning)
        return {};
    const QString state = m_process.state() != QProcess::NotRunning ? u"still runs"_s
                          : m_process.exitStatus() == QProcess::CrashExit
                              ? u"crashed"_s
                              : u"ended with %1"_s.arg(m_process.exitCode());
    const QString words = QString::fromLocal8Bit(output().right(3000));
    return u"%1 did not come up; it %2. Its last words:\n%3"_s.arg(m_program, state,
                                                                   words.isEmpty() ? u"(none)"_s : words);
}

bool Peer::isUp()
{
    const bool doesListen = std::all_of(m_ports.begin(), m_ports.end(),
                                        [this](quint16 port) { return listens(m_process.processId(), port); });
    return doesListen && (!m_answers || m_answers(m_ports));
}

bool Peer::hasClashed() const
{
    const QByteArray words = output().toLower();
    return m_process.state() == QProcess::NotRunning && (words.contains("in use") || words.contains("eaddrinuse"));
}

} // namespace unmta::test
