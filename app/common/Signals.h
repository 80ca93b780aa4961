// Signals of the operating system as Qt signals. One object per process; made after the application object.
#pragma once

#include <QObject>

namespace unmta {

class Signals final : public QObject
{
    Q_OBJECT

public:
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;

Q_SIGNALS:
    void terminate(); // SIGTERM, SIGINT; on Windows Ctrl+C, the terminal's closing, the end of the session
    void hangUp();    // SIGHUP; never on Windows
    void renew();     // SIGUSR2; never on Windows
};

} // namespace unmta
