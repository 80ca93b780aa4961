// Asks for a new tracking domain. Stays open until the engine has taken it, and shows the engine's answer in place.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QWidget;

namespace unmta::ui {

class Session;

class AddDomainDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit AddDomainDialog(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void added(const unmta::wire::TrackingDomain &domain);
    // There is no target zone yet, and the user goes to choose one.
    void zoneWanted();
    // Not one, but a list of them.
    void manyWanted();

private:
    void showZone();
    void showHint();
    void showProblem(const QString &text, bool wrong);
    void submit();
    void setBusy(bool busy);

    Session &m_session;
    QLineEdit *m_name;
    QLabel *m_answer;
    QWidget *m_zoneFirst; // in place of the form while there is no zone
    QWidget *m_form;
    QCheckBox *m_default;
    QPushButton *m_cancel;
    QPushButton *m_add;
    QPushButton *m_choose;
};

} // namespace unmta::ui
