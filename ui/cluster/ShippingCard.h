// Where the cluster's events are shipped, and how that goes.
#pragma once

#include "base/Error.h"
#include "contract/wire/delivery/Shipping.h"
#include "kit/Labels.h"

class QPushButton;

namespace unmta::ui {

class Badge;
class Session;

class ShippingCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ShippingCard(Session &session, QWidget *parent = nullptr);
    // Reads that of the session's cluster.
    void load();

private:
    void showNone();
    void show(const wire::Shipping &shipping);
    void showProblem(const Error &error);
    void edit();
    void stop();

    Session &m_session;
    std::optional<wire::Shipping> m_shipping;
    Badge *m_badge;
    QLabel *m_where;
    QLabel *m_state;
    QLabel *m_problem;
    QPushButton *m_edit;
    QPushButton *m_stop;
};

} // namespace unmta::ui
