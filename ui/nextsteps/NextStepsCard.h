// What comes after an active domain: the mail server, and a test that needs none. Open while no mail server is known to
// be connected, afterwards one line that opens it.
#pragma once

#include "contract/wire/TrackingDomain.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace unmta::ui {

class ConnectMail;
class ReadinessWatch;
class Session;
class TestLinks;

class NextStepsCard final : public QFrame
{
    Q_OBJECT

public:
    // Both outlive the card.
    NextStepsCard(Session &session, const ReadinessWatch &readiness, QWidget *parent = nullptr);
    // In sight for active domains only.
    void show(const wire::TrackingDomain &domain);

Q_SIGNALS:
    void helpRequested(const QString &topic);

private:
    [[nodiscard]] bool isMailConnected() const;
    void setOpen(bool isOpen);

    const ReadinessWatch &m_readiness;
    QString m_shown;          // the domain
    bool m_isTouched = false; // opened or closed by hand
    QPushButton *m_toggle;
    QLabel *m_hint; // while it is closed
    QWidget *m_body;
    ConnectMail *m_mail;
    TestLinks *m_test;
};

} // namespace unmta::ui
