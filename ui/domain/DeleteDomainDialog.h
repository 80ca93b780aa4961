// Confirms a deletion by having the name typed, after telling what will break.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Session;

class DeleteDomainDialog final : public Sheet
{
    Q_OBJECT

public:
    DeleteDomainDialog(Session &session, wire::TrackingDomain domain, QWidget *parent = nullptr);

private:
    void loadClicks();
    void showTyped();
    void submit();

    Session &m_session;
    wire::TrackingDomain m_domain;
    QLabel *m_clicks;
    QLineEdit *m_name;
    QLabel *m_answer;
    QPushButton *m_cancel;
    QPushButton *m_delete;
};

} // namespace unmta::ui
