// Across the top of a page while the monitor holds a round back: why, what that means, when it is tried again, which
// domains are concerned, and the way to let it go.
#pragma once

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace unmta::ui {

class MonitorWatch;
class Sign;

class MonitorBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit MonitorBanner(MonitorWatch &watch, QWidget *parent = nullptr);

private:
    void refresh();
    void showNames();
    void release();

    MonitorWatch &m_watch;
    Sign *m_sign;
    QLabel *m_explanation;
    QLabel *m_meaning;
    QPushButton *m_names;
    QPushButton *m_release;
    QPlainTextEdit *m_list;
    QLabel *m_more;
};

} // namespace unmta::ui
