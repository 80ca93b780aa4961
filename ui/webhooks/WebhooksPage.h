// The cluster's webhooks: the list, the one that was chosen, and a new one's secret, which is shown once.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"

class QFrame;

namespace unmta::ui {

class CopyButton;
class FitTable;
class Session;
class StateView;
class ValueField;
class WebhookCard;
class WebhookListModel;

class WebhooksPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit WebhooksPage(Session &session, QWidget *parent = nullptr);

    void requestDelete() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeSecret();
    void load();
    void take(const QList<wire::Webhook> &webhooks);
    void choose(qint64 id);
    void add();
    void showSecret(const QString &secret);

    Session &m_session;
    WebhookListModel *m_model;
    FitTable *m_table;
    WebhookCard *m_card;
    StateView *m_view;
    QFrame *m_secret;
    ValueField *m_secretField;
    CopyButton *m_copy;
    qint64 m_chosen = 0;
};

} // namespace unmta::ui
