// A tracked URL, and what it stands for; or why it is not genuine.
#pragma once

#include "contract/wire/Link.h"
#include "kit/Labels.h"

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Badge;
class BusyBar;
class Session;

class RewriteInspector final : public QFrame
{
    Q_OBJECT

public:
    explicit RewriteInspector(Session &session, QWidget *parent = nullptr);

private:
    void inspect();
    void show(const wire::Inspection &inspection);
    void addFact(const QString &name, const QString &value, const QString &objectName, bool fixed);
    void clear();

    Session &m_session;
    QLineEdit *m_url;
    QPushButton *m_inspect;
    BusyBar *m_busy;
    Badge *m_badge;
    QLabel *m_message;
    QGridLayout *m_facts;
    int m_asked = 0; // an answer that is no longer asked for is not shown
};

} // namespace unmta::ui
