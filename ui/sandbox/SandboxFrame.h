// Around everything in the window of a sandbox, so that nobody takes it for the real thing: a coloured frame, a line
// that says so with the engine's clock, and the guided tour. Around any other window it is nothing.
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace unmta::ui {

class SandboxTour;
class Session;

class SandboxFrame final : public QFrame
{
    Q_OBJECT

public:
    SandboxFrame(Session &session, QWidget *content, QWidget *parent = nullptr);

    [[nodiscard]] bool isSandbox() const { return m_isSandbox; }
    [[nodiscard]] SandboxTour &tour() { return *m_tour; }

Q_SIGNALS:
    // isSandbox() is another than before.
    void sandboxChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showWords();
    void showSandbox();
    void showTime();
    void offerTour();

    Session &m_session;
    bool m_isSandbox = false;
    bool m_isNarrow = false;
    bool m_isOffered = false; // the tour; once
    QWidget *m_line;
    QLabel *m_words;
    QLabel *m_time;
    QPushButton *m_begin;
    SandboxTour *m_tour;
    QTimer m_second;
};

} // namespace unmta::ui
