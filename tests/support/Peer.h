// Real servers that a test talks to, each a child process on ports of its own.
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <functional>

namespace unmta::test {

// Where an installed program is, in PATH or where systems keep their servers; empty when it is not there.
[[nodiscard]] QString findProgram(const QString &name);

// Ended with this object, and with the test program when that crashes. Needs the test's event loop.
class Peer
{
public:
    // Writes the configuration for these ports and returns the arguments.
    using Arrange = std::function<QStringList(const QList<quint16> &ports)>;
    // Asks the server whether it serves. That it listens is seen to already.
    using Answers = std::function<bool(const QList<quint16> &ports)>;

    explicit Peer(const QString &program);
    ~Peer();
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    void setEnvironment(const QString &name, const QString &value);
    // How long it may take to come up before it is given up; the default says "not for ever" only.
    void setPatience(int ms) { m_patienceMs = ms; }

    // Starts it on `ports` ports of its own and waits until this very process listens on all of them and answers. One
    // that finds a port occupied all the same gets others. Returns what went wrong, with its last words and its exit
    // status; nothing when it is up.
    [[nodiscard]] QString start(int ports, const Arrange &arrange, const Answers &answers = {});
    // A new process on the same ports.
    [[nodiscard]] QString restart();
    void stop();

    [[nodiscard]] quint16 port(int index = 0) const { return m_ports.at(index); }
    // All it has said since it was started.
    [[nodiscard]] QByteArray output() const;

private:
    [[nodiscard]] QString run();
    [[nodiscard]] bool isUp();
    [[nodiscard]] bool hasClashed() const;

    QTemporaryDir m_folder;
    QString m_program;
    QProcess m_process;
    int m_patienceMs = 60'000;
    QList<quint16> m_ports;
    QStringList m_arguments;
    Answers m_answers;
};

} // namespace unmta::test
