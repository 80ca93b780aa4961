// All that belongs to the chosen cluster besides its domains: what it is, who gets its mail, rules, tokens, webhooks,
// shipping; and the way to make or to delete one.
#pragma once

#include "kit/PageFrame.h"

class QLabel;
class QPushButton;

namespace unmta::ui {

class Card;
class ClusterCard;
class RewriteRulesCard;
class Session;
class ShippingCard;
class StateView;
class TokenCard;

class ClusterPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit ClusterPage(Session &session, QWidget *parent = nullptr);
    void requestDelete() override;

Q_SIGNALS:
    void addRequested();
    void renameRequested();
    void webhooksRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeWebhooks();
    [[nodiscard]] QWidget *makeDanger();
    void load();
    void loadWebhooks();
    void showCluster();

    Session &m_session;
    ClusterCard *m_cluster;
    RewriteRulesCard *m_rules;
    TokenCard *m_tokens;
    ShippingCard *m_shipping;
    QLabel *m_webhooks;
    QPushButton *m_delete;
    QLabel *m_last;
    StateView *m_view;
};

} // namespace unmta::ui
