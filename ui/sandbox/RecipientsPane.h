// Recipients of a mail who are played: how many, by which tracking host, and the button that lets them read it.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QComboBox;
class QPushButton;
class QSlider;
class QSpinBox;

namespace unmta::ui {

class Session;

class RecipientsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit RecipientsPane(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void eventsRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showHosts();
    void play();
    void take(const Result<wire::SandboxAudience> &audience);

    Session &m_session;
    QSlider *m_slider;
    QSpinBox *m_count;
    QComboBox *m_host;
    QPushButton *m_play;
    QLabel *m_state;
    QPushButton *m_events;
};

} // namespace unmta::ui
