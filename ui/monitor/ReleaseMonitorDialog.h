// Confirms that what the monitor holds back is let go, after telling what that does.
#pragma once

#include "kit/Sheet.h"

class QLabel;
class QPushButton;

namespace unmta::ui {

class MonitorWatch;

class ReleaseMonitorDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit ReleaseMonitorDialog(MonitorWatch &watch, QWidget *parent = nullptr);

private:
    // Live: the next try may find other domains, or end the hold.
    void refresh();
    void submit();

    MonitorWatch &m_watch;
    QLabel *m_effect;
    QLabel *m_after;
    QLabel *m_answer;
    QPushButton *m_release;
    bool m_isAsking = false;
};

} // namespace unmta::ui
