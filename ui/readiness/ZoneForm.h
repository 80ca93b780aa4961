// Asks for the target zone where it is missed, and shows the engine's answer beside the field.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Session;

class ZoneForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ZoneForm(Session &session, QWidget *parent = nullptr);
    // Empty: it can be used.
    void lock(const QString &why);

Q_SIGNALS:
    void saved();

private:
    void showUsable();
    void showProblem(const QString &text);
    void submit();

    Session &m_session;
    QLineEdit *m_zone;
    QPushButton *m_use;
    QLabel *m_problem;
    QString m_lockedWhy;
    bool m_isSaving = false;
};

} // namespace unmta::ui
